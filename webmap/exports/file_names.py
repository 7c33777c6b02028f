"""Names of downloaded files from table, place, levels and date; in words, and in ASCII."""

from __future__ import annotations

import re
from urllib.parse import quote

from webmap.exports.about import title_of
from webmap.exports.request import ExportRequest, Subject
from webmap.view.filters import NO_FILTER, Filters
from webmap.view.view import View
from webmap.view.words import MAP, NATIONWIDE, phrases
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import LEVELS
from webmap.vocabulary.text import printable, strip_invisible

MAX_LENGTH = 100
"""Characters of an export's name, without its suffix: Windows and old archives stop at 255 bytes."""

MAX_MAP_LENGTH = 90
"""Characters of a one-file map's name, without its date and extension."""

NEVER_IN_A_NAME = re.compile(r"""[\\/:*?"'<>|%\s.,;·“”‘’�]+""")
"""Characters that some system forbids in a file's name, or that confuse readers."""


def file_name(view: View, request: ExportRequest, suffix: str) -> str:
    """Name in the reader's language, such as `피해 학교 시도별_경기도_고등학교_2024-09-30.csv`."""
    language, date = request.language, view.as_of
    parts = [
        say("fictional").render(language) if view.snapshot.fictional else "",
        title_of(request).render(language),
        *_conditions(view, request.filters, language),
        date,
    ]
    name = _safe("_".join(part for part in parts if part))
    if len(name) > MAX_LENGTH:
        name = f"{name[: MAX_LENGTH - len(date) - 1]}_{date}"
    return f"{name}.{suffix}"


def ascii_name(view: View, request: ExportRequest, suffix: str) -> str:
    """The same for programs that only support ASCII: codes in place of names."""
    codes = sorted(code for region_codes in request.filters.regions().values() for code in region_codes)[:3]
    levels = [] if request.filters.level == frozenset(LEVELS) else sorted(request.filters.level)
    by = ["by", str(request.by)] if request.what is Subject.REGIONS else []
    fictional = ["fictional"] if view.snapshot.fictional else []
    date = view.as_of
    parts = [*fictional, "affected-schools", str(request.what), *by, *codes, *levels, date]
    return f"{_safe('_'.join(parts))}.{suffix}"


def map_file_name(view: View, filters: Filters, language: str) -> str:
    """Name of a map in one HTML file: the map's name, the place, the filters, and the date of the data."""
    parts = [_part(text) for text in (MAP.render(language), *_conditions(view, filters, language))]
    return f"{'_'.join(filter(None, parts))[:MAX_MAP_LENGTH]}_{view.as_of}.html"


def ascii_map_file_name(view: View, filters: Filters) -> str:
    """The same for programs that only support ASCII: region codes, and terms that are not the default."""
    codes = [code for region_codes in filters.regions().values() for code in sorted(region_codes)]
    codes += sorted(filters.level) if filters.level != NO_FILTER.level else []
    codes += sorted(filters.status) if filters.status != NO_FILTER.status else []
    joined = "-".join(codes[:6]) or "all"
    return f"affected-schools-map_{joined}_{view.as_of}.html"


def disposition(name: str, fallback: str) -> str:
    """Content-Disposition with a name in any language (RFC 6266, RFC 5987)."""
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def _conditions(view: View, filters: Filters, language: str) -> list[str]:
    """The view's conditions in a few words each; “nationwide” where there is no filter."""
    return phrases(filters, view.table, language) or [NATIONWIDE.render(language)]


def _safe(text: str) -> str:
    """The text without characters that file systems forbid, and without blanks at its ends."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", text).strip(" .")


def _part(text: str) -> str:
    return NEVER_IN_A_NAME.sub("-", printable(strip_invisible(text))).strip("-")
