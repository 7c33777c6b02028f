"""Answers to a client after a failure: never more than it needs, always in our words."""

import logging

import pytest

from tests.conftest import app_for
from webmap.errors import RegisterError
from webmap.vocabulary.messages import say
from webmap.web.http.published import Published

PAGES = ("/", "/embed", "/unplaced", "/about", "/api/schools.geojson", "/api/manifest.json", "/readyz")


@pytest.mark.parametrize("page", PAGES)
def test_a_client_learns_nothing_of_the_servers_folders_and_the_log_does(tmp_path, caplog, page):
    with caplog.at_level(logging.ERROR):
        answer = app_for(tmp_path).test_client().get(f"{page}?lang=en")
    assert answer.status_code == 503
    assert "The map is being prepared" in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert str(tmp_path) not in answer.text
    assert str(tmp_path) in caplog.text


def test_other_failures_inside_are_not_revealed_either(sample_folder, monkeypatch):
    def broken(*_arguments):
        raise RegisterError(say("The register file %(file)s cannot be read.", file="/srv/secret"))

    app = app_for(sample_folder)
    monkeypatch.setattr(Published, "view", broken)
    answer = app.test_client().get("/api/schools.geojson")
    assert answer.status_code == 500
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "address", ["/api//schools.geojson", "//api/schools.geojson", "/static//x", "/about/"]
)
def test_no_redirect_is_built_from_the_host_that_a_client_names(client, address):
    answer = client.get(address, headers={"Host": "elsewhere.example"})
    assert answer.status_code == 404
    assert "elsewhere" not in answer.text + str(answer.headers)


def test_a_part_that_does_not_exist_is_reported_in_its_own_sentence(client):
    script = client.get("/static/x/js/state/state.js?lang=en", headers={"Range": "bytes=99999999-"})
    assert script.status_code == 416
    assert "The requested part of the file does not exist." in script.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_every_answer_that_is_a_failure_is_ours(client, method):
    answer = getattr(client, method)("/api/schools.geojson?lang=en")
    assert answer.status_code == 405
    assert answer.mimetype == "application/problem+json"
    assert "GET" in answer.headers["Allow"]
