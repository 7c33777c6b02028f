"""No client keeps the others from their files: turns, places, costs, and tables that never wait for reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event, Semaphore, Thread

import pytest
from werkzeug.test import Client

from tests.conftest import app_for
from webmap.exports.formats import FORMATS
from webmap.web.guard.client import client_networks
from webmap.web.guard.limits import WIDE_TIMES
from webmap.web.serving.admission_queue import AdmissionQueue, PlacesTakenError, QueueFullError
from webmap.web.serving.front import PLACES, ResponseCacheMiddleware

GREEDY, OTHER = "203.0.113.9", "198.51.100.7"


def ask(served, address: str, client: str = OTHER):
    return Client(served).get(address, environ_base={"REMOTE_ADDR": client})


@pytest.fixture
def served(sample_folder, app):
    made = app_for(sample_folder, limit_drawn="1000/minute", limit_files="1000/minute")
    made.extensions["webmap"] = app.extensions["webmap"]
    return ResponseCacheMiddleware(made)


class Held:
    """Threads that have asked; they get their answers when the block around `holding` ends."""

    def __init__(self, served, begun: Semaphore) -> None:
        self.served, self.begun = served, begun
        self.codes: list[int] = []
        self.threads: list[Thread] = []

    def ask(self, *addresses: str, client: str = GREEDY) -> None:
        for address in addresses:
            each = Thread(
                target=lambda to=address: self.codes.append(ask(self.served, to, client).status_code)
            )
            each.start()
            self.threads.append(each)


@contextmanager
def holding(served, monkeypatch, suffixes: tuple[str, ...]) -> Iterator[Held]:
    """Answers of addresses that end so are not made before the block ends."""
    inside, begun, end = served.app.wsgi_app, Semaphore(0), Event()

    def slow(environ, start_response):
        if environ["PATH_INFO"].endswith(suffixes) and not environ.get("webmap.refusal"):
            begun.release()
            end.wait(20)
        return inside(environ, start_response)

    monkeypatch.setattr(served.app, "wsgi_app", slow)
    held = Held(served, begun)
    try:
        yield held
    finally:
        end.set()
        for each in held.threads:
            each.join()


NUMBERS = count()


def drawn(many: int, suffix: str = "svg") -> list[str]:
    """Addresses that were not asked for before: what is kept costs nobody anything."""
    return [f"/exports/regions.{suffix}?q=x{next(NUMBERS)}" for _ in range(many)]


def test_a_client_that_asks_for_many_reports_is_told_and_the_others_get_their_files(served, monkeypatch):
    with holding(served, monkeypatch, (".svg",)) as held:
        held.ask(*drawn(40))
        waiting = list(held.threads)
        while sum(not each.is_alive() for each in waiting) < 40 - PLACES:
            waiting[0].join(0.01)
        assert held.codes == [429] * (40 - PLACES)
        assert ask(served, "/exports/regions.csv?q=a").status_code == 200
        assert ask(served, "/exports/schools.csv?q=b", GREEDY).status_code == 200
        assert ask(served, "/exports/regions/preview.json?q=c").status_code == 200
        held.ask("/exports/regions.svg?q=other", client=OTHER)
    assert sorted(held.codes) == [200] * (PLACES + 1) + [429] * (40 - PLACES)


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.draws_map])
def test_no_table_waits_for_a_report(served, monkeypatch, name):
    with holding(served, monkeypatch, (".svg",)) as held:
        held.ask(*drawn(3))
        assert held.begun.acquire(timeout=20)
        assert ask(served, f"/exports/regions.{name}?q=z").status_code == 200


def test_clients_take_turns():
    queue, order, first, end = AdmissionQueue(1, 20, 20), [], Event(), Event()
    threads = [Thread(target=queue.run, args=(lambda: (first.set(), end.wait(20)), ("z",)))]
    threads[0].start()
    assert first.wait(20)
    for number, client in enumerate("aaaab", 1):
        work = (lambda name=f"{client}{number}": order.append(name), (client,))
        threads.append(Thread(target=queue.run, args=work))
        threads[-1].start()
        while not queue.holds((client,)) or sum(map(len, queue._waiting.values())) < number:
            end.wait(0.001)
    end.set()
    for each in threads:
        each.join()
    assert order == ["a1", "b5", "a2", "a3", "a4"]


def test_a_wider_network_has_twice_the_places_and_nobody_in_particular_has_no_limit():
    queue = AdmissionQueue(concurrency=1, waiting=20, max_wait_s=20, places=1)

    def nested(*networks: tuple[str, ...]) -> None:
        if networks:
            queue._enter(networks[0])
            try:
                nested(*networks[1:])
            finally:
                queue._leave(networks[0])

    nested((), (), (), ())
    nested(("1/64", "x/48"), ("2/64", "x/48"))
    with pytest.raises(PlacesTakenError):
        nested(("1/64", "x/48"), ("1/64", "x/48"))
    with pytest.raises(PlacesTakenError):
        nested(("1/64", "x/48"), ("2/64", "x/48"), ("3/64", "x/48"))
    nested(("1/64", "x/48"), ("2/64", "y/48"))
    assert queue._present == 0
    assert not queue._present_of
    with pytest.raises(QueueFullError):
        nested(*[()] * 22)


def test_a_failure_of_the_work_reaches_who_waits_for_it():
    queue = AdmissionQueue(1, 1, 20)
    with pytest.raises(ZeroDivisionError):
        queue.run(lambda: 1 / 0)
    assert queue.run(lambda: "in") == "in"


def test_a_request_beside_another_one_is_counted_before_it_waits(sample_folder, app, monkeypatch):
    made = app_for(sample_folder, limit_drawn="3/minute")
    made.extensions["webmap"] = app.extensions["webmap"]
    served = ResponseCacheMiddleware(made)
    with holding(served, monkeypatch, (".svg",)) as held:
        held.ask("/exports/regions.svg?q=first")
        assert held.begun.acquire(timeout=20)
        held.ask(*drawn(4))
        while sum(not each.is_alive() for each in held.threads) < 1:
            held.threads[-1].join(0.01)
        assert 429 in held.codes  # nothing has been made yet
    assert sorted(held.codes) == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(("name", "answered"), [("svg", 4), ("pdf", 2), ("hwpx", 1)])
def test_a_report_counts_by_what_it_costs(sample_folder, app, monkeypatch, name, answered):
    made = app_for(sample_folder, limit_drawn="4/minute")
    made.extensions["webmap"] = app.extensions["webmap"]
    monkeypatch.setattr(
        "webmap.exports.formats.Format.write", lambda _form, _content, path: path.write_text("x")
    )
    codes = [ask(made, address, GREEDY).status_code for address in drawn(5, name)]
    assert codes == [200] * answered + [429] * (5 - answered)


def test_a_report_that_costs_more_than_the_limit_is_made_once(sample_folder, app, monkeypatch):
    made = app_for(sample_folder, limit_drawn="1/minute")
    made.extensions["webmap"] = app.extensions["webmap"]
    monkeypatch.setattr(
        "webmap.exports.formats.Format.write", lambda _form, _content, path: path.write_text("x")
    )
    assert [ask(made, address, GREEDY).status_code for address in drawn(2, "hwpx")] == [200, 429]


@pytest.mark.parametrize(
    ("address", "networks"),
    [
        ("203.0.113.9", ("203.0.113.9",)),
        ("::ffff:203.0.113.9", ("203.0.113.9",)),
        ("2001:db8:1:2::3", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
        ("[2001:db8:1:2::3]:443", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
        ("fe80::1%eth0", ("fe80::/64", "fe80::/48")),
        ("", ("unknown",)),
        ("nonsense", ("unknown",)),
    ],
)
def test_a_client_of_ipv6_is_counted_by_two_networks(address, networks):
    assert client_networks({"REMOTE_ADDR": address}) == networks


def test_many_networks_of_one_site_have_a_limit_together(sample_folder, app):
    made = app_for(sample_folder, limit_answers="2/minute")
    made.extensions["webmap"] = app.extensions["webmap"]

    def codes(site: str) -> list[int]:
        return [
            ask(made, f"/api/schools.geojson?q=n{site}{number}", f"2001:db8:{site}:{number:x}::1").status_code
            for number in range(2 * WIDE_TIMES + 3)
        ]

    assert codes("a") == [200] * (2 * WIDE_TIMES) + [429] * 3
    assert codes("b")[0] == 200
