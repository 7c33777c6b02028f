"""What is handed out without Flask is what Flask says, and what is costly never holds up the rest."""

import threading
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from tests.conftest import app_for
from webmap.web.serving.admission_queue import AdmissionQueue, QueueFullError
from webmap.web.serving.cached_responses import RecentResponses, cacheable
from webmap.web.serving.front import NO_HOST, ResponseCacheMiddleware
from webmap.web.serving.warm_up_addresses import warm_up_addresses

CODINGS = ("br", "gzip", "identity", "gzip, br;q=0", "*", "zstd", "br;q=0.1, gzip;q=0.9")


@pytest.fixture(scope="module")
def app(sample_folder):
    return app_for(sample_folder)


@pytest.fixture(scope="module")
def front(app):
    front = ResponseCacheMiddleware(app)
    front.prepare(app.extensions["webmap"].view())()
    return front


@pytest.fixture(scope="module")
def addresses(app):
    return warm_up_addresses(app, app.extensions["webmap"].view())


@pytest.fixture
def entered(front, monkeypatch):
    """Paths of requests that reached Flask."""
    paths = []
    inside = front.app.wsgi_app

    def counting(environ, start_response):
        paths.append(environ["PATH_INFO"])
        return inside(environ, start_response)

    monkeypatch.setattr(front.app, "wsgi_app", counting)
    return paths


