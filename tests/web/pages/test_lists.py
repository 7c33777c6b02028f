"""The page that holds the lists against each other, and its file."""

from __future__ import annotations

import html
import json
import re

import jsonschema
import pytest

from tests.conftest import app_for
from webmap.comparison.signs import Thresholds
from webmap.settings.settings import Settings
from webmap.system.shipped_files import data_path

SCHEMA = json.loads((data_path().parent / "docs" / "schema" / "comparison-1.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def few(sample_folder):
    """Readers from whom refuted and withdrawn claims, and texts, are withheld."""
    app = app_for(sample_folder, public_statuses="confirmed,reported", public_row_texts=False)
    return app.test_client()


def test_every_school_of_the_map_is_in_one_combination(client):
    found = client.get("/dataset/comparison.json").json
    assert sum(each["schools"] for each in found["intersections"]) == len(found["schools"])
    every = "confirmed,under_review,reported,refuted,withdrawn"
    schools = client.get(f"/api/schools.geojson?status={every}").json["features"]
    assert {each["key"]: each["standing"] for each in found["schools"]} == {
        each["id"]: each["properties"]["status"] for each in schools
    }


def test_the_chart_says_what_its_table_says(client):
    text = client.get("/lists?lang=en").text
    chart = re.search(r"<svg class=\"upset\".*?</svg>", text, re.S)
    table = re.search(r"Named by exactly these lists.*?</tbody>", text, re.S)
    assert chart
    assert table
    bars = re.findall(r'<rect .*?/><text x="[^"]*" y="[^"]*">(\d+)<', chart[0])
    assert bars == re.findall(r'<td class="figure"[^>]*>(\d+)</td>', table[0])


@pytest.mark.parametrize("readers", ["client", "few"])
def test_a_row_leads_to_as_many_schools_as_it_states(request, readers):
    client = request.getfixturevalue(readers)
    text = client.get("/lists?lang=en").text
    rows = re.findall(r'<a href="/(\?lists=only:[^"]*)">.*?<td[^>]*>([\d,]+)</td>', text)
    assert len(rows) == 3
    for query, count in rows:
        found = client.get(f"/api/schools.geojson{html.unescape(query)}").json["features"]
        assert f"{len(found):,}" == count, query


def test_a_form_without_scripts_offers_the_lists_and_keeps_a_chosen_set(client):
    page = client.get("/?lists=only:list_community-csv.list_press-xlsx&lang=en").text
    boxes = re.findall(r'name="lists" value="([^"]*)"( checked)?', page)
    assert boxes == [
        ("list_community-csv", ""),
        ("list_press-xlsx", ""),
        ("only:list_community-csv.list_press-xlsx", " checked"),
    ]


def test_the_file_keeps_its_schema_for_every_audience(client, few):
    for readers in (client, few):
        jsonschema.Draft202012Validator(SCHEMA).validate(readers.get("/dataset/comparison.json").json)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nobody_is_said_to_have_copied(client, language):
    text = re.sub(r"<[^>]*>", " ", client.get(f"/lists?lang={language}").text)
    assert not re.search(r"베낀|베꼈|표절|copied|score|점수:", text)


def test_what_cannot_be_stated_is_absent_and_no_zero(few):
    text = few.get("/lists?lang=en").text
    assert "Refuted among the checked" not in text
    assert ">Withdrawn<" not in text
    for each in few.get("/dataset/comparison.json").json["lists"]:
        assert not {"refuted", "withdrawn", "still_listed"} & set(each)


def test_the_thresholds_of_signs_stand_beside_them(client):
    text = client.get("/lists?lang=en").text
    assert "weigh 3.0 or more and are at least 30 %" in text
    assert Thresholds(**Settings().signs) == Thresholds()


def test_a_card_says_how_many_lists_name_its_school(client, published_snapshot):
    details = client.get("/api/map/details.json").json
    keys = client.get("/api/map/schools.json").json["columns"]["key"]
    found = {each["key"]: each for each in client.get("/dataset/comparison.json").json["schools"]}
    named = {keys[int(row)]: numbers for row, numbers in details["origins"].items()}
    assert named == {
        key: [len(each["lists"]), each["origins"]["low"], each["origins"]["high"]]
        for key, each in found.items()
        if len(each["lists"]) > 1
    }
    assert named
