"""Options of the embed for its host, declared once for the server, the scripts and the dialog."""

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
    "tiles": ("off", "on"),
}
"""Option → its values, the default first."""

LEAST_HEIGHT, MAX_HEIGHT = 320, 1_600
"""Bounds of an embed's height (px)."""

DEFAULT_WIDTH, DEFAULT_HEIGHT = 800, 640
"""Size of an embed where the host states none (px)."""

NAMES = (*CHOICES, "height")
"""Names of the options, as parameters of the address."""


@dataclass(frozen=True)
class EmbedOptions:
    """Parts of the embed besides the map; `height` in px, None where the host states none.

    `tiles`: whether it shows the operator's tiles, where there are any.
    """

    title: bool = True
    controls: bool = False
    list: bool = True
    legend: bool = True
    theme: str = "auto"
    tiles: bool = False
    height: int | None = None


def read_options(arguments: Mapping[str, str]) -> EmbedOptions:
    """Read the options; an option with an unknown value is ignored.

    The page's scripts tell the reader so, as they read the same address by the same declaration.
    """
    choices = {name: _choice(arguments.get(name, ""), values) for name, values in CHOICES.items()}
    return EmbedOptions(
        theme=choices.pop("theme"),
        height=_height(arguments.get("height", "")),
        **{name: value == "on" for name, value in choices.items()},
    )


def on_page() -> EmbedOptions:
    """The options of the page itself: all parts."""
    return EmbedOptions(controls=True, tiles=True)


def options_for_scripts() -> dict[str, Any]:
    """The declaration of the options for scripts."""
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
