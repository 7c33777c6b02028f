"""Undoing how people write numbers so that no machine finds them: width, scripts, spaces, spoken digits."""

from __future__ import annotations

import re
import unicodedata

from webmap.lists.text import strip_invisible

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_SPACED_DIGITS = re.compile(r"(?<!\d)(?:\d\s){6,}\d(?!\d)")
_SPOKEN_DIGITS = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
# A mobile number may mix figures and words: 010-일이삼사-5678.
_SPOKEN = re.compile(
    r"(?<![0-9가-힣])[0공영][1일][0공영](?:(?:[\s.,·/_-]|에|다시){0,3}[0-9공영일이삼사오육륙칠팔구]){8}(?!\d)"
)


def undisguise(text: str) -> str:
    """Return text in plain width and Western digits, with spaced or spoken digits written as figures."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", strip_invisible(text))
    if not plain.isascii():
        plain = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), plain)
        plain = _SPOKEN.sub(lambda found: found[0].translate(_SPOKEN_DIGITS), plain)
    return _SPACED_DIGITS.sub(lambda found: "".join(found[0].split()), plain)
