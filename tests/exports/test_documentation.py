"""docs/exports.md tells every column, format and parameter as it is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webmap.exports.formats import FORMATS
from webmap.exports.request import PARAMETERS
from webmap.exports.tables.comparison_columns import REGION_CHANGES, SCHOOL_CHANGES
from webmap.view.column import Column
from webmap.view.columns import CONTEXT_COLUMNS, LEVEL_STATUS_COLUMNS, WEEK_COLUMNS
from webmap.view.columns_regions import REGION_COLUMNS
from webmap.view.columns_schools import NOTES, SCHOOL_COLUMNS
from webmap.view.columns_unplaced import UNPLACED_COLUMNS

DOCUMENT = Path(__file__).parents[2] / "docs" / "exports.md"
TABLES: dict[str, tuple[Column, ...]] = {
    "regions": REGION_COLUMNS,
    "schools": (*SCHOOL_COLUMNS, NOTES),
    "not_placed": UNPLACED_COLUMNS,
    "by_level_and_status": LEVEL_STATUS_COLUMNS,
    "by_week": WEEK_COLUMNS,
    "every line of CSV": CONTEXT_COLUMNS,
    "regions, compared": REGION_CHANGES,
    "schools, compared": SCHOOL_CHANGES,
}


def table_of(columns: tuple[Column, ...]) -> str:
    """A table of Markdown; put it into the document where the test finds another one."""
    lines = ["| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{each.name}` | {each.kind} | {each.meaning.render('en')} |" for each in columns]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    parts = re.split(r"^#{2,3} (.*)$", DOCUMENT.read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_told_as_it_is_declared(sections, name):
    assert table_of(TABLES[name]) in sections[f"Columns: {name}"], table_of(TABLES[name])


def test_every_format_and_every_parameter_is_told(sections):
    for suffix, form in FORMATS.items():
        assert f"| `{suffix}` | {form.word.name} | {form.word.meaning} |" in sections["Formats"], suffix
    for name in PARAMETERS:
        assert f"| `{name}` |" in sections["Parameters"], name
