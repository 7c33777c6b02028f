"""What a snapshot holds of corrections: a school that is not on the map is in no letter of it."""

from __future__ import annotations

import json

import pytest

from tests.corrections.making import MANY, RARE, TODAY, correction, register
from webmap.corrections.published import OnMap, describe_corrections, short_forms
from webmap.vocabulary.corrections import Cause

SHOWN = {"M2": ("가상2중학교", "middle", "11")}


def described(*corrections, shown=SHOWN, hidden=(), delay=7):
    return describe_corrections(corrections, OnMap(shown, register(), hidden), TODAY, delay)


def test_a_school_on_the_map_is_named_at_once():
    made = described(correction(1, school="M2", school_name="가상2중학교", now="refuted", why="조사했음"))
    (entry,) = made["entries"]
    assert (entry["key"], entry["name"], entry["why"]) == ("M2", "가상2중학교", "조사했음")


def test_a_school_off_the_map_is_told_after_the_delay_by_kind_and_province_alone():
    gone = correction(1, days_ago=6, why="가상1중학교의 이의", was="글자")
    assert "day" not in described(gone)["entries"][0]
    later = described(correction(1, days_ago=7, why="가상1중학교의 이의", was="글자"))
    (entry,) = later["entries"]
    assert (entry["level"], entry["sido"], entry["was"], entry["now"]) == ("middle", "11", "", "not_listed")
    assert "가상1중" not in json.dumps(later, ensure_ascii=False)
    assert "M1" not in json.dumps(later)


def test_a_school_with_few_like_it_is_told_by_its_province_alone():
    (entry,) = described(correction(1, days_ago=9, school=RARE.key))["entries"]
    assert (entry["level"], entry["sido"]) == ("", "36")


def test_a_school_that_has_left_the_register_is_told_without_any_place():
    (entry,) = described(correction(1, days_ago=9, school="X", school_name="가상없음중학교"))["entries"]
    assert (entry["name"], entry["level"], entry["sido"]) == ("", "", "")


@pytest.mark.parametrize("text", ["가상1중학교가 아니라", "가상1중 대신", "가상 1 중학교"])
def test_no_other_correction_names_a_school_that_is_off_the_map(text):
    other = correction(2, school="M2", school_name="가상2중학교", now="reported", why=text)
    made = described(correction(1, days_ago=9), other)
    assert made["entries"][1]["why"] == ""
    withdrawn = describe_corrections([other], OnMap(SHOWN, register(), short_forms({MANY[1].name})), TODAY, 0)
    assert withdrawn["entries"][0]["why"] == ""


def test_numbers_stay_while_an_earlier_correction_waits():
    named = correction(2, school="M2", now="refuted")
    waiting = described(correction(1), named)["entries"]
    due = described(correction(1, days_ago=8), named)["entries"]
    assert [each["number"] for each in waiting] == [each["number"] for each in due] == [1, 2]


def test_cases_of_personal_data_are_a_number_per_month():
    cases = [correction(0, days_ago=days, cause=Cause.PERSONAL_DATA, id=str(days)) for days in (1, 8, 9, 40)]
    made = described(*cases)
    assert made == {"delay_days": 7, "entries": [], "personal_data": {"2026-10": 1, "2026-11": 2}}


def test_a_snapshot_without_corrections_says_after_how_many_days_there_would_be_one():
    assert described() == {"delay_days": 7, "entries": [], "personal_data": {}}
