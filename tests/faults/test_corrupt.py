"""A snapshot damaged in any way is refused with a sentence; the old one serves until it is repaired."""

from __future__ import annotations

import os
import shutil

import pytest

from webmap.errors import SnapshotError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.manifest import MANIFEST, MAX_MANIFEST_BYTES, NEEDED_FILES
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.snapshot import PACKAGE, open_snapshot
from webmap.web.http.published import RETRY_S, Published

HUGE = 2**44
"""Bytes of a file with nothing in it: reading it would take hours."""


def truncate(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


def empty(path):
    path.write_bytes(b"")


def replace_by_a_folder(path):
    path.unlink()
    path.mkdir()


def remove(path):
    path.unlink()


def make_huge(path):
    os.truncate(path, HUGE)


DAMAGES = (truncate, flip, empty, replace_by_a_folder, remove, make_huge)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def folder(publishing, quick_folder):
    """A folder in which an old map is served and a new one is about to be."""
    publishing.publish(quick_folder, "20260101T000000Z-old")
    return quick_folder


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_file_damaged_in_any_way_is_noticed_and_the_old_map_serves(folder, publishing, damage):
    clock = Clock()
    served = Published(Settings(snapshots=folder), load_region_table(), clock)
    old = served.view()
    new = publishing.publish(folder, "20260102T000000Z-new")
    for name in sorted({*NEEDED_FILES, MANIFEST, PACKAGE}):
        path, whole = new / name, (new / name).read_bytes()
        damage(path)
        with pytest.raises(SnapshotError) as failure:
            open_snapshot(folder)
        assert str(new) in str(failure.value), name
        clock.now += RETRY_S + 1
        assert served.view() is old, name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        path.write_bytes(whole)
    clock.now += RETRY_S + 1
    assert served.view().snapshot.version == new.name


def test_a_digest_of_another_manifest_is_refused(folder):
    pointer = read_pointer(folder)
    (folder / "current").write_text(f"{pointer.version}\n{pointer.digest[::-1]}\n")
    with pytest.raises(SnapshotError):
        open_snapshot(folder)
    (folder / "current").write_text(f"{pointer.version}\n{pointer.digest}\n")
    assert open_snapshot(folder).version == pointer.version


def test_a_manifest_that_has_grown_is_not_read_whole(folder):
    (folder / "20260101T000000Z-old" / MANIFEST).write_bytes(b" " * (MAX_MANIFEST_BYTES + 1))
    (folder / "current").write_text("20260101T000000Z-old")
    with pytest.raises(SnapshotError):
        open_snapshot(folder)


def test_a_pointer_that_cannot_be_read_is_not_reported_as_missing(folder):
    (folder / "current").unlink()
    (folder / "current").mkdir()
    with pytest.raises(SnapshotError) as failure:
        read_pointer(folder)
    assert str(folder / "current") in str(failure.value)


def test_a_build_repairs_the_damaged_map_of_its_own_name(folder, publishing):
    whole = folder / "20260101T000000Z-old"
    empty(whole / PACKAGE)
    publishing.publish(folder, whole.name)
    assert open_snapshot(folder).version == whole.name
    assert (whole / PACKAGE).stat().st_size > 0
