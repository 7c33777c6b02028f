"""A view as one file: what is in it, what its policy lets run, and what it is called."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from tests.conftest import app_for
from webmap.cli.commands.map_file import export_map
from webmap.errors import FilterError, OutputError
from webmap.settings.settings import Settings

BLOCKS = re.compile(r"<(script|style)([^>]*)>(.*?)</\1>", re.S)


def embedded_json(page: str, name: str) -> Any:
    """The JSON of an element."""
    return json.loads(
        re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)[0]
    )


def schools(client: FlaskClient, query: str) -> set[str]:
    return {each["id"] for each in client.get(f"/api/schools.geojson?{query}").get_json()["features"]}


@pytest.mark.parametrize(
    "query", ["", "sido=41&level=high", "status=confirmed,refuted&from=2024-09-01", "q=가람"]
)
def test_the_file_holds_exactly_what_the_filter_lets_in(client: FlaskClient, query: str):
    page = client.get(f"/map.html?{query}").text
    assert set(embedded_json(page, "data-schools")["columns"]["key"]) == schools(client, query)
    rows = len(embedded_json(page, "data-schools")["columns"]["key"])
    assert {len(column) for column in embedded_json(page, "data-details")["columns"].values()} == {rows}


def test_the_policy_of_the_file_lets_its_own_blocks_run_and_no_request_be_sent(client: FlaskClient):
    page = client.get("/map.html").text
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[0].replace(
        "&#39;", "'"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    running = [text for _, attributes, text in BLOCKS.findall(page) if "type=" not in attributes]
    hashes = {b64encode(sha256(text.encode()).digest()).decode() for text in running}
    assert hashes == set(re.findall(r"'sha256-([^']+)'", policy))
    markup = BLOCKS.sub("", page)
    assert markup.index("Content-Security-Policy") < markup.index("<body")
    assert not re.search(r"<link|<img|\ssrc=|\sstyle=|\son\w+=", markup)
    assert not re.search(r'url\((?!"?(data:|#))|@import', page[page.index("<style") : page.index("</style")])
    assert "sourceMappingURL" not in page


def test_the_file_says_what_it_is(client: FlaskClient, published_snapshot: Any):
    page = client.get("/map.html?sido=41&lang=en").text
    manifest = published_snapshot.manifest
    for part in ("Gyeonggi-do", manifest["as_of"], manifest["version"], "Fictional sample data"):
        assert part in page
    assert 'href="tel:1366"' in page


def test_the_name_says_map_region_filter_and_date_in_both_alphabets(
    client: FlaskClient, published_snapshot: Any
):
    day = published_snapshot.manifest["as_of"]
    header = client.get("/map.html?sido=41&level=high&q=%22%2F..%5C%0D%0A").headers["Content-Disposition"]
    plain, encoded = re.fullmatch(
        r"attachment; filename=\"([!-~]+)\"; filename\*=UTF-8''([!-~]+)", header
    ).groups()  # type: ignore[union-attr]
    assert plain == f"affected-schools-map_level-high_sido-41_q_{day}.html"
    assert unquote(encoded).startswith("피해-학교-지도_경기도_고등학교_")
    assert unquote(encoded).endswith(f"_{day}.html")
    assert not re.search(r'[\\/"\r\n]', unquote(encoded))


def test_the_way_back_online_is_there_only_under_a_public_address(client: FlaskClient, sample_folder: Path):
    assert "data-carries-view" not in BLOCKS.sub("", client.get("/map.html").text)
    public = app_for(sample_folder, base_url="https://map.example.org").test_client()
    page = public.get("/map.html?sido=41").text
    assert 'href="https://map.example.org/?sido=41"' in page
    assert (
        embedded_json(page, "webmap-config")["urls"]["unplaced"] == "https://map.example.org/unplaced?lang=ko"
    )


def test_a_file_of_the_whole_sample_stays_below_a_megabyte(client: FlaskClient):
    assert (
        len(client.get("/map.html?status=confirmed,under_review,reported,refuted,withdrawn").data) < 900_000
    )


def test_an_unknown_filter_is_refused_with_its_name(client: FlaskClient):
    answer = client.get("/map.html?colour=blue&lang=en")
    assert answer.status_code == 400
    assert "colour" in answer.text


def test_the_command_writes_the_same_file(client: FlaskClient, sample_folder: Path, tmp_path: Path):
    output = tmp_path / "map.html"
    settings = Settings(snapshots=sample_folder, language="en")
    export_map(settings, {"sido": "41", "by": "sigungu"}, output, force=False)
    assert output.read_text("utf-8") == client.get("/map.html?sido=41&by=sigungu&lang=en").text
    with pytest.raises(FilterError):
        export_map(settings, {"colour": "blue"}, output, force=True)
    with pytest.raises(OutputError):
        export_map(settings, {}, tmp_path / "nowhere" / "map.html", force=True)
