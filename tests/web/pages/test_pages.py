import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from urllib.robotparser import RobotFileParser

import pytest

from tests.conftest import app_for, publish_again
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import write_snapshot
from webmap.view.view import View
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import Outcome
from webmap.web.http.published import Published

PAGES = (
    "/",
    "/embed",
    "/unplaced",
    "/about",
    "/matching",
    "/lists",
    "/corrections",
    "/dataset/",
    "/api/docs",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "words"), [("ko", "가상의 예시 자료"), ("en", "Fictional sample data")])
def test_every_page_says_that_the_sample_is_fictional(client, page, language, words):
    assert words in client.get(f"{page}?lang={language}").text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_language_a_title_and_the_help_lines(client, page):
    for language in LANGUAGES:
        text = client.get(f"{page}?lang={language}").text
        assert f'<html lang="{language}"' in text
        assert re.search(r"<title>[^<]+</title>", text)
        assert 'href="tel:1366"' in text


@pytest.mark.parametrize("page", [*PAGES, "/nope"])
def test_nothing_on_a_page_points_to_a_third_party_that_is_loaded(client, page):
    text = client.get(page).text
    loaded = re.findall(r'(?:src|srcset|action)="([^"]+)"|<link[^>]+href="([^"]+)"', text)
    assert loaded
    assert [address for pair in loaded for address in pair if address and not address.startswith("/")] == []


@pytest.mark.parametrize("page", [*PAGES, "/nope", "/api/schools.geojson", "/readyz"])
def test_the_headers_let_nothing_else_run(client, page):
    headers = client.get(page).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert ("frame-ancestors *" in policy) == (page == "/embed")
    assert ("X-Frame-Options" in headers) == (page != "/embed")


def test_inline_scripts_are_exactly_those_of_the_policy(client):
    answer = client.get("/")
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.S)
    running = [
        body
        for attributes, body in scripts
        if "application/json" not in attributes and "src=" not in attributes
    ]
    running += re.findall(r"<style>(.*?)</style>", answer.text, re.S)
    hashes = {b64encode(sha256(body.encode()).digest()).decode() for body in running}
    allowed = set(re.findall(r"'sha256-([^']+)'", answer.headers["Content-Security-Policy"]))
    assert hashes == allowed
    assert len(allowed) == 4, "the map's start, the picture's place, and the two parts of the sheet"
    assert " style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)


def test_the_link_to_the_other_language_keeps_the_view_and_goes_nowhere_else(client):
    text = client.get("/?level=high&lang=ko&_scheme=javascript&_external=1").text
    (address,) = re.findall(r'<a href="([^"]+)" hreflang="en"', text)
    assert address.startswith("/?")
    assert "level=high" in address
    assert "lang=en" in address


def test_rows_that_are_not_on_the_map_are_listed_with_their_reasons(client, published_snapshot):
    text = client.get("/unplaced?lang=ko").text
    account = published_snapshot.manifest["account"]
    off = sum(account[each] for each in ("ambiguous", "unmatched", "out_of_scope", "refused"))
    assert off > 30
    assert text.count("<tr") >= off
    assert "공식 명부에 이 이름의 학교가 없습니다" in text


def test_hostile_text_of_a_list_is_text_on_the_page(client):
    text = client.get("/unplaced").text
    assert "&lt;img src=x onerror=alert(1)&gt;${alert(1)}" in text
    assert "<img src=x" not in text


def test_an_unknown_page_is_a_sentence_without_internals(client):
    answer = client.get("/nope?lang=en")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_an_unforeseen_failure_tells_a_client_nothing(sample_folder, monkeypatch):
    app = app_for(sample_folder)

    def broken(*_arguments):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("webmap.web.pages.page.described_for_pages", broken)
    monkeypatch.setattr(Published, "view", broken)
    for address in ("/", "/api/schools.geojson", "/readyz"):
        answer = app.test_client().get(address)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


