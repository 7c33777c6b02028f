"""Borders and names for near zooms as they travel: small, kept for ever, and the same for everybody."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import app_for
from webmap.web.http.answers import ASK_AGAIN, FOR_A_YEAR

MAX_BYTES = 40_000


def index_address(client: FlaskClient, page: str = "/") -> str:
    config = re.findall(r'id="webmap-config">(.*?)</script>', client.get(page).text, re.S)[0]
    return str(json.loads(config)["urls"]["pieces"])


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_no_piece_takes_more_than_forty_kilobytes_on_its_way(client: FlaskClient, coding: str):
    address = index_address(client)
    index = client.get(address, headers={"Accept-Encoding": coding})
    assert len(index.data) < MAX_BYTES
    names = [name for name, *_ in client.get(address).json["pieces"]]
    assert len(names) >= 229
    for name in names:
        answer = client.get(address.replace("index", name), headers={"Accept-Encoding": coding})
        assert answer.status_code == 200
        assert answer.headers["Content-Encoding"] == coding
        assert len(answer.data) <= MAX_BYTES, name


def test_under_its_digest_a_piece_is_kept_for_ever_and_under_any_other_it_is_not(client: FlaskClient):
    address = index_address(client)
    for known in (address, address.replace("index", "11110")):
        assert client.get(known).headers["Cache-Control"] == FOR_A_YEAR
        older = re.sub(r"pieces/\w+/", "pieces/older/", known)
        assert client.get(older).headers["Cache-Control"] == ASK_AGAIN
        assert client.get(older).data == client.get(known).data
    assert client.get(address.replace("index", "99999")).status_code == 404


def test_pieces_depend_neither_on_language_nor_on_audience(client: FlaskClient, sample_folder: Path):
    office = app_for(sample_folder, audience="office").test_client()
    assert index_address(client) == index_address(client, "/embed?lang=en") == index_address(office)


@pytest.mark.parametrize(
    ("query", "sigungu"), [("sido=50", {"50110", "50130"}), ("sigungu=11110", {"11110"})]
)
def test_a_file_of_a_part_of_the_country_holds_the_pieces_of_that_part(
    client: FlaskClient, query: str, sigungu: set[str]
):
    text = client.get(f"/map.html?{query}").text
    assert {name.partition("-")[0] for name in re.findall(r'id="data-pieces-([\d-]+)"', text)} == sigungu
    assert '"pieces":"#data-pieces"' in text


def test_a_file_of_the_whole_country_holds_none_as_they_would_be_too_many(client: FlaskClient):
    text = client.get("/map.html").text
    assert "data-pieces" not in text
    assert '"pieces":""' in text
