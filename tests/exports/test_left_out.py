"""What was not asked for, or may not be shown, is never a 0: in every format, for every filter and audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from hwp_hwpx_parser import Reader
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.conftest import app_for
from tests.exports.making import TABLE, many_schools, snapshot_of
from tests.exports.plain import plainly_counted, plainly_filtered
from tests.exports.reading import csv_rows, headings, rows_of, write
from webmap.exports.content import make_content
from webmap.exports.csv import zip as csv_zip
from webmap.exports.dataset.package import make_files
from webmap.exports.formats import FORMATS
from webmap.exports.request import ExportRequest, Points, Subject
from webmap.view.audience import Audience
from webmap.view.filters import EVERYTHING, NO_FILTER, Filters, parameters
from webmap.view.left_out import left_out
from webmap.view.view import View
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel, Status

pytestmark = pytest.mark.slow

CODES = [*map(str, LEVELS), *map(str, STATUSES)]
COLUMN = headings("en")
TABLES = ("csv", "json", "geojson", "gpkg", "parquet", "xlsx")
FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],
)
ONCE = settings(FEW, max_examples=1)
SOME = st.builds(
    Filters,
    level=st.frozensets(st.sampled_from(list(LEVELS)), min_size=1),
    status=st.frozensets(st.sampled_from(list(STATUSES)), min_size=1),
)
ASKED = st.sampled_from([NO_FILTER, EVERYTHING]) | SOME
AUDIENCE = st.frozensets(st.sampled_from(list(STATUSES)), min_size=1).map(
    lambda statuses: Audience(statuses=statuses)
)
SEEDS = st.integers(0, 2**16)


def asked(filters: Filters, audience: Audience) -> list[str]:
    """What a view counts, worked out plainly."""
    statuses = filters.status & audience.statuses
    return [
        *(str(each) for each in LEVELS if each in filters.level),
        *(str(each) for each in STATUSES if each in statuses),
    ]


def view_of(base: Any, seed: int, audience: Audience) -> View:
    """A view whose outlines are the real ones, of which maps can be drawn."""
    snapshot = snapshot_of(base, many_schools(seed), version=f"left-out-{seed}-{sorted(audience.statuses)}")
    return View(replace(snapshot, regions=base.regions), TABLE, audience)


def by_code(row: Mapping[str, Any]) -> dict[str, Any]:
    """The counts of levels and statuses in a row, by their codes."""
    named = {COLUMN.get(name, name): value for name, value in row.items()}
    return {code: named[code] for code in CODES if code in named}


def truth(seed: int, filters: Filters, audience: Audience) -> dict[str, dict[str, int]]:
    """By province with any school, the counts that a view should state."""
    narrowed = replace(filters, status=filters.status & audience.statuses)
    counted = plainly_counted(plainly_filtered(many_schools(seed), narrowed), RegionLevel.SIDO)
    names = asked(filters, audience)
    return {code: {name: row[name] for name in names} for code, row in counted.items()}


@FEW
@given(seed=SEEDS, filters=ASKED, audience=AUDIENCE)
def test_no_file_has_a_column_for_what_is_left_out(published_snapshot, tmp_path, seed, filters, audience):
    view = view_of(published_snapshot, seed, audience)
    content = make_content(view, ExportRequest(filters=filters, language="en"))
    names, expected = asked(filters, audience), truth(seed, filters, audience)
    assert names or not expected
    for suffix in TABLES:
        rows = [row for row in rows_of(write(content, suffix, tmp_path)) if row]
        assert [list(by_code(row)) for row in rows] == [names] * len(rows), suffix
        code = "Region code" if suffix == "xlsx" else "region_code"
        found = {str(row[code]): {name: int(value) for name, value in by_code(row).items()} for row in rows}
        assert {key: found[key] for key in expected} == expected, suffix
    for name, text in zipped(content, tmp_path).items():
        if name in ("regions.csv", "by_level_and_status.csv", "by_week.csv"):
            for row in csv_rows(text):
                statuses = [each for each in by_code(row) if each in list(STATUSES)]
                assert statuses == [each for each in names if each in list(STATUSES)], name
    remarks = " ".join(content.about.remarks)
    for term in (word for code, word in {**LEVELS, **STATUSES}.items() if str(code) not in names):
        assert term.name in remarks
    assert all(remark in zipped(content, tmp_path)["about.txt"] for remark in content.about.remarks)


def zipped(content: Any, folder: Path) -> dict[str, str]:
    csv_zip.write(content, folder / "export.zip")
    with ZipFile(folder / "export.zip") as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@ONCE
@given(seed=SEEDS)
def test_no_report_or_picture_has_words_for_what_is_left_out(published_snapshot, tmp_path, seed):
    audience = Audience(statuses=frozenset(STATUSES) - {Status.UNDER_REVIEW})
    filters = Filters(status=frozenset(STATUSES) - {Status.CONFIRMED})
    view = view_of(published_snapshot, seed, audience)
    content = make_content(view, ExportRequest(filters=filters, language="en", points=Points.OFF))
    names = {STATUSES[Status.CONFIRMED].name, STATUSES[Status.UNDER_REVIEW].name}
    with Reader(str(write(content, "hwpx", tmp_path))) as reader:
        heads = [set(map(str, table.rows[0])) for table in reader.tables]
    assert any(STATUSES[Status.REFUTED].name in head for head in heads)
    assert not any(names & head for head in heads)
    pages = PdfReader(BytesIO(write(content, "pdf", tmp_path).read_bytes())).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert not [name for name in names if f"{name} 0" in text or f"{name}\n0" in text]
    assert f">{STATUSES[Status.REFUTED].name}<" in (svg := write(content, "svg", tmp_path).read_text("utf-8"))
    assert not [name for name in names if f">{name}<" in svg]


@FEW
@given(seed=SEEDS, filters=ASKED, audience=AUDIENCE)
def test_no_interface_has_a_number_for_what_is_left_out(
    published_snapshot, interfaces, seed, filters, audience
):
    view = view_of(published_snapshot, seed, audience)
    with patch.object(interfaces.extensions["webmap"], "view", lambda: view):
        client = interfaces.test_client()
        for address in ("/api/regions/sido.geojson", "/ogc/collections/sido/items"):
            page = client.get(address, query_string=parameters(filters)).json
            assert_stated(page, asked(filters, audience), truth(seed, filters, audience))
        for address in ("/api/regions/sido/11", "/ogc/collections/sido/items/11"):
            query = parameters(filters) if address.startswith("/api") else {}
            one = client.get(address, query_string=query).json
            names = asked(filters if query or address.startswith("/api") else NO_FILTER, audience)
            assert [name for name in CODES if one["properties"][name] is not None] == names


def assert_stated(page: Mapping[str, Any], names: list[str], expected: Mapping[str, Any]) -> None:
    found = {each["id"]: by_code(each["properties"]) for each in page["features"]}
    for row in found.values():
        assert list(row) == CODES  # the fields are the same ones, whatever is asked
        assert [name for name, value in row.items() if value is not None] == names
    assert {code: {name: found[code][name] for name in names} for code in expected} == expected
    stated = page["meta"]["left_out"]
    assert {*stated["filter"], *stated["audience"]} == set(CODES) - set(names)


@pytest.fixture(scope="module")
def interfaces(sample_folder):
    return app_for(sample_folder)


@pytest.mark.parametrize("hidden", [frozenset(), frozenset({Status.REPORTED})])
def test_no_table_of_the_data_package_has_a_number_for_what_is_left_out(published_snapshot, hidden):
    audience = Audience(statuses=frozenset(STATUSES) - hidden)
    files = make_files(view_of(published_snapshot, 1, audience), "").content
    names = asked(NO_FILTER, audience)
    for level in RegionLevel:
        for row in csv_rows(files[f"regions_{level}.csv"].decode()):
            assert [code for code in CODES if row[code] is not None] == names


def test_a_comparison_has_no_change_of_what_is_left_out(published_snapshot):
    filters = Filters(status=frozenset({Status.CONFIRMED}))
    older, newer = (view_of(published_snapshot, seed, Audience()) for seed in (1, 2))
    content = make_content(newer, ExportRequest(filters=filters, compare="x"), older)
    changes = [each.name for each in content.main.columns if each.name.removesuffix("_change") in CODES]
    assert changes == [*map(str, LEVELS), "confirmed", "confirmed_change"]


def test_the_table_by_level_has_no_line_for_a_level_that_is_left_out(published_snapshot):
    filters = Filters(level=frozenset(list(LEVELS)[:1]))
    view = view_of(published_snapshot, 3, Audience())
    content = make_content(view, ExportRequest(what=Subject.SCHOOLS, filters=filters))
    assert [row["level"] for row in content.by_level_and_status.records()] == [next(iter(LEVELS))]


def test_what_is_left_out_says_why():
    filters, audience = Filters(status=frozenset({Status.REPORTED})), Audience(statuses=frozenset(STATUSES) - {Status.REFUTED})  # fmt: skip
    without = left_out(filters, audience)
    assert without.by_audience == ("refuted",)
    assert without.by_filter == ("confirmed", "under_review", "withdrawn")
    assert len(list(without.remarks("ko"))) == 2
    assert not left_out(EVERYTHING, Audience()).codes


def test_every_format_is_looked_at_here():
    assert set(FORMATS) == {*TABLES, "hwpx", "pdf", "svg", "png"}  # a PNG is the SVG, drawn
