import json

import pytest

from webmap.view.filters import EVERYTHING, NO_FILTER
from webmap.view.view import View
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel
from webmap.web.http.published import Published


def features(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.data)["features"]


@pytest.fixture
def view(app) -> View:
    published: Published = app.extensions["webmap"]
    return published.view()


def test_schools_are_points_with_all_that_the_page_tells(client, view):
    found = features(client, "/api/schools.geojson")
    assert len(found) == len(view.schools(NO_FILTER))
    for feature in found:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 124 < longitude < 132
        assert 33 < latitude < 39
        properties = feature["properties"]
        assert properties["outcome"] in ("matched", "approximate")
        assert (properties["radius_m"] is None) == (properties["outcome"] == "matched")
        assert properties["status"] not in ("refuted", "withdrawn")
        assert "notes" not in properties


def test_refuted_and_withdrawn_are_there_when_requested(client, view):
    every = features(client, "/api/schools.geojson?status=" + ",".join(STATUSES))
    assert len(every) == len(view.schools(EVERYTHING)) == len(view.snapshot.schools)
    assert {"refuted", "withdrawn"} < {feature["properties"]["status"] for feature in every}


FILTERS = [
    "level=high", "level=middle,university", "status=confirmed", "sido=11", "sigungu=41110,41130", "office=7091300",
    "from=2024-09-01", "to=2024-08-31", "from=2024-08-27&to=2024-08-29", "q=%EC%86%94", "level=high&sido=41&status=reported",
]  # fmt: skip


@pytest.mark.parametrize("filters", ["", *FILTERS])
@pytest.mark.parametrize("level", list(RegionLevel))
def test_regions_add_up_to_the_schools_for_every_filter(client, filters, level):
    schools = features(client, f"/api/schools.geojson?{filters}")
    regions = [
        feature["properties"] for feature in features(client, f"/api/regions/{level}.geojson?{filters}")
    ]
    assert sum(region["schools"] for region in regions) == len(schools)
    assert sum(region["reports"] for region in regions) == sum(
        each["properties"]["reports"] for each in schools
    )
    for column, values in (("level", LEVELS), ("status", STATUSES)):
        for value in values:
            if all(region[value] is None for region in regions):
                assert not any(each["properties"][column] == value for each in schools)
                continue
            counted = sum(region[value] for region in regions)
            assert counted == sum(each["properties"][column] == value for each in schools)
    by_code = {region["code"]: region["schools"] for region in regions}
    for code, count in by_code.items():
        assert count == sum(each["properties"][level] == code for each in schools)


@pytest.mark.parametrize("filters", FILTERS)
def test_every_filter_leaves_some_and_not_all(client, filters):
    assert (
        0
        < len(features(client, f"/api/schools.geojson?{filters}"))
        < len(features(client, "/api/schools.geojson"))
    )


def test_a_region_filter_narrows_the_denominator_too(client):
    (seoul,) = features(client, "/api/regions/sido.geojson?sigungu=11680")
    (gangnam,) = features(client, "/api/regions/sigungu.geojson?sigungu=11680")
    assert seoul["properties"]["register_schools"] == gangnam["properties"]["register_schools"]
    assert seoul["properties"]["rate_per_100"] == gangnam["properties"]["rate_per_100"]


def test_each_level_has_all_its_regions(client):
    assert [len(features(client, f"/api/regions/{level}.geojson")) for level in RegionLevel] == [17, 229, 177]


def test_cautions_come_with_their_words_in_the_readers_language(client):
    for language, word in (("ko", "교육청"), ("en", "office")):
        found = features(client, f"/api/regions/sigungu.geojson?lang={language}")
        texts = [caution["text"] for each in found for caution in each["properties"]["cautions"]]
        assert texts
        assert any(word in text for text in texts)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/api/schools.geojson?colour=red", "colour"),
        ("/api/schools.geojson?level=kindergarten", "kindergarten"),
        ("/api/regions/sido.geojson?status=rumour", "rumour"),
        ("/api/schools.geojson?level=high&level=middle", "level"),
    ],
)
def test_unknown_filters_and_values_are_a_400_that_names_them(client, address, named):
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert named in answer.json["detail"]


def test_an_unknown_region_level_is_a_404(client):
    assert client.get("/api/regions/dong.geojson").status_code == 404


@pytest.mark.parametrize(
    "address", ["/api/schools.geojson", "/api/regions/sido.geojson", "/api/manifest.json"]
)
@pytest.mark.parametrize(("language", "words"), [("ko", "가상의 예시 자료"), ("en", "Fictional sample data")])
def test_every_answer_says_that_the_sample_is_fictional(client, address, language, words):
    assert words in client.get(f"{address}?lang={language}").text


def test_the_manifest_accounts_for_every_entry(client):
    manifest = client.get("/api/manifest.json").json
    assert sum(each["count"] for each in manifest["account"]) == manifest["entries"]
    assert {source["role"] for source in manifest["sources"]} == {"list", "register", "boundaries"}
    # A digest of what is not published would let one guess at it.
    assert not any("sha256" in each for each in manifest["sources"] if each["role"] != "boundaries")


def test_a_browser_that_has_the_answer_gets_a_304(client):
    first = client.get("/api/schools.geojson", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(
        "/api/schools.geojson", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    plain = client.get("/api/schools.geojson", headers={"If-None-Match": first.headers["ETag"]})
    assert plain.status_code == 200


def test_readyz_names_the_version(client, view):
    assert client.get("/readyz").json["version"] == view.snapshot.version


def test_a_row_that_is_not_on_the_map_is_explained(client):
    found = client.get("/api/unplaced.json?lang=ko").json
    ambiguous = [row for row in found["rows"] if row["outcome"] == "ambiguous"]
    assert ambiguous
    for row in ambiguous:
        best = row["weighed"][0]
        assert best["score"] == sum(points for points, _ in best["parts"].values())
        assert all(points <= ceiling for points, ceiling in best["parts"].values())
        assert row["reason"]
    assert found["thresholds"]["upper"] > found["thresholds"]["lower"]


def test_no_text_of_a_refused_row_leaves_through_the_explanation(client):
    rows = client.get("/api/unplaced.json").json["rows"]
    refused = [row for row in rows if row["outcome"] == "refused"]
    assert refused
    assert all(row["query"] == "" and row["weighed"] == [] for row in refused)
