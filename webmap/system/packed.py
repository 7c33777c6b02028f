"""Sequences of a million items that stay small in memory: pickled and compressed, piece by piece.

Only this process and its own workers ever write or read the pieces; none comes from a file or a network.
"""

from __future__ import annotations

import gc
import pickle  # nosec B403 (see above)
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import Any, Generic, TypeVar, overload

import pyarrow as pa

T = TypeVar("T")

PIECE = 4096
"""Items of a piece: enough that equal texts are stored once, few enough to be unpacked at any time."""
MAX_PLAIN = 20_000
"""Up to so many items are kept as they are, in a tuple."""
COMPRESSION = "zstd"


@dataclass(frozen=True)
class Piece:
    """Some items in a row: their number, and their bytes before and after compression."""

    count: int
    size: int
    content: bytes


@dataclass(frozen=True)
class Packing:
    """Turns items into bytes and back; `dump` and `load` may replace shared objects by references."""

    dump: Callable[[list[Any]], bytes] = pickle.dumps
    load: Callable[[bytes], list[Any]] = pickle.loads  # nosec B301

    def pack(self, items: list[Any]) -> Piece:
        """A piece of items."""
        content = self.dump(items)
        return Piece(len(items), len(content), pa.compress(content, COMPRESSION, asbytes=True))

    def unpack(self, piece: Piece) -> list[Any]:
        """The items of a piece."""
        return self.load(pa.decompress(piece.content, piece.size, COMPRESSION, asbytes=True))


class Packed(Sequence[T]):
    """A sequence in pieces; every pass over it makes its items again. Its slices are lists."""

    def __init__(self, packing: Packing, pieces: Iterable[Piece]) -> None:
        self.packing = packing
        self.pieces = tuple(pieces)
        self._ends = list(accumulate(piece.count for piece in self.pieces))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T]:
        for piece in self.pieces:
            yield from self.packing.unpack(piece)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        number = range(len(self))[place]
        at = bisect_right(self._ends, number)
        first = self._ends[at] - self.pieces[at].count
        item: T = self.packing.unpack(self.pieces[at])[number - first]
        return item


class Growing(Generic[T]):
    """Items that are added one by one: pieces of them are packed as soon as they are full."""

    def __init__(self) -> None:
        self._packing = Packing()
        self._pieces: list[Piece] = []
        self._last: list[T] = []

    def __len__(self) -> int:
        return sum(piece.count for piece in self._pieces) + len(self._last)

    def append(self, item: T) -> None:
        """Add an item at the end."""
        self._last.append(item)
        if len(self._last) >= PIECE:
            self._pieces.append(self._packing.pack(self._last))
            self._last = []

    def items(self) -> Sequence[T]:
        """All items: a tuple, or packed where they are many."""
        if not self._pieces:
            return tuple(self._last)
        last = [self._packing.pack(self._last)] if self._last else []
        return Packed(self._packing, [*self._pieces, *last])


def stored(
    items: Iterable[T],
    packing: Packing | None = None,
    on_piece: Callable[[Piece], object] = lambda _: None,
) -> Sequence[T]:
    """The items as a tuple, or, more than `MAX_PLAIN`, packed; then `on_piece` sees each piece."""
    rest = iter(items)
    first = tuple(islice(rest, MAX_PLAIN + 1))
    if len(first) <= MAX_PLAIN:
        return first
    packing = packing or Packing()
    pieces = []
    for piece in pieces_of(chain(first, rest), packing):
        pieces.append(piece)
        on_piece(piece)
    return Packed(packing, pieces)


def stored_like(model: Sequence[Any], items: Iterable[T]) -> Sequence[T]:
    """The items in the form of another sequence of the same kind of items."""
    return stored(items, model.packing if isinstance(model, Packed) else None)


def pieces_of(items: Iterable[T], packing: Packing) -> Iterator[Piece]:
    """The items in pieces; those of a packed sequence are passed on as they are."""
    if isinstance(items, Packed) and items.packing is packing:
        yield from items.pieces
        return
    rest = iter(items)
    while piece := list(islice(rest, PIECE)):
        yield packing.pack(piece)


@contextmanager
def paused_collector() -> Iterator[None]:
    """Do not search for cyclic garbage, of which reading, matching and writing rows make none.

    Each search goes through the whole register and its index again, which takes longer than the work itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
