"""Columns are declared once, and the declaration is what is counted."""

import pytest

from webmap.exports.tables.comparison_columns import REGION_CHANGES, SCHOOL_CHANGES
from webmap.figures import regions
from webmap.view.column import names
from webmap.view.columns import (
    CONTEXT_COLUMNS,
    FIGURES,
    LEVEL_STATUS_COLUMNS,
    NOTES,
    REGION_COLUMNS,
    SCHOOL_COLUMNS,
    UNPLACED_COLUMNS,
    WEEK_COLUMNS,
)
from webmap.vocabulary.messages import translations
from webmap.vocabulary.terms import LEVELS, STATUSES

TABLES = {
    "regions": (*REGION_COLUMNS, *REGION_CHANGES, *CONTEXT_COLUMNS),
    "schools": (*SCHOOL_COLUMNS, NOTES, *SCHOOL_CHANGES, *CONTEXT_COLUMNS),
    "unplaced": (*UNPLACED_COLUMNS, *CONTEXT_COLUMNS),
    "level and status": LEVEL_STATUS_COLUMNS,
    "week": WEEK_COLUMNS,
}


def test_figures_are_those_that_are_counted_in_the_same_order():
    assert tuple(names(FIGURES)) == regions.FIGURES


def test_the_names_that_programs_rely_on_are_there_in_their_order():
    stable = ["region_code", "region_name", "schools", *map(str, LEVELS), *map(str, STATUSES), "reports"]
    stable += ["first_reported", "last_reported", "register_schools", "rate_per_100", "caution"]
    assert [name for name in names(REGION_COLUMNS) if name in stable] == stable


@pytest.mark.parametrize("table", TABLES)
def test_names_stand_once_in_a_table_and_need_no_quotes(table):
    found = names(TABLES[table])
    assert len(set(found)) == len(found)
    assert all(name.isascii() and name.isidentifier() and name == name.lower() for name in found)


@pytest.mark.parametrize("table", TABLES)
def test_headings_for_people_tell_columns_apart_in_both_languages(table):
    for language in ("ko", "en"):
        headings = [column.heading.render(language) for column in TABLES[table]]
        assert len(set(headings)) == len(headings)
    korean = translations("ko")
    assert all(korean.gettext(column.word.meaning) != column.word.meaning for column in TABLES[table])
