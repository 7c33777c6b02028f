"""Rows are read from the file group by group; whatever its groups, an audience is told the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webmap.errors import FilterError
from webmap.snapshot import row_writer
from webmap.snapshot.row_writer import write_rows
from webmap.snapshot.rows import Rows
from webmap.view import unplaced
from webmap.view.allowed.rows import AllowedRows, UnplacedRows, without_texts
from webmap.view.audience import PUBLIC, Audience
from webmap.view.unplaced import FACETS, find, index_entries
from webmap.view.unplaced_filters import NONE, UnplacedFilters
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Outcome, Status

NAMES = ("가상별빛고", "가상산들내중", "Gasang High", "없는고", "")


def row(number: int, outcome: Outcome, status: Status, name: str, region: str, file: str) -> dict[str, Any]:
    candidates = [{"key": name, "id": name, "name": f"{name}등학교", "address": "가상시"}] if name else []
    return {
        "file": file,
        "row": number,
        "part": 1,
        "query": name,
        "level": "high" if number % 3 else None,
        "region": region,
        "status": status.value,
        "date": f"2024-09-0{number % 9 + 1}" if number % 3 else None,
        "outcome": outcome.value,
        "school": None,
        "score": 0.5 if number % 2 else None,
        "reason": say("%(name)s is not there.", name=name).as_json() if name else say("Nothing.").as_json(),
        "remarks": [say("A remark.").as_json()] if number % 5 == 0 else [],
        "candidates": candidates,
        "weighed": [{"key": name, "parts": {"name": [1, 2]}}] if number % 4 == 0 else [],
    }


some_rows = st.lists(
    st.tuples(
        st.sampled_from(list(Outcome)),
        st.sampled_from(list(Status)),
        st.sampled_from(NAMES),
        st.sampled_from(["", "서울", "경남", "중구"]),
        st.sampled_from(["a.csv", "b.csv"]),
    ),
    max_size=16,
).map(lambda drawn: [row(number, *values) for number, values in enumerate(drawn, 1)])
some_filters = st.builds(
    UnplacedFilters,
    outcome=st.frozensets(st.sampled_from([outcome.value for outcome in UNPLACED_OUTCOMES])),
    level=st.frozensets(st.sampled_from(["high", NONE])),
    status=st.frozensets(st.sampled_from([status.value for status in Status])),
    sido=st.frozensets(st.sampled_from(["11", "48", NONE])),
    since=st.sampled_from([None, date(2024, 9, 3)]),
    until=st.sampled_from([None, date(2024, 9, 6)]),
    file=st.sampled_from(["", "a.csv"]),
    q=st.sampled_from(["", "별빛", "ㅂㅂ", "gasang", ".", "고등"]),
    page=st.sampled_from([None, 1]),
)
audiences = st.builds(
    Audience, statuses=st.frozensets(st.sampled_from(list(Status))), row_texts=st.booleans()
)


def written(rows: list[dict[str, Any]], group: int) -> Rows:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_writer, "GROUP", group)
        patch.setattr(row_writer, "PIECE", 7)
        return write_rows(rows)


@given(some_rows, st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_rows_read_back_as_they_were_written_in_the_order_of_the_lists(rows, group):
    found = written(rows, group)
    assert len(found) == len(rows)
    assert sorted(found, key=lambda each: each["row"]) == rows
    for outcome in Outcome:
        of_outcome = [each for number in found.groups_of(outcome.value) for each in found.rows(number)]
        assert of_outcome == [each for each in rows if each["outcome"] == outcome]
    assert found.account() == {
        outcome: sum(each["outcome"] == outcome for each in rows) for outcome in Outcome
    }


def renumbered(rows: list[dict[str, Any]], audience: Audience) -> list[dict[str, Any]]:
    """The rows with numbers that no withheld row leaves a gap in."""
    if audience.sees_every_row:
        return rows
    seen: Counter[str] = Counter()
    return [{**each, "row": (seen.update([each["file"]]), seen[each["file"]])[1]} for each in rows]


@given(some_rows, some_filters, audiences, st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_an_audience_finds_in_the_file_what_it_may_see_of_the_rows(rows, filters, audience, group):
    allowed = renumbered([each for each in rows if each["status"] in audience.statuses], audience)
    if not audience.row_texts:
        allowed = [without_texts(each) for each in allowed]
    expected = find(index_entries(each for each in allowed if each["outcome"] in UNPLACED_OUTCOMES), filters)
    entries = AllowedRows(written(rows, group), audience)
    found = find(entries.blocks(UNPLACED_OUTCOMES, with_texts=bool(filters.q)), filters)
    assert (found.rows, found.total, found.pages) == (expected.rows, expected.total, expected.pages)
    for facet in FACETS:
        assert +found.counts[facet] == +expected.counts[facet]
    for outcome in UNPLACED_OUTCOMES:
        of_outcome = [each for each in allowed if each["outcome"] == outcome]
        assert list(UnplacedRows(entries, outcome, len(of_outcome))) == of_outcome
    assert sum(each.entries for each in entries.counts) == len(allowed)


def test_all_entries_at_once_are_refused_where_they_are_many(monkeypatch):
    monkeypatch.setattr(unplaced, "MAX_WHOLE", 2)
    rows = [row(number, Outcome.UNMATCHED, Status.REPORTED, NAMES[0], "", "a.csv") for number in range(1, 4)]
    entries = AllowedRows(write_rows(rows), PUBLIC)
    with pytest.raises(FilterError) as refused:
        find(entries.blocks(UNPLACED_OUTCOMES), UnplacedFilters())
    assert "page=1" in refused.value.message.render("en")
    assert find(entries.blocks(UNPLACED_OUTCOMES), UnplacedFilters(page=1)).total == 3


def test_a_long_file_of_rows_is_not_kept_in_memory(monkeypatch):
    monkeypatch.setattr(row_writer, "IN_MEMORY", 100)
    rows = [row(number, Outcome.UNMATCHED, Status.REPORTED, NAMES[0], "", "a.csv") for number in range(1, 60)]
    assert list(write_rows(rows)) == rows
