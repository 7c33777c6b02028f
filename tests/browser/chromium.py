"""The Chromium of this machine."""

from __future__ import annotations

import os
import shutil

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
