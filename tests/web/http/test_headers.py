"""Every route says by its headers exactly what the table lets be done with its answers."""

from __future__ import annotations

import re

import pytest

from tests.conftest import app_for
from tests.web.addresses import BASE, addresses
from webmap.app import create_app
from webmap.web.http import headers as declared
from webmap.web.http.headers import POLICIES
from webmap.web.http.policies import ERROR, Policy, Readers

OPENED = [endpoint for endpoint, policy in POLICIES.items() if policy.read_by_others]
CONDITIONAL = [endpoint for endpoint, policy in POLICIES.items() if policy.kept_for is not Readers.NOBODY]


FAILS = {
    "assets.file": "/static/x/nothing.js",
    "map_data.regions": "/api/map/regions/nothing.json",
    "map_data.piece": "/api/map/pieces/x/nothing.json",
}
"""Addresses that fail of endpoints that take every parameter."""
FILES = (
    "height.script", "map_data.schools", "map_data.details", "map_data.register", "map_data.changes", "map_data.words",
    "map_data.pieces_index",
)  # fmt: skip
"""Endpoints that fail at no address."""


@pytest.fixture(scope="module")
def client(sample_folder):
    return app_for(sample_folder, base_url=BASE).test_client()


@pytest.fixture(scope="module")
def where(client):
    return addresses(client)


@pytest.fixture(scope="module")
def office(sample_folder):
    return app_for(sample_folder, audience="office").test_client()


def directives(answer) -> dict[str, str]:
    """The Content-Security-Policy of an answer."""
    policy = answer.headers["Content-Security-Policy"]
    return {name: value for name, _, value in (part.partition(" ") for part in policy.split("; "))}


def assert_kept(answer, policy: Policy) -> None:
    """Hold an answer of a public map under TLS to a policy, header by header."""
    asked = directives(answer)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert {asked["default-src"], asked["object-src"], asked["base-uri"]} == {"'none'"}
    assert asked["frame-ancestors"] == ("*" if policy.framed else "'none'")
    assert ("X-Frame-Options" in answer.headers) != policy.framed
    assert ("script-src" in asked) == ("script-src" in dict(policy.sources))
    assert ("upgrade-insecure-requests" in asked) == policy.page
    for name in ("Cross-Origin-Embedder-Policy", "Permissions-Policy"):
        assert (name in answer.headers) == policy.page
    # A window that a sandboxed frame opens shows no page with this header.
    assert "Cross-Origin-Opener-Policy" not in answer.headers
    assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if policy.read_by_others else None)
    others = policy.read_by_others or policy.loaded_by_others or policy.framed
    assert answer.headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if others else "same-origin")
    assert ("no-store" in answer.headers["Cache-Control"]) == (policy.kept_for is Readers.NOBODY)
    # In a sandboxed frame, WebKit takes 'self' for the frame's origin, which is none.
    named = {BASE} if policy.framed and policy.page and "script-src" in asked else set()
    assert {part for value in asked.values() for part in value.split() if "http" in part} == named
    assert not [value for value in asked.values() if "unsafe" in value]


