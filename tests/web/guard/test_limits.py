"""What a client may ask for: how it is counted, what is free, and that nothing of it is kept."""

import logging
import shutil
import socket
import subprocess
import time
from types import SimpleNamespace

import flask_limiter._extension
import pytest
from pydantic import ValidationError
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.conftest import app_for
from tests.free_ports import free_port
from webmap.exports.picture import vector
from webmap.settings.settings import Settings
from webmap.web.guard.bounded_counts import BoundedStorage
from webmap.web.guard.costs import COSTS

HERE, THERE = "203.0.113.9", "198.51.100.7"
FEW = {"limit_answers": "3/minute", "limit_files": "2/minute", "limit_drawn": "1/minute"}
FREE = {
    "api.manifest", "assets.file", "corrections.as_json", "corrections.feed", "corrections.page", "dataset.feed", "dataset.province_feed", "dataset.package", "dataset.page",
    "dataset.page_unslashed", "height.script", "map_data.changes", "map_data.details", "map_data.piece", "map_data.words",
    "map_data.pieces_index", "map_data.regions", "map_data.register", "map_data.schools",
    "metrics.metrics", "ogc.collection", "ogc.collections", "ogc.conformance", "ogc.landing",
    "lists.lists",
    "ogc.landing_slash", "ogc.openapi", "ogc.queryables", "ogc.schema", "ogc.sortables", "openapi.docs", "openapi.document",
    "pages.about", "pages.embed", "pages.index", "pages.matching", "status.healthz", "status.readyz", "status.robots",
}  # fmt: skip
"""Endpoints with few answers, whatever the request; pages are never refused."""


class Asking:
    """Asks as a client from elsewhere, each time for an answer not requested before."""

    number = 0

    def __init__(self, app):
        self._client = app.test_client()

    def get(self, address, client=HERE, **headers):
        return self._client.get(address, headers=headers, environ_base={"REMOTE_ADDR": client})

    def new(self, address="/api/schools.geojson", client=HERE, **headers):
        Asking.number += 1
        sign = "&" if "?" in address else "?"
        return self.get(f"{address}{sign}q=nobody{Asking.number}", client, **headers)

    def codes(self, count, **how):
        return [self.new(**how).status_code for _ in range(count)]


@pytest.fixture
def make_app(sample_folder, app):
    """Applications with counts of their own, and one snapshot."""

    def make(**settings):
        made = app_for(sample_folder, **settings)
        made.extensions["webmap"] = app.extensions["webmap"]
        return made

    return make


@pytest.fixture
def asking(make_app):
    return Asking(make_app(**FEW))


def test_every_route_is_free_or_has_a_cost(app):
    served = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert served == FREE | set(COSTS)


def test_beyond_its_share_a_client_learns_when_to_come_back(asking):
    assert asking.codes(4) == [200, 200, 200, 429]
    refused = asking.new(address="/api/schools.geojson?lang=en")
    assert refused.mimetype == "application/problem+json"
    assert refused.json["title"] == "too-many-requests"
    seconds = int(refused.headers["Retry-After"])
    assert 0 < seconds <= 60
    assert f"try again in {seconds} seconds" in refused.json["detail"]
    assert refused.headers["RateLimit"] == f'"answers";r=0;t={seconds}'
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["RateLimit-Policy"] == '"answers";q=3;w=60'


def test_people_see_a_page_in_their_language(asking):
    asking.codes(3)
    page = asking.new(address="/unplaced", Accept="text/html")
    assert page.status_code == 429
    assert page.mimetype == "text/html"
    assert "지도는 그대로 보실 수 있습니다" in page.text


def test_a_cached_answer_is_given_to_everybody(asking):
    address = "/api/schools.geojson?sido=41&level=high"
    etag = asking.get(address).headers["ETag"]
    assert 429 in asking.codes(4)
    assert asking.get(address).status_code == 200
    assert asking.get("/api/schools.geojson?level=high&sido=41,41").status_code == 200
    assert asking.get(address, **{"If-None-Match": etag}).status_code == 304


def test_a_client_is_not_limited_by_another_one(asking):
    assert 429 in asking.codes(4)
    assert asking.new(client=THERE).status_code == 200


