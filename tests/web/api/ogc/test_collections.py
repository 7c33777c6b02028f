"""Collections and their schemas: everything that a program finds by following links."""

from urllib.parse import urlsplit

import pytest

from webmap.view.filters import PARAMETERS
from webmap.web.api.ogc_collections import COLLECTIONS

ROLE = "x-ogc-role"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_link_of_a_collection_leads_to_what_it_says(client, name):
    found = client.get(f"/ogc/collections/{name}").json
    assert found in client.get("/ogc/collections").json["collections"]
    links = {each["rel"].rpartition("/")[2]: each for each in found["links"]}
    assert set(links) == {"root", "self", "schema", "queryables", "items"}
    for link in links.values():
        answer = client.get(urlsplit(link["href"]).path)
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
    for place in ("schema", "queryables"):
        title = client.get(f"/ogc/collections/schools/{place}?lang={language}").json["title"]
        assert title == found["title"]
    assert found["title"].isascii() == (language == "en")


def test_queryables_are_all_that_narrows_a_collection(client):
    found = client.get("/ogc/collections/schools/queryables").json
    assert found["additionalProperties"] is False
    assert set(found["properties"]) == set(PARAMETERS)
    assert client.get("/ogc/collections/schools/items?other=1").status_code == 400


def test_what_does_not_exist_is_not_found(client):
    for address in ("nowhere", "nowhere/items", "nowhere/schema", "nowhere/queryables", "schools/items/none"):
        assert client.get(f"/ogc/collections/{address}").status_code == 404