@pytest.mark.parametrize("endpoint", POLICIES)
def test_an_answer_keeps_the_policy_of_its_route_and_sets_no_cookie(client, where, endpoint):
    for method in ("get", "head", "options"):
        answer = getattr(client, method)(where[endpoint])
        assert answer.status_code == 200, answer.text
        assert_kept(answer, POLICIES[endpoint])
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("endpoint", CONDITIONAL)
def test_an_answer_that_a_browser_has_keeps_the_same_policy(client, where, endpoint):
    first = client.get(where[endpoint])
    again = client.get(where[endpoint], headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert_kept(again, POLICIES[endpoint])
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


@pytest.mark.parametrize("endpoint", [each for each in OPENED if each not in FILES])
def test_pages_of_other_sites_may_ask_in_advance_and_read_failures(client, where, endpoint):
    """Some take any parameter that they do not know as a failure, which their readers must be able to read."""
    asked = {"Origin": "https://news.example.org", "Access-Control-Request-Method": "GET"}
    preflight = client.options(where[endpoint], headers=asked)
    assert "Range" in preflight.headers["Access-Control-Allow-Headers"]
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in preflight.headers
    join = "&" if "?" in where[endpoint] else "?"
    failed = client.get(FAILS.get(endpoint, f"{where[endpoint]}{join}lang=xx&format=xx"), headers=asked)
    assert failed.status_code in (400, 404, 501)
    assert failed.headers["Access-Control-Allow-Origin"] == "*"
    assert failed.headers["Cache-Control"] == "no-store"
    assert "script-src" not in directives(failed)


@pytest.mark.parametrize("endpoint", POLICIES)
def test_a_method_that_is_not_served_is_a_failure_with_the_policy_of_failures(client, where, endpoint):
    answer = client.post(where[endpoint])
    assert answer.status_code == 405
    assert_kept(answer, ERROR)


@pytest.mark.parametrize("path", ["/nope", "/api/nope", "/static/x/nope", "/dataset/nope", "/ogc/nope"])
def test_what_is_not_there_runs_nothing_and_is_kept_by_nobody(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "script-src" not in directives(answer)
    assert directives(answer)["frame-ancestors"] == "'none'"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_failure_of_the_embed_is_shown_where_the_embed_would_be(tmp_path):
    answer = app_for(tmp_path).test_client().get("/embed")
    assert answer.status_code == 503
    assert directives(answer)["frame-ancestors"] == "*"


@pytest.mark.parametrize("endpoint", POLICIES)
def test_an_offices_answers_are_for_its_readers_alone(office, where, endpoint):
    """Its network may be all that keeps others out: no page of another site reads through an officer's browser."""
    answer = office.get(where[endpoint])
    assert "Access-Control-Allow-Origin" not in answer.headers
    if POLICIES[endpoint].page:
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    policy = POLICIES[endpoint]
    if policy.read_by_others and not policy.loaded_by_others:
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    if policy.kept_for is Readers.AUDIENCE:
        assert not re.search(r"public|s-maxage", answer.headers["Cache-Control"])
        assert re.search(r"private|no-store", answer.headers["Cache-Control"])


def test_nothing_in_a_request_changes_the_headers(app):
    """Answers are kept by their addresses and given to everybody."""
    hostile = {
        "Host": "evil.example", "Origin": "https://evil.example", "Cookie": "session=1", "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Original-URL": "/about",
        "X-Rewrite-URL": "/about", "X-HTTP-Method-Override": "DELETE", "Forwarded": "host=evil.example;proto=https",
        "User-Agent": "<script>", "Referer": "https://evil.example", "Accept-Language": "en",
    }  # fmt: skip
    for path in ("/", "/embed", "/about", "/api/schools.geojson", "/embed.js", "/nope", "/ogc", "/dataset/"):
        plain = app.test_client().get(path, headers={"Host": "map.example.org"})
        dressed = app.test_client().get(path, headers=hostile)
        del plain.date, dressed.date
        assert dict(dressed.headers) == dict(plain.headers)
        assert dressed.data == plain.data
        assert "Strict-Transport-Security" not in dressed.headers


def test_tls_is_what_the_operator_says_it_is(sample_folder):
    def headers_with(**settings):
        return (
            app_for(sample_folder, **settings)
            .test_client()
            .get("/", base_url="https://map.example.org")
            .headers
        )

    for settings in ({}, {"base_url": "http://map.example.org"}, {"base_url": BASE, "hsts_seconds": 0}):
        assert "Strict-Transport-Security" not in headers_with(**settings)
    assert headers_with(base_url=BASE, hsts_seconds=60)["Strict-Transport-Security"] == "max-age=60"
    assert "upgrade-insecure-requests" not in headers_with()["Content-Security-Policy"]


def test_a_route_without_a_policy_keeps_the_map_from_starting(monkeypatch):
    monkeypatch.setattr(declared, "POLICIES", {"pages.index": POLICIES["pages.index"]})
    with pytest.raises(declared.PolicyError, match=r"api\.schools"):
        create_app()


def test_every_route_has_an_example_here(where):
    assert where.keys() == POLICIES.keys()
