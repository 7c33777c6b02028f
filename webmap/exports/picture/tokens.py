"""Colours and fonts of pictures: those of the page's light theme."""

from __future__ import annotations

from webmap.exports.colours import tokens

FONTS = (
    "Pretendard GOV, Pretendard, Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, "
    "Malgun Gothic, sans-serif"
)
"""In the order of the page's; where the first are missing, the next is taken."""

REGULAR = 500
"""Weight of plain text. Not 400: of a variable font, the renderer would then take the thinnest form."""


def colour(token: str) -> str:
    """A colour by its token. Raises KeyError for a token that the style sheet does not declare."""
    return tokens()[token]
