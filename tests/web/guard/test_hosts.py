"""The map answers to the names that its operator states, and repeats none that a client makes up."""

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.conftest import app_for
from webmap.app import serve_app
from webmap.settings.addresses import read_hosts
from webmap.web.guard.client import client_address
from webmap.web.guard.hosts import guarded, known_names
from webmap.web.serving.front import ResponseCacheMiddleware
from webmap.web.serving.snapshot_watcher import SnapshotWatcher

STATED = {"trusted_hosts": "map.example.org,[2001:db8::1]", "base_url": "https://maps.example.org:8443/korea"}


@pytest.fixture(scope="module")
def guarded_client(sample_folder):
    return app_for(sample_folder, **STATED).test_client()


@pytest.mark.parametrize(
    "host",
    [
        "map.example.org",
        "MAP.example.org:8000",
        "map.example.org.",
        "[2001:db8::1]:80",
        "maps.example.org",
        "localhost:8000",
        "127.0.0.1",
        "[::1]:8000",
    ],
)
def test_the_stated_names_are_answered_and_those_of_this_computer(guarded_client, host):
    assert guarded_client.get("/api/manifest.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("map.example.org.evil.example", 421),
        ("evil.example:80", 421),
        ("203.0.113.7", 421),
        ("map.example.org,evil.example", 400),
        ("map.example.org@evil.example", 400),
        ("map.example.org:80:80", 400),
        ("map.example.org/", 400),
        ("<script>", 400),
        ("", 400),
    ],
)
@pytest.mark.parametrize("path", ["/api/manifest.json", "/", "/nope"])
def test_other_names_are_refused_in_the_usual_shape(guarded_client, host, status, path):
    answer = guarded_client.get(f"{path}?lang=en", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == status
    assert answer.mimetype == ("application/problem+json" if path.startswith("/api") else "text/html")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "evil.example" not in answer.text + str(answer.headers)


def test_names_are_checked_before_answers_that_are_kept_ready(sample_folder, monkeypatch):
    monkeypatch.setenv("WEBMAP_SNAPSHOTS", str(sample_folder))
    monkeypatch.setenv("WEBMAP_TRUSTED_HOSTS", "map.example.org")
    monkeypatch.setattr(SnapshotWatcher, "start", lambda _self: None)
    monkeypatch.setattr(ResponseCacheMiddleware, "__call__", lambda _self, *asked: Response("kept")(*asked))
    client = Client(serve_app())
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"Host": "map.example.org"}).text == "kept"


def test_what_other_headers_say_of_the_name_counts_for_nothing(guarded_client):
    headers = {
        "Host": "evil.example",
        "X-Forwarded-Host": "map.example.org",
        "Forwarded": "host=map.example.org",
    }
    assert guarded_client.get("/", headers=headers).status_code == 421


def test_without_stated_names_and_proxies_nothing_stands_in_the_way(app):
    served = object()
    assert guarded(served, served, app.config["WEBMAP_SETTINGS"]) is served


def test_believed_proxies_are_noted_for_counting_clients(sample_folder):
    seen = []
    app = app_for(sample_folder, trusted_proxies="1")

    @app.after_request
    def look(answer):
        from flask import request

        seen.append(client_address(request.environ))
        return answer

    app.test_client().get("/healthz", headers={"X-Forwarded-For": "192.0.2.1, 203.0.113.7"})
    assert seen == ["203.0.113.7"]


def test_names_are_known_only_where_some_are_stated(app):
    assert known_names(app.config["WEBMAP_SETTINGS"]) == frozenset()


@pytest.mark.parametrize(
    "stated", ["https://map.example.org", "map.example.org:80", "*", "a b/c", "map..org"]
)
def test_what_is_no_host_name_is_refused(stated):
    with pytest.raises(ValueError, match="is not a host name"):
        read_hosts(stated)
