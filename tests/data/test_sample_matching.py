from __future__ import annotations

from collections import Counter

import pytest

from tests.data.sample import SAMPLE, Row, answer_key, sigungu_of
from webmap.figures.listed_schools import ListedSchool, listed_schools, mark_duplicates
from webmap.lists.limits import Limits
from webmap.lists.reader import read_list
from webmap.matching.matcher import build_matcher
from webmap.matching.result import Match
from webmap.places.addresses.addresses import Address, read_region
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import COUNTED_LEVELS, STANDING, Level, Outcome, Status

Place = tuple[str, int, int]
"""File, row and part."""
Answer = tuple[str, set[str]]
LISTS = ("list_community.csv", "list_press.xlsx")
NOT_YET = {"nickname"}
"""Kinds of rows that the matcher does not read yet; it must refuse them rather than guess."""
MAP_OF_2024 = {Level.HIGH: 366, Level.MIDDLE: 171, Level.UNIVERSITY: 91}
"""Schools on the map of 2024 on 29 August, as a newspaper counted them (beside 7 elementary schools)."""
ON_28_AUGUST = 588


def _read_address(text: str) -> Address | None:
    """The sigungu of an address, with a circle that is nobody's: polygons are tested with `places`."""
    sigungu = sigungu_of(text)
    return Address(sigungu[:2], sigungu, "", "", (), 37.0, 127.0, 1_000_000, "legal_dong")


@pytest.fixture(scope="module")
def matches() -> list[Match]:
    table = load_region_table()
    files = [SAMPLE / "register_schools.csv", SAMPLE / "register_universities.csv"]
    matcher = build_matcher(load_register(files, _read_address, table), read_region, _read_address, table)
    entries = [entry for name in LISTS for entry in read_list(SAMPLE / name, Limits()).entries]
    return list(matcher.match(entries))


@pytest.fixture(scope="module")
def listed(matches: list[Match]) -> list[ListedSchool]:
    return listed_schools(mark_duplicates(matches))


def _answers(matches: list[Match]) -> dict[Place, Answer]:
    return {_spot(match): (match.outcome.value, _ids(match)) for match in matches}


def _spot(match: Match) -> Place:
    return match.entry.file, match.entry.row, match.part


def _ids(match: Match) -> set[str]:
    if match.outcome is Outcome.AMBIGUOUS:
        return {school.id for school in match.candidates}
    return {match.school.id} if match.school else set()


def _place(line: Row) -> Place:
    return line["file"], int(line["row"]), int(line["part"])


def test_every_row_of_the_sample_becomes_what_it_was_made_to_be(matches: list[Match]) -> None:
    expected = {
        _place(line): (line["outcome"], set(filter(None, line["school_ids"].split(";"))))
        for line in answer_key()
    }
    kinds = {_place(line): line["kind"] for line in answer_key()}
    found = _answers(matches)
    assert found.keys() == expected.keys()
    wrong = {place: found[place] for place in found if found[place] != expected[place]}
    assert {kinds[place] for place in wrong} <= NOT_YET
    assert {outcome for outcome, _ in wrong.values()} <= {"unmatched"}


def test_the_second_row_of_one_source_is_the_duplicate(matches: list[Match]) -> None:
    marked = mark_duplicates(matches)
    duplicates = {_spot(match) for match in marked if match.outcome is Outcome.DUPLICATE}
    assert duplicates == {_place(line) for line in answer_key() if line["account"] == "duplicate"}


def test_statuses_dates_and_sources_are_read_as_they_were_meant(matches: list[Match]) -> None:
    meant = {_place(line): (line["status"], line["date"], line["source"]) for line in answer_key()}
    for match in matches:
        if match.outcome is not Outcome.REFUSED:
            entry = match.entry
            read = (entry.status.value, entry.date.isoformat() if entry.date else "", entry.source)
            assert read == meant[_spot(match)]


def test_the_map_shows_by_default_as_many_schools_as_that_of_2024_in_its_proportions(
    listed: list[ListedSchool],
) -> None:
    shown = Counter(school.level for school in listed if school.status in STANDING)
    assert shown.total() >= ON_28_AUGUST
    counted = sum(shown[level] for level in COUNTED_LEVELS)
    for level, count in MAP_OF_2024.items():
        assert shown[level] / counted == pytest.approx(count / sum(MAP_OF_2024.values()), abs=0.01)


def test_every_outcome_is_there_and_every_status_at_every_level(
    matches: list[Match], listed: list[ListedSchool]
) -> None:
    assert {match.outcome for match in mark_duplicates(matches)} == set(Outcome)
    found = {(school.level, school.status) for school in listed}
    assert found >= {(level, status) for level in COUNTED_LEVELS for status in Status}
    assert any(school.disputed for school in listed)
