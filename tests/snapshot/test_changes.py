"""Changes from one map to the next, and the brake."""

from types import SimpleNamespace

import geopandas as gpd
import pytest

from webmap.snapshot.changes import brake, changes_between
from webmap.snapshot.published import Totals

SEOUL, BUSAN = ("11", "11680"), ("26", "26230")


def school(key, name="", status="reported", region=SEOUL, lon=127.0, lat=37.5, level="high"):
    return SimpleNamespace(
        key=key, name=name or f"가상{key}고등학교", status=status, level=level, sido=region[0],
        sigungu=region[1], lon=lon, lat=lat,
    )  # fmt: skip


def frame(*schools):
    columns = ["key", "name", "level", "status", "sido", "sigungu"]
    data = {name: [getattr(each, name) for each in schools] for name in columns}
    points = gpd.points_from_xy([each.lon for each in schools], [each.lat for each in schools])
    return gpd.GeoDataFrame(data, geometry=points, crs="EPSG:4326")


def kinds(before, now):
    """Kind of change → names of schools."""
    changes = changes_between(frame(*before), frame(*now))
    return {
        kind: [each.school.key for each in each_kind]
        for kind, each_kind in vars(changes).items()
        if each_kind
    }


def test_the_same_schools_in_another_order_are_no_change():
    assert kinds([school("A"), school("B")], [school("B"), school("A")]) == {}


def test_new_and_gone_schools_are_told_apart():
    assert kinds([school("A"), school("B")], [school("B"), school("C")]) == {"new": ["C"], "gone": ["A"]}


def test_a_map_without_schools_is_compared_too():
    assert kinds([], [school("A")]) == {"new": ["A"]}
    assert kinds([school("A")], []) == {"gone": ["A"]}


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("reported", "confirmed", "confirmed"),
        ("refuted", "confirmed", "confirmed"),
        ("under_review", "confirmed", "confirmed"),
        ("reported", "refuted", "taken_back"),
        ("confirmed", "refuted", "taken_back"),
        ("reported", "withdrawn", "taken_back"),
        ("refuted", "withdrawn", "taken_back"),
        ("confirmed", "reported", "other_status"),
        ("reported", "under_review", "other_status"),
        ("refuted", "reported", "other_status"),
        ("withdrawn", "under_review", "other_status"),
    ],
)
def test_a_new_status_stands_under_one_kind(before, now, kind):
    assert kinds([school("A", status=before)], [school("A", status=now)]) == {kind: ["A"]}


def test_a_new_school_that_is_confirmed_counts_as_confirmed_too():
    assert kinds([], [school("A", status="confirmed")]) == {"new": ["A"], "confirmed": ["A"]}


def test_a_school_has_moved_in_another_region_or_from_a_kilometre_on():
    assert kinds([school("A")], [school("A", region=BUSAN)]) == {"moved": ["A"]}
    assert kinds([school("A", lat=37.5)], [school("A", lat=37.5092)]) == {"moved": ["A"]}  # 1,021 m
    assert kinds([school("A", lat=37.5)], [school("A", lat=37.5088)]) == {}  # 977 m


def test_a_school_with_a_new_name_is_neither_new_nor_gone():
    assert kinds([school("A", "가상옛고등학교")], [school("A", "가상새고등학교")]) == {"renamed": ["A"]}


def test_a_school_with_a_new_id_is_neither_new_nor_gone_and_its_status_is_compared():
    before, now = school("A", "가상고등학교"), school("B", "가상고등학교", status="confirmed")
    assert kinds([before], [now]) == {"renamed": ["B"], "confirmed": ["B"]}


def test_two_schools_of_one_name_are_never_taken_for_each_other():
    before = [school("A", "가상고등학교"), school("B", "가상고등학교")]
    assert kinds(before, [school("C", "가상고등학교")]) == {"new": ["C"], "gone": ["A", "B"]}
    other = [school("C", "가상고등학교", region=BUSAN)]
    assert kinds([school("A", "가상고등학교")], other) == {"new": ["C"], "gone": ["A"]}


@pytest.mark.parametrize("figure", ["matched", "schools"])
@pytest.mark.parametrize(
    ("before", "now", "stops"),
    [
        (100, 90, False), (100, 89, True), (605, 545, False), (605, 544, True), (10, 9, False), (9, 8, True),
        (1, 0, True), (0, 0, False), (605, 10, True), (7, 7, False),
    ],
)  # fmt: skip
def test_the_brake_holds_from_more_than_a_tenth_on(figure, before, now, stops):
    full = {"matched": before, "schools": before, "counted": before}
    assert bool(brake(Totals(**full), Totals(**{**full, figure: now}))) is stops


@pytest.mark.parametrize(
    ("before", "now", "stops"),
    [
        (40, 80, False),
        (40, 81, True),
        (5, 24, False),
        (5, 25, True),
        (19, 39, True),
        (600, 6000, True),
        (0, 500, False),
    ],
)
def test_the_brake_holds_where_schools_become_more_than_twice_as_many(before, now, stops):
    assert bool(brake(Totals(1, before, before), Totals(1, now, now))) is stops


@pytest.mark.parametrize(
    ("before", "now", "stops"),
    [(605, 545, False), (605, 544, True), (5, 4, False), (10, 6, False), (10, 5, True), (5, 0, True)],
)
def test_refuted_claims_are_braked_only_where_many_go_at_once(before, now, stops):
    full = Totals(1000, 1000, before)
    assert bool(brake(full, Totals(1000, 1000, now))) is stops


def test_what_a_person_explained_is_no_reason_for_the_brake_and_the_rest_is():
    before, now = Totals(8, 8, 8), Totals(5, 5, 5)
    assert brake(before, now, Totals(3, 3, 3)) is None
    assert brake(before, now, Totals(3, 2, 3)) is not None
    assert brake(before, now, Totals(2, 3, 3)) is not None


def test_unknown_figures_hold_nothing():
    assert brake(Totals(None), Totals(5, 5, 5)) is None
    assert brake(Totals(100), Totals(89, 5, 5)) is not None
