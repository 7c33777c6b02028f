import csv
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.making import matcher_of, school
from webmap.cli.files.geocoded import write_geocoded
from webmap.cli.files.geocoded_table import COLUMNS
from webmap.errors import OutputError
from webmap.lists.entry import Entry
from webmap.vocabulary.terms import Level
from webmap.vocabulary.text import escape_formula

HOSTILE = (
    '=HYPERLINK("x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "＋1",
    "<img src=x onerror=alert(1)>",
)
MATCHER = matcher_of(
    school("가상한빛고등학교", Level.HIGH, id="V1", lat=37.5, lon=127.1),
    school("가상한빛고등학교", Level.HIGH, "26230", id="V2"),
)
ENTRIES = [
    Entry("list.csv", 1, "서울 가상한빛고", region="서울"),
    Entry("list.csv", 2, "가상한빛고"),
    *(Entry("list.csv", number, text) for number, text in enumerate(HOSTILE, 3)),
]
MATCHES = tuple(MATCHER.match(ENTRIES))


def written(tmp_path, extension, fictional=True):
    path = tmp_path / f"out{extension}"
    write_geocoded(MATCHES, path, "ko", fictional)
    return path


def test_csv_has_exactly_the_columns_and_a_line_per_entry(tmp_path):
    content = written(tmp_path, ".csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(content.splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(MATCHES)
    first, second = rows[:2]
    assert (first["outcome"], first["school_id"], first["lat"], first["lon"]) == (
        "matched",
        "V1",
        "37.5",
        "127.1",
    )
    assert (first["sido"], first["sigungu"], first["office"]) == ("11", "11680", "7091300")
    assert (second["outcome"], second["school_id"], second["candidates"]) == ("ambiguous", "", "V1;V2")


def test_csv_is_marked_as_utf8_for_excel(tmp_path):
    assert written(tmp_path, ".csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("extension", [".csv", ".geojson", ".xlsx"])
def test_every_format_says_that_fictional_data_is_fictional_and_real_data_does_not(tmp_path, extension):
    def text(fictional):
        path = written(tmp_path, extension, fictional)
        if extension == ".xlsx":
            book = openpyxl.load_workbook(path)
            return str([cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row])
        return path.read_text("utf-8")

    assert "가상의 예시 자료" in text(fictional=True)
    assert "가상의 예시 자료" not in text(fictional=False)


def test_no_cell_of_a_spreadsheet_is_a_formula(tmp_path):
    rows = list(csv.reader(written(tmp_path, ".csv").read_text("utf-8-sig").splitlines()))
    book = openpyxl.load_workbook(written(tmp_path, ".xlsx"))
    cells = [cell for row in rows for cell in row]
    cells += [c.value for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋"))]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_xlsx_holds_numbers_as_numbers(tmp_path):
    sheet = openpyxl.load_workbook(written(tmp_path, ".xlsx"))["geocoded"]
    header = [cell.value for cell in sheet[1]]
    assert tuple(header) == COLUMNS
    assert sheet.cell(2, header.index("lat") + 1).value == 37.5
    assert sheet.max_row == len(MATCHES) + 1


def test_geojson_leaves_texts_unchanged_and_unplaced_entries_without_a_place(tmp_path):
    collection = json.loads(written(tmp_path, ".geojson").read_text("utf-8"))
    features = collection["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [127.1, 37.5]}
    assert features[1]["geometry"] is None
    queries = {feature["properties"]["query"] for feature in features}
    assert '=HYPERLINK("x")' in queries


def test_an_unknown_extension_or_folder_is_refused_before_anything_is_written(tmp_path):
    for path in (tmp_path / "out.pdf", tmp_path / "no" / "out.csv"):
        with pytest.raises(OutputError):
            write_geocoded(MATCHES, path, "ko", fictional=False)
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_harmless_text_never_begins_a_formula_and_plain_text_is_unchanged(text):
    made = escape_formula(text)
    assert made in (text, f"'{text}")
    assert not made.lstrip().startswith(("=", "+", "-", "@"))
