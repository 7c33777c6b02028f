"""Matching in partitions, in any process, gives the same result as in one piece."""

from __future__ import annotations

import gc
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webmap.build import SAMPLE_REGISTER, matcher_of
from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher
from webmap.matching.partitions import partitions as room
from webmap.matching.partitions.cells import CellMatcher, cell_of
from webmap.matching.partitions.packing import packing_of
from webmap.matching.partitions.partitions import Partitions
from webmap.matching.partitions.worker import Work
from webmap.matching.result import Match
from webmap.places.gazetteer import load_places
from webmap.places.register.register import Register, load_register
from webmap.settings.publishing import default_cache
from webmap.snapshot.row import row_of
from webmap.snapshot.row_columns import columns_of, decoded, encode_matches
from webmap.system import packed
from webmap.system.packed import Packed, Packing, stored, stored_like
from webmap.system.shipped_files import data_path
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Level, Status

FORMS = ("{}", " {} ", "12. {}", "{}(확인)", "{}, 가상산들내중", "{} 가상", "없는{}", "{}?", "○○고", "")
REGIONS = ("", "서울", "경기도", "경남", "수원시", "???")


@pytest.fixture(scope="module")
def register(places) -> Register:
    return load_register([data_path(name) for name in SAMPLE_REGISTER], places.read_address, places.table)


@pytest.fixture(scope="module")
def matcher(places, register) -> Matcher:
    return matcher_of(register, places)


@pytest.fixture(scope="module")
def entries(register) -> list[Entry]:
    chance = random.Random(12)  # noqa: S311
    return [drawn_entry(number, register, chance) for number in range(1, 401)]


def drawn_entry(number: int, register: Register, chance: random.Random) -> Entry:
    if number % 97 == 0:
        return Entry("list.csv", number, refused=say("Refused."))
    region, region_assumed = chance.choice(REGIONS), chance.random() < 0.2
    return Entry(
        "list.csv",
        number,
        chance.choice(FORMS).format(chance.choice(register.schools).name),
        chance.choice([None, None, *Level]),
        region,
        chance.choice(["", chance.choice(register.schools).address]),
        date(2024, 8, chance.randint(1, 28)),
        chance.choice(list(Status)),
        f"가상 출처 {number % 3}",
        f"비고 {number}",
        doubt=say("A doubt: %(text)s", text=chance.choice("가나")) if chance.random() < 0.1 else None,
        region_assumed=region_assumed,
        own_region=chance.choice(REGIONS) if region_assumed else "",
        level_assumed=chance.random() < 0.2,
    )


def work_of(register: Register) -> Work:
    return Work(partial(matcher_in_a_worker, register), register.by_key, encode_matches)


def matcher_in_a_worker(register: Register) -> Matcher:
    return matcher_of(register, load_places(default_cache()))


def rows_of(matches: Sequence[Match]) -> list[dict]:
    return [row_of(match) for match in matches]


def in_one_piece(matcher: Matcher, entries: Sequence[Entry]) -> list[dict]:
    return rows_of([match for entry in entries for match in matcher.match_entry(entry)])


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_matching_by_partitions_gives_the_same_as_in_one_piece(matcher, entries, data):
    order = data.draw(st.permutations(range(0, len(entries), 4)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=5)))
    bounds = zip([0, *cuts], [*cuts, len(order)], strict=True)
    by_number = {}
    for first, last in bounds:
        cells = CellMatcher(matcher, max_cells=data.draw(st.integers(1, 50)))
        for place in order[first:last]:
            by_number[place] = rows_of([*cells.match_entry(entries[place])])
    chosen = sorted(order)
    together = [row for place in chosen for row in by_number[place]]
    assert together == in_one_piece(matcher, [entries[place] for place in chosen])


