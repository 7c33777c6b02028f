"""nginx in front of the application."""

from __future__ import annotations

import pytest

from tests.deploy.asking import CLIENT, ask, connect
from tests.deploy.machine import Machine, wait_for

pytestmark = pytest.mark.slow

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
ONCE = (
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
    "Server",
    "Date",
)


@pytest.mark.parametrize("path", ["/", "/embed?lang=en", "/about", "/api/schools.geojson", "/embed.js"])
def test_an_answer_comes_whole_compressed_and_with_each_header_once(machine: Machine, path: str):
    answer = ask(machine.https, path, BROWSER)
    assert answer.status == 200
    assert answer["Content-Encoding"] in ("br", "gzip")
    assert answer["Vary"] == "Accept-Encoding"
    assert {name: len(answer.headers.get_all(name, [])) for name in ONCE} == dict.fromkeys(ONCE, 1)


def test_kept_answers_fit_what_each_browser_understands(machine: Machine):
    plain = {ask(machine.https, "/matching").body for _ in range(3)}
    packed = {ask(machine.https, "/matching", BROWSER)["Content-Encoding"] for _ in range(3)}
    refused = ask(machine.https, "/matching", {"Accept-Encoding": "br;q=0, gzip;q=0"})
    assert len(plain) == len(packed) == 1
    assert packed <= {"br", "gzip"}
    assert refused["Content-Encoding"] == ""
    assert refused.body in plain


def test_a_page_that_the_browser_has_is_not_sent_again(machine: Machine):
    etag = ask(machine.https, "/", BROWSER)["ETag"]
    for _kept_or_not in range(3):
        again = ask(machine.https, "/", {**BROWSER, "If-None-Match": etag})
        assert (again.status, again.body, again["ETag"]) == (304, b"", etag)


def test_plain_http_leads_to_tls_and_other_names_to_nothing(machine: Machine):
    answer = ask(machine.http, "/about?lang=en", tls=False)
    assert (answer.status, answer["Location"]) == (301, "https://map.example.org/about?lang=en")
    with pytest.raises(OSError, match=r"(?i)reset|closed"):
        ask(machine.http, "/", {"Host": "evil.example"}, tls=False)
    with pytest.raises(OSError, match=r"(?i)unrecognized"):
        connect(machine.https, name="evil.example")


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics"])
def test_metrics_are_not_public(machine: Machine, path: str):
    assert ask(machine.https, path).status == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [("/about", b"x" * 20_000, 413), (f"/about?q={'x' * 9_000}", b"", 414), ("/metrics", b"", 404)],
)
def test_what_nginx_refuses_is_explained_to_people_in_both_languages(
    machine: Machine, path: str, body: bytes, status: int
):
    answer = ask(machine.https, path, method="POST" if body else "GET", body=body)
    page = answer.body.decode()
    assert (answer.status, answer["Cache-Control"]) == (status, "no-store")
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert 'lang="ko"' in page
    assert 'lang="en"' in page


def test_nothing_that_nginx_writes_names_a_visitor(machine: Machine):
    ask(machine.https, "/about?q=typed", {"User-Agent": "telling", "Referer": "https://telling.example/"})
    wait_for(lambda: b"/about" in (machine.logs / "webmap.log").read_bytes(), "the log")
    for path, content in machine.written().items():
        for word in (CLIENT, "telling", "typed"):
            # The cache names the addresses that it keeps; the log must not.
            assert word.encode() not in content or ("cache" in path and word == "typed"), path


def test_pages_stay_up_while_the_application_is_down(machine: Machine):
    before = [ask(machine.https, "/about?lang=en", BROWSER) for _ in range(3)][-1]
    machine.stop_app()
    after = ask(machine.https, "/about?lang=en", BROWSER)
    missing = ask(machine.https, "/api/schools.geojson?q=never-asked-before")
    assert (after.status, after.body) == (200, before.body)
    assert (missing.status, missing["Content-Type"]) == (503, "application/problem+json")
    assert int(missing["Retry-After"]) > 0
