"""Names of exported files: what, where, which levels, the date; in words, and in ASCII for old software."""

from __future__ import annotations

import re
from urllib.parse import quote

from webmap.exports.about import title_of
from webmap.exports.request import Asked, What
from webmap.view.view import View
from webmap.view.words import levels_in_words, place_in_words
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import LEVELS

LONGEST = 100
"""Characters of a name, without its suffix: Windows and old archives stop at 255 bytes."""


def file_name(view: View, asked: Asked, suffix: str) -> str:
    """Name in the reader's language, such as `피해 학교 시도별_경기도_고등학교_2024-09-30.csv`."""
    language, date = asked.language, str(view.snapshot.manifest["as_of"])
    parts = [
        say("fictional").render(language) if view.snapshot.fictional else "",
        title_of(asked).render(language),
        place_in_words(asked.filters, view.table, language, most=2),
        levels_in_words(asked.filters, language) if asked.filters.level != frozenset(LEVELS) else "",
        date,
    ]
    name = _safe("_".join(part for part in parts if part))
    if len(name) > LONGEST:
        name = f"{name[: LONGEST - len(date) - 1]}_{date}"
    return f"{name}.{suffix}"


def ascii_name(view: View, asked: Asked, suffix: str) -> str:
    """The same for programs that know ASCII alone: codes in the place of names."""
    codes = sorted(code for found in asked.filters.regions().values() for code in found)[:3]
    levels = [] if asked.filters.level == frozenset(LEVELS) else sorted(asked.filters.level)
    by = ["by", str(asked.by)] if asked.what is What.REGIONS else []
    fictional = ["fictional"] if view.snapshot.fictional else []
    date = str(view.snapshot.manifest["as_of"])
    parts = [*fictional, "affected-schools", str(asked.what), *by, *codes, *levels, date]
    return f"{_safe('_'.join(parts))}.{suffix}"


def disposition(name: str, fallback: str) -> str:
    """Content-Disposition with a name in any language (RFC 6266, RFC 5987)."""
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def _safe(text: str) -> str:
    """Without what file systems forbid, and with no blank at its ends."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", text).strip(" .")
