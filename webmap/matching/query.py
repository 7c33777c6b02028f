"""What an entry says: the ways in which its name can be read, its regions and its level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webmap.lists.entry import Entry
from webmap.matching.text import clean, key_of, take_brackets, without_remarks
from webmap.places.addresses import RegionHint
from webmap.terms import Level

ReadRegion = Callable[[str], RegionHint]


@dataclass(frozen=True)
class Reading:
    """One way to read a name: its key, and the regions that the words around it state."""

    key: str
    regions: tuple[RegionHint, ...] = ()


@dataclass(frozen=True)
class Query:
    """All that one entry says about the school it means."""

    text: str
    readings: tuple[Reading, ...]
    regions: tuple[RegionHint, ...]
    """Stated beside the name: the region column and the address."""
    level: Level | None


def read_query(text: str, entry: Entry, read_region: ReadRegion) -> Query:
    """Read a name and its hints; `text` is one school's part of the cell."""
    columns = (entry.region, entry.address)
    hints = map(read_region, filter(None, columns))
    regions = tuple(hint for hint in hints if hint.is_understood or hint.contradictory)
    return Query(text, tuple(_readings(text, read_region)), regions, entry.level)


def _readings(text: str, read_region: ReadRegion) -> list[Reading]:
    """The name as it stands, and the name without a region in front or in brackets."""
    outside, brackets = take_brackets(clean(text))
    if not outside:
        outside, brackets = " ".join(brackets), ()
    name = without_remarks(outside)
    in_brackets = tuple(
        hint for hint in map(read_region, brackets) if hint.is_understood and not hint.leftover
    )
    keys = [Reading(key_of(name), in_brackets)]
    if brackets and not in_brackets:
        keys.insert(0, Reading(key_of(name + "".join(brackets)), ()))
    return keys + [
        Reading(key_of(rest), (*in_brackets, hint))
        for rest, hint in _without_region(name.split(), read_region)
    ]


def _without_region(words: Sequence[str], read_region: ReadRegion) -> list[tuple[str, RegionHint]]:
    """The name behind the longest run of words that is wholly a region: "경기 성남 한빛중" → 한빛중."""
    for count in range(len(words) - 1, 0, -1):
        hint = read_region(" ".join(words[:count]))
        if hint.is_understood and not hint.leftover:
            return [("".join(words[count:]), hint)]
    return []
