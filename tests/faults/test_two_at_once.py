"""Several processes at one folder of snapshots: builds wait for each other, readers for nobody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import app_for
from tests.faults.killing import child
from tests.faults.making import leftovers, served_version, versions
from webmap.errors import SnapshotError
from webmap.snapshot import folder as snapshot_folder
from webmap.snapshot import snapshot
from webmap.system.lock import locked_folder

pytestmark = pytest.mark.slow

SWAPS = 20
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@forking
def test_two_builds_at_once_both_publish_and_leave_nothing(publishing, quick_folder):
    out = quick_folder
    publishing.publish(out, "20260101T000000Z-start")
    with (
        child(lambda: publishing.publish(out, "20260102T000000Z-one")) as one,
        child(lambda: publishing.publish(out, "20260103T000000Z-two")) as two,
    ):
        assert not one.was_killed()
        assert not two.was_killed()
    assert served_version(out) in ("20260102T000000Z-one", "20260103T000000Z-two")
    assert versions(out) == ["20260101T000000Z-start", "20260102T000000Z-one", "20260103T000000Z-two"]
    assert leftovers(out) == []


def test_a_build_that_finds_another_one_hanging_says_so_and_leaves_its_folder(
    publishing, quick_folder, monkeypatch
):
    monkeypatch.setattr(snapshot_folder, "WAIT_S", 0.0)
    publishing.publish(quick_folder, "20260101T000000Z-start")
    (quick_folder / ".new-running").mkdir()
    with locked_folder(quick_folder, 0), pytest.raises(SnapshotError) as failure:
        publishing.publish(quick_folder, "20260102T000000Z-late")
    assert "another" in failure.value.message.render("en").lower()
    assert served_version(quick_folder) == "20260101T000000Z-start"
    assert leftovers(quick_folder) == [".new-running"]
    publishing.publish(quick_folder, "20260102T000000Z-late")
    assert leftovers(quick_folder) == []


def test_a_folder_that_another_user_has_locked_first_can_be_locked(quick_folder, monkeypatch):
    opened = os.open

    def refusing_to_write(path, flags, *mode, **named):
        if Path(path).name == ".lock" and flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, *mode, **named)

    (quick_folder / ".lock").touch()
    monkeypatch.setattr(os, "open", refusing_to_write)
    with locked_folder(quick_folder, 0) as held:
        assert held


@forking
def test_no_request_fails_while_twenty_maps_replace_each_other(publishing, quick_folder):
    publishing.publish(quick_folder, "20260101T000000Z-00")
    client = app_for(quick_folder).test_client()
    asked = [client.get("/readyz")]
    names = [f"20260101T000000Z-{number:02}" for number in range(SWAPS + 1)]
    begin, beginning = os.pipe()

    def publish_all() -> None:
        for name in names[1:]:
            os.read(begin, 1)
            publishing.publish(quick_folder, name)

    begun = 0
    with child(publish_all) as running:
        while not running.has_ended():
            if asked[-1].json.get("version") == names[begun]:
                os.write(beginning, b".")  # the next swap, while the requests go on
                begun += 1
            asked.append(client.get("/readyz"))
        assert not running.was_killed()
    os.close(begin)
    os.close(beginning)
    asked.append(client.get("/readyz"))
    assert {answer.status_code for answer in asked} == {200}
    shown = [answer.json["version"] for answer in asked]
    assert shown == sorted(shown)
    assert set(shown) == set(names)


def test_all_is_on_the_disk_before_the_map_is_named(publishing, quick_folder, monkeypatch):
    """By what a power cut may lose: whatever was not synced."""
    done: list[tuple[str, str]] = []
    sync, rename, replace = os.fsync, os.rename, os.replace

    def synced(handle):
        done.append(("sync", Path(f"/proc/self/fd/{handle}").resolve().name))
        sync(handle)

    def renamed(source, target, **named):
        done.append(("name", Path(target).name))
        rename(source, target, **named)

    def replaced(source, target, **named):
        done.append(("name", Path(target).name))
        replace(source, target, **named)

    if not Path("/proc/self/fd").exists():
        pytest.skip("the system does not tell which file is synced (/proc/self/fd)")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renamed)
    monkeypatch.setattr(os, "replace", replaced)
    folder = publishing.publish(quick_folder, "20260101T000000Z-safe")
    named = done.index(("name", folder.name))
    before = [name for what, name in done[:named] if what == "sync"]
    assert set(before) >= {path.name for path in folder.iterdir()}
    assert before[-1].startswith(".new-"), "the names in the folder, after its files"
    pointed = done.index(("name", "current"))
    between = [name for what, name in done[named:pointed] if what == "sync"]
    assert between[0] == quick_folder.name, "the folder's own name"
    assert between[-1].startswith(".current-"), "what the pointer says"
    assert ("sync", quick_folder.name) in done[pointed:], "that the pointer was replaced"


def test_a_map_that_is_replaced_and_removed_while_it_is_opened_is_not_called_damaged(
    publishing, quick_folder, monkeypatch
):
    publishing.publish(quick_folder, "20260101T000000Z-old")
    read = snapshot._read
    opened: list[str] = []

    def read_late(folder, digest="", notes=True):
        if not opened:
            publishing.publish(quick_folder, "20260102T000000Z-new")
            (quick_folder / "20260101T000000Z-old" / "manifest.json").unlink()
        opened.append(folder.name)
        return read(folder, digest, notes)

    monkeypatch.setattr(snapshot, "_read", read_late)
    assert snapshot.open_snapshot(quick_folder).version == "20260102T000000Z-new"
    assert opened == ["20260101T000000Z-old", "20260102T000000Z-new"]
