"""An address of every endpoint, for tests that go through them all."""

from __future__ import annotations

from urllib.parse import quote

from flask.testing import FlaskClient

FIXED = {
    "pages.index": "/",
    "pages.embed": "/embed",
    "pages.unplaced": "/unplaced",
    "pages.about": "/about",
    "pages.matching": "/matching",
    "lists.lists": "/lists",
    "corrections.page": "/corrections",
    "corrections.feed": "/corrections/feed.atom",
    "corrections.as_json": "/api/corrections.json",
    "dataset.page": "/dataset/",
    "dataset.page_unslashed": "/dataset",
    "openapi.docs": "/api/docs",
    "onefile.file": "/map.html",
    "assets.file": "/static/x/icon.svg",
    "height.script": "/embed.js",
    "map_data.schools": "/api/map/schools.json",
    "map_data.details": "/api/map/details.json",
    "map_data.regions": "/api/map/regions/sido.json",
    "map_data.changes": "/api/map/changes.json",
    "map_data.words": "/api/map/words.json",
    "map_data.register": "/api/map/register.json",
    "map_data.pieces_index": "/api/map/pieces/x/index.json",
    "map_data.piece": "/api/map/pieces/x/11110.json",
    "exports.preview": "/exports/regions/preview.json",
    "exports.export": "/exports/regions.csv",
    "link_picture.picture": "/exports/link.png",
    "exports.csv_metadata": "/exports/regions.csv-metadata.json",
    "api.schools": "/api/schools.geojson",
    "api.regions": "/api/regions/sido.geojson",
    "api.region": "/api/regions/sido/11",
    "api.unplaced": "/api/unplaced.json",
    "api.manifest": "/api/manifest.json",
    "openapi.document": "/api/openapi.json",
    "dataset.package": "/dataset/datapackage.json",
    "dataset.file": "/dataset/regions_sido.csv",
    "dataset.packaged": "/dataset/package/datapackage.json",
    "dataset.province_feed": "/dataset/feed-11.atom",
    "dataset.archive": "/dataset/dataset.zip",
    "dataset.feed": "/dataset/feed.atom",
    "ogc.landing": "/ogc",
    "ogc.landing_slash": "/ogc/",
    "ogc.conformance": "/ogc/conformance",
    "ogc.openapi": "/ogc/openapi",
    "ogc.collections": "/ogc/collections",
    "ogc.collection": "/ogc/collections/schools",
    "ogc.schema": "/ogc/collections/schools/schema",
    "ogc.queryables": "/ogc/collections/schools/queryables",
    "ogc.sortables": "/ogc/collections/schools/sortables",
    "ogc.items": "/ogc/collections/schools/items",
    "status.healthz": "/healthz",
    "status.readyz": "/readyz",
    "status.robots": "/robots.txt",
    "metrics.metrics": "/metrics",
}
BASE = "https://map.example.org"


def addresses(client: FlaskClient) -> dict[str, str]:
    """Endpoint → an address that it answers with 200, where the map's own address is BASE."""
    key = quote(client.get(FIXED["api.schools"]).json["features"][0]["id"])
    return {
        **FIXED,
        "api.school": f"/api/schools/{key}",
        "ogc.item": f"/ogc/collections/schools/items/{key}",
        "oembed.oembed": f"/oembed?url={quote(BASE)}/",
    }