def test_answers_do_not_say_how_much_is_left_to_whom(asking):
    answer = asking.new()
    assert not {"RateLimit", "RateLimit-Policy", "Retry-After"} & {name for name, _ in answer.headers}
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_made_up_header_makes_no_new_client(asking):
    codes = [asking.new(**{"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(4)]
    assert codes == [200, 200, 200, 429]


def test_all_addresses_of_one_subscriber_count_as_one(asking):
    codes = [asking.new(client=f"2001:db8:1:2::{n}").status_code for n in range(1, 5)]
    assert codes == [200, 200, 200, 429]


def test_drawing_writing_and_computing_are_counted_apart(asking, monkeypatch):
    monkeypatch.setattr(vector, "write", lambda _content, path: path.write_text("<svg/>"))
    assert asking.codes(2, address="/exports/regions.svg") == [200, 429]
    assert asking.codes(3, address="/exports/regions.csv") == [200, 200, 429]
    assert asking.codes(4, address="/ogc/collections/schools/items") == [200, 200, 200, 429]


def test_requests_that_cost_little_are_counted_too(make_app):
    asking = Asking(make_app(limit_requests="5/minute"))
    codes = [asking.get("/api/schools.geojson").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_nobody_is_turned_away_from_the_map(make_app):
    once = {f"limit_{tier}": "1/hour" for tier in ("requests", "answers", "files", "drawn")}
    asking = Asking(make_app(**once))
    assert 429 in [asking.get("/api/schools.geojson").status_code for _ in range(2)]
    free = ("/", "/?sido=41", "/embed?level=high", "/about", "/api/map/schools.json", "/healthz", "/readyz")
    for address in free:
        assert [asking.get(address).status_code for _ in range(3)] == [200] * 3, address


def test_this_computer_and_what_the_process_asks_itself_are_not_counted(asking):
    for local in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert asking.codes(5, client=local) == [200] * 5


def test_an_office_may_lift_the_limits(make_app):
    asking = Asking(make_app(limit_clients=False, **FEW))
    assert asking.codes(5) == [200] * 5
    assert Asking(make_app(limit_answers="")).codes(5) == [200] * 5


@pytest.mark.parametrize(
    "setting",
    [
        {"limit_drawn": "many"},
        {"limit_drawn": "0/minute"},
        {"limit_drawn": "5/fortnight"},
        {"limits_store": "http://store.example"},
    ],
)
def test_a_limit_that_cannot_be_understood_is_refused_at_the_start(setting):
    with pytest.raises(ValidationError):
        Settings(**setting)


def test_valkey_is_asked_as_redis_is():
    assert Settings(limits_store="valkey://v.example").limits_store.get_secret_value() == "redis://v.example"


class Clock:
    now = 1_000.0

    def monotonic(self):
        return self.now

    def time(self):
        return 1e9


def test_a_flood_of_made_up_addresses_fills_no_memory_and_locks_nobody_out(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("webmap.web.guard.bounded_counts.time", clock)
    store = BoundedStorage(max_clients=100)
    for number in range(10_000):
        assert store.incr(f"client {number}", 60) == 1
    assert store.size == 100
    assert store.incr("client 9999", 60) == 2
    clock.now += 61
    assert store.get("client 9999") == 0
    assert store.incr("another", 60) == 1
    assert store.size == 1


def test_no_address_is_kept(make_app):
    app = make_app()
    Asking(app).new()
    limits = app.extensions["webmap.limits"]
    held = repr(vars(limits.limiter.storage)) + repr(vars(limits._keys))
    assert limits.limiter.storage.size
    assert HERE not in held


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory):
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("neither redis-server nor valkey-server is installed here")
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    running = []

    def start():
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        running.append(subprocess.Popen([program, *options], stdout=subprocess.DEVNULL))
        store = Redis(port=port)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                return store.ping()
            except RedisConnectionError:
                continue
        pytest.fail("redis-server does not start")

    def kill():
        running[-1].kill()
        running[-1].wait()

    start()
    yield SimpleNamespace(address=f"redis://127.0.0.1:{port}", store=Redis(port=port), start=start, kill=kill)
    kill()


@pytest.mark.slow
def test_machines_that_share_a_store_count_together_and_keep_no_address_in_it(make_app, redis_server):
    redis_server.store.flushall()
    one, other = (Asking(make_app(limits_store=redis_server.address, **FEW)) for _ in range(2))
    assert one.codes(2) == [200, 200]
    assert other.codes(2) == [200, 429]
    keys = redis_server.store.keys()
    assert redis_server.store.keys("LIMITS*")
    assert HERE.encode() not in b" ".join(keys)
    assert all(redis_server.store.ttl(key) > 0 for key in keys)


@pytest.mark.slow
def test_a_store_that_is_killed_stops_nothing_and_is_used_again(make_app, redis_server, monkeypatch, caplog):
    app = make_app(limits_store=redis_server.address, **FEW)
    asking = Asking(app)
    assert asking.new(client="192.0.2.1").status_code == 200
    redis_server.kill()
    with caplog.at_level(logging.WARNING, "flask-limiter"):
        begun = time.monotonic()
        assert asking.codes(4, client="192.0.2.2") == [200, 200, 200, 429]
        assert asking.get("/about").status_code == 200
        assert time.monotonic() - begun < 10
    assert len([each for each in caplog.records if each.name == "flask-limiter"]) == 1
    assert not app.extensions["webmap.limits"].store_answers
    redis_server.start()
    later = SimpleNamespace(time=lambda: time.time() + 100)
    monkeypatch.setattr(flask_limiter._extension, "time", later)
    assert asking.new(client="192.0.2.3").status_code == 200
    assert app.extensions["webmap.limits"].store_answers
    assert redis_server.store.keys("LIMITS*")


def test_a_store_that_never_answers_keeps_nobody_waiting(make_app):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}"
        asking = Asking(make_app(limits_store=address, **FEW))
        begun = time.monotonic()
        assert asking.codes(4) == [200, 200, 200, 429]
        assert time.monotonic() - begun < 5
