"""What an audience is told of corrections: no school that is not on its own map, and numbers without gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.corrections import with_corrections
from webmap.view.allowed.corrections import corrections_of, numbers_by_school, subject_in_words
from webmap.view.audience import PUBLIC, Audience
from webmap.view.filters import parse_filters
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES, Status

TABLE = load_region_table()
OPEN = Audience(statuses=frozenset({Status.CONFIRMED, Status.UNDER_REVIEW}))
WITHHELD = [status for status in STATUSES if status not in OPEN.statuses]
OFF = {"number": 9, "is_due": True, "is_on_school": True, "key": "", "name": "", "level": "middle",
       "sido": "26", "day": "2026-11-30", "was": "confirmed", "now": "not_listed", "why": "",
       "cause": "other", "gravity": "major", "objection": ""}  # fmt: skip


def named(school, was="confirmed", **changes):
    return {
        **OFF, "key": school["key"], "name": school["name"], "level": school["level"],
        "sido": school["sido"], "off_map": {"level": "middle", "sido": "26"}, "was": was,
        "now": school["status"], "why": "까닭", **changes,
    }  # fmt: skip


@pytest.fixture
def seen(sample_snapshot):
    def told(*entries, audience=PUBLIC):
        described = {"delay_days": 7, "entries": list(entries), "personal_data": {}}
        view = View(with_corrections(sample_snapshot, described), TABLE, audience)
        return view, corrections_of(view)

    return told


@pytest.fixture
def school_of(sample_snapshot):
    def first(*statuses):
        schools = sample_snapshot.schools
        return schools[schools["status"].isin(statuses)].iloc[0].to_dict()

    return first


def test_a_school_on_the_map_is_named_and_its_card_has_the_number(seen, school_of):
    school = school_of("refuted")
    view, (off, on) = seen(OFF, named(school))
    assert (off.number, on.number, on.name) == (1, 2, school["name"])
    assert numbers_by_school(view) == {school["key"]: [("2026-11-30", 2)]}
    assert [subject_in_words(view, off, language) for language in ("ko", "en")] == [
        "부산광역시의 중학교 한 곳",
        "Middle school in Busan",
    ]


@pytest.mark.parametrize("status", WITHHELD)
def test_a_school_that_is_withheld_is_told_as_one_that_was_taken_off(seen, school_of, status):
    school = school_of(status.value)
    assert seen(named(school), audience=OPEN)[1] == seen(OFF, audience=OPEN)[1]
    assert seen(named(school, was="reported"), audience=OPEN)[1] == []
    assert seen(named(school, is_due=False), audience=OPEN)[1] == []


def test_numbers_have_no_gap_where_a_correction_is_withheld_and_one_where_it_waits(seen, school_of):
    hidden = {**OFF, "was": "reported"}
    waiting = {"number": 2, "is_due": False, "is_on_school": True, "key": "", "level": "", "sido": "26",
               "was": "confirmed", "now": "not_listed"}  # fmt: skip
    assert [each.number for each in seen(hidden, waiting, OFF, audience=OPEN)[1]] == [2]


def test_who_may_not_read_texts_reads_no_reason(seen, school_of):
    (told,) = seen(named(school_of("confirmed"), was="reported"), audience=Audience(row_texts=False))[1]
    assert told.why == ""


def test_readers_of_a_part_are_told_of_the_part(seen):
    elsewhere = {**OFF, "sido": "11"}
    of_the_map = {**OFF, "is_on_school": False, "level": "", "sido": "", "was": "3곳", "now": "4곳"}
    within = parse_filters({"sido": "26"}, TABLE)
    told = seen(elsewhere, OFF, of_the_map, audience=replace(PUBLIC, within=within))[1]
    assert [(each.number, each.sido) for each in told] == [(1, "26"), (2, "")]
