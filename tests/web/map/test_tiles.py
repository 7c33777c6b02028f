"""Tiles of another server: which pages may load them, and what readers are told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import app_for

TILES = {"tiles": "https://{s}.tile.example.org/{z}/{x}/{y}.png", "tiles_attribution": "© Example"}
HOSTS = " ".join(f"https://{each}.tile.example.org" for each in "abc")


@pytest.fixture(scope="module")
def with_tiles(sample_folder: Path) -> FlaskClient:
    return app_for(sample_folder, **TILES).test_client()


def pictures(client: FlaskClient, address: str) -> str:
    policy = client.get(address).headers["Content-Security-Policy"]
    return next(each.strip() for each in policy.split(";") if each.strip().startswith("img-src"))


def config(client: FlaskClient, address: str) -> dict:
    return dict(
        json.loads(re.findall(r'id="webmap-config">(.*?)</script>', client.get(address).text, re.S)[0])
    )


def test_without_the_setting_no_page_may_load_a_picture_from_anywhere_else(client: FlaskClient):
    for address in ("/", "/embed", "/embed?tiles=on", "/about"):
        assert pictures(client, address) == "img-src 'self'"
        assert client.get(address).headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert config(client, "/")["tiles"] is config(client, "/embed?tiles=on")["tiles"] is None
    assert "tiles" not in client.get("/?lang=en").text.split("embed-form")[1].split("</form>")[0]


@pytest.mark.parametrize("address", ["/", "/embed?tiles=on"])
def test_a_page_that_shows_tiles_may_load_them_from_their_hosts_alone(with_tiles: FlaskClient, address: str):
    assert pictures(with_tiles, address) == f"img-src 'self' {HOSTS}"
    assert config(with_tiles, address)["tiles"]["attribution"] == "© Example"
    policy = with_tiles.get(address).headers["Content-Security-Policy"]
    assert policy.count("example.org") == 3


@pytest.mark.parametrize("address", ["/embed", "/embed?tiles=off", "/embed?tiles=yes", "/about", "/unplaced"])
def test_no_other_page_may_and_an_embed_only_where_its_host_has_chosen_it(
    with_tiles: FlaskClient, address: str
):
    assert pictures(with_tiles, address) == "img-src 'self'"
    assert "tile.example.org/" not in with_tiles.get(address).text


def test_a_file_of_its_own_never_loads_tiles(with_tiles: FlaskClient):
    assert "example.org" not in with_tiles.get("/map.html?sido=50").text


def test_readers_are_told_which_server_learns_what(with_tiles: FlaskClient, client: FlaskClient):
    nothing = "The map loads nothing from any other server."
    told = with_tiles.get("/about?lang=en").text
    assert "a.tile.example.org, b.tile.example.org, c.tile.example.org" in told
    assert nothing not in told
    assert nothing in client.get("/about?lang=en").text
    assert 'id="tiles"' not in client.get("/about?lang=en").text


def test_the_host_of_an_embed_can_choose_them_in_the_dialog(with_tiles: FlaskClient):
    assert '<input type="checkbox" name="tiles">' in with_tiles.get("/").text
