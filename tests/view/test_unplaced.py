"""Choosing among the unplaced entries: whatever the filter, nothing is lost and nothing leaks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.errors import FilterError, NotFoundError
from webmap.view.unplaced import FACETS, PAGE_SIZE, find, index_entries
from webmap.view.unplaced_filters import NONE, UnplacedFilters, parse_unplaced_filters, refuse_unknown_file
from webmap.vocabulary.terms import UNPLACED_OUTCOMES

SIDO = ("11", "41", "48")
FILES = ("a.csv", "b.xlsx")
DAYS = (date(2024, 8, 26), date(2024, 9, 1), date(2024, 9, 30))
OUTCOMES = [outcome.value for outcome in UNPLACED_OUTCOMES]


def row(
    outcome="ambiguous", query="가상별빛고", region="", level=None, file="a.csv", candidates=(), day=None
) -> dict[str, Any]:
    found = [{"key": name, "id": name, "name": name, "address": ""} for name in candidates]
    return {"file": file, "row": 1, "query": query, "level": level, "status": "reported", "region": region, "outcome": outcome, "candidates": found, "date": day}  # fmt: skip


def ask(**arguments: str | list[str]) -> UnplacedFilters:
    stated = {name: value if isinstance(value, list) else [value] for name, value in arguments.items()}
    filters = parse_unplaced_filters(stated, SIDO)
    refuse_unknown_file(filters, FILES)
    return filters


ROWS = [
    row("ambiguous", "가상별빛고", "경남", "high", candidates=["가상별빛고등학교"]),
    row("ambiguous", "가상산들내중", "", None, "b.xlsx", candidates=["가상산들내중학교"]),
    row("unmatched", "없는고", "서울", "high"),
    row("refused", "", "", None),
    row("out_of_scope", "가상초", "중구", "elementary", "b.xlsx"),
]
ENTRIES = index_entries(ROWS)


def queries(filters: UnplacedFilters) -> list[str]:
    return [each["query"] for each in find(ENTRIES, filters).rows]


def test_without_a_filter_everything_is_there_in_the_order_of_the_outcomes():
    assert queries(ask()) == ["가상별빛고", "가상산들내중", "없는고", "가상초", ""]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"outcome": "unmatched,refused"}, ["없는고", ""]),
        ({"outcome": ["unmatched", "refused"]}, ["없는고", ""]),
        ({"level": "high"}, ["가상별빛고", "없는고"]),
        ({"level": NONE}, ["가상산들내중", ""]),
        ({"sido": "48"}, ["가상별빛고"]),
        ({"sido": NONE}, ["가상산들내중", "가상초", ""]),
        ({"file": "b.xlsx"}, ["가상산들내중", "가상초"]),
        ({"q": "별빛고등"}, ["가상별빛고"]),
        ({"q": "ㅅㄷㄴ"}, ["가상산들내중"]),
        ({"q": "nothing like it"}, []),
        ({"level": "high", "outcome": "ambiguous", "q": ""}, ["가상별빛고"]),
    ],
)
def test_filters_let_in_what_they_say(arguments, expected):
    assert queries(ask(**arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"outcome": "matched"}, "matched"),
        ({"level": "primary"}, "primary"),
        ({"sido": "99"}, "99"),
        ({"file": "c.csv"}, "c.csv"),
        ({"file": ["a.csv", "b.xlsx"]}, "file"),
        ({"page": "0"}, "page"),
        ({"page": "-1"}, "page"),
        ({"page": "١"}, "page"),
        ({"page": "9" * 50}, "page"),
        ({"colour": "red"}, "colour"),
        ({"q": "가" * 101}, "100"),
    ],
)
def test_what_the_grammar_does_not_know_is_named(arguments, named):
    with pytest.raises(FilterError) as refused:
        ask(**arguments)
    for language in ("ko", "en"):
        assert named in refused.value.message.render(language)


@pytest.mark.parametrize("file", ["c.csv", "A.CSV", "a", "a.csv,b.xlsx", "../a.csv", "<b>", "가상목록.xlsx"])
def test_a_list_that_is_not_there_is_refused_with_the_names_of_those_that_are(file):
    with pytest.raises(FilterError) as refused:
        ask(file=file)
    for language in ("ko", "en"):
        sentence = refused.value.message.render(language)
        assert file in sentence
        assert all(name in sentence for name in FILES)


def test_a_page_beyond_the_last_is_refused_with_the_number_of_the_last():
    with pytest.raises((FilterError, NotFoundError)) as refused:
        find(ENTRIES, ask(page="2"))
    assert "1" in refused.value.message.render("en")


def test_filters_written_as_parameters_read_as_the_same_filters():
    filters = ask(outcome="refused,unmatched", level="high", sido="11", file="a.csv", q="고, 중", page="3")
    assert ask(**filters.parameters()) == filters


some_rows = st.lists(
    st.builds(
        row,
        st.sampled_from(OUTCOMES),
        st.text("가나다고중ㄱ &<%", max_size=6),
        st.sampled_from(["", "서울", "경기 수원시", "중구", "???"]),
        st.sampled_from([None, "high", "elementary"]),
        st.sampled_from(FILES),
        day=st.sampled_from([None, *map(str, DAYS)]),
    ),
    max_size=30,
)
some_filters = st.builds(
    UnplacedFilters,
    outcome=st.frozensets(st.sampled_from(OUTCOMES)),
    level=st.frozensets(st.sampled_from(["high", NONE])),
    sido=st.frozensets(st.sampled_from([*SIDO, NONE])),
    since=st.sampled_from([None, *DAYS]),
    until=st.sampled_from([None, *DAYS]),
    file=st.sampled_from(["", *FILES]),
    q=st.text("가고ㄱ.*", max_size=2),
)


@given(some_rows, some_filters)
def test_the_number_beside_a_choice_is_what_choosing_it_gives(rows, filters):
    entries = index_entries(rows)
    found = find(entries, filters)
    assert found.total == len(found.rows)
    for facet in FACETS:
        for value, count in found.counts[facet].items():
            chosen = {facet: value if facet == "file" else frozenset([value])}
            assert find(entries, UnplacedFilters(**{**vars(filters), **chosen})).total == count


def test_pages_hold_every_entry_once():
    entries = index_entries([row(query=str(number)) for number in range(2 * PAGE_SIZE + 7)])
    pages = [find(entries, UnplacedFilters(page=number)) for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 7]
    assert {page.pages for page in pages} == {3}
    assert [each["query"] for page in pages for each in page.rows] == [
        str(n) for n in range(2 * PAGE_SIZE + 7)
    ]
