"""Lists held against each other: one result for the same lists, and numbers that add up."""

import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from types import SimpleNamespace

import pytest

from tests.comparison.made_lists import copy_of, made_list, school, version, with_status
from webmap.comparison.comparison import compare
from webmap.comparison.document import as_bytes, as_json
from webmap.comparison.measures import share
from webmap.exports.comparison.table import list_records
from webmap.figures.status_rule import Report
from webmap.view.audience import PUBLIC
from webmap.vocabulary.terms import Status


@pytest.fixture(scope="module")
def three():
    original = made_list("union", 1)
    return [original, copy_of(original, "forum", 1, share=0.9), made_list("press", 2)]


def test_the_order_of_the_lists_changes_no_byte(three):
    assert len({as_bytes(compare(order)) for order in permutations(three)}) == 1


def test_each_intersection_counts_the_schools_of_exactly_its_lists(three):
    comparison = compare(three)
    schools = {each.slug: set(each.by_school) for each in three}
    for each in comparison.intersections:
        inside = set.intersection(*(schools[slug] for slug in each.slugs))
        outside = set().union(*(schools[slug] for slug in schools if slug not in each.slugs))
        assert each.count == len(inside - outside)
    assert sum(each.count for each in comparison.intersections) == len(set().union(*schools.values()))


def test_a_copy_adds_no_origin_at_the_low_end(three):
    without = compare([three[0], three[2]])
    with_copy = compare(three)
    for key in three[0].by_school:
        before = without.origins[key]
        assert with_copy.origins[key].low == before.low
        assert with_copy.origins[key].lists >= before.lists


def test_a_declared_copy_is_one_origin_with_its_original_whatever_the_signs_say():
    original, other = made_list("a", 1), replace(made_list("b", 2), origin="a")
    assert all(each.high == 1 for each in compare([original, other]).origins.values())


def test_declared_copies_in_a_ring_or_of_unknown_lists_are_no_fault():
    ring = [replace(made_list("a", 1), origin="b"), replace(made_list("b", 2), origin="a")]
    assert all(each.high == 1 for each in compare(ring).origins.values())
    compare([replace(made_list("a", 1), origin="gone"), made_list("b", 2)])


def test_statuses_agree_only_where_both_lists_name_a_school():
    first = version("a", [with_status(school(i), Status.CONFIRMED) for i in range(4)])
    second = version("b", [school(1), with_status(school(2), Status.CONFIRMED), school(9)])
    found = compare([first, second]).agreements["a", "b"]
    assert (found.n, found.same) == (2, 1)


def test_a_finding_outranks_all_lists_and_dates_what_is_still_listed():
    listed = version("a", [with_status(school(1), Status.REPORTED, date(2024, 9, 9)), school(2)])
    refuted = {school(1).key: [Report("office", Status.REFUTED, date(2024, 9, 1))]}
    comparison = compare([listed, made_list("b", 1)], refuted)
    measures = comparison.measures[0]
    assert comparison.standing[school(1).key] is Status.REFUTED
    assert (measures.refuted.count, measures.refuted.n, measures.still_listed) == (1, 1, 1)


def test_the_newest_version_stands_for_a_list_and_appearances_name_all():
    old, new = version("a", [school(1)], "1"), version("a", [school(2)], "2")
    comparison = compare([old, new, version("b", [school(1)])])
    assert comparison.presence == {school(1).key: ("b",), school(2).key: ("a",)}
    assert comparison.appearances(school(1).key) == {"a": ("1", "1"), "b": ("1", "1")}


@pytest.mark.parametrize("count", [1, 2, 30])
def test_any_number_of_lists_and_empty_ones_are_compared(count):
    lists = [made_list(f"list-{i}", i, 20) for i in range(count)]
    plain = json.loads(as_bytes(compare([*lists, version("empty", [])])))
    assert len(plain["lists"]) == count + 1
    assert len(plain["pairs"]) == count * (count + 1) // 2


def test_texts_without_a_school_are_only_in_what_readers_of_the_lists_get(three):
    newer = replace(made_list("union", 9), label="2")
    comparison = compare([*three, newer])
    assert "없는학교" not in as_bytes(comparison).decode()
    assert "없는학교" in as_bytes(comparison, with_texts=True).decode()


@pytest.mark.parametrize(
    ("count", "n", "interval"),
    [
        (0, 0, None),
        (3, 9, None),
        (0, 10, (0.0, 0.2775)),
        (5, 10, (0.2366, 0.7634)),
        (10, 10, (0.7225, 1.0)),
        (50, 1000, (0.0381, 0.0653)),
    ],
)
def test_an_interval_is_wilsons_and_is_not_stated_for_few(count, n, interval):
    """Values of statsmodels' proportion_confint(…, method="wilson")."""
    assert share(count, n).interval == interval


def test_the_title_of_a_communitys_list_is_in_no_file_for_readers_of_the_map():
    lists = [made_list("a", 1), made_list("b", 2)]
    comparison = compare(
        replace(each, title="가상 게시판", publisher=kind)
        for each, kind in zip(lists, ("community", "press"), strict=True)
    )
    view = SimpleNamespace(comparison=comparison, audience=PUBLIC)
    assert [each["title"] for each in list_records(view)] == ["", "가상 게시판"]
    plain = json.loads(as_bytes(comparison))
    assert [each["title"] for each in plain["lists"]] == ["", "가상 게시판"]
    assert [each["title"] for each in as_json(comparison, with_texts=True)["lists"]] == ["가상 게시판"] * 2
