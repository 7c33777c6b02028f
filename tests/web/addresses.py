"""One address of every endpoint, for tests that go through them all."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.route_examples import BASE, every_address

__all__ = ["BASE", "addresses"]


def addresses(client: FlaskClient) -> dict[str, str]:
    """Endpoint → an address that it answers with 200, where the map's own address is BASE."""
    key = client.get("/api/schools.geojson").json["features"][0]["id"]
    found: dict[str, str] = {}
    for endpoint, address in every_address(client.application, key):
        found.setdefault(endpoint, address)
    return found
