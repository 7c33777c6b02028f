"""Choosing among the entries that are not on the map: filters, counts of every choice, pages.

The entries are those that the audience may read, so that a search cannot reveal withheld texts. They come in
blocks of columns; one block is in memory at a time, and of its rows only those that are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from webmap.errors import FilterError, NotFoundError
from webmap.snapshot.row import Row, provinces_of, search_text_of
from webmap.view.search import fold_query, has_initials, name_pattern
from webmap.view.unplaced_filters import NONE, UnplacedFilters
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import UNPLACED_OUTCOMES

PAGE_SIZE = 100
"""Entries on one page."""

MAX_WHOLE = 20_000
"""Most entries in one answer without pages, so that its size does not depend on the lists."""

FACETS = ("outcome", "level", "status", "sido", "file")
"""Filters whose choices are counted."""
SIDO = "sido"
"""Column with the codes of several provinces, with commas between them."""
DATE = "date"
"""Column with the stated day (ISO); null where none is stated."""
GROUPED = ("level", "status", "sido", DATE)
"""Fields that the filters test which the map and the entries share."""
SEARCH = "search"
"""Column with the forms in which an entry is searched."""


@dataclass(frozen=True)
class Entry:
    """An entry with the fields that filters test."""

    row: Row
    outcome: str
    level: str
    status: str
    sido: str
    file: str
    date: str


@dataclass(frozen=True)
class Block:
    """Some entries in order: their columns `FACETS`, `DATE` and `SEARCH`, and a reader of chosen rows."""

    columns: pa.Table
    rows: Callable[[Sequence[int]], list[Row]]

    def entries(self) -> Iterator[Entry]:
        """All entries of the block."""
        facets = zip(*(self.columns[name].to_pylist() for name in (*FACETS, DATE)), strict=True)
        for row, values in zip(self.rows(range(self.columns.num_rows)), facets, strict=True):
            outcome, level, status, sido, file, day = values
            yield Entry(row, outcome, level, status, sido, file, day or "")


@dataclass(frozen=True)
class Found:
    """The entries that match the filters: `total`, and the `rows` of one page (all, where none is requested).

    `counts`: for each facet, how many entries each of its values would leave, with the other filters
    unchanged; `page` is 1 to `pages`.
    """

    rows: tuple[Row, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    page: int
    pages: int


def index_entries(rows: Iterable[Row]) -> tuple[Block, ...]:
    """Blocks of rows that are in memory, in the order of the outcomes; within one, as the lists have them."""
    all_rows = list(rows)
    groups = {
        outcome: [row for row in all_rows if row["outcome"] == outcome] for outcome in UNPLACED_OUTCOMES
    }
    return tuple(_block(group) for group in groups.values() if group)


def _block(rows: list[Row]) -> Block:
    columns = {
        "outcome": [str(row["outcome"]) for row in rows],
        "level": [row["level"] or NONE for row in rows],
        "status": [row["status"] for row in rows],
        SIDO: [provinces_of(row) for row in rows],
        "file": [row["file"] for row in rows],
        DATE: pa.array([row["date"] for row in rows], pa.string()),
        SEARCH: [search_text_of(row) for row in rows],
    }
    return Block(pa.table(columns), lambda places: [rows[place] for place in places])


Group = tuple[str, str, str, str, int]
"""Level, status, provinces (codes with commas), day ('' where none is stated) and number of entries."""


def count_groups(blocks: Iterable[Block]) -> list[Group]:
    """Groups of the entries that are alike in what the map's filters test.

    From it the page counts what its filters leave, by the rule of `find`.
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for block in blocks:
        columns = (pc.fill_null(_plain(block.columns[name]), "").to_pylist() for name in GROUPED)
        counts.update(zip(*columns, strict=True))
    return [(*values, count) for values, count in sorted(counts.items())]


