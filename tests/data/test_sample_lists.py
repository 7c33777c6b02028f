from __future__ import annotations

import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.data.sample import DATA, SAMPLE, first_parts, placed, read, schools, universities

HOSTILE = "<img src=x onerror=alert(1)>${alert(1)}"
KINDS_OF_DIRT = ("ambiguous", "duplicate", "out_of_scope", "two_in_a_cell")


def _community() -> list[dict[str, str]]:
    return read(SAMPLE / "list_community.csv")


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", name)


def _press() -> list[list[Any]]:
    return CalamineWorkbook.from_path(SAMPLE / "list_press.xlsx").get_sheet_by_index(0).to_python()[1:]


def test_the_answer_key_has_a_line_for_every_row_of_both_lists() -> None:
    rows = Counter(line["file"] for line in first_parts())
    assert rows == {"list_community.csv": len(_community()), "list_press.xlsx": len(_press())}


def test_the_lists_name_seven_elementary_schools_which_the_map_leaves_out() -> None:
    rows = _community()
    named = [
        rows[int(line["row"]) - 1]["학교명"] for line in first_parts() if line["outcome"] == "out_of_scope"
    ]
    assert sum(name.endswith(("초", "초등학교")) for name in named) == 7


def test_there_are_at_least_eight_rows_of_each_kind_of_dirt() -> None:
    kinds = Counter(line["kind"] for line in first_parts())
    assert all(kinds[kind] >= 8 for kind in KINDS_OF_DIRT)
    assert kinds["nonexistent"] >= 8
    assert kinds["personal_data"] >= 6


def test_about_nine_of_ten_entries_have_a_place() -> None:
    accounts = Counter(line["account"] for line in first_parts())
    assert 0.88 <= (accounts["matched"] + accounts["approximate"]) / accounts.total() <= 0.92


def test_the_lists_reach_every_province_and_most_cities_and_counties() -> None:
    reached = {sigungu for _, sigungu in placed()}
    assert len({sigungu[:2] for sigungu in reached}) == 17
    assert len(reached) >= 150


def test_provinces_are_named_about_as_often_as_they_have_schools() -> None:
    real: Counter[str] = Counter()
    for row in read(DATA / "school_counts.csv"):
        real[row["sigungu"][:2]] += sum(int(row[level]) for level in ("middle", "high", "university"))
    named = Counter(sigungu[:2] for _, sigungu in placed())
    for sido, count in real.items():
        assert abs(named[sido] / named.total() - count / real.total()) < 0.04


def test_dates_run_from_august_to_november_in_a_steep_wave() -> None:
    days = sorted(line["date"] for line in first_parts() if line["date"])
    assert (days[0], days[-1]) == ("2024-08-26", "2024-11-08")
    assert sum(day <= "2024-09-01" for day in days) > len(days) / 2
    assert sum(day >= "2024-10-01" for day in days) > 20


def test_dates_are_written_in_several_forms() -> None:
    forms = {"".join("9" if sign.isdigit() else sign for sign in row["날짜"]) for row in _community()}
    assert len(forms) >= 8


def test_every_status_occurs_about_as_often_as_meant() -> None:
    statuses = Counter(line["status"] for line in first_parts() if line["status"])
    share = {status: count / statuses.total() for status, count in statuses.items()}
    assert share["reported"] > 0.6
    assert 0.08 < share["under_review"] < 0.15
    assert 0.05 < share["confirmed"] < 0.13
    assert 0.05 < share["refuted"] < 0.11
    assert 0.01 < share["withdrawn"] < 0.05
    assert any(row["상태"] == "" for row in _community())


def test_names_are_typed_as_imaginary_ones_too() -> None:
    typed = [row["학교명"] for row in _community()] + [str(row[1]) for row in _press() if row[1]]
    assert not [name for name in typed if "가상" not in name and name not in (HOSTILE, "=1+1")]


def test_hostile_text_stands_in_names_and_notes() -> None:
    names = {row["학교명"] for row in _community()}
    notes = {row["비고"] for row in _community()}
    assert {HOSTILE, "=1+1"} <= names
    assert any(note.startswith("=HYPERLINK(") for note in notes)


def test_one_county_is_listed_whole_and_no_other_region_nearly() -> None:
    listed = {line["school_ids"]: sigungu for line, sigungu in placed()}
    named = Counter(listed.values())
    nearly = [
        row["name"]
        for row in read(DATA / "school_counts.csv")
        if (there := sum(int(row[level]) for level in ("middle", "high", "university"))) >= 5
        and named[row["sigungu"]] >= 0.8 * there
    ]
    assert nearly == ["영양군"]


def test_sejong_has_refuted_claims() -> None:
    statuses = Counter(line["status"] for line, sigungu in placed() if sigungu == "36110")
    assert statuses["refuted"] >= 3


def test_an_ambiguous_name_is_borne_by_every_school_that_the_key_names_and_by_no_other() -> None:
    names = {row["학교ID"]: row["학교명"] for row in schools()}
    checked = 0
    for line in first_parts():
        if line["kind"] == "ambiguous" and line["level"] != "university":
            candidates = set(line["school_ids"].split(";"))
            name = names[min(candidates)]
            assert len(candidates) >= 2
            assert candidates == {identifier for identifier, other in names.items() if other == name}
            checked += 1
    assert checked >= 17


def test_names_that_do_not_exist_are_far_from_every_name_that_does() -> None:
    existing = {_letters(row["학교명"]) for row in [*schools(), *universities()]}
    rows = _community()
    for line in first_parts():
        if line["kind"] == "nonexistent":
            typed = _letters(rows[int(line["row"]) - 1]["학교명"])
            # Without its ending (고, 여중, 대) no name is like it, so no reading of the ending can be.
            closest = max(SequenceMatcher(None, typed, name[: len(typed)]).ratio() for name in existing)
            assert closest < 0.85


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["register_schools.csv", "register_universities.csv", "list_community.csv", "answer_key.csv"]
)
def test_the_script_makes_the_same_bytes_again(name: str, made_again: Path) -> None:
    assert (made_again / name).read_bytes() == (SAMPLE / name).read_bytes()


@pytest.mark.slow
def test_the_script_makes_the_same_workbook_again(made_again: Path) -> None:
    # Compared unpacked: how a ZIP is packed depends on the machine's zlib.
    assert _unpacked(made_again / "list_press.xlsx") == _unpacked(SAMPLE / "list_press.xlsx")


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, str(DATA / "make_sample.py"), str(folder)], check=True)
    return folder


def _unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}
