"""Pages of regions: what a reader is told, what is not there, and what an address may ask."""

from __future__ import annotations

import json
import re

import pytest

from tests.web.regions.serving import BASE, regions_app
from webmap.disclosure.forms import Form, Kind, ranged
from webmap.disclosure.parameters import Parameters
from webmap.errors import FilterError
from webmap.exports.protected.choice import Choice, lenient_choice, read_choice
from webmap.exports.protected.numbers import Row, classes_of, step_of
from webmap.exports.protected.words import in_digits, in_words
from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.terms import RegionLevel

SCHOOLS_ONLY = [
    "/unplaced", "/matching", "/map.html", "/ogc", "/ogc/collections/schools/items", "/api/schools.geojson",
    "/api/schools/x", "/api/regions/sido/11", "/api/unplaced.json", "/api/map/schools.json", "/api/map/details.json",
    "/api/map/register.json", "/api/map/changes.json", "/api/map/pieces/x/index.json", "/exports/schools.csv",
    "/exports/regions/preview.json", "/dataset/feed.atom", "/dataset/dataset.zip", "/dataset/schools.csv",
    "/dataset/history.csv", "/corrections/feed.atom", "/api/corrections.json",
]  # fmt: skip


@pytest.fixture(scope="module")
def client(regions):
    return regions.test_client()


@pytest.mark.parametrize("address", SCHOOLS_ONLY)
def test_what_knows_schools_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["q", "from", "to", "sido", "school", "compare", "since", "lists"])
def test_files_refuse_every_parameter_that_the_menu_does_not_have(client, name):
    for address in ("/exports/regions.csv", "/api/regions/sido.geojson", "/exports/link.png"):
        answer = client.get(address, query_string={name: "11"})
        assert answer.status_code == 400
        assert name in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "query", ["q=가상고", "from=2024-08-01&to=2024-08-02", "sido=11,26", "school=x", "region=11"]
)
def test_pages_drop_what_the_menu_does_not_have(client, query):
    assert client.get(f"/?{query}").data == client.get("/").data


@pytest.mark.parametrize(
    "stated",
    [
        {"by": "sigungu", "level": "middle"},
        {"by": "office", "status": "confirmed"},
        {"level": "high", "status": "confirmed"},
        {"level": "university"},
        {"status": "refuted"},
        {"by": "dong"},
    ],
)
def test_no_address_asks_for_a_number_outside_the_menu(stated):
    with pytest.raises(FilterError):
        read_choice(stated)


def test_a_page_with_another_number_shows_that_of_all_schools_of_its_regions():
    assert lenient_choice({"by": "sigungu", "level": "middle"}) == Choice(RegionLevel.SIGUNGU)
    assert lenient_choice({"by": "dong"}) == Choice()


@pytest.mark.parametrize(
    ("form", "short", "korean", "english"),
    [
        (Form(Kind.EXACT, 12, 12), "12", "12곳", "12 schools"),
        (ranged(1, 4), "1–4", "1곳에서 4곳 사이", "between 1 and 4"),
        (ranged(0, 4), "0–4", "0곳에서 4곳 사이", "between 0 and 4"),
        (Form(Kind.SHARE, 13, 26), "26곳 중 절반 이상", "26곳 중 절반 이상", "half or more of 26"),
        (
            Form(Kind.HIDDEN, 0, 26),
            "보이지 않음",
            "학교가 10곳보다 적어 보이지 않음",
            "not shown: fewer than 10 schools",
        ),
    ],
)
def test_a_number_is_said_in_short_and_in_words(form, short, korean, english):
    assert in_digits(form, 26).render("ko") == short
    assert in_words(form, 26, Parameters()).render("ko") == korean
    assert in_words(form, 26, Parameters()).render("en") == english


def test_another_share_is_not_called_half():
    assert in_digits(Form(Kind.SHARE, 10, 26), 26).render("en") == "10 or more of 26"


def test_every_page_of_numbers_says_what_is_protected_and_when_it_was_checked(client, numbers):
    for address in (
        "/?lang=en",
        "/embed?lang=en",
        "/about?lang=en",
        "/dataset/?lang=en",
        "/api/docs?lang=en",
    ):
        text = client.get(address).get_data(as_text=True)
        assert "Numbers below 5 are small; regions of fewer than 10 schools are not shown." in text
        assert f"Checked on {numbers.checked}." in text
        assert "Fictional sample data" in text


def test_colours_follow_what_is_shown_alone(numbers):
    region = load_region_table().regions(RegionLevel.SIDO)[0]
    rows = [Row(region, form, 40) for form in (Form(Kind.EXACT, 0, 0), ranged(1, 4), ranged(5, 9))]
    hidden, unknown = Row(region, Form(Kind.HIDDEN, 0, 9), 9), Row(region, ranged(0, 40), 40)
    classes = classes_of([*rows, hidden, unknown])
    assert [step_of(row, classes) for row in (*rows, hidden, unknown)] == ["0", "1", "5", "hidden", "unknown"]


def test_the_page_needs_no_script(client):
    text = client.get("/?by=office&lang=en").get_data(as_text=True)
    assert text.count("<tr data-code=") == 177
    assert text.count('class="area') > 177
    assert 'role="img"' in text


def test_scripts_get_no_number_but_those_of_the_table(client):
    text = client.get("/?lang=en").get_data(as_text=True)
    config = json.loads(re.search(r'id="webmap-config">(.*?)</script>', text)[1])
    assert set(config) == {"language", "embed", "urls", "texts"}


def test_readiness_and_oembed_speak_of_the_protected_snapshot(client, numbers):
    assert client.get("/readyz").json["version"] == numbers.version
    described = client.get("/oembed", query_string={"url": f"{BASE}/?by=sigungu&lang=en"}).json
    assert described["title"].startswith("Schools on the list by city or county")
    assert f"{BASE}/embed?by=sigungu" in described["html"]
    assert client.get("/oembed", query_string={"url": "https://elsewhere.example/"}).status_code == 404


def test_a_snapshot_of_schools_is_never_served(sample_folder):
    answer = regions_app(sample_folder).test_client().get("/")
    assert answer.status_code == 503
    assert "가상" not in answer.get_data(as_text=True).replace("가상의", "")
