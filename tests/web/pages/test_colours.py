"""The colours of `tokens.css`: enough contrast in both themes, and a ramp that lightness alone can tell."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from webmap.system.shipped_files import static_path

TOKEN = re.compile(r"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));")
THEMES = ("light", "dark")
RAMP = [f"ramp-{step}" for step in range(6)]
STATUSES = ("confirmed", "under-review", "reported", "refuted", "withdrawn")
TEXT_ON = [
    *(("surface", ink) for ink in ("ink", "ink-soft", "ink-quiet", "primary-ink")),
    *(("surface-soft", ink) for ink in ("ink", "ink-soft", "ink-quiet")),
    *(("surface-hover", ink) for ink in ("ink", "ink-quiet", "primary-ink")),
    *(("primary-soft", ink) for ink in ("ink", "ink-quiet")),
    ("primary-ink", "on-primary"),
    ("notice-surface", "notice-ink"),
]
SIGNS_ON = [
    *(("sign-paper", f"status-{status}") for status in STATUSES),
    *(("surface", sign) for sign in ("line-strong", "focus", "primary-ink")),
    *((step, "border-selected") for step in RAMP[:3]),
]


def tokens(theme: str) -> dict[str, str]:
    found = TOKEN.findall(static_path("css/tokens.css").read_text("utf-8"))
    return {name: plain or (light if theme == "light" else dark) for name, light, dark, plain in found}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ground", "ink"), TEXT_ON)
def test_text_can_be_read(theme: str, ground: str, ink: str):
    colours = tokens(theme)
    assert contrast(colours[ground], colours[ink]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ground", "sign"), SIGNS_ON)
def test_signs_and_edges_stand_out(theme: str, ground: str, sign: str):
    colours = tokens(theme)
    assert contrast(colours[ground], colours[sign]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_ramp_goes_one_way_in_lightness_by_steps_that_can_be_seen(theme: str):
    colours = [tokens(theme)[step] for step in RAMP]
    order = [luminance(colour) for colour in colours]
    assert order == sorted(order, reverse=theme == "light")
    assert all(contrast(one, other) >= 1.2 for one, other in pairwise(colours))


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_and_no_figure_are_not_taken_for_one_another(theme: str):
    colours = tokens(theme)
    assert contrast(colours["ramp-0"], colours["ramp-none"]) >= 1.3
