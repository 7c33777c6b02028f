"""Folders to be killed in, and disks that can be filled or made read-only."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.disks import Disk, mounted
from tests.faults.making import Publishing
from webmap.snapshot.snapshot import write_snapshot

MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)


@pytest.fixture
def quick_folder(tmp_path):
    """A folder in memory where there is such a disk: many snapshots are written, and each is synced."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="webmap-faults-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def publishing(sample_snapshot, tmp_path_factory) -> Publishing:
    """Publishes the sample, in plain shapes, under other versions; its files are made once."""
    boxes = {level: layer.set_geometry(layer.envelope) for level, layer in sample_snapshot.regions.items()}
    plain = replace(
        sample_snapshot,
        regions=boxes,
        topologies={level: sample_snapshot.topologies[level] for level in boxes},
    )
    return Publishing(plain, write_snapshot(plain, tmp_path_factory.mktemp("plain")))


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder) as done:
        if not done:
            pytest.skip("a disk to fill can be mounted by the administrator alone")
        yield Disk(folder)
