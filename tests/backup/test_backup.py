"""A backup holds everything that a map is made of, nothing that opens another door, and is whole or not there."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.backup.conftest import settings_of
from tests.cli.commands import here
from webmap.backup import archive
from webmap.backup.archive import write_backup
from webmap.backup.contents import FILES, FOLDERS, contents_of, settings_text
from webmap.errors import BackupError
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import current_version


def names_in(path: Path) -> set[str]:
    with ZipFile(path) as opened:
        return set(opened.namelist())


def test_lists_decisions_findings_registers_and_snapshots_are_in_it(home, backup):
    version = current_version(home / "snapshots")
    assert names_in(backup) >= {
        "lists/월요일.csv",
        "lists/decisions.csv",
        "findings.csv",
        "register/schools.csv",
        "register/older/schools-20260101.csv",
        "settings.env",
        "snapshots/current",
        f"snapshots/{version}/rows.parquet",
        f"snapshots/{version}/manifest.json",
    }


def test_every_part_that_is_declared_is_backed_up(home):
    for name in (*FILES, *(f"{folder}/file.csv" for folder in FOLDERS[:2])):
        (home / name).write_text(name, "utf-8")
    contents = contents_of(settings_of(home), home, [])
    assert {*FILES, "lists/file.csv", "register/file.csv"} <= set(contents.files)


def test_only_its_owner_may_read_it(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_the_same_map_gives_the_same_bytes(home, backup, tmp_path):
    for path in home.rglob("*"):
        os.utime(path, (0, 0))
    write_backup(contents_of(settings_of(home), home, []), tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == backup.read_bytes()


def test_settings_are_in_it_and_keys_are_not(monkeypatch):
    monkeypatch.setenv("WEBMAP_BASE_URL", "https://map.example.org")
    monkeypatch.setenv("WEBMAP_GEOCODER_USER_AGENT", 'a map, "ours" ')
    for name in ("NEIS_KEY", "DATA_GO_KR_KEY", "GEOCODER_KEY"):
        monkeypatch.setenv(f"WEBMAP_{name}", "a-key")
    monkeypatch.setenv("WEBMAP_LIMITS_STORE", "redis://:a-key@10.0.0.5:6379/0")
    text = settings_text(Settings())
    assert "WEBMAP_BASE_URL=https://map.example.org\n" in text
    assert 'WEBMAP_GEOCODER_USER_AGENT="a map, \\"ours\\" "\n' in text
    assert "a-key" not in text


def test_the_settings_are_read_back_by_the_command_line(home, backup, tmp_path):
    (tmp_path / "settings.env").write_text('WEBMAP_LANGUAGE=en\nWEBMAP_GEOCODER_USER_AGENT="a \\"b\\""\n')
    target = tmp_path / "other.zip"
    done = here("--env-file", tmp_path / "settings.env", "backup", target, "--folder", home,
                cwd=tmp_path, WEBMAP_SNAPSHOTS=str(home / "snapshots"))  # fmt: skip
    assert done.returncode == 0, done.stderr
    with ZipFile(target) as opened:
        assert 'WEBMAP_GEOCODER_USER_AGENT="a \\"b\\""' in opened.read("settings.env").decode()


def test_a_list_that_lies_elsewhere_is_taken_along(home, tmp_path):
    (tmp_path / "화요일.csv").write_text("학교명\n", "utf-8")
    assert "lists/화요일.csv" in contents_of(settings_of(home), home, [tmp_path / "화요일.csv"]).files
    (tmp_path / "월요일.csv").write_text("another", "utf-8")
    with pytest.raises(BackupError, match="월요일"):
        contents_of(settings_of(home), home, [tmp_path / "월요일.csv"])


def test_a_damaged_snapshot_is_left_out_and_named(home, tmp_path):
    (home / "www").mkdir()
    version = current_version(home / "snapshots")
    (home / "snapshots" / version / "rows.parquet").write_bytes(b"")
    contents = contents_of(settings_of(home), home, [])
    assert not [name for name in contents.files if name.startswith("snapshots/")]
    said = [line.render("en") for line in contents.left_out]
    assert "rows.parquet has 0 bytes" in said[0]
    assert said[1] == "Not part of a backup: www."


@pytest.mark.parametrize("arguments", [["home/lists/backup.zip"], ["backup.tar"], ["there.zip"]])
def test_a_backup_takes_no_place_where_it_would_do_harm(home, tmp_path, arguments):
    (tmp_path / "there.zip").write_bytes(b"precious")
    done = here("backup", *arguments, "--folder", home, cwd=tmp_path, WEBMAP_LANGUAGE="en",
                WEBMAP_SNAPSHOTS=str(home / "snapshots"))  # fmt: skip
    assert done.returncode in (6, 18), done.stdout
    assert (tmp_path / "there.zip").read_bytes() == b"precious"


def test_an_empty_folder_is_no_map(tmp_path):
    with pytest.raises(BackupError):
        contents_of(settings_of(tmp_path), tmp_path, [])


def test_a_file_that_changes_meanwhile_spoils_no_backup(home, tmp_path, monkeypatch):
    contents = contents_of(settings_of(home), home, [])
    found = archive._fingerprints(contents)
    (home / "lists/decisions.csv").write_text("more decisions")
    monkeypatch.setattr(archive, "_fingerprints", lambda _contents: found)
    with pytest.raises(BackupError, match=r"lists/decisions\.csv"):
        write_backup(contents, tmp_path / "new.zip")
    shutil.rmtree(home / "lists")
    with pytest.raises(BackupError, match=r"lists/decisions\.csv"):
        write_backup(contents, tmp_path / "new.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_the_command_says_that_it_holds_what_is_withheld(home, tmp_path):
    done = here("backup", "b.zip", "--folder", home, cwd=tmp_path, WEBMAP_LANGUAGE="en",
                WEBMAP_SNAPSHOTS=str(home / "snapshots"))  # fmt: skip
    assert done.returncode == 0
    assert "withheld from the public" in done.stdout
