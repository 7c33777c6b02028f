"""What somebody asks an export for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webmap.exports.picture.shown import Shown
from webmap.filters import NO_FILTER, Filters
from webmap.language import DEFAULT_LANGUAGE
from webmap.terms import RegionLevel


class What(StrEnum):
    """What an export lists: a line per region, or a line per school."""

    REGIONS = "regions"
    SCHOOLS = "schools"


@dataclass(frozen=True)
class Asked:
    """All that makes one export differ from another of the same data; the format apart.

    `by` is the level of the regions (also in a list of schools, for its table by region). `unplaced` asks
    for the table of entries that are not on the map, `compare` names the version of an older snapshot.
    `bom` and `zipped` are of CSV alone, `shown` is of pictures and of the map in reports.
    """

    what: What = What.REGIONS
    by: RegionLevel = RegionLevel.SIDO
    filters: Filters = NO_FILTER
    language: str = DEFAULT_LANGUAGE
    unplaced: bool = False
    compare: str = ""
    bom: bool = True
    zipped: bool = False
    shown: Shown = Shown()

    @property
    def needs_several_tables(self) -> bool:
        """Whether the answer is more than one table: not every format can hold that."""
        return self.unplaced or bool(self.compare and self.what is What.SCHOOLS)
