"""Metrics: few names, the counts of all processes, and only for those they are meant for."""

import json

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import app_for
from webmap.web.serving.observe import observed


class Buffered(FlaskClient):
    """Reads every answer to its end, as a server does."""

    def open(self, *arguments, **options):
        return super().open(*arguments, buffered=True, **options)


@pytest.fixture
def serving(sample_folder, tmp_path):
    def make(**settings):
        app = app_for(sample_folder, metrics_folder=tmp_path, **settings)
        app.wsgi_app = observed(app, app.wsgi_app)
        app.test_client_class = Buffered
        return app

    return make


def samples(client, **environ):
    answer = client.get("/metrics", environ_overrides=environ)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    families = text_string_to_metric_families(answer.text)
    return {(each.name, *sorted(each.labels.items())): each.value for f in families for each in f.samples}


def requests(found, **labels):
    """Requests counted with these labels."""
    return sum(
        value
        for (name, *pairs), value in found.items()
        if name == "webmap_requests_total" and labels.items() <= dict(pairs).items()
    )


def test_requests_are_counted_by_route_and_not_by_address(serving):
    client = serving().test_client()
    for number in range(5):
        client.get(f"/nowhere/{number}")
        client.get(f"/api/schools.geojson?q=x{number}")
        client.open("/about", method=f"MADEUP{number}")
    found = samples(client)
    assert requests(found, route="api.schools", status="2xx", method="GET") == 5
    assert requests(found, route="none", status="4xx") == 10
    assert requests(found, method="other") == 5
    assert "MADEUP" not in str(found)
    assert "nowhere" not in str(found)


def test_times_shelves_limits_snapshot_and_build_are_reported(serving):
    client = serving(limit_answers="1/minute").test_client()
    address = "/api/schools.geojson?q=metrics"
    for query in ("", "", "1"):
        client.get(address + query, environ_base={"REMOTE_ADDR": "203.0.113.9"})
    found = samples(client)
    of_schools = ("route", "api.schools")
    assert found["webmap_request_seconds_count", of_schools] == 3
    assert found["webmap_request_seconds_bucket", ("le", "+Inf"), of_schools] == 3
    assert found["webmap_shelf_answers_total", ("found", "held"), ("shelf", "api")] >= 1
    assert found["webmap_requests_limited_total", ("tier", "answers")] >= 1
    assert found["webmap_ready",] == 1
    assert found["webmap_snapshot_schools",] > 0
    names = {name for name, *_ in found}
    assert {"webmap_build_info", "webmap_snapshot_info", "webmap_process_cpu_seconds"} <= names


def test_counts_of_every_process_are_added_and_those_of_one_that_ended_stay(serving, tmp_path):
    app = serving()
    client = app.test_client()
    client.get("/about")
    other = {**app.extensions["webmap.counts"].noted(), "pid": 1}
    (tmp_path / "1.json").write_text(json.dumps(other))
    (tmp_path / "2.json").write_text('{"cut off')
    assert requests(samples(client), route="pages.about") == 2


def test_no_name_grows_without_bounds(serving):
    client = serving().test_client()
    client.get("/about")
    before = len(samples(client))
    for number in range(20):
        client.get(f"/{number}?x={number}", headers={"User-Agent": str(number)})
    assert len(samples(client)) - before < 40


@pytest.mark.parametrize(
    ("setting", "environ", "status"),
    [
        ("local", {}, 200),
        ("local", {"REMOTE_ADDR": "::1"}, 200),
        ("local", {"REMOTE_ADDR": "203.0.113.9"}, 404),
        ("local", {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, 404),
        ("local", {"HTTP_HOST": "map.example.org"}, 404),
        ("off", {}, 404),
        ("on", {"REMOTE_ADDR": "203.0.113.9"}, 200),
        ("203.0.113.0/24", {"REMOTE_ADDR": "203.0.113.9"}, 200),
        ("203.0.113.0/24", {"REMOTE_ADDR": "198.51.100.7"}, 404),
        ("2001:db8::/32", {"REMOTE_ADDR": "2001:db8:1::5"}, 200),
        ("2001:db8::/32", {"REMOTE_ADDR": "nonsense"}, 404),
    ],
)
def test_metrics_are_for_those_whom_the_setting_names(sample_folder, app, setting, environ, status):
    asked = app_for(sample_folder, metrics=setting)
    asked.extensions["webmap"] = app.extensions["webmap"]
    assert asked.test_client().get("/metrics", environ_overrides=environ).status_code == status


def test_health_is_reported_without_a_snapshot_and_readiness_is_not(tmp_path):
    client = app_for(tmp_path).test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").status_code == 503
    assert client.head("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 200


def test_what_is_served_from_memory_is_ready_though_its_folder_is_gone(sample_folder, tmp_path):
    import shutil

    folder = shutil.copytree(sample_folder, tmp_path / "snapshots")
    client = app_for(folder).test_client()
    assert client.get("/readyz").json["folder"] == "readable"
    shutil.rmtree(folder)
    gone = client.get("/readyz")
    assert gone.status_code == 200
    assert gone.json["folder"] == "unreadable"
    assert gone.headers["Cache-Control"] == "no-store"
