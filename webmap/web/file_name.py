"""Names of files that are handed out: what they show, and of which day."""

from __future__ import annotations

import re

from webmap.exports import file_names
from webmap.view.filters import NO_FILTER, Filters
from webmap.view.view import View
from webmap.view.words import MAP, NATIONWIDE, words
from webmap.vocabulary.text import clean, printable

NEVER_IN_A_NAME = re.compile(r"""[\\/:*?"'<>|%\s.,;·“”‘’�]+""")
"""What some system forbids in a file's name, or a reader would trip over."""

LONGEST = 90
"""Characters of a name without its extension."""


def disposition(current: View, filters: Filters, language: str, extension: str = "html") -> str:
    """The header's value: the name in the reader's language, and one in ASCII for those who can not read it.

    RFC 6266 and RFC 5987.
    """
    plain = f"affected-schools-map_{_codes(filters)}_{current.snapshot.manifest['as_of']}.{extension}"
    told = file_name(current, filters, language, extension)
    return file_names.disposition(told, plain)


def file_name(current: View, filters: Filters, language: str, extension: str = "html") -> str:
    """Name of a file with this view: the map's name, the place, the filters, and the date of the data."""
    shown = words(filters, current.table, language)
    if not filters.regions():
        shown = [NATIONWIDE.render(language), *shown]
    parts = [_part(text) for text in (MAP.render(language), *shown)]
    return f"{'_'.join(filter(None, parts))[:LONGEST]}_{current.snapshot.manifest['as_of']}.{extension}"


def _codes(filters: Filters) -> str:
    """Region codes and terms of a filter, as far as they are not the usual ones."""
    codes = [code for codes in filters.regions().values() for code in sorted(codes)]
    codes += sorted(filters.level) if filters.level != NO_FILTER.level else []
    codes += sorted(filters.status) if filters.status != NO_FILTER.status else []
    return "-".join(codes[:6]) or "all"


def _part(text: str) -> str:
    return NEVER_IN_A_NAME.sub("-", printable(clean(text))).strip("-")
