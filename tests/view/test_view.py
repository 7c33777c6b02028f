"""The audience's view: no number and no note reveals what is withheld from it."""

import json
from dataclasses import replace

import pytest

from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import Snapshot
from webmap.view.allowed.rows import WITHHELD
from webmap.view.audience import OFFICE, PUBLIC, Audience
from webmap.view.filters import EVERYTHING, Filters
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES, UNPLACED_OUTCOMES, Outcome, RegionLevel, Status

CONFIRMED_ONLY = Audience(statuses=frozenset({Status.CONFIRMED}))


@pytest.fixture
def view(published_snapshot):
    return lambda audience: View(published_snapshot, load_region_table(), audience)


def cautions_of(view, level=RegionLevel.SIGUNGU):
    return {caution for found in view.regions(EVERYTHING, level)["cautions"] for caution in found}


def test_cautions_tell_nothing_of_statuses_that_are_withheld(view):
    assert "refuted_claims" in cautions_of(view(PUBLIC))
    without_refuted = Audience(statuses=frozenset(STATUSES) - {Status.REFUTED})
    assert "refuted_claims" not in cautions_of(view(without_refuted))
    assert "bulk_listing" in cautions_of(view(PUBLIC))
    assert cautions_of(view(CONFIRMED_ONLY)) == set()


def test_cautions_are_the_same_whatever_is_filtered(view, published_snapshot):
    everything = view(PUBLIC).regions(EVERYTHING, RegionLevel.SIDO)["cautions"]
    assert (view(PUBLIC).regions(EVERYTHING, RegionLevel.SIDO)["cautions"] == everything).all()


def test_rows_whose_status_is_withheld_are_neither_listed_nor_counted(view, published_snapshot):
    seen = view(CONFIRMED_ONLY)
    groups = seen.unplaced_rows()
    rows = [row for row in published_snapshot.rows if row["status"] == "confirmed"]
    assert 0 < len(rows) < len(published_snapshot.rows)
    assert {row["status"] for found in groups.values() for row in found} <= {"confirmed"}
    assert sum(seen.account().values()) == seen.sizes()["entries"] == len(rows)
    assert seen.sizes()["schools"] == len(seen.schools(EVERYTHING))


@pytest.mark.parametrize("audience", [PUBLIC, CONFIRMED_ONLY])
def test_the_account_and_the_rows_that_are_listed_are_one_set_of_numbers(view, audience):
    groups = view(audience).unplaced_rows()
    account = view(audience).account()
    assert {outcome: len(rows) for outcome, rows in groups.items()} == {
        outcome: account[outcome] for outcome in UNPLACED_OUTCOMES
    }


def test_who_may_see_everything_gets_the_numbers_of_the_manifest(view, published_snapshot):
    manifest = published_snapshot.manifest
    seen = view(PUBLIC)
    assert seen.account() == {Outcome(name): count for name, count in manifest["account"].items()}
    assert (seen.sizes()["rows"], seen.sizes()["entries"]) == (manifest["rows"], manifest["entries"])


def test_withheld_texts_leave_outcome_and_kind_of_reason_and_nothing_else(view):
    shown = view(PUBLIC).unplaced_rows()
    withheld = view(Audience(row_texts=False)).unplaced_rows()
    assert {outcome: len(rows) for outcome, rows in shown.items()} == {
        outcome: len(rows) for outcome, rows in withheld.items()
    }
    for outcome in UNPLACED_OUTCOMES:
        for open_row, row in zip(shown[outcome], withheld[outcome], strict=True):
            assert row["reason"]["text"] == open_row["reason"]["text"]
            assert (row["query"], row["region"], row["candidates"]) == ("", "", [])
            kept = json.dumps({name: row[name] for name in row if name != "reason"}, ensure_ascii=False)
            assert not open_row["query"] or open_row["query"] not in kept
            texts = [value for value in row["reason"]["values"].values() if isinstance(value, str)]
            assert set(texts) <= {WITHHELD}


def with_providers(snapshot: Snapshot) -> Snapshot:
    """The sample with a geocoder behind a reported school of Seoul, and another one behind a refuted school."""
    schools = snapshot.schools.copy()
    reported = schools.index[(schools["status"] == "reported") & (schools["sido"] == "11")][0]
    refuted = schools.index[schools["status"] == "refuted"][0]
    schools.loc[[reported, refuted], "provider"] = ["nominatim", "kakao"]
    return replace(snapshot, schools=schools)


@pytest.mark.parametrize(
    ("audience", "providers"),
    [
        (PUBLIC, ["kakao", "nominatim"]),
        (OFFICE, ["kakao", "nominatim"]),
        (Audience(statuses=frozenset({Status.REPORTED})), ["nominatim"]),
        (Audience(statuses=frozenset({Status.REFUTED})), ["kakao"]),
        (Audience(statuses=frozenset({Status.CONFIRMED})), []),
        (Audience(within=Filters(sido=frozenset({"26"}))), []),
        (
            Audience(within=Filters(sido=frozenset({"11"}), status=frozenset({Status.REPORTED}))),
            ["nominatim"],
        ),
    ],
)
def test_the_provider_of_a_school_that_is_withheld_is_not_named(published_snapshot, audience, providers):
    assert View(with_providers(published_snapshot), load_region_table(), audience).providers() == providers


def test_existing_schools_cannot_be_changed_through_the_view(published_snapshot):
    view = View(published_snapshot, load_region_table())
    counts = view.existing_schools()
    counts.iloc[0, 0] = -1
    assert view.existing_schools().equals(published_snapshot.counts)
