"""What is to be protected: listed schools by sigungu, level and status, beside the existing ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from webmap.errors import DisclosureError
from webmap.figures.regions import figures
from webmap.places.regions.region_table import RegionTable
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import COUNTED_LEVELS, Level, RegionLevel, Status


@dataclass(frozen=True)
class Area:
    """A sigungu with the office and the sido around it, and its existing schools by counted level."""

    sigungu: str
    office: str
    sido: str
    existing: tuple[int, ...]

    def schools(self, level: Level) -> int:
        """Existing schools of a counted level."""
        return self.existing[COUNTED_LEVELS.index(level)]


Counts = Mapping[tuple[str, Level, Status], int]
"""Listed schools by sigungu, counted level and status; what is absent is 0."""


def areas_of(counts: pd.DataFrame, table: RegionTable) -> tuple[Area, ...]:
    """The areas of a map. `counts`: existing schools, rows = sigungu codes, columns = counted levels."""
    return tuple(
        Area(
            sigungu=str(code),
            office=table.ancestor(str(code), RegionLevel.OFFICE),
            sido=table.ancestor(str(code), RegionLevel.SIDO),
            existing=tuple(int(row[level.value]) for level in COUNTED_LEVELS),
        )
        for code, row in counts.sort_index().iterrows()
    )


def counts_of(schools: pd.DataFrame, counts: pd.DataFrame) -> Counts:
    """Listed schools of the counted levels, as the map counts them. `schools`: as `figures.school_frame`.

    Schools of other kinds have no number of existing ones beside them and are counted nowhere. Raises
    DisclosureError for a school whose sigungu is unknown.
    """
    counted = schools[schools["level"].isin([level.value for level in COUNTED_LEVELS])]
    strangers = sorted(set(counted["sigungu"]) - set(counts.index))
    if strangers:
        raise DisclosureError(
            say(
                "Schools are listed in a city or county that the table of existing schools does not have "
                "(%(code)s).",
                code=strangers[0] or "-",
            )
        )
    own = {str(code): str(code) for code in counts.index}
    found: dict[tuple[str, Level, Status], int] = {}
    for level, status in product(COUNTED_LEVELS, Status):
        chosen = counted[(counted["level"] == level.value) & (counted["status"] == status.value)]
        for code, number in figures(chosen, counts, own, [level])["schools"].items():
            if number:
                found[str(code), level, status] = int(number)
    return found


def check_counts(areas: Sequence[Area], counts: Counts) -> None:
    """Raise DisclosureError where more schools are listed than exist: no true range could be shown."""
    for area, level in product(areas, COUNTED_LEVELS):
        listed = sum(counts.get((area.sigungu, level, status), 0) for status in Status)
        if listed > area.schools(level):
            raise DisclosureError(
                say(
                    "In %(code)s, %(listed)s schools of the level %(level)s are listed, but only "
                    "%(existing)s exist by the register. Correct the list or the register.",
                    code=area.sigungu,
                    listed=listed,
                    level=level.value,
                    existing=area.schools(level),
                )
            )
