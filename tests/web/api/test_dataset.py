"""The data set: whole, described, the same for everybody who asks, and closed where the map is."""

import csv
import hashlib
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import geopandas as gpd
import pytest

from tests.conftest import app_for
from webmap.exports.dataset.geopackage import geopackage
from webmap.exports.dataset.resources import RESOURCES
from webmap.snapshot.snapshot import write_snapshot
from webmap.view.filters import EVERYTHING, NO_FILTER
from webmap.vocabulary.schema_version import as_markdown
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT, RegionLevel
from webmap.web.http.published import Published

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def view(app):
    published: Published = app.extensions["webmap"]
    return published.view()


def rows(client, name):
    return list(csv.DictReader(io.StringIO(client.get(f"/dataset/{name}").data.decode())))


@pytest.fixture(scope="module")
def unpacked(app, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dataset")
    with zipfile.ZipFile(io.BytesIO(app.test_client().get("/dataset/dataset.zip").data)) as package:
        package.extractall(folder)
    return folder


def test_the_package_is_valid(unpacked):
    report = frictionless.validate(str(unpacked / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])
    assert report.stats["tasks"] == len(RESOURCES)


def test_every_file_is_what_its_description_says(client, unpacked):
    described = client.get("/dataset/datapackage.json?lang=ko").json
    assert [each["path"] for each in described["resources"]] == [each.path for each in RESOURCES]
    for resource in described["resources"]:
        content = client.get(f"/dataset/{resource['path']}").data
        assert content == (unpacked / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_tables_hold_the_numbers_of_the_map(client, view):
    schools = rows(client, "schools.csv")
    assert [row["key"] for row in schools] == list(view.schools(EVERYTHING)["key"])
    for level in RegionLevel:
        figures = view.region_figures(NO_FILTER, level)
        table = {row["code"]: row for row in rows(client, f"regions_{level}.csv")}
        for name in ("schools", "reports", "register_schools", *STATUSES_COUNTED_BY_DEFAULT):
            assert {code: int(row[name]) for code, row in table.items()} == figures[name].to_dict()
        assert {row[name] for row in table.values() for name in ("refuted", "withdrawn")} == {""}
    off_the_map = sum(map(len, view.unplaced_rows().values()))
    assert len(rows(client, "unplaced.csv")) == off_the_map


def test_the_geopackage_has_the_same_and_its_bytes_do_not_change(unpacked, view):
    path = unpacked / "map.gpkg"
    assert len(gpd.read_file(path, layer="schools")) == len(view.schools(EVERYTHING))
    sido = gpd.read_file(path, layer="sido").set_index("code")
    assert sido["schools"].to_dict() == view.region_figures(NO_FILTER, RegionLevel.SIDO)["schools"].to_dict()
    about = gpd.read_file(path, layer="about").set_index("key")["value"]
    assert "가상" in about["notice"]
    assert geopackage(view) == path.read_bytes()


def test_what_an_audience_may_not_see_is_in_no_file(sample_folder):
    closed = app_for(
        sample_folder, public_statuses="confirmed,reported", public_row_texts=False
    ).test_client()
    assert {row["status"] for row in rows(closed, "schools.csv")} == {"confirmed", "reported"}
    unplaced = rows(closed, "unplaced.csv")
    assert unplaced
    assert all(row["query"] == "" and row["withheld"] == "true" for row in unplaced)
    layer = gpd.read_file(io.BytesIO(closed.get("/dataset/map.gpkg").data), layer="schools")
    assert set(layer["status"]) == {"confirmed", "reported"}


def test_a_formula_in_a_name_is_harmless(sample_snapshot, tmp_path):
    schools = sample_snapshot.schools.copy()
    schools.loc[0, "name"] = '=HYPERLINK("http://x.example")'
    manifest = {**sample_snapshot.manifest, "version": "with-a-formula"}
    write_snapshot(replace(sample_snapshot, manifest=manifest, schools=schools), tmp_path)
    (row, *_) = rows(app_for(tmp_path).test_client(), "schools.csv")
    assert row["name"].startswith("'=")


def test_lists_one_by_one_have_the_measures_of_the_comparison(client):
    compared = {each["slug"]: each for each in client.get("/dataset/comparison.json").json["lists"]}
    found = {each["list"]: each for each in rows(client, "lists.csv")}
    assert found.keys() == compared.keys() != set()
    for slug, row in found.items():
        measures = compared[slug]
        assert [row["title"], row["publisher"]] == [measures["title"], measures["publisher"]]
        for name in ("rows", "entries", "alone", "nonexistent", "repeated"):
            assert row[name] == str(measures[name])
        assert [row["checked"], row["checked_refuted"]] == [
            str(measures["refuted"][n]) for n in ("n", "count")
        ]
        counted = sum(int(value) for name, value in row.items() if name.startswith("entries_"))
        assert counted == measures["entries"]


def test_lists_one_by_one_are_blank_in_what_the_reader_may_not_see(sample_folder):
    client = app_for(sample_folder, public_statuses="confirmed,under_review").test_client()
    for row in rows(client, "lists.csv"):
        blank = ("schools_withdrawn", "checked", "checked_refuted", "refuted_low", "still_listed")
        assert [row[name] for name in blank] == [""] * len(blank)


@pytest.mark.parametrize(("language", "words"), [("ko", "데이터세트"), ("en", "Data set")])
def test_the_page_lists_every_file_and_tells_search_engines(client, language, words):
    text = client.get(f"/dataset/?lang={language}").text
    assert words in text
    for resource in RESOURCES:
        assert f'href="/dataset/{resource.path}"' in text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    metadata = json.loads(block)
    assert (metadata["@type"], metadata["@context"]) == ("Dataset", "https://schema.org/")
    assert {each["contentUrl"].rpartition("/")[2] for each in metadata["distribution"]} == {
        each.path for each in RESOURCES
    }
    assert 50 <= len(metadata["description"]) <= 5000
    assert "license" not in metadata


@pytest.fixture(scope="module")
def two_written(sample_snapshot, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    manifest = dict(sample_snapshot.manifest)
    older = sample_snapshot.schools[sample_snapshot.schools["sido"] != "11"]
    early = {**manifest, "version": "20240901T000000Z-00000000", "created": "2024-09-01T00:00:00Z"}
    late = {**manifest, "version": "20241001T000000Z-11111111", "created": "2024-10-01T00:00:00Z"}
    write_snapshot(replace(sample_snapshot, manifest=early, schools=older), folder)
    write_snapshot(replace(sample_snapshot, manifest=late), folder)
    return folder


@pytest.fixture
def two_snapshots(two_written, tmp_path):
    return shutil.copytree(two_written, tmp_path, dirs_exist_ok=True)


def entries(client, language="en"):
    feed = ET.fromstring(client.get(f"/dataset/feed.atom?lang={language}").data)
    return feed, feed.findall("a:entry", ATOM)


def test_the_feed_says_what_changed_from_snapshot_to_snapshot(two_snapshots, sample_snapshot):
    client = app_for(two_snapshots).test_client()
    feed, (newest, oldest) = entries(client)
    assert feed.find("a:updated", ATOM).text == "2024-10-01T00:00:00Z"
    in_seoul = (sample_snapshot.schools["sido"] == "11").sum()
    entry_text = newest.find("a:content", ATOM).text
    assert f"Schools newly listed: {in_seoul};" in entry_text
    assert re.search(r"서울특별시: 0 → [1-9]", entry_text)
    assert "Fictional" in entry_text
    assert "oldest snapshot" in oldest.find("a:content", ATOM).text
    page = client.get("/dataset/?lang=en").text
    assert f"Schools newly listed: {in_seoul};" in page


def test_the_feed_has_all_that_its_standard_asks_and_ids_that_stay(two_snapshots):
    stated = app_for(two_snapshots, base_url="https://map.example.org").test_client()
    for client, language in ((app_for(two_snapshots).test_client(), "ko"), (stated, "en")):
        feed, found = entries(client, language)
        for element in (feed, *found):
            assert all(element.find(f"a:{name}", ATOM).text for name in ("id", "title", "updated"))
        assert feed.find("a:author/a:name", ATOM).text
        assert feed.find("a:link[@rel='self']", ATOM) is not None
    ids = [
        [each.find("a:id", ATOM).text for each in entries(each_client)[1]]
        for each_client in (stated, app_for(two_snapshots).test_client())
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_a_damaged_older_snapshot_is_left_out_of_the_feed(two_snapshots):
    (two_snapshots / "20240901T000000Z-00000000" / "schools.parquet").write_bytes(b"no")
    _feed, found = entries(app_for(two_snapshots).test_client())
    assert len(found) == 1


def test_a_snapshot_that_was_taken_back_is_not_announced(two_snapshots):
    (two_snapshots / "current").write_text("20240901T000000Z-00000000\n")
    _feed, (only,) = entries(app_for(two_snapshots).test_client())
    assert "2024-09-01" in only.find("a:updated", ATOM).text


def test_the_record_of_the_schema_in_the_documentation_is_the_one_that_is_shown():
    assert (Path(__file__).parents[3] / "docs" / "schema-changelog.md").read_text("utf-8") == as_markdown()