@pytest.mark.parametrize("workers", [1, 2])
def test_a_long_list_is_matched_alike_by_one_process_and_by_several(
    matcher, register, entries, monkeypatch, workers
):
    monkeypatch.setattr(packed, "MAX_PLAIN", 100)
    monkeypatch.setattr(room, "MAX_PLAIN", 100)
    monkeypatch.setattr(packed, "PIECE", 64)
    seen: list[int] = []
    with Partitions(lambda: matcher, lambda: work_of(register), workers) as partitions:
        long = stored(iter(entries), on_piece=partitions.submit)
        matches = partitions.match(
            [entries[:3], long], lambda items: (seen.append(each) or each for each in items)
        )
    expected = in_one_piece(matcher, [*entries[:3], *entries])
    assert isinstance(matches, Packed)
    assert rows_of(matches) == expected
    assert [row for each in partitions.encoded for row in decoded(each).to_pylist()] == (
        columns_of(expected).to_pylist()
    )
    assert len(seen) == len(entries) + 3


def broken_matcher() -> Matcher:
    raise MemoryError


def test_where_workers_end_before_their_time_the_work_is_done_here(matcher, register, entries, monkeypatch):
    monkeypatch.setattr(packed, "MAX_PLAIN", 100)
    monkeypatch.setattr(room, "MAX_PLAIN", 100)
    work = replace(work_of(register), make_matcher=broken_matcher)
    with Partitions(lambda: matcher, lambda: work, 2) as partitions:
        matches = partitions.match([entries])
    assert rows_of(matches) == in_one_piece(matcher, entries)


OTHER_FIELDS = {
    "file": "other.csv",
    "row": 9_999,
    "date": None,
    "status": Status.REFUTED,
    "source": "다른 출처",
    "note": "다른 비고",
    "unknown_status": "가상 상태",
    "is_date_impossible": True,
    "remarks": (say("A remark."),),
}
CELL = {"school", "level", "region", "address", "region_assumed", "own_region", "level_assumed", "doubt"}


@pytest.mark.parametrize("field", OTHER_FIELDS)
def test_what_is_no_part_of_the_cell_changes_nothing_of_the_match(matcher, entries, field):
    assert set(OTHER_FIELDS) | CELL | {"refused"} == set(Entry.__dataclass_fields__)
    for entry in entries[:60]:
        other = replace(entry, **{field: OTHER_FIELDS[field]})
        assert cell_of(other) == cell_of(entry)
        without = [replace(match, entry=entry) for match in matcher.match_entry(other)]
        assert without == matcher.match_entry(entry)


def test_packed_matches_are_the_same_with_the_schools_of_the_register(matcher, register, entries):
    matches = [match for entry in entries for match in matcher.match_entry(entry)]
    packing = packing_of(register.by_key)
    again = packing.unpack(packing.pack(matches))
    assert again == matches
    assert any(match.school for match in again)
    assert all(match.school is register.by_key[match.school.key] for match in again if match.school)


def test_a_school_that_is_not_in_the_register_is_packed_as_a_whole(matcher, register, entries):
    match = next(each for entry in entries for each in matcher.match_entry(entry) if each.school)
    changed = replace(match, school=replace(match.school, name="가상다른고등학교"))
    packing = packing_of(register.by_key)
    assert packing.unpack(packing.pack([changed])) == [changed]


@given(st.lists(st.integers(), max_size=60), st.integers(0, 20), st.integers(1, 9))
def test_a_packed_sequence_is_the_sequence(items, plain, piece):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "MAX_PLAIN", plain)
        patch.setattr(packed, "PIECE", piece)
        found = stored(iter(items))
        assert list(found) == items
        assert len(found) == len(items)
        assert [found[place] for place in range(-len(items), len(items))] == items * 2
        assert list(found[1:4]) == items[1:4]
        assert list(stored_like(found, (item + 1 for item in found))) == [item + 1 for item in items]
        assert isinstance(found, Packed) is (len(items) > plain)


def test_a_place_outside_of_a_packed_sequence_is_an_error():
    packing = Packing()
    found = Packed(packing, [packing.pack([1, 2])])
    for place in (2, -3):
        with pytest.raises(IndexError):
            found[place]


def test_the_collector_is_on_again_after_a_failure():
    def fail() -> None:
        with packed.paused_collector():
            assert not gc.isenabled()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert gc.isenabled()
