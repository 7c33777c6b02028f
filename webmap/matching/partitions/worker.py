"""A worker process that matches pieces of lists: started once, given one piece after the other."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from threading import Thread

from webmap.matching.matcher import Matcher
from webmap.matching.partitions.cells import CellMatcher
from webmap.matching.partitions.packing import packing_of
from webmap.matching.result import Match
from webmap.places.register.school import School
from webmap.system.packed import Packing, Piece

ENTRIES = Packing()

Encode = Callable[[list[Match]], bytes]


@dataclass(frozen=True)
class MatchedPiece:
    """A piece of a list: the number of its entries, their matches, and these as they will be written."""

    entries: int
    matches: Piece
    encoded: bytes


@dataclass(frozen=True)
class Work:
    """What a worker needs; all of it can be pickled.

    `schools`: those of the register by key; `encode`: gives matches the form in which they will be written.
    """

    make_matcher: Callable[[], Matcher]
    schools: Mapping[str, School]
    encode: Encode


class PieceMatcher:
    """Matches pieces of lists."""

    def __init__(self, matcher: Matcher, work: Work) -> None:
        self.packing = packing_of(work.schools)
        self._cells = CellMatcher(matcher)
        self._encode = work.encode

    def match(self, piece: Piece) -> MatchedPiece:
        """The matches of the entries of a piece, in their order."""
        entries = ENTRIES.unpack(piece)
        matches = [match for entry in entries for match in self._cells.match_entry(entry)]
        return MatchedPiece(len(entries), self.packing.pack(matches), self._encode(matches))


_started: list[PieceMatcher] = []
"""In a worker: what it has made of its work."""


def start(work: Work) -> None:
    """Make a worker ready."""
    Thread(target=_end_with_parent, daemon=True).start()
    _started.append(PieceMatcher(work.make_matcher(), work))
    gc.disable()  # as in `system.packed.paused_collector`; a worker does nothing else


def match_piece(piece: Piece) -> MatchedPiece:
    """Match a piece in a worker that was started."""
    return _started[0].match(piece)


def _end_with_parent() -> None:
    """End this worker where the process that started it was killed; it would wait for work for ever."""
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)
