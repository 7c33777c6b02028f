"""What was forgotten is noted by version alone, and is served nowhere any more."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import app_for, publish_again
from webmap.errors import SnapshotError
from webmap.snapshot.forgetting.forget import remove_versions, versions_in
from webmap.snapshot.forgetting.forgotten import FORGOTTEN, forgotten_in, note_forgotten, remove_forgotten
from webmap.snapshot.pointer import Pointer, read_pointer, write_pointer
from webmap.snapshot.snapshot import check_published, open_snapshot

OLD, NEW = "20260101T000000Z-00000001", "20260102T000000Z-00000002"


@pytest.fixture
def folder(snapshots):
    for version in (OLD, NEW):
        publish_again(snapshots, version=version)
    return snapshots


def test_the_file_holds_versions_and_nothing_else(folder):
    note_forgotten(folder, ["20250101T000000Z-0badf00d"])
    remove_versions(folder, [OLD])
    assert (folder / FORGOTTEN).read_text("utf-8") == f"20250101T000000Z-0badf00d\n{OLD}\n"
    assert OLD not in versions_in(folder)


def test_what_comes_back_from_a_backup_is_not_opened_and_goes_with_the_next_build(folder):
    backup = shutil.copytree(folder / OLD, folder.parent / f"{folder.name}-backup" / OLD)
    remove_versions(folder, [OLD])
    shutil.copytree(backup, folder / OLD)
    with pytest.raises(SnapshotError, match="지우기로"):
        open_snapshot(folder, Pointer(OLD))
    pointer = read_pointer(folder)
    write_pointer(folder, Pointer(OLD))
    with pytest.raises(SnapshotError, match="지우기로"):
        check_published(folder, read_pointer(folder))
    assert app_for(folder).test_client().get("/api/manifest.json").status_code == 503
    write_pointer(folder, pointer)
    assert remove_forgotten(folder) == [OLD]
    assert not (folder / OLD).exists()


@pytest.mark.parametrize("content", [b"", b"../current\n/etc\n", b"\xff\xfe\n", b"..\n.\n"])
def test_lines_that_name_no_version_are_passed_over(folder, content):
    (folder / FORGOTTEN).write_bytes(content)
    assert forgotten_in(folder) == frozenset()
    assert open_snapshot(folder).version == NEW
