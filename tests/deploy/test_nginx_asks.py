"""What nginx lets through to the application, and what it keeps of its answers."""

from __future__ import annotations

import json
import re

import pytest

from tests.deploy.asking import CLIENT, ask_often, connect
from tests.deploy.echo import Echo
from tests.deploy.machine import DEPLOY, NAME

pytestmark = pytest.mark.slow

SPOOFED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Port": "1",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;host=evil.example",
    "Cookie": "session=1",
    "Authorization": "Basic eDp5",
}


def test_what_a_client_says_of_its_origin_does_not_pass(echo: Echo):
    seen = json.loads(echo.ask("/echo", SPOOFED).body)
    about_the_client = {name: seen.get(name.lower()) for name in SPOOFED}
    assert about_the_client == dict.fromkeys(SPOOFED) | {
        "X-Forwarded-For": CLIENT,
        "X-Forwarded-Host": NAME,
        "X-Forwarded-Proto": "https",
    }
    assert seen["host"] == NAME


@pytest.mark.parametrize("kind", ["private", "no-store", "public, no-store", "max-age=60", ""])
def test_what_is_not_for_all_is_never_kept(echo: Echo, kind: str):
    path = f"/echo?cache={kind.replace(' ', '')}"
    numbers = [json.loads(echo.ask(path).body)["number"] for _ in range(4)]
    assert len(set(numbers)) == 4


def test_the_application_is_asked_seldom_for_what_many_read(echo: Echo):
    answers = ask_often(echo.machine.https, "/echo?cache=public", 50)
    numbers = {json.loads(answer.body)["number"] for answer in answers}
    assert len(numbers) < 25


def test_programs_that_ask_too_much_learn_when_to_come_again(echo: Echo):
    answers = ask_often(echo.machine.https, "/api/schools.geojson?sido=41", 100, client="127.0.0.66")
    refused = [answer for answer in answers if answer.status != 200]
    assert {answer.status for answer in refused} == {429}
    assert refused[0]["Content-Type"] == "application/problem+json"
    assert int(refused[0]["Retry-After"]) > 0
    assert json.loads(refused[0].body)["status"] == 429


def test_what_costs_little_is_given_to_a_whole_school_behind_one_address(echo: Echo):
    answers = ask_often(echo.machine.https, "/?sido=41&cache=public", 400, client="127.0.0.66")
    assert {answer.status for answer in answers} == {200}


@pytest.mark.parametrize(
    ("accepted", "passed"),
    [
        ("gzip, deflate, br, zstd", "br, gzip"),
        ("br;q=1.0, gzip;q=0.8", "br, gzip"),
        ("gzip;q=1.0, x-odd-17", "gzip"),
        ("br", "br"),
        ("br;q=0, gzip", None),
        ("brotli, gzipped", None),
    ],
)
def test_odd_wishes_for_compression_do_not_multiply_what_is_kept(
    echo: Echo, accepted: str, passed: str | None
):
    seen = json.loads(echo.ask("/echo", {"Accept-Encoding": accepted}).body)
    assert seen.get("accept-encoding") == passed


@pytest.mark.parametrize("start", [b"GET / HTTP/1.1\r\nHost: map.exa", b""])
def test_a_client_that_sends_its_request_slowly_is_cut_off(echo: Echo, start: bytes):
    timeouts = re.findall(r"client_\w+_timeout (\d+)s;", (DEPLOY / "nginx/http.conf").read_text("utf-8"))
    assert [int(seconds) <= 10 for seconds in timeouts] == [True, True]
    with connect(echo.machine.https) as slow:
        slow.sendall(start)
        slow.settimeout(5)
        assert slow.recv(1) == b""


def test_a_slow_reader_holds_nginx_and_not_the_application(echo: Echo):
    with connect(echo.machine.https) as reader:
        reader.sendall(f"GET /many HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
        assert echo.taken.wait(10)
