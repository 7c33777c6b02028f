"""What the page's scripts are sent, and for how long a browser may keep it."""

import gzip
import json
import shutil
import subprocess

import pytest
from flask.testing import FlaskClient

from tests.conftest import app_for
from webmap.system.shipped_files import static_path
from webmap.view.filters import FILTERS, Kind
from webmap.vocabulary.terms import STATUSES, WARNINGS, RegionLevel
from webmap.web.http.answers import ASK_AGAIN
from webmap.web.map.payload import DETAILS

NODE = shutil.which("node")
SHARED = (
    "level",
    "status",
    "sido",
    "sigungu",
    "office",
    "first_reported",
    "last_reported",
    "outcome",
    "radius_m",
)
KB = 1000


def config(client: FlaskClient, language: str = "ko") -> dict:
    page = client.get(f"/?lang={language}").get_data(as_text=True)
    return json.loads(page.split('id="webmap-config">')[1].split("</script>")[0])


def compressed(client: FlaskClient, address: str) -> bytes:
    return client.get(address, headers={"Accept-Encoding": "gzip"}).data


def read_by_the_page(client: FlaskClient) -> list[dict]:
    """The schools as the page's own modules make them of what is sent."""
    urls = config(client)["urls"]
    core, details = (client.get(urls[name]).get_json() for name in ("schools", "details"))
    script = (
        f"import {{ addDetails, readSchools }} from {json.dumps(static_path('js/data/payload.js').as_uri())};"
        "const [core, details] = JSON.parse(readFileSync(0, 'utf8'));"
        "const schools = readSchools(core); addDetails(schools, details); console.log(JSON.stringify(schools));"
    )
    script = "import { readFileSync } from 'node:fs';" + script
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        input=json.dumps([core, details]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.skipif(NODE is None, reason="node is not installed; the payload was not read")
def test_what_filters_look_at_arrives_with_the_map(client: FlaskClient):
    school = read_by_the_page(client)[0]
    for each in FILTERS:
        if each.kind is not Kind.TEXT:
            assert each.column in school, f"payload.py, static/js/data/payload.js: {each.column}"
            assert each.column not in DETAILS, f"webmap/web/map/payload.py, DETAILS: {each.column}"


@pytest.mark.skipif(NODE is None, reason="node is not installed; the payload was not read")
def test_the_page_knows_of_each_school_what_the_api_says(client: FlaskClient):
    read = {school["key"]: school for school in read_by_the_page(client)}
    features = client.get(f"/api/schools.geojson?status={','.join(STATUSES)}").get_json()["features"]
    assert len(read) == len(features) > 500
    for feature in features:
        school, published = read[feature["id"]], feature["properties"]
        for name in (*SHARED, *(set(DETAILS) & set(published))):
            assert school[name] == published[name], (feature["id"], name)
        assert (school["lon"], school["lat"]) == pytest.approx(feature["geometry"]["coordinates"], abs=1e-5)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("level", list(RegionLevel))
def test_the_page_knows_of_each_region_what_the_api_says(
    client: FlaskClient, level: RegionLevel, language: str
):
    sent = client.get(config(client, language)["urls"]["regions"][level]).get_json()
    features = client.get(f"/api/regions/{level}.geojson").get_json()["features"]
    for shape, feature in zip(sent["objects"]["regions"]["geometries"], features, strict=True):
        published, properties = feature["properties"], shape["properties"]
        assert shape["id"] == published["code"]
        assert properties["name"] == published["name" if language == "ko" else "name_en"]
        assert dict(zip(sent["levels"], properties["register"], strict=True)) == published["register"]
        assert properties.get("cautions", []) == [
            caution["code"] for caution in published["cautions"] if caution["code"] in WARNINGS
        ]
        assert properties["sido"] == published["sido"]
        assert properties.get("sigungu", published["sigungu"]) == published["sigungu"]


def test_the_places_of_schools_are_named_before_boundaries_arrive(client: FlaskClient):
    for language, name in (("ko", "name"), ("en", "name_en")):
        places = client.get(config(client, language)["urls"]["schools"]).get_json()["places"]
        features = client.get("/api/regions/sigungu.geojson").get_json()["features"]
        names = {feature["id"]: feature["properties"][name] for feature in features}
        assert {code: published for code, _, _, published in places}.items() <= names.items()


@pytest.mark.parametrize(("level", "most"), [("sido", 20), ("sigungu", 90), ("office", 90)])
def test_boundaries_travel_in_few_bytes(client: FlaskClient, level: str, most: int):
    assert len(compressed(client, config(client)["urls"]["regions"][level])) <= most * KB


def test_all_that_the_first_map_needs_travels_in_few_bytes(client: FlaskClient):
    urls = config(client)["urls"]
    page = client.get("/").get_data(as_text=True)
    linked = {part.split('"')[0] for part in page.split('"/static/')[1:]}
    # What comes later, what only readers without scripts get, and pictures that no part of the page shows.
    linked = {path for path in linked if not path.endswith(("later.js", "plain.css", ".png"))}
    # The provinces are taken from the page's picture, where it shows them all.
    needed = ["/", urls["schools"], *(f"/static/{path}" for path in linked)]
    assert urls["regions"]["sido"].replace("&", "&amp;") not in page.split("webmap-config")[0]
    sizes = {address: len(compressed(client, address)) for address in needed}
    assert sum(sizes.values()) <= 150 * KB, sizes  # gzip; `make bench` states the target, with Brotli


def test_under_its_version_an_answer_is_kept_for_ever_and_under_any_other_it_is_not(client: FlaskClient):
    address = config(client)["urls"]["schools"]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    version = config(client)["data_version"]
    for other in (address.replace(version, "0" * 16), address.replace(f"v={version}", "")):
        answer = client.get(other)
        assert answer.get_json()["version"] == version
        assert answer.headers["Cache-Control"] == ASK_AGAIN


def test_what_another_audience_may_see_has_another_address(client: FlaskClient, sample_folder):
    few = app_for(sample_folder, public_statuses="confirmed").test_client()
    assert config(few)["data_version"] != config(client)["data_version"]
    payload = few.get(config(client)["urls"]["schools"]).get_json()
    assert payload["values"]["status"] == ["confirmed"]
    features = few.get("/api/schools.geojson").get_json()["features"]
    assert len(payload["columns"]["key"]) == len(features)
    details = few.get(config(few)["urls"]["details"]).get_json()
    assert len(details["columns"]["address"]) == len(features)


def test_a_level_that_does_not_exist_is_not_found(client: FlaskClient):
    assert client.get("/api/map/regions/town.json").status_code == 404


def test_the_page_itself_is_requested_again_and_answered_without_a_body(client: FlaskClient):
    first = client.get("/")
    assert first.headers["Cache-Control"] == ASK_AGAIN
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_static_files_travel_compressed_and_whole(client: FlaskClient):
    address = "/static/x/vendor/leaflet/leaflet.js"
    assert gzip.decompress(compressed(client, address)) == client.get(address).data


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml",
        "js/../../pyproject.toml",
        "vendor/leaflet/../x",
        "js",
        "nothing.js",
        "bundle/x.js",
    ],
)
def test_nothing_outside_the_static_folders_is_served(client: FlaskClient, path: str):
    assert client.get(f"/static/x/{path}").status_code == 404
