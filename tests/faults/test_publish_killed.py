"""Killed in the middle of writing the static copy: the old copy stays whole, and the next run completes."""

from __future__ import annotations

import os

import pytest

from tests.faults.killing import child
from tests.faults.test_killed import moments
from webmap.errors import OutputError
from webmap.settings.settings import Settings
from webmap.site import publish as module
from webmap.site.manifest import SiteManifest, read_manifest, sha256
from webmap.site.options import PublishOptions
from webmap.site.publish import Publication
from webmap.system import disk as disk_module
from webmap.system.disk import NO_ROOM
from webmap.system.progress import ProgressBars

pytestmark = pytest.mark.slow

FILES = 8
"""A small copy: that the real one's pages are right is tested elsewhere."""


@pytest.fixture
def publish(quick_folder, monkeypatch):
    """Publishes a small copy, in which all files but one say which copy it is."""

    def publish_copy(name: str) -> None:
        def make(tree, _bars):
            tree.put("same.txt", b"the same in every copy")
            for number in range(FILES):
                tree.put(f"part/{number}.txt", f"{name}, {number}".encode())
            return SiteManifest({"version": name}, dict(tree.files), tree.keep_previous(), name)

        monkeypatch.setattr(module, "_opened", lambda _wish: Publication("", True, make))
        module.publish(PublishOptions(quick_folder / "copy", Settings()), ProgressBars("en"))

    return publish_copy


def copy_in(folder) -> str:
    """Name of the copy in a folder, all of whose files are whole."""
    manifest = read_manifest(folder)
    assert manifest is not None
    for path, entry in manifest.every().items():
        assert sha256((folder / path).read_bytes()) == entry.sha256, path
    assert (folder / "part" / "0.txt").read_text("utf-8") == f"{manifest.made_from}, 0"
    return manifest.made_from


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_a_publisher_killed_at_any_step_leaves_one_whole_copy_and_the_next_run_completes(
    publish, quick_folder
):
    target = quick_folder / "copy"
    publish("first")
    with child(lambda: publish("second")) as whole:
        steps = whole.calls()
    for step in moments(steps):
        before, name = copy_in(target), f"killed at step {step} of {steps}"
        with child(lambda: publish(name), kill_at=step) as running:  # noqa: B023 (runs before the next)
            assert running.was_killed(), f"{name}, which was not reached"
        assert copy_in(target) in (before, name)
        publish(f"after the one {name}")
        assert copy_in(target) == f"after the one {name}"
        assert [path.name for path in quick_folder.iterdir()] == ["copy"]


def test_a_copy_that_fills_the_disk_leaves_the_old_one(publish, disk, monkeypatch):
    target = disk.folder / "copy"

    def make(tree, _bars):
        for number in range(FILES):
            tree.put(f"part/{number}.txt", f"old, {number}".encode() + bytes(100_000 if big else 0))
        return SiteManifest({}, dict(tree.files), tree.keep_previous(), "old")

    big = False
    monkeypatch.setattr(module, "_opened", lambda _wish: Publication("", True, make))
    module.publish(PublishOptions(target, Settings()), ProgressBars("en"))
    big = True
    disk.leave_free(300)
    with pytest.raises(OutputError) as failure:
        module.publish(PublishOptions(target, Settings()), ProgressBars("en"))
    assert NO_ROOM.render("ko") in str(failure.value)
    assert copy_in(target) == "old"
    assert [path.name for path in disk.folder.iterdir()] == ["copy"]


def test_a_copy_is_on_the_disk_before_it_takes_its_place(publish, quick_folder, monkeypatch):
    done: list[str] = []
    monkeypatch.setattr(disk_module, "sync_file", lambda path: done.append(path.name))
    monkeypatch.setattr(module, "swap", lambda *_: done.append("SWAP"))
    publish("first")
    before = done[: done.index("SWAP")]
    assert {"site.json", "same.txt", "0.txt", "part"} <= set(before)
    assert done[-1] == quick_folder.name
