"""The names of the register's schools, by which the search says of a school that it is not listed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import app_for
from tests.web.map.test_data import config
from webmap.snapshot.snapshot import write_snapshot
from webmap.vocabulary.terms import COUNTED_LEVELS

ADDRESS = "/api/map/register.json"


def names(client: FlaskClient) -> list[tuple[str, str, str]]:
    """Name, level and sigungu of every school that is sent."""
    sent = client.get(ADDRESS).get_json()
    columns = sent["columns"]
    return [
        (name, sent["levels"][level], sent["places"][place][0])
        for name, level, place in zip(columns["name"], columns["level"], columns["place"], strict=True)
    ]


def test_every_open_school_of_the_counted_levels_is_known_by_name_level_and_place_alone(client, sample):
    expected = [
        (school.name, school.level.value, school.sigungu)
        for school in sample.register.schools
        if school.level in COUNTED_LEVELS
    ]
    assert sorted(names(client)) == sorted(expected)
    assert set(client.get(ADDRESS).get_json()["columns"]) == {"name", "level", "place"}


def test_the_names_are_the_same_whatever_statuses_are_public(client, sample_folder):
    few = app_for(sample_folder, public_statuses="confirmed").test_client()
    assert names(few) == names(client)


def test_entries_off_the_map_stand_beside_the_schools_that_they_may_mean(client, sample_folder):
    sent = client.get(ADDRESS).get_json()
    rows = client.get("/api/unplaced.json").get_json()["rows"]
    place = {name: str(number) for number, name in enumerate(sent["columns"]["name"])}
    for row in rows:
        for candidate in row["candidates"]:
            if sent["columns"]["name"].count(candidate["name"]) == 1:
                assert [row["query"], row["region"], row["file"], row["row"]] in sent["naming"][
                    place[candidate["name"]]
                ]
    assert len(sent["naming"]) > 10
    without_texts = app_for(sample_folder, public_row_texts=False).test_client()
    assert without_texts.get(ADDRESS).get_json()["naming"] == {}


def test_without_the_setting_no_names_are_sent(sample_folder):
    client = app_for(sample_folder, search_register=False).test_client()
    assert config(client)["urls"]["register"] == ""
    assert client.get(ADDRESS).status_code == 404


def test_a_snapshot_of_an_older_program_has_no_names_and_still_opens(sample_snapshot: Any, tmp_path):
    write_snapshot(replace(sample_snapshot, register_names=None), tmp_path)
    assert config(app_for(tmp_path).test_client())["urls"]["register"] == ""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_names_are_loaded_when_somebody_types_and_not_before(client: FlaskClient, language: str):
    page = client.get(f"/?lang={language}").get_data(as_text=True)
    assert config(client, language)["urls"]["register"].startswith(ADDRESS)
    assert f'href="{ADDRESS}' not in page
