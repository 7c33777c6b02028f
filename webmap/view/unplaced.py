"""Choosing among the entries that are not on the map: filters, counts of every choice, pages.

The entries are those that the audience may read, so that a search cannot reveal withheld texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from webmap.errors import NotFoundError
from webmap.places.addresses.addresses import read_region
from webmap.view.search import fold_query, name_test, search_text
from webmap.view.unplaced_filters import NONE, UnplacedFilters
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import UNPLACED_OUTCOMES

Row = Mapping[str, Any]

PAGE_SIZE = 100
"""Entries on one page."""

FACETS = ("outcome", "level", "sido", "file")
"""Filters whose choices are counted."""


@dataclass(frozen=True)
class Entry:
    """An entry with the fields that filters test; `text` is a `search.search_text`."""

    row: Row
    outcome: str
    level: str
    sido: str
    file: str
    text: str


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


def index_entries(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """Prepare entries for searching, in the order of the outcomes; within one, as the lists have them."""
    order = [outcome.value for outcome in UNPLACED_OUTCOMES]
    entries = [_entry(row) for row in rows]
    return tuple(sorted(entries, key=lambda entry: order.index(entry.outcome)))


def _entry(row: Row) -> Entry:
    names = [row["query"], *(candidate["name"] for candidate in row["candidates"])]
    return Entry(
        row=row,
        outcome=row["outcome"],
        level=row["level"] or NONE,
        sido=_sido(row["region"]),
        file=row["file"],
        text="\n".join(search_text(name, None) for name in dict.fromkeys(names)),
    )


@lru_cache(maxsize=4096)
def _sido(region: str) -> str:
    """Code of the one province of the typed region, else `NONE`."""
    codes = read_region(region).sido if region else frozenset()
    return next(iter(codes)) if len(codes) == 1 else NONE


def find(entries: Sequence[Entry], filters: UnplacedFilters) -> Found:
    """The entries that match the filters. Raises NotFoundError for a page beyond the last one."""
    name_matches = name_test(fold_query(filters.q))
    with_name = [entry for entry in entries if name_matches(entry.text)]
    matches = [entry for entry in with_name if all(_passes(entry, filters, name) for name in FACETS)]
    pages = max(1, -(-len(matches) // PAGE_SIZE))
    page = filters.page or 1
    if page > pages:
        raise NotFoundError(
            say("There is no page %(page)s; the last one is %(pages)s.", page=page, pages=pages)
        )
    page_entries = matches if filters.page is None else matches[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    counts = {name: _count(with_name, filters, name) for name in FACETS}
    return Found(tuple(entry.row for entry in page_entries), len(matches), counts, page, pages)


def _count(entries: Iterable[Entry], filters: UnplacedFilters, facet: str) -> Counter[str]:
    others = [name for name in FACETS if name != facet]
    return Counter(
        getattr(entry, facet) for entry in entries if all(_passes(entry, filters, name) for name in others)
    )


def _passes(entry: Entry, filters: UnplacedFilters, facet: str) -> bool:
    wanted, value = getattr(filters, facet), getattr(entry, facet)
    if not wanted:
        return True
    return bool(value == wanted if facet == "file" else value in wanted)
