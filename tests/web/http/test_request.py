"""Queries of clients that encode nothing."""

import pytest


@pytest.mark.parametrize(
    "address", ["/", "/about", "/api/schools.geojson", "/exports/schools.csv", "/nowhere"]
)
def test_raw_bytes_that_are_no_text_never_fail(client, address):
    answer = client.get(address, environ_overrides={"QUERY_STRING": "q=\xfc"})
    assert answer.status_code == (404 if address == "/nowhere" else 200)


def test_raw_bytes_of_a_text_mean_what_they_mean_when_encoded(client):
    raw = "가상중".encode().decode("latin-1")
    found = client.get("/api/schools.geojson", environ_overrides={"QUERY_STRING": f"q={raw}"}).json
    assert found == client.get("/api/schools.geojson?q=%EA%B0%80%EC%83%81%EC%A4%91").json
    assert found["features"]
