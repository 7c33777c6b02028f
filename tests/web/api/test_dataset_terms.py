"""The data set says under which terms it may be used, how to cite it, and what every edition counted."""

import csv
import io
import json
import re
import shutil
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from wsgiref.simple_server import WSGIRequestHandler, make_server

import frictionless
import pytest
from click.testing import CliRunner

from tests.conftest import app_for
from webmap.build import SAMPLE_REGISTER
from webmap.cli.main import main
from webmap.exports.dataset.resources import RESOURCES
from webmap.settings.licence import read_licence
from webmap.snapshot.editions import EDITIONS, EditionTotal, published_editions
from webmap.snapshot.pointer import current_version
from webmap.snapshot.snapshot import write_snapshot
from webmap.system.shipped_files import data_path
from webmap.view.filters import EVERYTHING
from webmap.vocabulary.terms import RegionLevel

pytestmark = pytest.mark.slow

BASE = "https://map.example.org"
CC = "CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/"
SAMPLE = [part for name in (*SAMPLE_REGISTER,) for part in ("--register", str(data_path(name)))]
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FORMER = (
    EditionTotal("20240101T000000Z-former", "2024-01-01", "2023-12-31", "11", "high", "confirmed", 7),
    EditionTotal("20240101T000000Z-former", "2024-01-01", "2023-12-31", "26", "middle", "refuted", 3),
)


def history(client):
    return list(csv.DictReader(io.StringIO(client.get("/dataset/history.csv").text)))


@pytest.fixture(scope="module")
def with_former(sample_snapshot, tmp_path_factory):
    folder = tmp_path_factory.mktemp("former")
    manifest = {**sample_snapshot.manifest, "version": "20240201T000000Z-later"}
    write_snapshot(replace(sample_snapshot, manifest=manifest, editions=FORMER), folder)
    return folder


def test_no_licence_is_said_to_be_none(client):
    described = client.get("/dataset/datapackage.json?lang=en").json
    assert "licenses" not in described
    assert "stated no licence" in described["description"]
    assert "stated no licence" in client.get("/dataset/?lang=en").text
    assert "MIT" not in client.get("/dataset/?lang=en").text


def test_a_stated_licence_stands_wherever_the_data_is_described(sample_folder):
    client = app_for(sample_folder, data_licence=CC).test_client()
    (licence,) = client.get("/dataset/datapackage.json").json["licenses"]
    assert (licence["name"], licence["path"]) == tuple(CC.split())
    text = client.get("/dataset/?lang=en").text
    assert 'rel="license"' in text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert json.loads(block)["license"] == licence["path"]


@pytest.mark.parametrize(
    ("text", "title", "path"),
    [
        (CC, "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "공공누리 제1유형 https://www.kogl.or.kr/info/license.do",
            "공공누리 제1유형",
            "https://www.kogl.or.kr/info/license.do",
        ),
        ("Only with our consent.", "Only with our consent.", ""),
        ("KOGL-1", "KOGL-1", ""),
    ],
)
def test_a_licence_is_a_name_or_a_sentence_with_or_without_an_address(text, title, path):
    assert (read_licence(text).title, read_licence(text).path) == (title, path)


@pytest.mark.parametrize("text", ["https://example.org/licence", "x" * 301])
def test_a_licence_without_a_name_or_too_long_is_refused(text):
    done = CliRunner().invoke(main, ["build"], env={"WEBMAP_DATA_LICENCE": text, "WEBMAP_LANGUAGE": "en"})
    assert done.exit_code != 0
    assert "WEBMAP_DATA_LICENCE" in done.output


def test_every_table_names_whose_terms_it_has(client):
    resources = client.get("/dataset/datapackage.json?lang=en").json["resources"]
    assert {each["name"] for each in resources if not each.get("sources")} == {"citation"}
    assert all(each["last-modified"] for each in resources)


def test_a_citation_names_day_version_and_address_in_both_languages(sample_folder, sample_snapshot):
    text = app_for(sample_folder, base_url=BASE).test_client().get("/dataset/CITATION.txt").text
    korean, english = text.splitlines()
    for line in (korean, english):
        assert current_version(sample_folder) in line
        assert f"{BASE}/dataset/" in line
    assert "피해 학교 지도" in korean
    assert "Map of affected schools" in english


