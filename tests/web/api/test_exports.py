"""Exports by address: the same filters as everywhere, names in Korean, errors in sentences."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest

from tests.conftest import app_for
from tests.exports.reading import csv_rows
from tests.exports.tables import TABLES
from webmap.exports.formats import FORMATS
from webmap.web.api import exports


@pytest.mark.parametrize("what", ["regions", "schools"])
@pytest.mark.parametrize("suffix", TABLES)
def test_every_table_is_given_with_its_type_and_a_name(client, what, suffix):
    answer = client.get(f"/exports/{what}.{suffix}?sido=41&level=high")
    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[suffix].mimetype
    fallback, name = answer.headers["Content-Disposition"].split("; ")[1:]
    assert fallback.isascii()
    assert fallback.endswith(f'.{suffix}"')
    words = unquote(name.removeprefix("filename*=UTF-8''"))
    as_of = client.get("/api/manifest.json").json["as_of"]
    for word in ("가상", "목록에 오른 학교", "경기도", "고등학교", as_of, f".{suffix}"):
        assert word in words


def test_the_numbers_are_those_of_the_api(client):
    schools = json.loads(client.get("/api/schools.geojson?sido=41&status=confirmed").data)["features"]
    regions = client.get("/exports/regions.json?sido=41&status=confirmed&by=sigungu").json
    assert regions["totals"]["schools"] == len(schools) == sum(row["schools"] for row in regions["rows"])
    rows = csv_rows(client.get("/exports/schools.csv?sido=41&status=confirmed").data.decode("utf-8-sig"))
    assert {row["key"] for row in rows} == {each["id"] for each in schools}


def test_a_file_speaks_the_requested_language(client):
    for language, word in (("ko", "시도별"), ("en", "By province")):
        book = openpyxl.load_workbook(BytesIO(client.get(f"/exports/regions.xlsx?lang={language}").data))
        assert book.sheetnames[0] == word


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("/exports/regions.csv?colour=red", 400, "colour"),
        ("/exports/regions.csv?level=primary", 400, "primary"),
        ("/exports/regions.csv?by=dong", 400, "dong"),
        ("/exports/regions.csv?bom=maybe", 400, "maybe"),
        ("/exports/schools.csv?level=high&level=middle", 400, "level"),
        ("/exports/schools.csv?unplaced=1", 400, "zip=1"),
        ("/exports/schools.json?zip=1", 400, "zip"),
        ("/exports/schools.json?compare=19990101", 400, "19990101"),
        ("/exports/schools.json?compare=../secret", 400, "secret"),
        ("/exports/schools.docx", 404, "docx"),
        ("/exports/dogs.csv", 404, ""),
    ],
)
def test_what_is_not_known_is_a_sentence_that_names_it(client, address, status, named):
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert named in answer.json["detail"]
    page = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.mimetype) == (status, "text/html")


def test_a_browser_that_has_the_file_gets_a_304(client, monkeypatch):
    for streamed_from in (10_000, 1):
        monkeypatch.setattr(exports, "STREAMED_FROM", streamed_from)
        first = client.get("/exports/schools.csv")
        again = client.get("/exports/schools.csv", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_a_file_that_is_streamed_is_the_same_file(client, monkeypatch):
    whole = client.get("/exports/schools.csv?lang=en").data
    monkeypatch.setattr(exports, "STREAMED_FROM", 1)
    answer = client.get("/exports/schools.csv?lang=en")
    assert answer.is_streamed
    assert answer.data == whole


def test_csv_links_to_what_its_columns_mean(client):
    link = client.get("/exports/schools.csv?level=high").headers["Link"]
    address = link[1 : link.index(">")]
    described = client.get(address)
    assert described.mimetype == "application/csvm+json"
    assert described.json["url"] == "/exports/schools.csv?level=high"


def test_the_preview_says_how_many_lines_the_file_has(client):
    document = client.get("/exports/schools/preview.json?lang=en").json
    rows = client.get("/exports/schools.json?lang=en").json["rows"]
    assert document["count"] == len(rows) > len(document["lines"]) > 0
    assert "Fictional" in document["notice"]
    assert document["lines"][0][0] == rows[0]["name"]


def test_what_the_public_may_not_see_is_in_no_file(sample_folder):
    client = app_for(sample_folder, public_statuses="confirmed", public_row_texts=False).test_client()
    document = client.get("/exports/schools.json?status=confirmed,reported,refuted&unplaced=1").json
    assert {row["status"] for row in document["rows"]} == {"confirmed"}
    assert all(row["query"] is None and row["candidates"] is None for row in document["tables"]["not_placed"])


def test_pages_of_other_sites_may_read_exports(client):
    assert client.get("/exports/regions.json").headers["Access-Control-Allow-Origin"] == "*"
