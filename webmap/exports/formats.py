"""The formats of exports, declared once: for addresses, command line, dialog and documentation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from webmap.errors import ExportError, NotFoundError
from webmap.view.parameters import quoted
from webmap.vocabulary.messages import N_, say
from webmap.vocabulary.terms import Term

if TYPE_CHECKING:  # loading the modules of exports takes a second, and every command imports the formats
    from webmap.exports.content import Content
    from webmap.exports.request import ExportRequest

Write = Callable[["Content", Path], None]


@dataclass(frozen=True)
class Format:
    """A format: its suffix is its name in addresses and files.

    `word`: name, and one sentence on its use. `module` of this package has `write(content, path)`; it is
    loaded at its first use. `several_tables`: whether it can hold more than one table; `draws_map`: whether
    it shows the map, so that the choices of its colours apply.
    """

    suffix: str
    mimetype: str
    word: Term
    module: str
    several_tables: bool = True
    draws_map: bool = False

    def write(self, content: Content, path: Path) -> None:
        """Write an export."""
        cast(Write, import_module(f"webmap.exports.{self.module}").write)(content, path)


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Format] = {
    each.suffix: each
    for each in (
        Format(
            "xlsx",
            XLSX_TYPE,
            Term(
                N_("Excel (XLSX)"),
                N_(
                    "To read and calculate on: the table with its totals first, charts and words behind; "
                    "prints on A4."
                ),
            ),
            "xlsx.file",
        ),
        Format(
            "csv",
            "text/csv",
            Term(
                N_("CSV"),
                N_("For any spreadsheet and program: one plain table with stable English column names."),
            ),
            "csv.file",
            several_tables=False,
        ),
        Format(
            "json",
            "application/json",
            Term(
                N_("JSON"),
                N_("For programs and newsrooms: the table with its totals, definitions and sources."),
            ),
            "json_file",
        ),
        Format(
            "geojson",
            "application/geo+json",
            Term(
                N_("GeoJSON"), N_("For maps on the web: regions with their outlines, or schools as points.")
            ),
            "gis.geojson_file",
        ),
        Format(
            "gpkg",
            "application/geopackage+sqlite3",
            Term(N_("GeoPackage"), N_("For GIS such as QGIS: layers that open in fitting colours.")),
            "gis.geopackage_file",
        ),
        Format(
            "parquet",
            "application/vnd.apache.parquet",
            Term(
                N_("GeoParquet"),
                N_("For analysis with geopandas, DuckDB or R: typed columns and geometry in a small file."),
            ),
            "gis.geoparquet_file",
            several_tables=False,
        ),
        Format(
            "pdf",
            "application/pdf",
            Term(
                N_("Report (PDF)"),
                N_("To hand out and print: the map, tables with totals, time line, cautions and sources."),
            ),
            "report.pdf",
            draws_map=True,
        ),
        Format(
            "hwpx",
            "application/hwp+zip",
            Term(N_("Report (HWPX)"), N_("The same report for Hangul, to edit and paste from.")),
            "report.hwpx",
            draws_map=True,
        ),
        Format(
            "png",
            "image/png",
            Term(
                N_("Map picture (PNG)"),
                N_("For slides and posts: 1920 × 1080; the map says its date and what a listing means."),
            ),
            "picture.png",
            several_tables=False,
            draws_map=True,
        ),
        Format(
            "svg",
            "image/svg+xml",
            Term(N_("Map picture (SVG)"), N_("For print and drawing programs: sharp at every size.")),
            "picture.vector",
            several_tables=False,
            draws_map=True,
        ),
    )
}
"""By suffix, in the order of the dialog."""

CSV_ZIP = Format("zip", "application/zip", Term(N_("CSV in a ZIP"), N_("All tables as CSV.")), "csv.zip")
"""CSV with `zip=1`: every table, with its metadata and a text that describes them."""


def format_of(name: str, request: ExportRequest) -> Format:
    """The format of a name for a request. Raises NotFoundError or ExportError."""
    if name not in FORMATS:
        raise NotFoundError(
            say(
                "There is no format %(name)s. Known formats: %(known)s.",
                name=quoted(name),
                known=", ".join(FORMATS),
            )
        )
    form = FORMATS[name]
    check(form, request)
    return CSV_ZIP if request.zipped else form


def check(form: Format, request: ExportRequest) -> None:
    """Raise ExportError where a format cannot hold the request: nothing is left out silently."""
    if request.zipped and form.suffix != "csv":
        raise ExportError(say("`zip` is for CSV alone: the other formats are one file that holds all."))
    if request.needs_several_tables and not (form.several_tables or request.zipped):
        raise ExportError(
            say(
                "%(format)s holds one table, and more than one was asked for. Take CSV as a ZIP (zip=1 or "
                "--zip), or one of: %(known)s.",
                format=form.suffix.upper(),
                known=", ".join(name for name, each in FORMATS.items() if each.several_tables),
            )
        )
