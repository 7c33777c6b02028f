"""The first view that the server writes into the page: the API's figures, for any filter, within little time."""

from __future__ import annotations

import re
import time
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import app_for
from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.map.first_map import FirstShapes, draw_shapes, read_edges
from webmap.web.map.view_address import ViewAddress
from webmap.web.pages.first_page import is_plain, page_number
from webmap.web.pages.page import filtered_pages, plain_pages

CELL = re.compile(r"<td>([^<]*)</td>")
ROW = re.compile(r'<tr><th scope="row">.*?</tr>', re.S)
COLUMN = re.compile(r'<th scope="col"[^>]*>([^<]*)</th>')

filters = st.fixed_dictionaries(
    {},
    optional={
        "level": st.sets(st.sampled_from(sorted(LEVELS)), min_size=1, max_size=2).map(sorted).map(",".join),
        "status": st.sets(st.sampled_from(sorted(STATUSES)), min_size=1, max_size=4)
        .map(sorted)
        .map(",".join),
        "sido": st.sampled_from(["11", "41", "26,48"]),
        "from": st.just("2024-08-20"),
        "q": st.sampled_from(["가", "ㄱ", "고등"]),
    },
)


def counted(client: FlaskClient, filters: dict[str, str]) -> dict[str, str]:
    """The filters that the page counts by: a name that no school has filters nothing."""
    schools = client.get("/api/schools.geojson", query_string=filters).get_json()["features"]
    return filters if schools else {name: text for name, text in filters.items() if name != "q"}


def table(page: str) -> list[list[str]]:
    """The cells of each row of the region table, without the region's name."""
    return [CELL.findall(row) for row in ROW.findall(page)]


@given(filters=filters, level=st.sampled_from(list(RegionLevel)))
def test_the_table_has_the_figures_of_the_api(app: Flask, filters: dict[str, str], level: RegionLevel):
    client = app.test_client()
    page = client.get("/", query_string={**filters, "by": level.value, "lang": "en"}).text
    query = counted(client, filters)
    features = client.get(f"/api/regions/{level.value}.geojson", query_string=query).get_json()["features"]
    listed = sorted((each["properties"]["schools"] for each in features), reverse=True)
    assert [int(row[0].replace(",", "")) for row in table(page)] == listed
    total = re.search(r'id="view-sentence"[^>]*><b>([\d,]+)', page)
    assert total is not None
    assert int(total[1].replace(",", "")) == sum(listed)


@given(filters=filters)
def test_the_list_begins_with_the_schools_of_the_api(app: Flask, filters: dict[str, str]):
    client = app.test_client()
    page = client.get("/", query_string={**filters, "lang": "ko"}).text
    query = counted(client, filters)
    features = client.get("/api/schools.geojson", query_string=query).get_json()["features"]
    names = {each["properties"]["name"] for each in features}
    shown = re.findall(r'<span class="entry-name">([^<]*)</span>', page)
    assert len(shown) == min(60, len(features))
    assert set(shown) <= names


def test_refuted_claims_are_a_column_also_where_they_do_not_count(client: FlaskClient):
    page = client.get("/?lang=en").text
    refuted = client.get("/api/schools.geojson?status=refuted").get_json()["features"]
    place = COLUMN.findall(page).index("Refuted") - 1
    assert sum(int(row[place]) for row in table(page)) == len(refuted) > 0


def test_what_is_not_public_is_no_column_and_no_status(sample_folder: Path):
    client = app_for(sample_folder, public_statuses="confirmed,under_review").test_client()
    page = client.get("/?lang=en").text
    assert {"Reported", "Refuted", "Withdrawn"}.isdisjoint(COLUMN.findall(page))
    statuses = page.split('id="view-statuses"')[1].split("</ul>")[0]
    assert re.findall(r'data-status="(\w+)"', statuses) == ["confirmed", "under_review"]


def test_the_regions_outside_a_filter_are_drawn_as_not_asked_for(client: FlaskClient):
    picture = client.get("/?sido=11&by=sido").text.split('id="first-map"')[1].split("</svg>")[0]
    steps = re.findall(r'<path class="area[^"]*" (?:data-code="\d+" )?data-step="(\w+)"', picture)
    assert len(steps) > 3
    assert steps.count("unasked") == len(steps) - 1