def test_the_history_holds_the_totals_of_this_edition(app, client):
    view = app.extensions["webmap"].view()
    rows = history(client)
    assert {row["snapshot"] for row in rows} == {view.snapshot.version}
    schools = view.schools(EVERYTHING)
    for name in ("sido", "level", "status"):
        counted = schools[name].value_counts()
        assert {
            value: sum(int(row["schools"]) for row in rows if row[name] == value) for value in counted.index
        } == counted.to_dict()


def test_totals_of_former_editions_stay_as_they_were(with_former):
    rows = history(app_for(with_former).test_client())
    assert [(row["snapshot"], row["sido"], row["schools"]) for row in rows[:2]] == [
        (each.version, each.sido, str(each.schools)) for each in FORMER
    ]


def test_a_status_that_is_withheld_now_is_in_no_edition(with_former):
    rows = history(app_for(with_former, public_statuses="confirmed,reported").test_client())
    assert {row["status"] for row in rows} == {"confirmed", "reported"}
    assert rows[0]["snapshot"] == FORMER[0].version


def test_each_build_adds_its_totals_and_forgetting_an_edition_keeps_them(tmp_path):
    out, listing = tmp_path / "snapshots", tmp_path / "list.csv"
    env = {
        "WEBMAP_SNAPSHOTS": str(out),
        "WEBMAP_PUBLIC_STATUSES": "confirmed,reported,under_review,withdrawn",
    }
    versions = []
    for number, rows in enumerate(
        (
            ["가상햇볕중,2024-09-05,confirmed"],
            ["가상햇볕중,2024-09-05,confirmed", "가상소담중,2024-09-06,refuted"],
            ["가상소담중,2024-09-06,reported"],
        )
    ):
        listing.write_text("\n".join(["학교,날짜,상태", *rows]), "utf-8")
        done = CliRunner().invoke(main, ["build", "--yes", str(listing), *SAMPLE], env=env)
        assert done.exit_code == 0, done.output
        versions.append(current_version(out))
        assert len(set(versions)) == number + 1
    done = CliRunner().invoke(main, ["forget", versions[0]], env=env)
    assert done.exit_code == 0, done.output
    totals = history(app_for(out).test_client())
    assert [(row["snapshot"], row["status"], row["schools"]) for row in totals] == [
        (versions[0], "confirmed", "1"),
        (versions[1], "confirmed", "1"),
        (versions[2], "reported", "1"),
    ]


def test_a_history_that_is_damaged_or_of_other_data_is_not_carried_on(with_former, tmp_path):
    folder = shutil.copytree(with_former, tmp_path / "copy")
    assert published_editions(folder, fictional=True) == FORMER
    assert published_editions(folder, fictional=False) == ()
    (folder / str(current_version(folder)) / EDITIONS).write_text("no,table\n1\n")
    assert published_editions(folder, fictional=True) == ()
    assert published_editions(tmp_path / "nothing", fictional=True) == ()


def test_each_province_has_a_feed_of_its_own(client):
    ids = set()
    for region in client.application.extensions["webmap"].view().table.regions(RegionLevel.SIDO)[:2]:
        address = f"/dataset/feed-{region.code}.atom"
        assert f'href="{address}?lang=en"' in client.get("/dataset/?lang=en").text
        feed = ET.fromstring(client.get(f"{address}?lang=en").data)
        assert region.name_en in feed.find("a:title", ATOM).text
        (entry,) = feed.findall("a:entry", ATOM)
        count = len(client.get(f"/api/schools.geojson?sido={region.code}").json["features"])
        assert f"{count} schools" in entry.find("a:content", ATOM).text
        ids |= {feed.find("a:id", ATOM).text, entry.find("a:id", ATOM).text}
        korean = ET.fromstring(client.get(f"{address}?lang=ko").data)
        assert korean.find("a:id", ATOM).text in ids
    assert len(ids) == 4
    assert client.get("/dataset/feed-99.atom").status_code == 404


def test_a_file_says_when_it_was_made(client):
    answer = client.get("/dataset/schools.csv")
    created = client.get("/dataset/datapackage.json").json["created"]
    assert answer.last_modified.isoformat().replace("+00:00", "Z") == created


class Silent(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def test_the_package_is_valid_by_its_address(sample_folder):
    server = make_server("127.0.0.1", 0, app_for(sample_folder), handler_class=Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/dataset/package/datapackage.json"
        report = frictionless.validate(address)
    finally:
        server.shutdown()
        server.server_close()
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == len(RESOURCES)
