"""A new snapshot is served once its answers are ready, and no request fails or waits meanwhile."""

import shutil

import pytest
from werkzeug.test import Client

from tests.conftest import app_for, publish_again
from webmap.web.map.data import addresses
from webmap.web.serving import warm_up_addresses
from webmap.web.serving.front import ResponseCacheMiddleware
from webmap.web.serving.snapshot_watcher import LOOK_S, SnapshotWatcher


@pytest.fixture(autouse=True)
def few_warm_up_addresses(monkeypatch):
    """Which addresses are made ready is not what is tried here."""

    def few(app, view):
        return [("/api/manifest.json", ""), tuple(data_address(app, view).split("?"))]

    monkeypatch.setattr(warm_up_addresses, "warm_up_addresses", few)


NEWER = "20991231T000000Z-00000000"


def publish_newer(folder):
    publish_again(folder, version=NEWER, as_of="2024-09-09")


@pytest.fixture
def served(snapshots):
    app = app_for(snapshots)
    published = app.extensions["webmap"]
    published.watched = True
    front = ResponseCacheMiddleware(app)
    watch = SnapshotWatcher(published, front)
    watch.poll_once()
    return app, front, watch


def version(front):
    return Client(front).get("/api/manifest.json").get_json()["version"]


def data_address(app, view):
    with app.test_request_context("/"):
        return addresses(view)["schools"]


def test_a_new_snapshot_is_served_after_a_look(served, snapshots, sample_snapshot):
    _, front, watch = served
    publish_newer(snapshots)
    assert version(front) == sample_snapshot.version
    watch.poll_once()
    assert version(front) == NEWER


def test_data_of_an_older_snapshot_ends_with_the_swap(served, snapshots):
    app, front, watch = served
    address = data_address(app, app.extensions["webmap"].view())
    before = Client(front).get(address)
    publish_newer(snapshots)
    watch.poll_once()
    after = Client(front).get(address)
    assert after.json["version"] != before.json["version"]  # by which the page knows that it is out of date
    assert "immutable" not in after.headers["Cache-Control"]
    assert "s-maxage=10" in before.headers["Cache-Control"]  # shared caches end sending it as well


def test_a_page_of_a_process_that_is_ahead_gets_its_data_from_one_behind(served, snapshots):
    _, front, _ = served
    publish_newer(snapshots)
    ahead = app_for(snapshots)
    address = data_address(ahead, ahead.extensions["webmap"].view())
    answer = Client(front).get(address)
    assert "immutable" in answer.headers["Cache-Control"]


def test_nothing_is_opened_again_while_nothing_is_new(served, monkeypatch):
    app, _, watch = served
    monkeypatch.setattr(app.extensions["webmap"], "opened", None)
    monkeypatch.setattr(watch, "_front", None)
    watch.poll_once()


def test_a_damaged_snapshot_leaves_what_is_served(served, snapshots, sample_snapshot):
    _, front, watch = served
    (snapshots / "bad").mkdir()
    (snapshots / "current").write_text("bad")
    watch.poll_once()
    assert version(front) == sample_snapshot.version


def test_a_server_that_starts_with_nothing_serves_what_comes(tmp_path, sample_folder):
    app = app_for(tmp_path)
    app.extensions["webmap"].watched = True
    front = ResponseCacheMiddleware(app)
    watch = SnapshotWatcher(app.extensions["webmap"], front)
    watch.poll_once()
    assert Client(front).get("/").status_code == 503
    shutil.copytree(sample_folder, tmp_path, dirs_exist_ok=True)
    watch.poll_once()
    assert Client(front).get("/").status_code == 200


def test_damage_of_the_served_files_is_logged_before_a_restart_needs_them(served, snapshots, caplog):
    app, front, watch = served
    published = app.extensions["webmap"]
    now = published.clock() + LOOK_S
    published.clock = lambda: now
    (snapshots / published.view().snapshot.version / "sido.parquet").unlink()
    watch.poll_once()
    watch.poll_once()
    assert [each.getMessage() for each in caplog.records if "sido.parquet is missing" in each.getMessage()]
    assert Client(front).get("/").status_code == 200