@pytest.mark.parametrize("sido", ["11", "26", "36", "46", "50"])
def test_a_single_province_is_drawn_in_finer_lines_than_in_the_country(
    published_snapshot: Snapshot, sido: str
):
    province, cities = (
        read_edges(published_snapshot.topologies[level]) for level in (RegionLevel.SIDO, RegionLevel.SIGUNGU)
    )
    coarse, fine = draw_shapes(cities), draw_shapes(cities, draw_shapes(province).box([sido]))
    inside = [code for code in coarse.paths if code.startswith(sido)]

    def corners(shapes: FirstShapes) -> int:
        return sum(len(shapes.corners[code]) for code in inside)

    assert corners(fine) > 1.3 * corners(coarse)
    # The finer lines are paid for by the regions that no screen would show.
    assert sum(map(len, fine.paths.values())) < 1.6 * sum(map(len, coarse.paths.values()))


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("level=high&level=middle&q=&from=&to=&by=sido&show=count", "/?level=high,middle"),
        ("status=confirmed&status=under_review&status=reported&q=", "/"),
        ("q=+a++b+&sido=", "/?q=a%20b"),
        ("sido=11&sido=26&by=sigungu&show=rate&lang=en&to=", "/?sido=11,26&show=rate&lang=en"),
        ("level=high&level=primary&from=2024-13-01&to=", "/?level=high"),
        ("classes=natural&points=off&q=", "/?classes=natural&points=off"),
    ],
)
def test_a_form_without_scripts_ends_at_the_one_address_of_its_view(
    client: FlaskClient, query: str, canonical: str
):
    answer = client.get(f"/?{query}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == canonical
    assert client.get(canonical).status_code == 200


def test_an_address_that_no_form_wrote_is_answered_as_it_is(client: FlaskClient):
    for query in ("level=middle,high", "fbclid=&q=a", "utm_source=x&utm_source=y", "level=primary", "page=2"):
        assert client.get(f"/?{query}").status_code == 200


def test_the_pages_of_the_list_hold_every_school_once(client: FlaskClient):
    names: list[str] = []
    for number in range(1, 30):
        page = client.get(f"/?lang=ko&page={number}").text
        names += re.findall(r'<span class="entry-name">([^<]*)</span><span class="entry-about">([^<]*)', page)
        if 'rel="next"' not in page:
            break
    assert len(names) == len(client.get("/api/schools.geojson").get_json()["features"])


@pytest.mark.parametrize("text", ["", "0", "-1", "two", "1e3", "²", "99999999"])
def test_a_page_that_is_no_number_of_a_page_is_the_first(text: str):
    assert page_number(text) == 1


def test_odd_filters_do_not_push_plain_pages_out(client: FlaskClient):
    client.get("/?lang=ko")
    plain, filtered = _made(plain_pages), _made(filtered_pages)
    for number in range(3):
        client.get(f"/?lang=ko&q=odd{number}")
    assert (_made(plain_pages), _made(filtered_pages)) == (plain, filtered + 3)
    assert is_plain(ViewAddress({"lang": "ko", "theme": "dark"}))
    assert not is_plain(ViewAddress({"lang": "ko", "by": "sigungu"}))


def _made(cache: ResponseCache) -> int:
    return cache.counts["made"]


def test_equal_views_in_other_words_are_one_answer(client: FlaskClient):
    first = client.get("/?lang=ko&level=high&fbclid=1")
    made = _made(filtered_pages)
    assert client.get("/?fbclid=2&level=high&lang=ko").data == first.data
    assert _made(filtered_pages) == made


def test_a_filtered_first_view_costs_little(client: FlaskClient):
    client.get("/?lang=ko&by=sigungu&level=high")
    costs = []
    for number in range(5):
        started = time.process_time()
        client.get(f"/?lang=ko&by=sigungu&q=cost{number}")
        costs.append(time.process_time() - started)
    assert min(costs) <= 0.06, "30 ms on a machine of its own; the test leaves room for a busy one"


def test_page_and_scripts_leave_room_for_the_schools_in_120_kilobytes(client: FlaskClient):
    page = client.get("/?lang=ko")
    scripts = re.findall(r'"(/static/[^"]+/(?:leaflet|map)\.js)"', page.text.split("</head>")[0])
    assert len(scripts) == 2
    # As well as they are compressed before most readers come.
    sizes = [len(brotli.compress(each.data)) for each in (page, *map(client.get, scripts))]
    assert sum(sizes) <= 108_000, "the data of 600 schools take another 12 KB"
