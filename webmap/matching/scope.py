"""Institutions that this map does not show: elementary schools, kindergartens, academies and the like."""

from __future__ import annotations

from webmap.matching.forms import short_form
from webmap.matching.grammar.slots import OUT_OF_SCOPE_ENDINGS
from webmap.matching.query import Query, Reading
from webmap.matching.text import name_key


def looks_out_of_scope(reading: Reading) -> bool:
    """Whether a name ends like an elementary school, kindergarten, academy or the like."""
    return _is_elementary(reading) or name_key(reading.name).endswith(OUT_OF_SCOPE_ENDINGS)


def is_elementary(query: Query) -> bool:
    """Whether any reading ends like an elementary school."""
    return any(map(_is_elementary, query.readings))


def _is_elementary(reading: Reading) -> bool:
    return short_form(reading.name).endswith("초")