def test_without_a_snapshot_every_page_says_so(tmp_path):
    client = app_for(tmp_path).test_client()
    for address in (*PAGES, "/api/schools.geojson", "/readyz"):
        assert client.get(address).status_code == 503


def test_the_public_sees_only_the_statuses_that_the_operator_allows(sample_folder):
    client = app_for(sample_folder, public_statuses="confirmed").test_client()
    every = "reported,under_review,confirmed,refuted,withdrawn"
    found = client.get(f"/api/schools.geojson?status={every}").json["features"]
    assert {feature["properties"]["status"] for feature in found} == {"confirmed"}
    regions = client.get("/api/regions/sido.geojson").json["features"]
    assert sum(region["properties"]["schools"] for region in regions) == len(found)


def test_only_an_office_reads_notes(sample_folder):
    public, office = (
        app_for(sample_folder).test_client(),
        app_for(sample_folder, audience="office").test_client(),
    )
    assert "notes" not in public.get("/api/schools.geojson").json["features"][0]["properties"]
    assert "notes" in office.get("/api/schools.geojson").json["features"][0]["properties"]


def test_a_new_snapshot_is_picked_up_without_a_restart(sample_snapshot, snapshots):
    client = app_for(snapshots).test_client()
    assert client.get("/readyz").json["version"] == sample_snapshot.version
    publish_again(snapshots, version="20990101T000000Z-new")
    assert client.get("/readyz").json["version"] == "20990101T000000Z-new"


def test_a_damaged_new_snapshot_leaves_the_old_one_served(sample_snapshot, snapshots):
    client = app_for(snapshots).test_client()
    client.get("/readyz")
    (snapshots / "20990101T000000Z-bad").mkdir()
    (snapshots / "current").write_text("20990101T000000Z-bad")
    assert client.get("/readyz").json["version"] == sample_snapshot.version


def test_rows_with_a_place_are_not_called_unplaced(published_snapshot):
    groups = View(published_snapshot, load_region_table()).unplaced_rows()
    assert Outcome.MATCHED not in groups
    assert Outcome.DUPLICATE not in groups


def test_the_page_names_no_provider_of_a_school_that_is_withheld(sample_snapshot, tmp_path):
    schools = sample_snapshot.schools.copy()
    schools.loc[schools.index[schools["status"] == "refuted"][0], "provider"] = "kakao"
    schools.loc[schools.index[schools["status"] == "confirmed"][0], "provider"] = "photon"
    manifest = {**sample_snapshot.manifest, "version": "20990101T000000Z-0f0f0f0f"}  # no answer is kept of it
    write_snapshot(replace(sample_snapshot, manifest=manifest, schools=schools), tmp_path)
    for address in ("/map.html", "/api/map/words.json"):
        every = app_for(tmp_path).test_client().get(address).text
        assert "Kakao Local" in every
        assert "Photon" in every
        confirmed = app_for(tmp_path, public_statuses="confirmed").test_client().get(address).text
        assert "Photon" in confirmed
        assert "Kakao Local" not in confirmed
        assert "Kakao Local" not in app_for(tmp_path, public_statuses="confirmed").test_client().get("/").text


def test_a_page_describes_itself_also_where_its_public_address_is_unknown(client):
    for address in ("/", "/embed"):
        assert re.search(r'<meta name="description" content="[^"]{20,}">', client.get(address).text)


def test_crawlers_read_pages_and_the_data_set_and_of_an_office_nothing(client, sample_folder):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    for path in (
        "/",
        "/embed",
        "/about",
        "/dataset/",
        "/dataset/schools.csv",
        "/exports/link.png?sido=11",
        "/api/docs",
    ):
        assert rules.can_fetch("anybody", path), path
    for path in ("/exports/schools.csv", "/ogc/collections", "/map.html?sido=11", "/api/schools.geojson?q=x"):
        assert not rules.can_fetch("anybody", path), path
    office = RobotFileParser()
    office.parse(app_for(sample_folder, audience="office").test_client().get("/robots.txt").text.splitlines())
    assert not office.can_fetch("anybody", "/")
