"""What a host may choose about the embed, declared once: for the server, the scripts and the dialog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SWITCH = ("on", "off")

CHOICES: dict[str, tuple[str, ...]] = {
    "title": SWITCH,
    "controls": ("off", "on"),
    "list": SWITCH,
    "legend": SWITCH,
    "theme": ("auto", "light", "dark"),
}
"""Option → what it takes, the default first."""

LEAST_HEIGHT, MAX_HEIGHT = 320, 1_600
"""Bounds of an embed's height (px)."""

DEFAULT_WIDTH, DEFAULT_HEIGHT = 800, 640
"""Size of an embed for which none is asked (px)."""

NAMES = (*CHOICES, "height")
"""Names of the options, as parameters of the address."""


@dataclass(frozen=True)
class EmbedOptions:
    """What the embed shows besides the map; `height` in px, None where the host states none."""

    title: bool = True
    controls: bool = False
    list: bool = True
    legend: bool = True
    theme: str = "auto"
    height: int | None = None


def read_options(arguments: Mapping[str, str]) -> EmbedOptions:
    """Read the options; one with a value it does not take is as if it were not there.

    The page's scripts tell the reader so: they read the same address by the same declaration.
    """
    chosen = {name: _choice(arguments.get(name, ""), values) for name, values in CHOICES.items()}
    return EmbedOptions(
        theme=chosen.pop("theme"),
        height=_height(arguments.get("height", "")),
        **{name: value == "on" for name, value in chosen.items()},
    )


def on_page() -> EmbedOptions:
    """What the page itself shows: everything."""
    return EmbedOptions(controls=True)


def declared() -> dict[str, Any]:
    """The declaration for scripts."""
    return {
        "choices": {name: list(values) for name, values in CHOICES.items()},
        "height": {"least": LEAST_HEIGHT, "most": MAX_HEIGHT, "usual": DEFAULT_HEIGHT},
    }


def _choice(value: str, values: tuple[str, ...]) -> str:
    return value if value in values else values[0]


def _height(value: str) -> int | None:
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(MAX_HEIGHT))):
        return None
    height = int(value)
    return height if LEAST_HEIGHT <= height <= MAX_HEIGHT else None
