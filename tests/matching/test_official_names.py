"""The whole official register, typed as plain names. Nothing is said of any school."""

import csv
from collections import Counter

import pytest

from tests.conftest import silent
from webmap.build import geocode
from webmap.lists.limits import Limits
from webmap.vocabulary.terms import Outcome

pytestmark = pytest.mark.register


@pytest.fixture(scope="module")
def official_rows(official_register):
    with official_register[0].open(encoding="cp949", newline="") as source:
        return [row for row in csv.DictReader(source) if row["학교급구분"] != "초등학교"]


@pytest.fixture(scope="module")
def geocoded(official_rows, official_register, places, tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["학교명"])
        writer.writerows([row["학교명"]] for row in official_rows)
    return geocode([path], official_register, places, Limits(), silent)


def test_every_row_is_accounted_for(geocoded, official_rows):
    assert geocoded.rows == len(official_rows)
    assert sum(geocoded.account.values()) == len(geocoded.matches)
    assert {match.entry.row for match in geocoded.matches} == set(range(1, len(official_rows) + 1))


def test_every_unique_full_name_is_matched_to_the_right_id(geocoded, official_rows):
    names = Counter(row["학교명"] for row in official_rows)
    unique = {number for number, row in enumerate(official_rows, 1) if names[row["학교명"]] == 1}
    wrong = [
        (match.query, match.outcome)
        for match in geocoded.matches
        if match.entry.row in unique
        and (
            match.outcome is not Outcome.MATCHED
            or match.school.id != official_rows[match.entry.row - 1]["학교ID"]
        )
    ]
    assert wrong == []


def test_every_shared_full_name_is_ambiguous_with_all_its_schools(geocoded, official_rows):
    ids = {}
    for row in official_rows:
        ids.setdefault(row["학교명"], set()).add(row["학교ID"])
    for match in geocoded.matches:
        shared = ids[official_rows[match.entry.row - 1]["학교명"]]
        if len(shared) > 1:
            assert match.outcome is Outcome.AMBIGUOUS
            assert {school.id for school in match.candidates} == shared
