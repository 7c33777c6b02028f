"""What the page of lists shows of many lists: at most 12 in the chart, 30 combinations and the others together."""

from __future__ import annotations

from itertools import combinations

import pytest

from webmap.comparison.claims import Claim, ListVersion
from webmap.comparison.comparison import Comparison, compare
from webmap.exports.comparison.values import ListsPage
from webmap.vocabulary.terms import Outcome


def lists_with_every_pair(count: int) -> Comparison:
    """So many lists, of which each two share one school that no other names."""
    slugs = [f"list-{number:02}" for number in range(count)]
    named: dict[str, list[Claim]] = {slug: [] for slug in slugs}
    for pair in combinations(slugs, 2):
        claim = Claim("+".join(pair), Outcome.MATCHED, name=f"학교 {pair}")
        for slug in pair:
            named[slug].append(claim)
    return compare(ListVersion(slug, "", tuple(claims), len(claims)) for slug, claims in named.items())


def values_of(comparison: Comparison) -> dict:
    return ListsPage(comparison, lambda message: message.render("en")).values()


def test_further_combinations_are_one_bar_and_nothing_is_lost():
    overlap = values_of(lists_with_every_pair(12))["overlap"]
    assert len(overlap["rows"]) == 30
    assert overlap["others"] == {"combinations": 36, "count": 36}
    assert [bar.count for bar in overlap["chart"].bars] == [1] * 30 + [36]
    assert sum(bar.count for bar in overlap["chart"].bars) == overlap["schools"] == 66
    assert all(bar.width <= 190 for bar in overlap["chart"].bars)


@pytest.mark.parametrize("count", [0, 1, 13, 30])
def test_one_list_or_too_many_have_no_chart(count):
    values = values_of(lists_with_every_pair(count))
    assert values["overlap"] is None
    assert len(values["lists"]) == count
    assert len(values["pairs"]) + values["further_pairs"] == count * (count - 1) // 2


def test_lists_stand_by_title_and_those_of_communities_by_their_kind():
    found = values_of(
        compare(
            [
                ListVersion("b", "", (Claim("1", Outcome.MATCHED),), 1, title="하나", publisher="press"),
                ListVersion(
                    "a", "", (Claim("1", Outcome.MATCHED),), 1, title="어느 모임", publisher="community"
                ),
            ]
        )
    )
    assert [each["title"] for each in found["lists"]] == ["Community", "하나"]
    assert "어느 모임" not in repr(found)
