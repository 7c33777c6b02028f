"""The collections of the OGC API, declared once."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.view.column import Column, Kind
from webmap.view.columns import FIRST_REPORTED
from webmap.view.columns_regions import REGION_FIELDS
from webmap.view.columns_schools import KEY, SCHOOL_FIELDS
from webmap.view.filters import PARAMETERS
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel, Term

DEFAULT_LIMIT = 100
MAX_ITEMS = 10_000
"""Items of one answer; more are on the next pages, to which each answer links."""

QUERY = (
    "bbox", "bbox-crs", "crs", "datetime", "filter", "filter-crs", "filter-lang", "limit", "offset",
    "properties", "skipGeometry", "sortby", *PARAMETERS,
)  # fmt: skip
"""Parameters of a query for items of any collection, which also takes the names of its queryables.

Every address also takes `f` and `lang`.
"""


@dataclass(frozen=True)
class Collection:
    """A collection: `level` None for schools."""

    id: str
    title: str
    description: str
    level: RegionLevel | None
    fields: tuple[Column, ...]
    id_field: str

    @property
    def queryables(self) -> dict[str, Column]:
        """By name, the properties on which conditions can be put, and by which features can be sorted."""
        return {each.name: each for each in self.fields if each.kind is not Kind.TEXTS}


RADIUS = Column(
    "radius_m",
    Kind.COUNT,
    Term(
        N_("Within (m)"),
        N_("Metres around the point within which an approximate place lies; 0 for an exact one."),
    ),
)
"""Here it is always a number: GDAL takes the type of a property from the first features."""


def _of_features(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(RADIUS if each.name == RADIUS.name else each for each in _with_one_date(columns))


def _with_one_date(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with the day of the first report as the only date.

    GDAL sends a condition on any date of a feature as `datetime` and does not look at the rows again: with
    two dates, the answer to a condition on the other one would be wrong without a word.
    """
    return tuple(each for each in columns if each.kind is not Kind.DATE or each.name == FIRST_REPORTED.name)


def _of_regions(name: str, level: RegionLevel) -> Collection:
    return Collection(
        name, REGION_LEVELS[level].name, FIGURES_OF_REGIONS, level, _with_one_date(REGION_FIELDS), "code"
    )


FIGURES_OF_REGIONS = N_(
    "Regions with their figures. Filters say which schools are counted; bbox and datetime say which "
    "regions are returned, datetime by the day of the first report of a counted school. Counts that the "
    "filters leave out are null."
)

COLLECTIONS: dict[str, Collection] = {
    each.id: each
    for each in (
        Collection(
            "schools",
            N_("Listed schools"),
            N_(
                "Schools that lists name, as points. Refuted and withdrawn claims are there only when "
                "status, or a filter on status, asks for them. datetime asks for the day of the first "
                "report (Korean time); a school without a date is in no period."
            ),
            None,
            _of_features((KEY, *SCHOOL_FIELDS)),
            "key",
        ),
        _of_regions("sido", RegionLevel.SIDO),
        _of_regions("sigungu", RegionLevel.SIGUNGU),
        _of_regions("offices", RegionLevel.OFFICE),
    )
}