def ask(application, path, query, method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(application).open(path, NO_HOST, query_string=query, method=method, headers=named)


def comparable(response):
    """The whole answer without the time and the mark of the compression level."""
    headers = {name.lower(): value for name, value in response.headers}
    headers.pop("date", None)
    headers["etag"] = headers.get("etag", "").replace("+", "")
    headers.pop("content-length", None)
    return headers


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_every_kept_answer_is_what_flask_says(front, app, addresses, entered, coding, method):
    kept_answers = [ask(front, *address, method, Accept_Encoding=coding) for address in addresses]
    assert entered == []
    for address, answer in zip(addresses, kept_answers, strict=True):
        asked = ask(app, *address, method, Accept_Encoding=coding)
        assert answer.status_code == asked.status_code == 200, address
        assert comparable(answer) == comparable(asked), address
        if coding == "identity":
            assert answer.data == asked.data, address


def test_the_stated_length_is_that_of_the_body(front, addresses):
    for address in addresses:
        full, head = (ask(front, *address, method, Accept_Encoding="br") for method in ("GET", "HEAD"))
        assert len(full.data) == int(full.headers["Content-Length"]) == int(head.headers["Content-Length"])
        assert head.data == b""


@given(coding=st.sampled_from(CODINGS), weak=st.booleans(), method=st.sampled_from(["GET", "HEAD"]))
@settings(max_examples=20, deadline=None)
def test_who_has_an_answer_gets_304_in_every_coding(front, app, coding, weak, method):
    path = "/api/schools.geojson"
    etag = ask(front, path, "", Accept_Encoding=coding).headers["ETag"]
    again = ask(front, path, "", method, Accept_Encoding=coding, If_None_Match=f"W/{etag}" if weak else etag)
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == etag
    assert "Content-Type" not in again.headers
    assert again.headers["Vary"] == "Accept-Encoding"
    assert "Content-Security-Policy" in again.headers


@pytest.mark.parametrize(
    ("asked", "status"),
    [('"other"', 200), ("*", 304), ('"other", {etag}', 304), ("", 200), ("garbage", 200), ('"', 200)],
)
def test_odd_conditions_are_answered_as_the_standard_says(front, asked, status):
    etag = ask(front, "/", "").headers["ETag"]
    assert ask(front, "/", "", If_None_Match=asked.format(etag=etag)).status_code == status


def test_a_part_of_a_file_is_still_to_be_had(front):
    part = ask(front, "/api/schools.geojson", "", Range="bytes=0-9", Accept_Encoding="identity")
    whole = ask(front, "/api/schools.geojson", "", Accept_Encoding="identity")
    assert part.status_code == 206
    assert part.data == whole.data[:10]


def test_another_method_is_refused_as_ever(front):
    assert ask(front, "/", "", "POST").status_code == 405


def test_an_answer_requested_once_is_not_made_again(front, entered):
    first = ask(front, "/api/schools.geojson", "sido=41&level=high")
    again = ask(front, "/api/schools.geojson", "sido=41&level=high")
    assert again.data == first.data
    assert comparable(again) == comparable(first)
    assert len(entered) == 1


@pytest.mark.parametrize(
    ("path", "query"), [("/nowhere", ""), ("/api/schools.geojson", "town=1"), ("/readyz", ""), ("/ogc", "")]
)
def test_failures_and_what_depends_on_the_host_are_never_kept(front, entered, path, query):
    for _ in range(2):
        ask(front, path, query)
    assert entered == [path, path]


def test_no_answer_is_kept_that_names_the_host_a_client_has_made_up(front):
    evil = Client(front).get("/dataset/feed.atom", "http://localhost:6666")
    good = Client(front).get("/dataset/feed.atom", "http://map.example.org")
    assert b"localhost:6666" in evil.data
    assert b"localhost:6666" not in good.data


@pytest.mark.parametrize(
    "headers",
    [
        [("Cache-Control", "no-store"), ("ETag", '"a"')],
        [("Cache-Control", "private"), ("ETag", '"a"')],
        [("Cache-Control", "public"), ("ETag", 'W/"a"')],
        [("Cache-Control", "public")],
        [("Cache-Control", "public"), ("ETag", '"a"'), ("Set-Cookie", "a=b")],
    ],
)
def test_only_what_is_the_same_for_everyone_is_kept(headers):
    assert cacheable("route", headers, b"body") is None


def test_what_a_client_has_left_of_its_limit_is_not_shown_to_the_next():
    headers = [("Cache-Control", "public"), ("ETag", '"a"'), ("RateLimit", "r=3"), ("Retry-After", "3")]
    answer = cacheable("route", headers, b"body")
    assert answer is not None
    assert {name for name, _ in answer.headers + answer.headers_304} == {"Cache-Control", "ETag"}


def test_recent_answers_never_take_more_than_their_room():
    recent, headers = RecentResponses(max_bytes=50_000), [("Cache-Control", "public"), ("ETag", '"a"')]
    for number in range(1_000):
        answer = cacheable("route", headers, b"x" * 3_000)
        assert answer is not None
        recent.add(("/", str(number), ""), answer)
        assert recent.bytes <= 50_000
    assert recent.get(("/", "999", "")) is not None
    assert recent.get(("/", "0", "")) is None


def test_kept_answers_do_not_wait_for_costly_ones(front, monkeypatch):
    inside, working, end = front.app.wsgi_app, threading.Semaphore(0), threading.Event()

    def slow(environ, start_response):
        working.release()
        end.wait(20)
        return inside(environ, start_response)

    monkeypatch.setattr(front.app, "wsgi_app", slow)
    busy = [threading.Thread(target=ask, args=(front, "/api/schools.geojson", f"q={n}")) for n in range(6)]
    for each in busy:
        each.start()
    try:
        assert working.acquire(timeout=20)
        assert ask(front, "/", "").status_code == 200
    finally:
        end.set()
        for each in busy:
            each.join()


def test_who_comes_when_too_many_wait_is_asked_to_come_again(front, monkeypatch):
    monkeypatch.setattr(front, "_quick_queue", AdmissionQueue(concurrency=1, waiting=-1, max_wait_s=0))
    answer = ask(front, "/api/schools.geojson", "q=new", Accept_Language="ko")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json()["type"].endswith("#busy")
    assert ask(front, "/healthz", "").status_code == 200


def test_a_gate_lets_in_as_many_as_it_says():
    gate = AdmissionQueue(concurrency=1, waiting=0, max_wait_s=0.01)
    with pytest.raises(QueueFullError):
        gate.run(lambda: gate.run(lambda: None))
    assert gate.run(lambda: "in") == "in"


def test_who_has_waited_too_long_at_a_gate_is_turned_away_and_the_work_never_done():
    gate, begun, end, done = AdmissionQueue(concurrency=1, waiting=1, max_wait_s=0.01), Event(), Event(), []
    first = Thread(target=lambda: gate.run(lambda: (begun.set(), end.wait())))
    first.start()
    begun.wait()
    with pytest.raises(QueueFullError):
        gate.run(lambda: done.append("late"))
    end.set()
    first.join()
    assert gate.run(lambda: "in") == "in"
    assert done == []
