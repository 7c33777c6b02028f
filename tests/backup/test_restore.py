"""A backup is put back whole: checked before a file is replaced, and nowhere but into the folder."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.cli.commands import here
from tests.faults.killing import child
from tests.faults.making import served_version
from webmap.backup.archive import FORMAT, INDEX
from webmap.backup.restore import restore
from webmap.errors import BackupError
from webmap.snapshot.pointer import current_version

Members = dict[str, bytes]


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".lock", "settings.env")
    }


def written_again(path: Path, change: Callable[[Members], None]) -> Path:
    """The backup with changed members."""
    with ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return path


def index_of(members: Members) -> dict:
    return json.loads(members[INDEX])


def add(name: str, content: bytes = b"x", size: int | None = None) -> Callable[[Members], None]:
    """Add a member that the index states."""
    from hashlib import sha256

    def change(members: Members) -> None:
        index = index_of(members)
        stated = {"bytes": len(content) if size is None else size, "sha256": sha256(content).hexdigest()}
        members[INDEX] = json.dumps({**index, "files": {**index["files"], name: stated}}).encode()
        members[name] = content

    return change


def flip_a_list(members: Members) -> None:
    members["lists/decisions.csv"] = b"decisionz"


def remove_a_list(members: Members) -> None:
    del members["lists/decisions.csv"]


def add_unknown(members: Members) -> None:
    members["lists/more.csv"] = b""


def no_index(members: Members) -> None:
    del members[INDEX]


def index_in_depth(members: Members) -> None:
    members[INDEX] = b"[" * 100_000


def damage_a_snapshot(members: Members) -> None:
    """Consistent with the index, but not with the snapshot's own manifest."""
    name = next(name for name in members if name.endswith("/rows.parquet"))
    add(name, members[name] + b"x")(members)


def test_a_map_comes_back_as_it_was(home, backup, tmp_path):
    done = restore(backup, tmp_path / "new")
    assert everything(tmp_path / "new") == everything(home)
    assert served_version(tmp_path / "new/snapshots") == done.version == current_version(home / "snapshots")
    assert done.replaced == done.not_in_backup == ()
    assert not list((tmp_path / "new").glob(".restoring-*"))


def test_lists_are_their_owners_and_snapshots_the_servers(backup, tmp_path):
    restore(backup, tmp_path / "new")
    modes = {
        name: stat.S_IMODE((tmp_path / "new" / name).stat().st_mode)
        for name in ("lists/decisions.csv", "settings.env", "snapshots/current", "snapshots")
    }
    assert list(modes.values()) == [0o600, 0o600, 0o644, 0o755]


@pytest.mark.parametrize(
    "change",
    [
        flip_a_list,
        remove_a_list,
        add_unknown,
        no_index,
        index_in_depth,
        damage_a_snapshot,
        add("lists/long.csv", b"x" * 100, size=10),
        add("../outside.csv"),
        add("/tmp/outside.csv"),  # noqa: S108 (nothing is written there)
        add("lists/../../outside.csv"),
        add("lists\\..\\outside.csv"),
        add("lists/c:outside.csv"),
        add("lists/.hidden"),
        add("www/index.html"),
        add("outside.csv"),
        add("lists/bomb.csv", b"\0" * 10_000_000, size=2**60),
    ],
)
def test_a_damaged_or_hostile_backup_changes_nothing(home, backup, change, tmp_path):
    before = everything(home)
    with pytest.raises(BackupError) as failure:
        restore(written_again(backup, change), home, agreed=True)
    assert str(backup) in str(failure.value) or str(home) in str(failure.value)
    assert everything(home) == before
    assert not list(home.glob(".restoring-*"))
    assert not list(tmp_path.rglob("outside.csv"))


@pytest.mark.parametrize("kept", [0, 10, 0.5, -1])
def test_a_backup_that_is_cut_off_is_said_to_be_damaged(home, backup, kept):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(kept * len(content)) if isinstance(kept, float) else kept])
    with pytest.raises(BackupError):
        restore(backup, home)


def test_a_flipped_bit_anywhere_is_noticed_or_harms_nothing(home, backup, tmp_path):
    whole = backup.read_bytes()
    before = everything(home)
    for at in range(0, len(whole), len(whole) // 40):
        content = bytearray(whole)
        content[at] ^= 0x10
        backup.write_bytes(content)
        target = tmp_path / f"at{at}"
        try:
            restore(backup, target)
        except BackupError:
            assert everything(target) == {} if target.exists() else True
        else:
            assert everything(target) == before
        shutil.rmtree(target, ignore_errors=True)


def test_a_backup_of_a_newer_program_says_so(home, backup):
    def newer(members: Members) -> None:
        members[INDEX] = json.dumps({**index_of(members), "format": FORMAT + 1}).encode()

    with pytest.raises(BackupError) as failure:
        restore(written_again(backup, newer), home)
    assert "newer version" in failure.value.message.render("en")


def test_what_is_there_is_replaced_only_where_a_person_agrees(home, backup, tmp_path):
    (home / "lists/decisions.csv").write_text("newer decisions")
    (home / "lists/tuesday.csv").write_text("later")
    refused = here("restore", backup, "--folder", home, cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert refused.returncode == 18
    assert "lists/decisions.csv" in refused.stderr
    assert (home / "lists/decisions.csv").read_text() == "newer decisions"
    done = here("restore", backup, "--folder", home, "--yes", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 0, done.stderr
    assert (home / "lists/decisions.csv").read_text() == "decisions"
    assert (home / "lists/tuesday.csv").read_text() == "later"
    assert "left as they are: lists/tuesday.csv" in done.stdout
    assert "What was withdrawn after the backup was made is in it again." in done.stdout


def test_a_damaged_snapshot_is_repaired(home, backup):
    version = current_version(home / "snapshots")
    (home / "snapshots" / version / "rows.parquet").unlink()
    restore(backup, home)
    assert served_version(home / "snapshots") == version


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_killed_at_any_step_it_leaves_whole_files_and_the_next_run_completes(home, backup, tmp_path):
    after = everything(home)
    with child(lambda: restore(backup, tmp_path / "counted")) as whole:
        steps = whole.calls()
    target = tmp_path / "target"
    for step in range(10, steps, steps // 12):
        shutil.rmtree(target, ignore_errors=True)
        with child(lambda: restore(backup, target), kill_at=step) as running:
            assert running.was_killed(), step
        there = {name: content for name, content in everything(target).items() if not name.startswith(".")}
        assert there.items() <= after.items(), step
        if current_version(target / "snapshots"):
            assert served_version(target / "snapshots")
        restore(backup, target)
        assert everything(target) == after


def test_a_full_disk_changes_nothing(backup, disk):
    disk.leave_free(8)
    with pytest.raises(BackupError, match="MB"):
        restore(backup, disk.folder)
    assert everything(disk.folder) == {}
