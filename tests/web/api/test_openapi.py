"""The description says what is served, and all of it is made from the declarations."""

import re

import pytest

from webmap.exports import request as exports
from webmap.exports.formats import FORMATS
from webmap.places.regions.region_table import load_region_table
from webmap.view.filters import PARAMETERS
from webmap.view.unplaced_filters import KNOWN
from webmap.web.api.openapi import DESCRIBED
from webmap.web.http.headers import POLICIES

PAGES = {
    *(
        f"map_data.{name}"
        for name in ("schools", "details", "regions", "register", "changes", "words", "pieces_index", "piece")
    ),
    "exports.preview",
    "openapi.docs",
    "dataset.page",
    "dataset.page_unslashed",
}
"""Pages for people, and what only our own page reads."""


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json?lang=en").json


def test_every_address_of_the_api_and_the_data_set_is_described(app):
    served = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/dataset", "/exports/", "/healthz", "/readyz"))
    }
    described = {each.endpoint for each in DESCRIBED}
    assert served - described <= PAGES
    assert described <= served


def test_what_is_described_may_be_read_by_pages_of_other_sites():
    assert all(POLICIES[each.endpoint].read_by_others for each in DESCRIBED if each.tag != "server")


def test_every_filter_stands_in_the_description_with_all_its_values(document):
    parameters = document["components"]["parameters"]
    unplaced = (f"unplaced_{name}" for name in KNOWN)
    assert set(parameters) == {*PARAMETERS, *exports.PARAMETERS, *unplaced, "lang", "r"}
    table = load_region_table()
    for level in ("sido", "sigungu", "office"):
        codes = parameters[level]["schema"]["items"]["enum"]
        assert codes == [region.code for region in table.regions(level)]


def test_every_format_of_exports_is_described_and_answers_with_its_type(document, client):
    for what in exports.Subject:
        described = document["paths"][f"/exports/{what}.{{format}}"]["get"]
        (place,) = [each for each in described["parameters"] if each.get("name") == "format"]
        assert place["schema"]["enum"] == list(FORMATS)
        media_types = described["responses"]["200"]["content"]
        assert all(form.mimetype in media_types for form in FORMATS.values())
        assert client.get(f"/exports/{what}.csv?zip=1").mimetype in media_types


@pytest.mark.parametrize(("language", "word"), [("ko", "학교급"), ("en", "Levels")])
def test_the_page_explains_every_address_filter_and_failure(client, language, word):
    text = client.get(f"/api/docs?lang={language}").text
    assert word in text
    for operation in DESCRIBED:
        assert operation.path in text
    for name in (*PARAMETERS, *exports.PARAMETERS):
        assert f'id="parameter-{name}"' in text
    kinds = {
        client.get(address).json["type"]
        for address in ("/api/nope", "/api/schools.geojson?x=1", "/api/schools/nope")
    }
    for kind in kinds:
        assert f'id="{kind.partition("#")[2]}"' in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/nope", 404),
        ("/api/schools/nope", 404),
        ("/api/regions/sido/99", 404),
        ("/api/regions/dong/11", 404),
        ("/api/regions/sido/11?sido=26", 404),
        ("/api/manifest.json?level=high", 400),
        ("/api/unplaced.json?x=", 400),
        ("/api/schools.geojson?lang=fr", 400),
        ("/ogc/nope", 404),
        ("/ogc/collections/nope/items", 404),
        ("/ogc/collections/sido/items/99", 404),
        ("/ogc/collections?f=xml", 400),
        ("/ogc/collections/schools/items?colour=red", 400),
        ("/ogc/collections/schools/items?limit=0", 400),
        ("/ogc/collections/schools/items?bbox=1,2,3", 400),
        ("/ogc/collections/schools/items?datetime=yesterday", 400),
        ("/dataset/nope.csv", 404),
        ("/dataset/schools.csv?level=high", 400),
    ],
)
def test_every_failure_has_one_shape(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert set(answer.json) == {"type", "title", "status", "detail"}
    assert answer.json["status"] == status


def test_one_school_is_found_by_its_key_whatever_its_status(client):
    every = client.get("/api/schools.geojson?status=refuted").json["features"]
    for feature in every[:3]:
        one = client.get(f"/api/schools/{feature['id']}").json
        assert one["properties"] == feature["properties"]
        assert "가상" in one["meta"]["notice"]


def test_one_region_has_the_figures_that_it_has_among_all(client):
    for filters in ("", "level=high&status=confirmed", "sido=11,41"):
        every = client.get(f"/api/regions/sigungu.geojson?{filters}").json["features"]
        one = client.get(f"/api/regions/sigungu/11680?{filters}").json
        (same,) = [each for each in every if each["id"] == "11680"]
        assert (one["properties"], one["geometry"]) == (same["properties"], same["geometry"])


def test_filters_that_leave_no_region_leave_none_instead_of_failing(client):
    for level in ("sido", "sigungu", "office"):
        answer = client.get(f"/api/regions/{level}.geojson?sido=11&sigungu=50130&office=7021000")
        assert (answer.status_code, answer.json["features"]) == (200, [])


def test_a_head_and_an_options_are_answered(client):
    for address in ("/api/schools.geojson", "/ogc/collections", "/dataset/datapackage.json"):
        assert client.head(address).status_code == 200
        assert client.head(address).data == b""
        allowed = client.options(address).headers["Allow"]
        assert set(re.split(", ?", allowed)) == {"GET", "HEAD", "OPTIONS"}
