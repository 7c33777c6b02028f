"""The lists one by one, as rows of `lists.csv`: the measures of `comparison/1` for those who read tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from webmap.comparison.claims import ListVersion
from webmap.comparison.measures import Measures
from webmap.comparison.named_lists import COMMUNITY
from webmap.exports.comparison.columns import LIST_COLUMNS
from webmap.exports.comparison.values import hidden_measures
from webmap.view.view import View
from webmap.vocabulary.terms import OUTCOMES

COUNTS = ("rows", "entries", "alone", "nonexistent", "repeated", "with_source")
"""Measures that the table has under their own names."""
COLUMNS_OF_MEASURES = {
    "withdrawn": ("schools_withdrawn",),
    "refuted": ("checked", "checked_refuted", "refuted_low", "refuted_high"),
    "still_listed": ("still_listed",),
}
"""By measure that may be hidden, the columns which state it."""


def list_records(view: View) -> list[Mapping[str, Any]]:
    """One record a list by `LIST_COLUMNS`, as far as the audience may know it; None where it may not."""
    hidden = hidden_measures(view.audience.statuses)
    versions = {each.slug: each for each in view.comparison.lists}
    return [_record(each, versions[each.slug], hidden) for each in view.comparison.measures]


def _record(measures: Measures, version: ListVersion, hidden: Collection[str]) -> Mapping[str, Any]:
    low, high = measures.refuted.interval or (None, None)
    found = {
        "list": measures.slug,
        "title": "" if version.publisher == COMMUNITY else version.title,
        "publisher": version.publisher,
        "version": version.label,
        "origin": version.origin,
        **{name: getattr(measures, name) for name in COUNTS},
        "listed": measures.schools,
        "with_date": measures.with_day,
        **{f"entries_{outcome}": measures.outcomes.get(outcome, 0) for outcome in OUTCOMES},
        "schools_withdrawn": measures.withdrawn,
        "checked": measures.refuted.n,
        "checked_refuted": measures.refuted.count,
        "refuted_low": low,
        "refuted_high": high,
        "still_listed": measures.still_listed,
    }
    blank = {column for measure in hidden for column in COLUMNS_OF_MEASURES[measure]}
    return {each.name: None if each.name in blank else found[each.name] for each in LIST_COLUMNS}
