"""The query of an entry: the readings of its name, its regions and its level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from webmap.lists.entry import Entry
from webmap.matching.grammar.drafts import Part
from webmap.matching.grammar.keyboard import spellings
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.text import name_key
from webmap.places.addresses.addresses import RegionHint, read_region
from webmap.places.gazetteer import ReadRegion
from webmap.vocabulary.terms import Level


@dataclass(frozen=True)
class Reading:
    """One way to read a name: the name, and the regions that the words around it state."""

    name: str
    regions: tuple[RegionHint, ...] = ()
    truncated: bool = False
    """Whether words behind the kind of school are left out ("서영대 컴공과")."""
    passed_over: str = ""
    """Words of the cell that this reading leaves out, except regions and declared remarks."""


@dataclass(frozen=True)
class Query:
    """All statements of one entry about its school."""

    text: str
    readings: tuple[Reading, ...]
    regions: tuple[RegionHint, ...]
    """Stated beside the name: the region column and the address."""
    level: Level | None
    """Stated beside the name."""
    not_understood: str = ""
    """The stated region, where it is unknown."""
    retracted: bool = False
    """Whether the text itself retracts the entry: "(허위)", "아님"."""
    leftover: str = ""
    """Words of the text that are in no slot of the grammar: they leave the row open."""
    further: bool = False
    """Whether the text names, or hints at, schools that cannot be told apart."""
    known: bool = False
    """Whether the name, as it stands in the text, fits a school of the register."""

    def hints(self, reading: Reading) -> tuple[RegionHint, ...]:
        """Every region stated, beside the name and in this reading of it."""
        return (*self.regions, *reading.regions)


def read_query(part: Part, entry: Entry, read_place: ReadRegion, lexicon: Lexicon) -> Query:
    """The readings of one school's part of a cell, and the hints beside it."""
    regions, not_understood = row_regions(entry, read_place)
    return Query(
        part.read,
        tuple(dict.fromkeys(_readings(part, lexicon))),
        regions,
        entry.level,
        not_understood,
        retracted=part.retracted,
        leftover=part.leftover,
        further=bool(part.further),
        known=part.known,
    )


def row_regions(entry: Entry, read_place: ReadRegion) -> tuple[tuple[RegionHint, ...], str]:
    """The regions of the row's columns, and the region column's text where it is not understood."""
    columns = (entry.region, entry.address)
    hints = {column: read_place(column) for column in columns if column.strip()}
    regions = tuple(hint for hint in hints.values() if hint.is_understood or hint.contradictory)
    understood = not entry.region.strip() or hints[entry.region] in regions
    return regions, "" if understood else entry.region


def _readings(part: Part, lexicon: Lexicon) -> Iterator[Reading]:
    for name in filter(name_key, part.names):
        yield Reading(name, part.hints)
        yield from (
            Reading(other, part.hints) for other in spellings(name_key(name)) if lexicon.index.fitting(other)
        )
    for name in part.joined_names:
        yield Reading(name)
    for name, hints in part.further:
        yield Reading(name, hints)


LONGEST_GLUED = 60
"""Characters in which a glued region is looked for; no name is longer."""


def glued_readings(query: Query) -> Iterator[Reading]:
    """Readings with a sido or sigungu in front of the name without a space: "부산화신중"."""
    for reading in query.readings:
        key = name_key(reading.name)[:LONGEST_GLUED]
        for end in range(len(key) - 2, 1, -1):
            hint = _read_glued(key[:end])
            if hint.is_understood and not hint.leftover:
                regions = (*reading.regions, hint)
                yield Reading(key[end:], regions, passed_over=reading.passed_over)


_read_glued = lru_cache(maxsize=65_536)(read_region)
