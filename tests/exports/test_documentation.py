"""docs/exports.md documents every column, format and parameter as it is declared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.view.recording import TABLES, formats_table, table_of
from webmap.exports.request import PARAMETERS

DOCUMENT = Path(__file__).parents[2] / "docs" / "exports.md"


@pytest.fixture(scope="module")
def sections() -> dict[str, str]:
    parts = re.split(r"^#{2,3} (.*)$", DOCUMENT.read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_documented_as_it_is_declared(sections, name):
    assert table_of(TABLES[name]) in sections[f"Columns: {name}"], (
        f"docs/exports.md does not have the columns of {name} as declared: run `make records`."
    )


def test_every_format_and_every_parameter_is_documented(sections):
    assert formats_table() in sections["Formats"], (
        "docs/exports.md does not have the formats as declared: run `make records`."
    )
    for name in PARAMETERS:
        assert f"| `{name}` |" in sections["Parameters"], name
