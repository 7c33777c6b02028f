"""`webmap compare` as a person uses it."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest

from tests.cli.commands import here
from webmap.system.shipped_files import data_path

REGISTER = ["--register", data_path("sample/register_schools.csv")]
HEADER = "학교,지역,날짜,상태\n"
FIRST = "가상억새체육고등학교,,2024-08-26,제보\n"
SECOND = "가상별찬고등학교,,2024-08-27,제보\n"
NO_SCHOOL = "가상없는없는고,서울,2024-08-27,제보\n"


@pytest.fixture
def lists(tmp_path):
    texts = {
        "a.csv": FIRST + SECOND,
        "b.csv": FIRST.replace("제보", "사실 아님") + NO_SCHOOL,
        "empty.csv": "",
        "refused.csv": "홍길동 010-1234-5678,서울,2024-08-27,제보\n",
    }
    for name, rows in texts.items():
        (tmp_path / name).write_text(HEADER + rows, "utf-8")
    return tmp_path


def compare(*arguments, cwd):
    return here("compare", *arguments, *REGISTER, cwd=cwd, WEBMAP_LANGUAGE="en")


def test_the_same_lists_in_any_order_give_the_same_bytes(lists):
    first = compare("a.csv", "b.csv", "-o", "1.json", cwd=lists)
    second = compare("b.csv", "a.csv", "-o", "2.json", cwd=lists)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert (lists / "1.json").read_bytes() == (lists / "2.json").read_bytes()
    found = json.loads((lists / "1.json").read_bytes())
    assert found["schema"] == "comparison/1"
    assert "Fictional" in found["notice"]
    assert [each["schools"] for each in found["intersections"]] == [1, 1]


def test_two_files_of_one_slug_are_its_versions_the_oldest_first(lists):
    done = compare("--list", "union=a.csv", "--list", "union=b.csv", "-o", "o.json", cwd=lists)
    assert "added 1, dropped 1, changed by matching 0, other status 1" in done.stdout
    assert "가상별찬고등학교" in done.stdout
    (step,) = json.loads((lists / "o.json").read_bytes())["lists"][0]["changes"]
    assert (step["before"], step["after"]) == ("1", "2")


@pytest.mark.parametrize(
    ("older", "newer", "code"),
    [("a", "b", {"removed": 1, "refuted": 1}), ("a", "a2", {"removed": 0, "refuted": 0})],
)
def test_a_script_may_stop_at_what_is_removed_or_refuted(lists, older, newer, code):
    (lists / "a2.csv").write_text(HEADER + SECOND + FIRST + NO_SCHOOL, "utf-8")
    versions = ["--list", f"union={older}.csv", "--list", f"union={newer}.csv"]
    for what, expected in code.items():
        assert compare(*versions, "--fail-on", what, cwd=lists).returncode == expected


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["a.csv"], "A comparison needs two lists"),
        (["a.csv", "a.csv"], "a.csv is given twice"),
        (["a.csv", "b.csv", "--fail-on", "removed"], "--list SLUG=OLDER --list SLUG=NEWER"),
        (["a.csv", "gone.csv"], "gone.csv"),
        (["a.csv", "b.csv", "-o", "out.txt"], ".json"),
        (["--list", "A=a.csv", "b.csv"], "small letters"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_a_sentence(lists, arguments, sentence):
    done = compare(*arguments, cwd=lists)
    assert done.returncode > 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("other", ["empty.csv", "refused.csv"])
def test_a_list_without_usable_rows_is_compared(lists, other):
    done = compare("a.csv", other, "-o", "o.json", cwd=lists)
    assert done.returncode == 0, done.stderr
    lists_found = json.loads((lists / "o.json").read_bytes())["lists"]
    assert [each["schools"] for each in lists_found] == [2, 0]


def test_the_workbook_and_the_table_hold_the_same_schools(lists):
    compare("a.csv", "b.csv", "-o", "o.xlsx", cwd=lists)
    compare("a.csv", "b.csv", "-o", "o.csv", cwd=lists)
    book = openpyxl.load_workbook(lists / "o.xlsx")
    assert book.sheetnames == ["notice", "schools", "lists", "pairs", "changes"]
    sheet = [list(line) for line in book["schools"].iter_rows(values_only=True)]
    with (lists / "o.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == [*sheet[0], "notice"]
    assert [line[:-1] for line in table] == [[str(v) if v is not None else "" for v in row] for row in sheet]
    assert {line[2] for line in table[1:]} == {"refuted", "reported"}


def test_cells_that_a_spreadsheet_would_run_are_kept_as_text(lists):
    (lists / "evil.csv").write_text(HEADER + '"=HYPERLINK(""http://x"")고",서울,2024-08-27,제보\n', "utf-8")
    versions = ["--list", "u=a.csv", "--list", "u=evil.csv"]
    compare(*versions, "-o", "o.xlsx", cwd=lists)
    cells = [cell for row in openpyxl.load_workbook(lists / "o.xlsx")["changes"].rows for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