def without_days(groups: Iterable[Group]) -> list[Group]:
    """The same groups with no day: as many as the filters have terms, however many days the lists state."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for level, status, provinces, _, count in groups:
        counts[level, status, provinces] += count
    return [(*values, "", count) for values, count in sorted(counts.items())]


def count_shared(groups: Iterable[Group], filters: UnplacedFilters) -> int:
    """How many entries of `count_groups` the filters leave that the map shares, by the rule of `find`.

    The page counts the same (`static/js/figures/unplaced_count.js`); both are held to
    `tests/vectors/unplaced.json`.
    """

    def allows(chosen: frozenset[str], *values: str) -> bool:
        return not chosen or not chosen.isdisjoint(values)

    return sum(
        count
        for level, status, provinces, day, count in groups
        if allows(filters.level, level)
        and allows(filters.status, status)
        and allows(filters.sido, *provinces.split(","))
        and filters.lets_in_day(day)
    )


def find(blocks: Iterable[Block], filters: UnplacedFilters) -> Found:
    """The entries that match the filters.

    Raises NotFoundError for a page beyond the last one, and FilterError where no page is stated and there are
    more than `MAX_WHOLE` entries.
    """
    first = 0 if filters.page is None else (filters.page - 1) * PAGE_SIZE
    last = None if filters.page is None else first + PAGE_SIZE
    rows: list[Row] = []
    total = 0
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for block in blocks:
        passes = _passes(block.columns, filters)
        _count(block.columns, passes, counts)
        places = _places(_all(passes.values()), block.columns.num_rows)
        rows += block.rows(places[max(0, first - total) : None if last is None else max(0, last - total)])
        total += len(places)
        if last is None and total > MAX_WHOLE:
            raise FilterError(
                say(
                    "More than %(limit)s entries match. Ask for them page by page (page=1, page=2 …), choose "
                    "fewer of them with filters, or take the file of all entries from the data set.",
                    limit=MAX_WHOLE,
                )
            )
    pages = max(1, -(-total // PAGE_SIZE))
    page = filters.page or 1
    if page > pages:
        raise NotFoundError(
            say("There is no page %(page)s; the last one is %(pages)s.", page=page, pages=pages)
        )
    return Found(tuple(rows), total, counts, page, pages)


Masks = Mapping[str, Any]
"""By name of a test, a truth value for each entry; None where the test lets everything in."""


def _passes(columns: pa.Table, filters: UnplacedFilters) -> Masks:
    masks: dict[str, Any] = {SEARCH: _name_mask(columns, filters.q), DATE: _day_mask(columns, filters)}
    for name in FACETS:
        wanted = getattr(filters, name)
        values = [wanted] if isinstance(wanted, str) else sorted(wanted)
        masks[name] = _value_mask(name, _plain(columns[name]), values) if wanted else None
    return masks


def _value_mask(name: str, column: pa.ChunkedArray, values: list[str]) -> Any:
    if name != SIDO:
        return pc.is_in(column, pa.array(values, pa.string()))
    mask = pc.match_substring(column, values[0])  # codes of provinces have two digits, so none holds another
    for value in values[1:]:
        mask = pc.or_(mask, pc.match_substring(column, value))
    return mask


def _name_mask(columns: pa.Table, query: str) -> Any:
    """The entries whose forms hold the typed text; an initial consonant stands for its syllables."""
    folded = fold_query(query)
    if not folded:
        return None
    texts = _plain(columns[SEARCH])
    if has_initials(folded):
        return pc.match_substring_regex(texts, name_pattern(folded))
    return pc.match_substring(texts, folded)


def _day_mask(columns: pa.Table, filters: UnplacedFilters) -> Any:
    """The entries with a day in the period; ISO days sort as texts."""
    if not filters.has_period:
        return None
    days = pc.fill_null(_plain(columns[DATE]), "")
    mask = pc.not_equal(days, "")
    if filters.since:
        mask = pc.and_(mask, pc.greater_equal(days, filters.since.isoformat()))
    return pc.and_(mask, pc.less_equal(days, filters.until.isoformat())) if filters.until else mask


def _count(columns: pa.Table, passes: Masks, counts: Mapping[str, Counter[str]]) -> None:
    for name, counter in counts.items():
        others = _all(mask for test, mask in passes.items() if test != name)
        values = _plain(columns[name])
        for each in pc.value_counts(values if others is None else values.filter(others)).to_pylist():
            for value in each["values"].split(",") if name == SIDO else [each["values"]]:
                counter[value] += each["counts"]


def _all(masks: Iterable[Any]) -> Any:
    """The masks joined; None where all of them let everything in."""
    joined = None
    for mask in masks:
        if mask is not None:
            joined = mask if joined is None else pc.and_(joined, mask)
    return joined


def _places(mask: Any, count: int) -> Sequence[int]:
    if mask is None:
        return range(count)
    places: list[int] = pc.indices_nonzero(mask).to_pylist()
    return places


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())
