"""A map in a folder, as an operator has one, and its backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.disks import Disk, mounted
from webmap.backup.archive import write_backup
from webmap.backup.contents import contents_of
from webmap.settings.settings import Settings


def settings_of(folder: Path) -> Settings:
    return Settings(snapshots=folder / "snapshots", register_folder=folder / "register")


@pytest.fixture
def home(sample_folder: Path, tmp_path: Path) -> Path:
    """The folder of a map: lists, decisions, registers with a former edition, and a snapshot."""
    folder = tmp_path / "home"
    shutil.copytree(sample_folder, folder / "snapshots")
    for name, text in {
        "lists/월요일.csv": "학교명\n가상한빛고등학교\n",
        "lists/decisions.csv": "decisions",
        "findings.csv": "findings",
        "register/schools.csv": "schools",
        "register/older/schools-20260101.csv": "former schools",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "backup.zip"
    write_backup(contents_of(settings_of(home), home, []), path)
    return path


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder) as done:
        if not done:
            pytest.skip("a disk to fill can be mounted by the administrator alone")
        yield Disk(folder)
