"""The files of the data set, declared once."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.view.fields import COUNT_FIELDS, KEY, REGION_FIELDS, SCHOOL_FIELDS, UNPLACED_FIELDS, Field
from webmap.vocabulary.messages import N_, Message
from webmap.vocabulary.terms import RegionLevel

CSV, GPKG = "text/csv", "application/geopackage+sqlite3"
DESCRIPTION, ARCHIVE = "datapackage.json", "dataset.zip"

LON = Field("lon", "number", Message(N_("Longitude in degrees (EPSG:4326).")))
LAT = Field("lat", "number", Message(N_("Latitude in degrees (EPSG:4326).")))


@dataclass(frozen=True)
class Resource:
    """A file: its name in the package, path, title, fields (none: no table) and key columns."""

    name: str
    path: str
    title: str
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ()
    media_type: str = CSV
    level: RegionLevel | None = None


def _regions(level: RegionLevel, title: str) -> Resource:
    return Resource(f"regions_{level}", f"regions_{level}.csv", title, REGION_FIELDS, ("code",), level=level)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        "schools",
        "schools.csv",
        N_("Listed schools of every status that may be shown, one a line"),
        (KEY, *SCHOOL_FIELDS, LON, LAT),
        ("key",),
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
    ),
    Resource(
        "school_counts",
        "school_counts.csv",
        N_("How many schools exist, by city, county and district: the denominator of rates"),
        COUNT_FIELDS,
        ("sigungu",),
    ),
    Resource(
        "map",
        "map.gpkg",
        N_("The same points and regions as layers for GIS (GeoPackage, EPSG:4326)"),
        media_type=GPKG,
    ),
)
