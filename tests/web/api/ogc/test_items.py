"""Items: pages, filters, days, boxes and reference systems."""

from datetime import date

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from tests.conftest import app_for
from webmap.errors import FilterError
from webmap.vocabulary.terms import STATUSES
from webmap.web.api.ogc.moments import read_period
from webmap.web.api.ogc.parameters import read_bbox

ITEMS = "/ogc/collections/schools/items"


def page(client, query=""):
    answer = client.get(f"{ITEMS}?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def link(found, rel):
    return next((each["href"] for each in found["links"] if each["rel"] == rel), None)


def test_the_pages_hold_every_school_once_and_then_end(client):
    keys, address = [], f"{ITEMS}?limit=70&level=high"
    while address:
        found = client.get(address).json
        keys += [feature["id"] for feature in found["features"]]
        address = link(found, "next")
    assert len(keys) == len(set(keys)) == found["numberMatched"]
    assert link(found, "prev")


def test_a_larger_page_than_allowed_is_answered_with_a_link_to_the_rest(client, monkeypatch):
    monkeypatch.setattr("webmap.web.api.ogc.parameters.MAX_ITEMS", 5)
    found = page(client, "limit=1000000")
    assert (found["numberReturned"], len(found["features"])) == (5, 5)
    assert found["numberMatched"] > 5
    assert "offset=5" in link(found, "next")


@pytest.mark.parametrize(
    "filters",
    ["", "level=high", "sido=41&status=confirmed", "q=솔", "from=2024-09-01", "status=" + ",".join(STATUSES)],
)
def test_filters_leave_what_they_leave_in_the_api(client, filters):
    api = client.get(f"/api/schools.geojson?{filters}").json["features"]
    found = page(client, f"limit=10000&{filters}")
    assert [each["id"] for each in found["features"]] == [each["id"] for each in api]
    assert found["numberMatched"] == len(api)


def test_a_period_is_one_of_first_reports(client):
    for datetime, filters in (
        ("2024-08-27/2024-08-29", "from=2024-08-27&to=2024-08-29"),
        ("../2024-08-29", "to=2024-08-29"),
        ("2024-09-01/", "from=2024-09-01"),
        ("2024-08-28", "from=2024-08-28&to=2024-08-28"),
        ("2024-08-27T15:00:00Z", "from=2024-08-28&to=2024-08-28"),
        ("2024-09-01T/..", "from=2024-09-01"),
        ("../2024-08-29T", "to=2024-08-29"),
        ("2024-08-28T", "from=2024-08-28&to=2024-08-28"),
        ("2024-08-27T/2024-08-29T", "from=2024-08-27&to=2024-08-29"),
        ("2024-08-27T15:00:00.123456789012Z/..", "from=2024-08-28"),
        ("2024-08-27t15:00:00z/..", "from=2024-08-28"),
        ("2024-08-27 15:00:00Z/..", "from=2024-08-28"),
        ("2024-08-27T23:59:60Z/..", "from=2024-08-28"),
        ("2024-08-28T00:30:00%2B09:00/..", "from=2024-08-28"),
        ("2024-08-28T00:30:00+09:00/..", "from=2024-08-28"),
        ("2024-08-27T08:00:00-07:00/..", "from=2024-08-28"),
        ("2024-08-27T15:00:00-00:00/..", "from=2024-08-28"),
        ("0001-01-01/2024-08-29", "to=2024-08-29"),
        ("2024-08-27/9999-12-31T23:59:59Z", "from=2024-08-27"),
        ("2024-08-27/..&datetime=../2024-08-29", "from=2024-08-27&to=2024-08-29"),
    ):
        expected = client.get(f"/api/schools.geojson?{filters}").json["features"]
        assert page(client, f"datetime={datetime}")["numberMatched"] == len(expected) > 0


@pytest.mark.parametrize(
    "text",
    ["", "/", "..", "../..", "2024-09", "2024-9-1", "2024-02-30", "T/..", "2024-09-01T25:00:00Z", "2024-09-01T10:00Z",
     "2024-09-01T10:00:00", "2024-09-01/2024-08-01", "2024-09-01/2024-09-02/2024-09-03", "2024-09-01TT", "now"],
)  # fmt: skip
def test_what_is_no_day_and_no_period_is_refused(client, text):
    assert client.get(f"{ITEMS}?datetime={text}").status_code == 400


def test_a_period_chooses_regions_and_changes_no_number_of_them(client):
    items = "/ogc/collections/sigungu/items?limit=10000"
    every = {each["id"]: each["properties"] for each in client.get(items).json["features"]}
    days = sorted(each["first_reported"] for each in every.values() if each["first_reported"])
    since = days[len(days) // 2]
    chosen = client.get(f"{items}&datetime={since}T/..").json["features"]
    assert {each["id"]: each["properties"] for each in chosen} == {
        code: row for code, row in every.items() if (row["first_reported"] or "") >= since
    }
    assert 0 < len(chosen) < len(every)


@pytest.mark.parametrize("collection", ["schools", "sido", "sigungu", "offices"])
def test_a_feature_has_one_date_as_programs_ask_for_every_date_alike(client, collection):
    schema = client.get(f"/ogc/collections/{collection}/schema").json["properties"]
    assert [name for name, each in schema.items() if each.get("format") == "date"] == ["first_reported"]
    (feature,) = client.get(f"/ogc/collections/{collection}/items?limit=1").json["features"]
    assert "last_reported" not in feature["properties"]


def test_a_box_in_another_reference_system_holds_the_same_schools(client):
    system = "http://www.opengis.net/def/crs/EPSG/0/4326"
    degrees = page(client, "bbox=126.7,37.4,127.2,37.7")
    turned = page(client, f"bbox=37.4,126.7,37.7,127.2&bbox-crs={system}")
    assert degrees["numberMatched"] == turned["numberMatched"] > 0


def test_coordinates_come_in_the_requested_reference_system(client):
    degrees = page(client, "limit=1")["features"][0]["geometry"]["coordinates"]
    answer = client.get(f"{ITEMS}?limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/4326")
    assert answer.headers["Content-Crs"] == "<http://www.opengis.net/def/crs/EPSG/0/4326>"
    assert answer.json["features"][0]["geometry"]["coordinates"] == pytest.approx(degrees[::-1])
    metres = page(client, "limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/5179")["features"][0]
    assert all(500_000 < each < 2_500_000 for each in metres["geometry"]["coordinates"])


@pytest.mark.parametrize("code", [4326, 5179, 5186, 3857])
def test_a_box_around_a_moved_school_finds_it_again(client, code):
    system = f"http://www.opengis.net/def/crs/EPSG/0/{code}"
    feature = page(client, f"limit=1&crs={system}")["features"][0]
    x, y = feature["geometry"]["coordinates"]
    near = 0.0001 if code == 4326 else 1
    box = f"bbox={x - near},{y - near},{x + near},{y + near}&bbox-crs={system}"
    assert feature["id"] in [each["id"] for each in page(client, box)["features"]]


def test_every_edge_of_a_region_is_moved(client):
    system = "http://www.opengis.net/def/crs/EPSG/0/3857"
    degrees = client.get("/ogc/collections/sido/items/36").json["geometry"]
    metres = client.get(f"/ogc/collections/sido/items/36?crs={system}").json["geometry"]
    assert metres["type"] == degrees["type"]
    before, after = shape(degrees), shape(metres)
    assert shapely.get_num_coordinates(after) == shapely.get_num_coordinates(before)
    assert min(after.bounds) > 1_000_000


def test_a_page_behind_the_last_one_is_empty_in_every_reference_system(client):
    for collection in ("schools", "sido"):
        address = (
            f"/ogc/collections/{collection}/items?offset=99999&crs=http://www.opengis.net/def/crs/EPSG/0/5179"
        )
        assert client.get(address).json["features"] == []


def test_a_status_that_the_public_may_not_see_leaves_by_no_door(sample_folder, client):
    (refuted, *_) = client.get("/api/schools.geojson?status=refuted").json["features"]
    closed = app_for(sample_folder, public_statuses="confirmed,reported").test_client()
    assert closed.get(f"{ITEMS}/{refuted['id']}").status_code == 404
    assert closed.get(f"/api/schools/{refuted['id']}").status_code == 404
    assert page(closed, "status=refuted")["numberMatched"] == 0
    assert refuted["id"] not in closed.get("/dataset/schools.csv").text


def test_links_never_repeat_a_host_that_a_client_made_up(client, sample_folder):
    for address in ("/ogc", "/ogc/collections", f"{ITEMS}?limit=1"):
        answer = client.get(address, headers={"Host": "elsewhere.example"})
        assert "elsewhere" not in answer.text
        assert '"/ogc' in answer.text
    stated = app_for(sample_folder, base_url="https://map.example.org").test_client()
    assert "https://map.example.org/ogc/collections" in stated.get("/ogc").text


def test_the_notice_goes_with_every_page_of_items(client):
    for collection in ("schools", "sido", "sigungu", "offices"):
        assert "가상" in client.get(f"/ogc/collections/{collection}/items?limit=1").json["meta"]["notice"]


def test_only_what_is_kept_of_the_standard_is_claimed(client):
    claimed = client.get("/ogc/conformance").json["conformsTo"]
    assert not [each for each in claimed if "create" in each or "sort" in each]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in claimed


@given(st.text(max_size=40))
def test_any_text_for_a_period_or_a_box_is_read_or_refused(text):
    for read in (read_period, read_bbox):
        try:
            assert read(text)
        except FilterError as error:
            assert error.message.text


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_two_days_in_order_are_a_period(one, other):
    begin, end = sorted([one, other])
    assert read_period(f"{begin}/{end}") == (begin, end)
    assert read_period(f"{begin}/..") == (begin, None)
