"""The files of the data set, declared once."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.exports.comparison.columns import LIST_COLUMNS
from webmap.view.column import Column, fields
from webmap.view.columns import EDITION_COLUMNS, EXISTING_COLUMNS
from webmap.view.columns_regions import REGION_FIELDS
from webmap.view.columns_schools import KEY, LAT, LON, SCHOOL_FIELDS
from webmap.view.columns_unplaced import UNPLACED_FIELDS
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import RegionLevel

CSV, GPKG, TEXT = "text/csv", "application/geopackage+sqlite3", "text/plain"
JSON = "application/json"
DESCRIPTION, ARCHIVE = "datapackage.json", "dataset.zip"

OF_THE_LISTS = N_("Lists: the terms of their authors.")
OF_THE_REGISTER = N_("Register of schools: the terms of its publisher.")
OF_THE_BOUNDARIES = N_("Boundaries: National Geographic Information Institute, with attribution.")


@dataclass(frozen=True)
class Resource:
    """A file: its name in the package, path, title, fields (none: no table) and key columns.

    `terms`: whose terms of use its content has, beside the licence that the operator states.
    """

    name: str
    path: str
    title: str
    fields: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    media_type: str = CSV
    level: RegionLevel | None = None
    terms: tuple[str, ...] = ()


def _regions(level: RegionLevel, title: str) -> Resource:
    return Resource(
        f"regions_{level}",
        f"regions_{level}.csv",
        title,
        REGION_FIELDS,
        ("code",),
        level=level,
        terms=(OF_THE_LISTS, OF_THE_REGISTER),
    )


RESOURCES: tuple[Resource, ...] = (
    Resource(
        "schools",
        "schools.csv",
        N_("Listed schools of every status that may be shown, one a line"),
        (KEY, *SCHOOL_FIELDS, LON, LAT),
        ("key",),
        terms=(OF_THE_LISTS, OF_THE_REGISTER),
    ),
    _regions(RegionLevel.SIDO, N_("Figures by province, of claims that stand")),
    _regions(RegionLevel.SIGUNGU, N_("Figures by city, county and district, of claims that stand")),
    _regions(RegionLevel.OFFICE, N_("Figures by office of education, of claims that stand")),
    Resource(
        "unplaced",
        "unplaced.csv",
        N_("Entries that are not on the map, and why"),
        UNPLACED_FIELDS,
        ("file", "row", "part"),
        terms=(OF_THE_LISTS,),
    ),
    Resource(
        "school_counts",
        "school_counts.csv",
        N_("How many schools exist, by city, county and district: the denominator of rates"),
        fields(EXISTING_COLUMNS),
        ("sigungu",),
        terms=(OF_THE_REGISTER,),
    ),
    Resource(
        "history",
        "history.csv",
        N_("How many schools each edition listed, by province, level and status"),
        fields(EDITION_COLUMNS),
        ("snapshot", "sido", "level", "status"),
        terms=(OF_THE_LISTS,),
    ),
    Resource(
        "citation", "CITATION.txt", N_("How to cite this edition, in Korean and English"), media_type=TEXT
    ),
    Resource(
        "map",
        "map.gpkg",
        N_("The same points and regions as layers for GIS (GeoPackage, EPSG:4326)"),
        media_type=GPKG,
        terms=(OF_THE_LISTS, OF_THE_REGISTER, OF_THE_BOUNDARIES),
    ),
    Resource(
        "lists",
        "lists.csv",
        N_("The lists one by one: what each holds, by its newest version"),
        LIST_COLUMNS,
        ("list",),
        terms=(OF_THE_LISTS, OF_THE_REGISTER),
    ),
    Resource(
        "comparison",
        "comparison.json",
        N_("The lists held against each other: measures, overlap, signs and changes (comparison/1)"),
        media_type=JSON,
        terms=(OF_THE_LISTS, OF_THE_REGISTER),
    ),
)
