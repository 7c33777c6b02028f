"""What each format promises beside the numbers: types, places, what it is, and the same bytes twice."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from tests.exports.making import listed
from tests.exports.reading import csv_rows, rows_of, write, written
from tests.exports.tables import TABLES
from webmap.errors import ExportError
from webmap.exports.content import make_content
from webmap.exports.csv import zip as csv_zip
from webmap.exports.csv.metadata import metadata
from webmap.exports.formats import CSV_ZIP, FORMATS, check
from webmap.exports.gis.geoparquet_file import ABOUT
from webmap.exports.request import ExportRequest, Subject
from webmap.matching.rules import RULES
from webmap.system.colours import ramp, status_colours
from webmap.view.audience import OFFICE
from webmap.view.column import names
from webmap.view.columns import CONTEXT_COLUMNS
from webmap.view.columns_regions import REGION_COLUMNS
from webmap.view.columns_schools import LAT, LON, SCHOOL_COLUMNS
from webmap.view.left_out import left_out
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES, UNPLACED_OUTCOMES, RegionLevel

pytestmark = pytest.mark.slow

SCHOOLS = ExportRequest(what=Subject.SCHOOLS, language="en")
REGIONS = ExportRequest(language="en")


def test_csv_has_the_declared_columns_and_no_line_that_is_no_data(sample_view, tmp_path):
    rows = rows_of(written(sample_view, REGIONS, "csv", tmp_path))
    stated = left_out(REGIONS.filters, sample_view.audience).columns(REGION_COLUMNS)
    assert list(rows[0]) == [*names(stated), *names(CONTEXT_COLUMNS)]
    assert len(rows) == 17
    assert {row["snapshot"] for row in rows} == {sample_view.snapshot.version}
    assert all("Fictional" in row["notice"] for row in rows)
    assert {int(row["not_placed"]) for row in rows} == {
        sum(sample_view.account()[outcome] for outcome in UNPLACED_OUTCOMES)
    }


def test_csv_comes_with_or_without_the_mark_that_excel_needs(sample_view, tmp_path):
    assert written(sample_view, REGIONS, "csv", tmp_path).read_bytes().startswith(b"\xef\xbb\xbfregion_code")
    without = ExportRequest(bom=False)
    assert written(sample_view, without, "csv", tmp_path).read_bytes().startswith(b"region_code")


def test_csv_metadata_describe_every_column_and_define_every_status(sample_view, tmp_path):
    content = make_content(sample_view, REGIONS)
    described = metadata(content, content.main, "regions.csv")
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(rows_of(write(content, "csv", tmp_path))[0])
    assert all(column["dc:description"] for column in columns)
    defined = {each["code"] for each in described["notes"][0]["definitions"] if each["column"] == "status"}
    assert defined == set(STATUSES)


def test_the_zip_holds_every_table_with_what_it_means(sample_view, tmp_path):
    content = make_content(
        sample_view, ExportRequest(what=Subject.SCHOOLS, unplaced=True, zipped=True, language="en")
    )
    csv_zip.write(content, path := tmp_path / "all.zip")
    with ZipFile(path) as archive:
        tables = {name for name in archive.namelist() if name.endswith(".csv")}
        assert tables == {f"{table.name}.csv" for table in content.tables()}
        assert {f"{table}-metadata.json" for table in tables} < set(archive.namelist())
        about = archive.read("about.txt").decode("utf-8-sig")
        unplaced = csv_rows(archive.read("not_placed.csv").decode("utf-8-sig"))
    assert "Fictional" in about
    assert "under_review (Under review)" in about
    assert len(unplaced) == sum(sample_view.account()[outcome] for outcome in UNPLACED_OUTCOMES)


@pytest.mark.parametrize("suffix", ["json", "geojson"])
def test_json_says_what_it_is(sample_view, tmp_path, suffix):
    document = json.loads(
        written(sample_view, ExportRequest(unplaced=True), suffix, tmp_path).read_text("utf-8")
    )
    about = document["about"]
    assert about["as_of"] == sample_view.snapshot.manifest["as_of"]
    assert about["snapshot"] == sample_view.snapshot.version
    assert about["fictional"] is True
    assert "가상" in about["notice"]
    assert {each["column"] for each in about["definitions"]} >= {"status", "outcome", "level", "caution"}
    unplaced = (document.get("tables") or document)["not_placed"]
    assert len(unplaced) == sum(about["not_placed"].values()) > 0


@pytest.mark.parametrize("what", list(Subject))
def test_every_table_of_a_geopackage_holds_all_its_lines(sample_view, tmp_path, what):
    content = make_content(sample_view, ExportRequest(what=what, unplaced=True))
    with closing(sqlite3.connect(write(content, "gpkg", tmp_path))) as database:
        lines = {
            table.name: database.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608
            for table in (content.main, *content.further())
        }
        texts = database.execute("SELECT reason FROM not_placed").fetchall()
    assert lines == {table.name: len(table) for table in (content.main, *content.further())}
    assert lines["not_placed"] == sum(sample_view.account()[outcome] for outcome in UNPLACED_OUTCOMES) > 0
    assert all(reason for (reason,) in texts)


def test_geojson_follows_rfc_7946(sample_view, tmp_path):
    document = json.loads(written(sample_view, REGIONS, "geojson", tmp_path).read_text("utf-8"))
    west, south, east, north = document["bbox"]
    assert 124 < west < east < 132
    assert 33 < south < north < 39
    for feature in document["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        parts = getattr(shape, "geoms", [shape])
        assert all(part.exterior.is_ccw and not any(hole.is_ccw for hole in part.interiors) for part in parts)
        assert feature["id"] == feature["properties"]["region_code"]


def test_a_geopackage_opens_with_its_types_its_styles_and_what_it_is(sample_view, tmp_path):
    path = written(sample_view, SCHOOLS, "gpkg", tmp_path)
    assert [name for name, kind in pyogrio.list_layers(path) if kind] == ["schools", "regions"]
    info = pyogrio.read_info(path, layer="schools")
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert kinds["first_reported"] == "OFTDate"
    assert kinds["reports"] == "OFTInteger64"
    assert kinds["sido_code"] == "OFTString"
    assert info["crs"] == "EPSG:4326"
    about = dict(pyogrio.read_dataframe(path, layer="about", read_geometry=False).itertuples(index=False))
    assert "Fictional" in about["notice"]
    with closing(sqlite3.connect(path)) as package:
        styles = package.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles").fetchall()
        assert package.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [(name, default) for name, _, default in styles] == [("schools", 1), ("regions", 1)]
    values = {each.get("value") for each in fromstring(styles[0][1]).iter("category")}
    assert values == set(STATUSES)


def test_every_region_has_a_colour_in_the_style_of_a_geopackage(sample_view, tmp_path):
    path = written(sample_view, ExportRequest(by=RegionLevel.SIGUNGU), "gpkg", tmp_path)
    with closing(sqlite3.connect(path)) as package:
        ((style,),) = package.execute("SELECT styleQML FROM layer_styles").fetchall()
    found = fromstring(style).iter("range")
    ranges = [(int(each.get("lower")), int(each.get("upper"))) for each in found]
    counts = pyogrio.read_dataframe(path, layer="regions", read_geometry=False)["schools"]
    assert all(sum(low <= count <= high for low, high in ranges) == 1 for count in counts)


def test_geoparquet_has_types_a_system_of_coordinates_and_what_it_is(sample_view, tmp_path):
    path = written(sample_view, SCHOOLS, "parquet", tmp_path)
    frame = gpd.read_parquet(path)
    assert frame.crs == "EPSG:4326"
    assert isinstance(frame["first_reported"].dropna().iloc[0], date)
    assert str(frame["reports"].dtype) == "int64"
    about = json.loads(pq.read_schema(path).metadata[ABOUT])
    assert about["about"]["snapshot"] == sample_view.snapshot.version
    assert [column["name"] for column in about["columns"]] == names(SCHOOL_COLUMNS)


@pytest.mark.parametrize("suffix", [*FORMATS, "zip"])
def test_the_same_export_is_the_same_bytes(view_of, tmp_path, suffix):
    form = {**FORMATS, "zip": CSV_ZIP}[suffix]
    copies = []
    for _ in range(2):
        content = make_content(view_of([listed("V1"), listed("V2", "26110")]), ExportRequest(language="en"))
        form.write(content, path := tmp_path / f"export.{suffix}")
        copies.append(path.read_bytes())
    assert copies[0] == copies[1]


@pytest.mark.parametrize("suffix", TABLES)
def test_notes_are_for_offices_alone(view_of, tmp_path, suffix):
    schools = [listed("V1", notes=("confidential note",))]

    def text(audience=None):
        view = view_of(schools, audience) if audience else view_of(schools)
        return str(rows_of(written(view, SCHOOLS, suffix, tmp_path), "schools"))

    assert "confidential note" in text(OFFICE)
    assert "confidential note" not in text()


def test_a_format_of_one_table_refuses_more_than_one(sample_view):
    for form in FORMATS.values():
        if not form.several_tables:
            with pytest.raises(ExportError):
                check(form, ExportRequest(unplaced=True))
    check(FORMATS["csv"], ExportRequest(unplaced=True, zipped=True))
    with pytest.raises(ExportError):
        check(FORMATS["json"], ExportRequest(zipped=True))


def test_files_have_the_colours_of_the_page():
    assert len(ramp()) == 6
    assert len({*ramp(), *status_colours().values()}) >= 9


def test_rules_of_matching_are_codes_for_programs_words_for_readers_and_defined_beside(view_of, tmp_path):
    view = view_of([listed("V1", rules=("main_campus", "short"))])
    for suffix in ("json", "geojson"):
        assert rows_of(written(view, SCHOOLS, suffix, tmp_path))[0]["rules"] == ["main_campus", "short"]
    assert rows_of(written(view, SCHOOLS, "csv", tmp_path))[0]["rules"] == "main_campus; short"
    words = f"{RULES['main_campus'].name}; {RULES['short'].name}"
    assert rows_of(written(view, SCHOOLS, "xlsx", tmp_path))[0]["Matched by"] == words
    defined = {each.code for each in make_content(view, SCHOOLS).about.definitions if each.column == "rules"}
    assert defined == set(RULES)


def test_a_geocoders_point_is_named_with_its_provider_and_precision_in_every_table(sample_view, tmp_path):
    schools = sample_view.snapshot.schools.copy()
    place = schools.index[schools["status"] == "confirmed"][0]
    schools.loc[place, ["provider", "precision"]] = ["nominatim", "site"]
    view = View(replace(sample_view.snapshot, schools=schools), sample_view.table)
    content = make_content(view, ExportRequest(what=Subject.SCHOOLS, language="ko"))
    for suffix in ("csv", "json", "geojson", "gpkg", "parquet"):
        rows = rows_of(write(content, suffix, tmp_path), "schools")
        (row,) = [each for each in rows if each["key"] == schools.loc[place, "key"]]
        assert (row["provider"], row["precision"]) == ("nominatim", "site"), suffix
        others = {each["provider"] for each in rows if each["key"] != row["key"]}
        assert others == {None}, suffix
    rows = rows_of(write(content, "xlsx", tmp_path), "schools")
    named = [(row["지점 제공자"], row["지점의 정밀도"]) for row in rows if row["지점 제공자"]]
    assert named == [("Nominatim", "학교 부지")]


def test_a_coordinate_does_not_claim_to_be_the_registers_where_a_provider_gave_it():
    for column in (LAT, LON):
        assert "provider" in column.meaning.render("en")
        assert "제공자" in column.meaning.render("ko")
