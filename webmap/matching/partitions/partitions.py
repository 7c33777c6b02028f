"""Matching long lists in partitions: equal cells once, and on all processors.

What a matcher says of an entry depends on the entry's own cell and hints alone. So entries may be matched in
any order, in any process, in any partition; the result is the same as in one piece.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import Any

from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher
from webmap.matching.partitions.packing import packing_of
from webmap.matching.result import Match
from webmap.places.register.school import School
from webmap.system.packed import MAX_PLAIN, Packed, Packing, Piece, pieces_of
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Level

MAX_CELLS = 100_000
"""Cells whose matches are remembered; about one kilobyte each."""

Cell = tuple[str, Level | None, str, str]
MakeMatcher = Callable[[], Matcher]
"""Makes the matcher of a worker; it can be pickled."""
Counted = Callable[[Iterable[Any]], Iterable[Any]]
"""Passes items on and counts them for a person."""

ENTRIES = Packing()


def cell_of(entry: Entry) -> Cell:
    """All that matching reads of an entry that is not refused."""
    return entry.school, entry.level, entry.region, entry.address


class CellMatcher:
    """Matches entries; equal cells are matched once, as long as they are remembered."""

    def __init__(self, matcher: Matcher, max_cells: int = MAX_CELLS) -> None:
        self.matcher = matcher
        self._max_cells = max_cells
        self._known: dict[Cell, tuple[Match, ...]] = {}

    def match_entry(self, entry: Entry) -> Iterable[Match]:
        """The matches of an entry, as `Matcher.match_entry` gives them."""
        if entry.refused is not None:
            return self.matcher.match_entry(entry)
        cell = cell_of(entry)
        known = self._known.get(cell)
        if known is None:
            known = tuple(map(_without_weighing, self.matcher.match_entry(entry)))
            self._remember(cell, known)
            return known
        return [replace(match, entry=entry) for match in known]

    def _remember(self, cell: Cell, matches: tuple[Match, ...]) -> None:
        while len(self._known) >= self._max_cells:
            del self._known[next(iter(self._known))]
        self._known[cell] = matches


def _without_weighing(match: Match) -> Match:
    """The match; the candidates' scores of a placed one are neither published nor shown."""
    if not match.scored_candidates or match.outcome in UNPLACED_OUTCOMES:
        return match
    return replace(match, scored_candidates=())


@dataclass(frozen=True)
class Partitions:
    """Matches long lists in partitions, by as many workers as there are processors.

    `schools`: those of the register by key. Where workers cannot be started, or end before their time, this
    process does their work.
    """

    matcher: Matcher
    schools: Mapping[str, School]
    make_matcher: MakeMatcher
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)

    def match(self, lists: Sequence[Sequence[Entry]], progress: Counted = iter) -> Sequence[Match]:
        """The matches of the entries of all lists, in their order; `progress` sees each entry once."""
        here = CellMatcher(self.matcher)
        if sum(map(len, lists)) <= MAX_PLAIN:
            entries = progress(entry for each in lists for entry in each)
            return tuple(match for entry in entries for match in here.match_entry(entry))
        packing = packing_of(self.schools)
        matched: list[Piece] = []
        for _ in progress(_counted(self._pieces(lists, here, packing), matched)):
            pass
        return Packed(packing, matched)

    def _pieces(
        self, lists: Sequence[Sequence[Entry]], here: CellMatcher, packing: Packing
    ) -> Iterator[tuple[int, Piece]]:
        """For each piece of the lists the number of its entries, and its matches."""
        pieces = (piece for each in lists for piece in pieces_of(each, ENTRIES))
        if self.workers < 2:
            yield from ((piece.count, _match_piece(piece, here, packing)) for piece in pieces)
            return
        context = get_context("spawn")  # a fork would copy locks that other threads hold
        start = (self.make_matcher, self.schools)
        pool = ProcessPoolExecutor(self.workers, context, _start_worker, start)
        try:
            for piece, result in _in_order(pool, pieces, 2 * self.workers + 2):
                try:
                    yield piece.count, result.result()
                except (BrokenProcessPool, OSError):
                    yield piece.count, _match_piece(piece, here, packing)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, pieces: Iterable[Piece], at_once: int
) -> Iterator[tuple[Piece, Future[Piece]]]:
    """The pieces with their results in order; no more than `at_once` of them wait at any time."""
    waiting: deque[tuple[Piece, Future[Piece]]] = deque()
    for piece in pieces:
        waiting.append((piece, _submitted(pool, piece)))
        if len(waiting) >= at_once:
            yield waiting.popleft()
    yield from waiting


def _submitted(pool: ProcessPoolExecutor, piece: Piece) -> Future[Piece]:
    try:
        return pool.submit(_match_in_worker, piece)
    except (BrokenProcessPool, OSError) as error:
        failed: Future[Piece] = Future()
        failed.set_exception(error)
        return failed


def _counted(pieces: Iterable[tuple[int, Piece]], matched: list[Piece]) -> Iterator[int]:
    """Keep the matches of each piece, and give a number for each of its entries."""
    for count, piece in pieces:
        matched.append(piece)
        yield from range(count)


def _match_piece(piece: Piece, matcher: CellMatcher, packing: Packing) -> Piece:
    entries = ENTRIES.unpack(piece)
    return packing.pack([match for entry in entries for match in matcher.match_entry(entry)])


_worker: list[tuple[CellMatcher, Packing]] = []
"""In a worker process: its matcher, made once."""


def _start_worker(make_matcher: MakeMatcher, schools: Mapping[str, School]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _worker.append((CellMatcher(make_matcher()), packing_of(schools)))
    gc.disable()  # as in `system.collector`; a worker does nothing else


def _end_with_parent() -> None:
    """End this worker where the process that started it was killed; it would wait for work for ever."""
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _match_in_worker(piece: Piece) -> Piece:
    return _match_piece(piece, *_worker[0])
