"""The page that the server sends counts by the same rules as its scripts, so that nothing jumps when these start."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


def unplaced(client: FlaskClient, query: str) -> int:
    text = client.get(f"/?lang=en&{query}").text
    found = re.search(r'id="unplaced-count">([\d,]+) ', text)
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize(
    ("query", "shared"),
    [
        ("", ""),
        ("sido=41", "sido=41"),
        ("sigungu=41110&level=middle", "sido=41&level=middle"),
        ("status=reported,confirmed", "status=reported,confirmed"),
        ("status=reported,confirmed,under_review", ""),
        ("from=2024-08-27&to=2024-09-02", "from=2024-08-27&to=2024-09-02"),
        ("sido=11&from=2024-08-27", "sido=11&from=2024-08-27"),
    ],
)
def test_the_page_counts_the_entries_that_its_filters_leave_off_the_map(
    client: FlaskClient, query: str, shared: str
):
    assert unplaced(client, query) == client.get(f"/api/unplaced.json?{shared}").json["meta"]["total"]


def test_inside_a_province_the_page_counts_by_its_cities(client: FlaskClient):
    rows = re.compile(r'<tbody id="region-rows".*?</tbody>', re.DOTALL)
    usual, stated = (rows.search(client.get(f"/?lang=en&sido=41{also}").text) for also in ("", "&by=sigungu"))
    assert usual
    assert stated
    assert "Suwon-si" in usual[0]
    assert re.sub(r"<[^>]*>", "", usual[0]) == re.sub(r"<[^>]*>", "", stated[0])


def test_a_name_that_no_school_has_leaves_no_map_of_zeros(client: FlaskClient):
    sentence = re.compile(r'id="view-sentence"[^>]*>(.*?)</h2>', re.DOTALL)
    whole, searched = (sentence.search(client.get(f"/?lang=en{query}").text) for query in ("", "&q=없는학교"))
    assert whole
    assert searched
    assert searched[1] == whole[1]
