"""Matching long lists in partitions: equal cells once, and on all processors.

What a matcher says of an entry depends on the entry's own cell and hints alone. So entries may be matched in
any order, in any process, in any partition; the result is the same as in one piece.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from multiprocessing import get_context
from typing import Any

from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher
from webmap.matching.partitions import worker
from webmap.matching.partitions.cells import CellMatcher
from webmap.matching.partitions.packing import packing_of
from webmap.matching.partitions.worker import ENTRIES, MatchedPiece, PieceMatcher, Work
from webmap.matching.result import Match
from webmap.system.packed import MAX_PLAIN, Packed, Piece, pieces_of

Counted = Callable[[Iterable[Any]], Iterable[Any]]
"""Passes items on and counts them for a person."""


class Partitions:
    """Matches the lists of a build, long ones by as many workers as there are processors.

    `submit` takes pieces of a list while the rest of it is still read. Where workers cannot be started, or
    end before their time, this process does their work. Use it as a context, at whose end the workers end.
    """

    def __init__(
        self, matcher: Callable[[], Matcher], work: Callable[[], Work], workers: int | None = None
    ) -> None:
        """`matcher` and `work` are made when they are needed; no matcher is made here where workers match."""
        self.encoded: tuple[bytes, ...] = ()
        """After `match`: its pieces as they will be written; none where the lists are short."""
        self._matcher = matcher
        self._work = work
        self._workers = (os.cpu_count() or 1) if workers is None else workers
        self._pool: ProcessPoolExecutor | None = None
        self._submitted: dict[int, Future[MatchedPiece] | None] = {}

    def __enter__(self) -> Partitions:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def submit(self, piece: Piece) -> None:
        """Begin to match a piece of a list; `match` takes its result. The list must keep the piece."""
        self._submitted[id(piece)] = self._future(piece) if self._workers > 1 else None

    def match(self, lists: Sequence[Sequence[Entry]], progress: Counted = iter) -> Sequence[Match]:
        """The matches of the entries of all lists, in their order; `progress` sees each entry once."""
        if sum(map(len, lists)) <= MAX_PLAIN:
            cells = CellMatcher(self._matcher())
            entries = progress(entry for each in lists for entry in each)
            return tuple(match for entry in entries for match in cells.match_entry(entry))
        pieces = [piece for each in lists for piece in pieces_of(each, ENTRIES)]
        for piece in pieces:
            if id(piece) not in self._submitted:
                self.submit(piece)
        matched: list[MatchedPiece] = []
        for _ in progress(_counted(map(self._result, pieces), matched)):
            pass
        self.encoded = tuple(each.encoded for each in matched)
        return Packed(packing_of(self._work().schools), (each.matches for each in matched))

    def _future(self, piece: Piece) -> Future[MatchedPiece] | None:
        try:
            if self._pool is None:
                context = get_context("spawn")  # a fork would copy locks that other threads hold
                self._pool = ProcessPoolExecutor(self._workers, context, worker.start, (self._work(),))
            return self._pool.submit(worker.match_piece, piece)
        except (BrokenProcessPool, OSError):
            return None

    @cached_property
    def _here(self) -> PieceMatcher:
        return PieceMatcher(self._matcher(), self._work())

    def _result(self, piece: Piece) -> MatchedPiece:
        future = self._submitted.pop(id(piece))
        if future is not None:
            try:
                return future.result()
            except (BrokenProcessPool, OSError):
                pass
        return self._here.match(piece)


def _counted(pieces: Iterable[MatchedPiece], matched: list[MatchedPiece]) -> Iterator[int]:
    """Keep each piece, and give a number for each of its entries."""
    for piece in pieces:
        matched.append(piece)
        yield from range(piece.entries)
