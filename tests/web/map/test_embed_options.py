"""What a host may choose about the embed, and who may be a host."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import app_for
from webmap.web.map.embed_options import CHOICES, NAMES, EmbedOptions, options_for_scripts, read_options

BUTTONS = {"controls": "filters", "list": "lists", "legend": "key"}


def sheets(client: FlaskClient, query: str) -> set[str]:
    """Which panels can be opened."""
    return set(re.findall(r'data-sheet="(\w+)"', client.get(f"/embed?{query}").text))


def test_an_option_not_stated_is_as_declared(client: FlaskClient):
    assert read_options({}) == EmbedOptions()
    assert sheets(client, "") == {"lists", "key"}


@pytest.mark.parametrize(("name", "panel"), BUTTONS.items())
def test_each_part_can_be_turned_on_and_off(client: FlaskClient, name: str, panel: str):
    assert panel in sheets(client, f"{name}=on")
    assert panel not in sheets(client, f"{name}=off")


def test_the_theme_and_the_title_are_the_hosts_choice(client: FlaskClient):
    assert 'data-theme="dark"' in client.get("/embed?theme=dark").text
    assert "data-theme=" not in client.get("/embed").text.split("<style>")[0]
    for title, shown in (("on", "embed-title"), ("off", "visually-hidden")):
        assert f'<header class="{shown}"><h1>' in client.get(f"/embed?title={title}").text


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=8) | st.integers().map(str)))
def test_a_value_that_an_option_does_not_take_is_as_if_it_were_not_there(arguments: dict[str, str]):
    taken = {name: value for name, value in arguments.items() if value in CHOICES.get(name, ())}
    height = arguments.get("height", "")
    if re.fullmatch("[0-9]{1,4}", height) and 320 <= int(height) <= 1600:
        taken["height"] = height
    assert read_options(arguments) == read_options(taken)


def test_the_scripts_know_the_same_options(client: FlaskClient):
    page = client.get("/embed").text
    config = json.loads(re.findall(r'id="webmap-config">(.*?)</script>', page, re.S)[0])
    assert config["embed_options"] == options_for_scripts()


@pytest.mark.parametrize(
    ("setting", "policy"),
    [
        ("*", "frame-ancestors *"),
        ("none", "frame-ancestors 'none'"),
        ("https://news.example.org", "frame-ancestors 'self' https://news.example.org"),
    ],
)
def test_who_may_frame_the_embed_is_the_operators_choice(sample_folder: Path, setting: str, policy: str):
    client = app_for(sample_folder, frame_ancestors=setting).test_client()
    headers = client.get("/embed").headers
    assert headers["Content-Security-Policy"].endswith(policy)
    assert ("X-Frame-Options" in headers) == (setting == "none")
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]
    assert ('id="embed-form"' in client.get("/").text) == (setting != "none")


def test_the_script_for_hosts_is_small_and_may_be_loaded_by_any_site(client: FlaskClient):
    answer = client.get("/embed.js")
    assert len(answer.data) <= 1_500
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "must-revalidate" in answer.headers["Cache-Control"]
    again = client.get("/embed.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
