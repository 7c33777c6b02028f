"""Whatever is sent, and however much of it: a clear refusal, before anything is read."""

import pytest

from webmap.web.guard.input_limits import MAX_ADDRESS_BYTES, MAX_BODY_BYTES, MAX_PARAMETERS


class NeverRead:
    """A body that must not be touched."""

    def __getattr__(self, name):
        pytest.fail(f"the body was read ({name})")


@pytest.mark.parametrize(
    "path", ["/", "/api/schools.geojson", "/nowhere", "/healthz", "/exports/regions.csv"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_a_long_address_is_refused_as_one(client, path, method):
    answer = client.open(f"{path}?q={'x' * MAX_ADDRESS_BYTES}", method=method)
    assert answer.status_code == 414
    assert client.open("/" + "x" * MAX_ADDRESS_BYTES, method=method).status_code == 414


def test_the_longest_filter_of_all_is_read(client, app):
    table = app.extensions["webmap"].table
    codes = ["sido", "sigungu", "office"]
    query = "&".join(f"{level}={','.join(region.code for region in table.regions(level))}" for level in codes)
    assert client.get(f"/api/schools.geojson?{query}").status_code == 200


def test_many_parameters_are_refused_before_they_are_taken_apart(client):
    answer = client.get("/api/schools.geojson?lang=en&" + "a=1&" * MAX_PARAMETERS)
    assert answer.status_code == 400
    assert answer.json["title"] == "bad-request"
    assert f"at most {MAX_PARAMETERS}" in answer.json["detail"]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "HEAD"])
@pytest.mark.parametrize(
    "sent",
    [{"CONTENT_LENGTH": str(MAX_BODY_BYTES + 1)}, {"HTTP_TRANSFER_ENCODING": "chunked"}],
)
def test_no_body_is_ever_read(client, method, sent):
    environ = {"wsgi.input": NeverRead(), **sent}
    assert client.open("/api/schools.geojson", method=method, environ_overrides=environ).status_code == 413


def test_a_length_that_is_none_is_no_length(client):
    environ = {"wsgi.input": NeverRead(), "CONTENT_LENGTH": "-1 or 9e9"}
    assert client.get("/api/schools.geojson", environ_overrides=environ).status_code == 200
