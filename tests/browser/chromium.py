"""The Chromium of this machine."""

from __future__ import annotations

import os
import shutil
from enum import StrEnum
from typing import Literal

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
)
NONE_HERE = (
    "Browser tests were skipped: no Chromium on this machine. Install it (Debian: apt-get install chromium) "
    "or name it in the variable CHROMIUM."
)


def find_chromium() -> str | None:
    """Path of the browser: what the variable CHROMIUM names, else the first known name on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Screen(StrEnum):
    """How a page is looked at."""

    STILL = "still"
    """Motion reduced and scrollbars hidden: nothing on the page depends on the moment."""
    USUAL = "usual"
    """As most people have it: motion allowed, and scrollbars that take their width from the page."""

    @property
    def reduced_motion(self) -> Literal["reduce", "no-preference"]:
        """What the system says of motion, as Playwright names it."""
        return "reduce" if self is Screen.STILL else "no-preference"


def launch(playwright: Playwright, screen: Screen) -> Browser:
    """Start the browser. Playwright hides the scrollbars of every browser without a window."""
    shown = ["--hide-scrollbars"] if screen is Screen.USUAL else None
    return playwright.chromium.launch(
        executable_path=find_chromium(), args=list(ARGUMENTS), ignore_default_args=shown
    )
