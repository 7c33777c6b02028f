"""Links between the pages carry the view of the map, and lead back to the same one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from webmap.web.map.carried_view import CARRIED

CASES = json.loads((Path(__file__).parents[2] / "vectors" / "carried_views.json").read_text("utf-8"))
PAGES = ("/", "/unplaced", "/about", "/matching", "/lists", "/corrections", "/dataset/")
VIEW = "status=refuted&sido=26&from=2024-09-01&by=office&show=rate"


def menu(text: str) -> dict[str, str]:
    """Path → query, without the language, of the links of the main menu."""
    found = re.search(r'<nav id="site-menu".*?</nav>', text, re.DOTALL)
    assert found
    addresses = [
        urlsplit(href.replace("&amp;", "&"))
        for href in re.findall(r'<a href="([^"]*)"(?! hreflang)', found[0])
    ]
    return {each.path: re.sub(r"&?lang=en", "", each.query) for each in addresses}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_links_to_every_other_with_the_view_of_its_address(client: FlaskClient, path: str):
    answer = client.get(f"{path}?{VIEW}&lang=en")
    assert answer.status_code == 200
    assert menu(answer.text) == dict.fromkeys(PAGES, VIEW)
    other = re.search(r'<a href="([^"]*)" hreflang="ko"', answer.text)
    assert other
    assert dict(parse_qsl(urlsplit(other[1].replace("&amp;", "&")).query)) == {
        **dict(parse_qsl(VIEW)),
        "lang": "ko",
    }


@pytest.mark.parametrize("case", [case for case in CASES if "file" not in case["unplaced"]])
def test_links_carry_what_the_vectors_say(client: FlaskClient, case: dict[str, str]):
    query = case["query"].replace("lang=en", "")
    text = client.get(f"/about?{query}&lang=en").text
    assert f"?{menu(text)['/']}" == (case["carried"] or "?")


def test_the_page_of_entries_applies_what_it_knows_of_a_view_and_passes_the_rest_on(client: FlaskClient):
    def total(query: str) -> int:
        found = re.search(r"<b>(\d+) of", client.get(f"/unplaced?{query}&lang=en").text)
        assert found
        return int(found[1])

    province = client.get("/api/unplaced.json?sido=41&level=high").json["meta"]["total"]
    assert (
        total("sigungu=41110&level=high&by=sigungu&school=x&fold=legend&at=9/37/127&since=7") == province > 0
    )
    text = client.get("/unplaced?sigungu=41110&show=rate&lang=en").text
    assert '<option value="41" selected>' in text
    assert 'type="hidden" name="show" value="rate"' in text
    assert 'name="sigungu"' not in text  # the form states the province
    assert "sigungu=41110" in menu(text)["/"]


def test_an_embeds_options_stay_with_its_host(client: FlaskClient):
    text = client.get("/embed?sido=26&title=off&theme=dark").text
    assert re.findall(r'<a class="button" href="([^"]*)"', text) == ["/?sido=26&amp;lang=ko"]


def test_what_a_page_does_not_know_at_all_is_not_carried(client: FlaskClient):
    assert menu(client.get("/about?colour=red&level=primary,high&lang=en").text)["/"] == "level=high"
    assert client.get("/unplaced?colour=red").status_code == 400


def test_the_scripts_carry_the_same_parameters():
    script = Path(__file__).parents[3] / "static" / "js" / "state" / "carried_view.js"
    found = re.search(r"CARRIED = \[(.*?)\]", script.read_text("utf-8"), re.DOTALL)
    assert found
    assert tuple(re.findall(r'"(\w+)"', found[1])) == CARRIED


def test_pages_with_a_view_push_no_plain_page_out_of_the_caches(client: FlaskClient):
    from webmap.web.pages.page import plain_pages

    client.get("/about")
    before = plain_pages.bytes
    client.get(f"/about?{VIEW}")
    assert plain_pages.bytes == before
