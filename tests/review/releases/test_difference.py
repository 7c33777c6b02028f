"""What a release would change, which lines are ticked, and what one person may publish alone."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from webmap.places.regions.region_table import load_region_table
from webmap.review.releases.alarms import alarms_of
from webmap.review.releases.difference import Difference, Side, as_json, newly_off
from webmap.snapshot.changes import changes_between
from webmap.snapshot.published import BECAME_FICTIONAL, Published

TODAY = date(2026, 12, 1)


@pytest.fixture
def schools(sample_snapshot):
    """The sample's schools, all of them reported."""
    frame = sample_snapshot.schools.copy()
    frame["status"] = "reported"
    return frame


def difference(sample_snapshot, sample_folder: Path, before, now, unplaced=(), manifest=None) -> Difference:
    folder = next(path for path in sample_folder.iterdir() if path.is_dir())
    stated = {**sample_snapshot.manifest, **(manifest or {})}
    published = Published("20260101T000000Z-00000000", stated, before, is_whole=True)
    return Difference(
        Side(folder, stated, before), Side(folder, stated, now), changes_between(before, now),
        unplaced=unplaced, published=published,
    )  # fmt: skip


@pytest.fixture
def compared(sample_snapshot, sample_folder):
    return lambda *frames, **more: difference(sample_snapshot, sample_folder, *frames, **more)


def keys(found, silent=()):
    return [each["key"] for each in alarms_of(found, load_region_table(), silent, TODAY)]


def with_status(frame, row: int, status: str):
    changed = frame.copy()
    changed.loc[changed.index[row], "status"] = status
    return changed


def test_nothing_changed_needs_no_tick(compared, schools):
    assert keys(compared(schools, schools)) == []


def test_a_confirmed_school_that_is_gone_is_a_line_of_its_own(compared, schools):
    before = with_status(schools, 0, "confirmed")
    assert keys(compared(before, before.iloc[1:]))[0] == "confirmed_gone"
    assert keys(compared(before, before.drop(before.index[1])))[0] == "gone"


def test_more_than_one_in_twenty_removed_is_a_line(compared, schools):
    few, many = len(schools) // 20, len(schools) // 20 + 1
    assert "removed_share" not in keys(compared(schools, schools.iloc[few:]))
    assert "removed_share" in keys(compared(schools, schools.iloc[many:]))


def test_a_province_without_schools_is_a_line(compared, schools):
    sido = schools["sido"].iloc[0]
    assert f"sido_zero:{sido}" in keys(compared(schools, schools[schools["sido"] != sido]))


def test_what_the_command_line_asks_is_a_line(compared, schools):
    assert "confirmed" in keys(compared(schools, with_status(schools, 0, "confirmed")))
    assert "brake" in keys(compared(schools, schools.iloc[: len(schools) // 2]))
    assert "silent" in keys(compared(schools, schools.iloc[1:]), ["a school"])


def test_a_bulk_listing_is_a_line_once(compared, schools):
    counts_all = schools.iloc[:1]
    found = compared(counts_all, counts_all)
    code = schools["sigungu"].iloc[0]
    bulk = Side(found.now.folder, found.now.manifest, found.now.schools)
    warned = [frozenset(), frozenset({code})]
    object.__setattr__(found, "before", _Warned(found.before, warned[0]))
    object.__setattr__(found, "now", _Warned(bulk, warned[1]))
    assert f"bulk:{code}" in keys(found)
    object.__setattr__(found, "before", _Warned(found.before, warned[1]))
    assert f"bulk:{code}" not in keys(found)


class _Warned:
    """A side whose regions listed in bulk are given."""

    def __init__(self, side, codes):
        self._side, self._codes = side, codes

    def __getattr__(self, name):
        return getattr(self._side, name)

    def warned(self, _table):
        return self._codes


@pytest.mark.parametrize(("as_of", "is_old"), [("2026-08-03", False), ("2026-08-02", True), ("?", False)])
def test_a_register_of_over_120_days_is_a_line(compared, schools, as_of, is_old):
    source = {"role": "register", "kind": "standard", "file": "register.csv", "as_of": as_of}
    found = compared(schools, schools, manifest={"fictional": False, "sources": [source]})
    assert keys(found) == (["register:register.csv"] if is_old else [])


def test_a_map_that_cannot_be_compared_says_so(sample_snapshot, sample_folder, schools):
    folder = next(path for path in sample_folder.iterdir() if path.is_dir())
    published = Published("v", {"fictional": False}, not_compared=BECAME_FICTIONAL)
    now = Side(folder, sample_snapshot.manifest, schools)
    found = Difference(None, now, None, BECAME_FICTIONAL, published=published)
    assert {"not_compared", "fictional"} <= set(keys(found))
    assert not found.weakens_only


@pytest.mark.parametrize(
    ("before", "now", "weakens"),
    [
        ("confirmed", "refuted", True), ("reported", "withdrawn", True), ("confirmed", "under_review", True),
        ("reported", "under_review", True), ("refuted", "under_review", False),
        ("withdrawn", "reported", False), ("reported", "confirmed", False), ("confirmed", "reported", False),
    ],
)  # fmt: skip
def test_one_status_that_changes_weakens_or_not(compared, schools, before, now, weakens):
    found = compared(with_status(schools, 0, before), with_status(schools, 0, now))
    assert found.weakens_only is weakens


def test_only_what_takes_away_weakens(compared, schools):
    assert compared(schools, schools.iloc[1:]).weakens_only
    assert not compared(schools.iloc[1:], schools).weakens_only
    assert not compared(schools, schools).weakens_only
    more = schools.iloc[1:].copy()
    more.loc[more.index[0], "reports"] += 1
    assert not compared(schools, more).weakens_only
    assert not compared(schools, schools.iloc[1:], unplaced=(("a new text", "", False),)).weakens_only
    assert compared(schools, schools.iloc[1:], unplaced=(("a school", "", True),)).weakens_only


@pytest.mark.parametrize(("added", "weakens"), [(1, True), (2, False)])
def test_the_finding_that_weakens_a_school_is_no_further_report_against_it(compared, schools, added, weakens):
    now = with_status(schools, 0, "under_review")
    now.loc[now.index[0], "reports"] += added
    assert compared(with_status(schools, 0, "confirmed"), now).weakens_only is weakens


def test_numbers_by_province_are_those_of_the_lines(compared, schools):
    found = compared(schools.iloc[3:], with_status(schools, 5, "refuted"))
    stored = as_json(found, load_region_table(), [])
    for kind in ("new", "status"):
        assert sum(row[kind] for row in stored["sido"]) == len(
            [line for line in stored["lines"] if line["kind"] == kind]
        )
    assert sum(row["now"] for row in stored["sido"]) == len(schools)


def test_a_second_row_of_the_same_text_is_new_though_the_first_had_a_place():
    placed, new = Counter({("가상중", "서울"): 1}), Counter({("가상중", "서울"): 2, ("가상고", ""): 1})
    found = [*newly_off(new, placed)]
    assert found == [("가상고", "", False), ("가상중", "서울", True), ("가상중", "서울", False)]
