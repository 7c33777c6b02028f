"""A snapshot that was built elsewhere is published whole or not at all, and some stay however few are kept."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import publish_again
from webmap.errors import SnapshotError
from webmap.snapshot.folder import prune
from webmap.snapshot.forgetting.forget import remove_versions, versions_in
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.publishing.kept import KEPT, kept_in, note_kept
from webmap.snapshot.publishing.ready_made import publish_ready_made
from webmap.snapshot.snapshot import check_published

NEW = "20261201T000000Z-00000001"


@pytest.fixture
def preview(snapshots, tmp_path_factory):
    """A folder of snapshots with a newer one than that of `snapshots`."""
    folder = shutil.copytree(snapshots, tmp_path_factory.mktemp("preview"), dirs_exist_ok=True)
    publish_again(folder, version=NEW)
    return folder


def publish(preview, snapshots, keep=5, kept=()):
    publish_ready_made(preview, read_pointer(preview), snapshots, keep, kept, lambda _: None)


def test_it_is_published_with_every_file_as_it_was(preview, snapshots):
    publish(preview, snapshots)
    assert read_pointer(snapshots).version == NEW
    assert check_published(snapshots, read_pointer(snapshots), alone=True)
    publish(preview, snapshots)
    assert read_pointer(snapshots).version == NEW


def test_a_damaged_one_leaves_the_map_as_it_was(preview, snapshots):
    before = read_pointer(snapshots)
    (preview / NEW / "schools.parquet").write_bytes(b"x")
    with pytest.raises(SnapshotError):
        publish(preview, snapshots)
    assert read_pointer(snapshots) == before
    assert NEW not in versions_in(snapshots)


def test_what_was_forgotten_is_not_published(preview, snapshots):
    from webmap.snapshot.forgetting.forgotten import note_forgotten

    note_forgotten(snapshots, [NEW])
    with pytest.raises(SnapshotError):
        publish(preview, snapshots)
    assert NEW not in versions_in(snapshots)


def test_kept_versions_outlive_the_number_that_is_kept(snapshots):
    old = read_pointer(snapshots).version
    for number in range(1, 5):
        publish_again(snapshots, version=f"20261201T00000{number}Z-00000001")
    note_kept(snapshots, [old])
    prune(snapshots, 2, read_pointer(snapshots).version, {read_pointer(snapshots).version})
    assert old in versions_in(snapshots)
    assert len(versions_in(snapshots)) == 3
    remove_versions(snapshots, [old])
    assert old not in versions_in(snapshots)


def test_a_list_of_kept_versions_that_is_damaged_names_what_can_be_read(snapshots):
    (snapshots / KEPT).write_bytes(b"\xff\n../x\n20261201T000000Z-00000001\n")
    assert kept_in(snapshots) == {"20261201T000000Z-00000001"}
