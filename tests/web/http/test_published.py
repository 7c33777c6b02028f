"""A server picks up what is published, and never stops at what is damaged."""

import json
import shutil

import pytest

from tests.conftest import app_for
from webmap.errors import SnapshotError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import POINTER
from webmap.snapshot.snapshot import open_snapshot
from webmap.web.http import published as module
from webmap.web.http.published import RETRY_S, Published


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def served(snapshots, clock):
    return Published(Settings(snapshots=snapshots), load_region_table(), clock)


@pytest.fixture
def openings(monkeypatch):
    counted = []

    def counting(*arguments, **options):
        counted.append(arguments)
        return open_snapshot(*arguments, **options)

    monkeypatch.setattr(module, "open_snapshot", counting)
    return counted


def test_a_folder_that_was_renamed_is_opened_once(served, snapshots, sample_snapshot, openings):
    (snapshots / sample_snapshot.version).rename(snapshots / "20240901-checked")
    (snapshots / "current").write_text("20240901-checked\n")
    assert all(served.view().snapshot.version == sample_snapshot.version for _ in range(3))
    assert len(openings) == 1


def test_a_damaged_version_is_tried_again_only_after_a_while(
    served, snapshots, sample_snapshot, openings, clock
):
    good = served.view()
    (snapshots / "bad").mkdir()
    (snapshots / "current").write_text("bad")
    assert [served.view() for _ in range(5)] == [good] * 5
    assert len(openings) == 2
    clock.now += RETRY_S + 1
    assert served.view() is good
    assert len(openings) == 3
    (snapshots / "current").write_text(sample_snapshot.version)
    assert served.view().snapshot.version == sample_snapshot.version


def test_a_damaged_version_without_one_before_is_not_opened_at_every_request(tmp_path, openings, clock):
    (tmp_path / "bad").mkdir()
    (tmp_path / "current").write_text("bad")
    empty = Published(Settings(snapshots=tmp_path), load_region_table(), clock)
    for _ in range(3):
        with pytest.raises(SnapshotError):
            empty.view()
    assert len(openings) == 1


@pytest.mark.parametrize("pointer", [b"\xff\xfe", b"", b"../..", b"bad"])
def test_no_damage_takes_down_what_is_served(served, snapshots, pointer):
    good = served.view()
    (snapshots / "bad").mkdir()
    for manifest in ("[]", "[" * 100_000, "{}", json.dumps({"files": {}}), "\0"):
        (snapshots / "bad" / "manifest.json").write_text(manifest)
        (snapshots / "current").write_bytes(pointer)
        assert served.view() is good, manifest[:20]
        (snapshots / "current").unlink()
        assert served.view() is good, manifest[:20]


def test_what_is_wrong_with_the_folder_is_said_by_readyz_and_once_by_the_log(snapshots, caplog):
    app = app_for(snapshots)
    published, client = app.extensions["webmap"], app.test_client()

    def state() -> str:
        return client.get("/readyz").json["folder"]

    assert state() == "readable"
    good = (snapshots / POINTER).read_text("utf-8")
    for content, expected in (
        ("no version at all, but words\n", "unreadable"),
        ("20260101T000000Z-00000000\n", "unusable"),
        (f"{good.split()[0]}\n{'0' * 64}\n", "unusable"),
    ):
        caplog.clear()
        (snapshots / POINTER).write_text(content, "utf-8")
        for _ in range(3):
            published.refreshed()
        assert state() == expected
        assert len([each for each in caplog.records if each.levelname == "ERROR"]) == 1
    (snapshots / POINTER).unlink()
    assert state() == "unreadable"
    (snapshots / POINTER).write_text(good, "utf-8")
    assert state() == "readable"


def test_files_damaged_after_they_were_opened_are_told_and_go_on_being_served(snapshots, caplog):
    app = app_for(snapshots)
    client = app.test_client()
    assert client.get("/readyz").json["folder"] == "readable"
    path = snapshots / client.get("/readyz").json["version"] / "rows.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    caplog.clear()
    for _ in range(3):
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json["folder"]) == (200, "unusable")
    said = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"]
    assert len(said) == 1
    assert "rows.parquet has" in said[0]
    assert client.get("/api/manifest.json").status_code == 200
    path.write_bytes(whole)
    assert client.get("/readyz").json["folder"] == "readable"
    shutil.rmtree(path.parent)
    assert client.get("/readyz").json["folder"] == "unusable"
