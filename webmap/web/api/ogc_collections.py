"""The collections of the OGC API, declared once."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.view.column import Column, Kind
from webmap.view.columns import FIRST_REPORTED
from webmap.view.columns_regions import REGION_FIELDS
from webmap.view.columns_schools import KEY, SCHOOL_FIELDS
from webmap.view.filters import PARAMETERS
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CRS = (CRS84, *(f"http://www.opengis.net/def/crs/EPSG/0/{code}" for code in (4326, 5179, 5186, 3857)))
"""Reference systems of answers: longitude/latitude, the same the other way round, and those that Korean
offices use (EPSG:5179 unified, EPSG:5186 central belt). A projected one follows its official axes.
"""

DEFAULT_LIMIT = 100
MAX_ITEMS = 10_000
"""Items of one answer; more are on the next pages, to which each answer links."""

QUERY = ("bbox", "bbox-crs", "crs", "datetime", "limit", "offset", *PARAMETERS)
"""Parameters of a query for items; every address also takes `f` and `lang`."""


@dataclass(frozen=True)
class Collection:
    """A collection: `level` None for schools."""

    id: str
    title: str
    description: str
    level: RegionLevel | None
    fields: tuple[Column, ...]
    id_field: str


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
                "Schools that lists name, as points. Refuted and withdrawn claims are there only when status "
                "asks for them. datetime asks for the day of the first report (Korean time); a school "
                "without a date is in no period."
            ),
            None,
            _with_one_date((KEY, *SCHOOL_FIELDS)),
            "key",
        ),
        _of_regions("sido", RegionLevel.SIDO),
        _of_regions("sigungu", RegionLevel.SIGUNGU),
        _of_regions("offices", RegionLevel.OFFICE),
    )
}
