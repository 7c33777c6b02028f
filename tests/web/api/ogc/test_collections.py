"""Collections and their schemas: everything that a program finds by following links."""

from urllib.parse import urlsplit

import pytest
import shapely

from webmap.vocabulary.terms import STATUSES
from webmap.web.api.ogc.collections import COLLECTIONS

ROLE = "x-ogc-role"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_link_of_a_collection_leads_to_what_it_says(client, name):
    found = client.get(f"/ogc/collections/{name}").json
    assert found in client.get("/ogc/collections").json["collections"]
    links = found["links"]
    ends = {each["rel"].rpartition("/")[2] for each in links}
    assert ends == {"root", "self", "alternate", "schema", "queryables", "sortables", "items"}
    for link in links:
        path, query = urlsplit(link["href"])[2:4]
        answer = client.get(f"{path}?{query}")
        assert (answer.status_code, answer.mimetype) == (200, link["type"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_schema_describes_each_property_of_a_feature(client, name):
    schema = client.get(f"/ogc/collections/{name}/schema").json
    feature = client.get(f"/ogc/collections/{name}/items?limit=1").json["features"][0]
    described = schema["properties"]
    assert set(described) == {"geometry", *feature["properties"]}
    assert described["geometry"][ROLE] == "primary-geometry"
    (identifier,) = [key for key, each in described.items() if each.get(ROLE) == "id"]
    assert feature["properties"][identifier] == feature["id"]
    assert urlsplit(schema["$id"]).path == f"/ogc/collections/{name}/schema"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_titles_come_in_the_requested_language(client, language):
    found = client.get(f"/ogc/collections/schools?lang={language}").json
    for place in ("schema", "queryables", "sortables"):
        title = client.get(f"/ogc/collections/schools/{place}?lang={language}").json["title"]
        assert title == found["title"]
    assert found["title"].isascii() == (language == "en")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_queryables_and_sortables_are_the_properties_of_one_value(client, name):
    schema = client.get(f"/ogc/collections/{name}/schema").json["properties"]
    of_one_value = {key: each for key, each in schema.items() if each.get("type") != "array"}
    for place, also in (("queryables", {"geometry"}), ("sortables", set())):
        found = client.get(f"/ogc/collections/{name}/{place}").json
        assert found["additionalProperties"] is False
        assert set(found["properties"]) == of_one_value.keys() - {"geometry"} | also
    assert client.get(f"/ogc/collections/{name}/items?colour=1").status_code == 400


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_extent_is_that_of_the_data(client, name):
    every = "" if name != "schools" else f"&status={','.join(STATUSES)}"
    features = client.get(f"/ogc/collections/{name}/items?limit=10000{every}").json["features"]
    bounds = shapely.total_bounds([shapely.geometry.shape(each["geometry"]) for each in features])
    (box,) = client.get(f"/ogc/collections/{name}").json["extent"]["spatial"]["bbox"]
    assert box == pytest.approx(bounds, abs=2e-6)
    west, south, east, north = box
    assert (west, south) <= tuple(bounds[:2])
    assert (east, north) >= tuple(bounds[2:])


def test_what_does_not_exist_is_not_found(client):
    for address in ("nowhere", "nowhere/items", "nowhere/schema", "nowhere/queryables", "schools/items/none"):
        assert client.get(f"/ogc/collections/{address}").status_code == 404
