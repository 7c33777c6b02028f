"""The map's colours for files, read from the page's own declaration (css/tokens.css, for light screens)."""

from __future__ import annotations

import re
from functools import cache

from webmap.system.shipped_files import static_path
from webmap.vocabulary.terms import STATUSES, Status


@cache
def tokens() -> dict[str, str]:
    """Colours by name ("ramp-0", "status-confirmed"), as #rrggbb."""
    sheet = static_path("css/tokens.css").read_text("utf-8")
    return dict(re.findall(r"--([a-z0-9-]+):\s*(?:light-dark\(\s*)?(#[0-9a-f]{6})", sheet))


def ramp() -> tuple[str, ...]:
    """Colours of areas: for zero, then from few to many."""
    colours = {name: colour for name, colour in tokens().items() if re.fullmatch(r"ramp-\d", name)}
    return tuple(colours[name] for name in sorted(colours))


def status_colour(status: Status) -> str:
    """Colour of a status's sign."""
    return tokens()[f"status-{status.value.replace('_', '-')}"]


def status_colours() -> dict[Status, str]:
    """Colours of all statuses."""
    return {status: status_colour(status) for status in STATUSES}


FONTS = (
    "Pretendard GOV, Pretendard, Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, "
    "Malgun Gothic, sans-serif"
)
"""The page's fonts in its order; a missing font falls back to the next."""

REGULAR = 500
"""Weight of plain text. Not 400: of a variable font, the renderer would then take the thinnest form."""


def colour(token: str) -> str:
    """A colour by its token. Raises KeyError for a token that the style sheet does not declare."""
    return tokens()[token]
