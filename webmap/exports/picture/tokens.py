"""Colours of the page's light theme, read from its style sheet: a picture has the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from webmap.resources import static_path

FONTS = "Pretendard GOV, Pretendard, Noto Sans CJK KR, Noto Sans KR, Apple SD Gothic Neo, Malgun Gothic, sans-serif"
"""Fonts of a picture, in the order of the page's; where the first are missing, the next is taken."""

REGULAR = 500
"""Weight of plain text. Not 400: of a variable font, the renderer would then take the thinnest form."""


@cache
def light_tokens() -> Mapping[str, str]:
    """Token → value of the first `:root` block of `tokens.css` (`ramp-1` → `#d8e9ef`)."""
    text = static_path("css/tokens.css").read_text("utf-8")
    block = text.partition(":root {")[2].partition("}")[0]
    return MappingProxyType(dict(re.findall(r"--([\w-]+):\s*([^;]+);", block)))


def colour(token: str) -> str:
    """A colour by its token. Raises KeyError for a token that the style sheet does not declare."""
    return light_tokens()[token]
