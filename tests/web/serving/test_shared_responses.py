"""The responses of a snapshot are made by one process of a server, and read by the others."""

from __future__ import annotations

import threading

import pytest

from tests.conftest import app_for, publish_again
from webmap.web.serving import shared_responses as module
from webmap.web.serving.cached_responses import cacheable
from webmap.web.serving.front import ResponseCacheMiddleware
from webmap.web.serving.shared_responses import ENDING, FOLDER, shared_responses

HEADERS = [("Cache-Control", "public"), ("ETag", '"a"'), ("Content-Type", "text/plain")]


@pytest.fixture
def folder(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("shared")
    monkeypatch.setenv(FOLDER, str(folder))
    return folder


@pytest.fixture
def view(app):
    return app.extensions["webmap"].view()


def responses():
    answer = cacheable("route", HEADERS, "본문".encode())
    assert answer is not None
    return {("/", "", "br"): answer, ("/x", "q=1", ""): answer}


def never():
    raise AssertionError("made again")


def test_what_one_process_has_made_the_others_read(folder, view):
    assert shared_responses(view, responses) == responses()
    assert shared_responses(view, never) == responses()


def test_processes_that_come_together_make_it_once(folder, view):
    made, found, together = [], [], threading.Barrier(4)

    def slow():
        made.append(1)
        return responses()

    def process():
        together.wait(20)
        found.append(shared_responses(view, slow))

    threads = [threading.Thread(target=process) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [responses()] * 4
    assert made == [1]


def test_a_front_serves_what_another_one_has_made(folder, sample_folder, monkeypatch):
    first, second = (ResponseCacheMiddleware(app_for(sample_folder)) for _ in range(2))
    view = first.app.extensions["webmap"].view()
    first.prepare(view)()
    monkeypatch.setattr(second, "_responses_by_coding", lambda _address: never())
    second.prepare(view)()
    assert second._responses._pinned == first._responses._pinned != {}


def test_another_snapshot_or_audience_has_responses_of_its_own(folder, view, snapshots):
    publish_again(snapshots, version="20300101T000000Z-00000001")
    newer = app_for(snapshots).extensions["webmap"].view()
    fewer = app_for(snapshots, public_statuses="confirmed").extensions["webmap"].view()
    made = []
    for each in (view, newer, fewer):
        shared_responses(each, lambda: made.append(1) or responses())
    assert len(made) == 3
    assert len(list(folder.glob(f"*{ENDING}"))) == 1  # those of other snapshots are given up


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xe3", b"[]"])
def test_a_damaged_file_is_made_again(folder, view, content):
    shared_responses(view, responses)
    (path,) = folder.glob(f"*{ENDING}")
    path.write_bytes(content)
    assert shared_responses(view, responses) == responses()
    assert shared_responses(view, never) == responses()


def test_without_a_folder_each_process_makes_its_own(view, monkeypatch, tmp_path):
    monkeypatch.delenv(FOLDER, raising=False)
    assert shared_responses(view, responses) == responses()
    monkeypatch.setenv(FOLDER, str(tmp_path / "gone"))
    assert shared_responses(view, responses) == responses()


def test_who_waits_too_long_makes_its_own(folder, view, monkeypatch):
    monkeypatch.setattr(module, "MAX_WAIT_S", 0.01)
    with module.locked_folder(folder, 1):
        assert shared_responses(view, responses) == responses()
