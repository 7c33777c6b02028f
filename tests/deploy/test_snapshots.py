"""Copying snapshots between machines while servers read them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import app_for, publish_again
from tests.deploy.machine import DEPLOY
from webmap.snapshot.forgetting.forget import remove_versions
from webmap.snapshot.forgetting.forgotten import forgotten_in
from webmap.snapshot.manifest import FORMAT
from webmap.snapshot.pointer import Pointer, read_pointer, write_pointer
from webmap.snapshot.snapshot import check_published

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not here"),
]

OLD, NEW = "20260101T000000Z-00000001", "20260102T000000Z-00000002"


WEBMAP = Path(sys.executable).with_name("webmap")


def run(script: str, *arguments: object, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{path}:{os.environ['PATH']}",
        "WEBMAP_COMMAND": str(WEBMAP),
        "WEBMAP_LANGUAGE": "en",
    }
    command = [str(DEPLOY / script), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots, of which the newer one is published."""
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("built"), dirs_exist_ok=True)
    for version in (OLD, NEW):
        publish_again(folder, version=version)
    return folder


@pytest.fixture
def source(built: Path, tmp_path: Path) -> Path:
    """Where the map is built; the older snapshot is published."""
    folder = tmp_path / "source"
    shutil.copytree(built / OLD, folder / OLD)
    publish(built, folder, OLD)
    return folder


def publish(built: Path, folder: Path, version: str) -> None:
    if not (folder / version).exists():
        shutil.copytree(built / version, folder / version)
    digest = hashlib.sha256((folder / version / "manifest.json").read_bytes()).hexdigest()
    write_pointer(folder, Pointer(version, digest))


def test_a_server_goes_on_while_a_snapshot_is_pushed_into_its_folder(
    source: Path, built: Path, tmp_path: Path
):
    served = tmp_path / "served"
    assert run("push-snapshot", source, served).returncode == 0
    client = app_for(served).test_client()
    answers, over = [client.get("/api/manifest.json")], threading.Event()

    def read() -> None:
        while not over.is_set():
            answers.append(client.get("/api/manifest.json"))

    reader = threading.Thread(target=read)
    reader.start()
    publish(built, source, NEW)
    pushed = run("push-snapshot", source, served)
    over.set()
    reader.join()
    assert pushed.returncode == 0, pushed.stderr
    assert {answer.status_code for answer in answers} == {200}
    assert (answers[0].json["version"], client.get("/api/manifest.json").json["version"]) == (OLD, NEW)


def test_a_push_that_breaks_off_leaves_the_old_snapshot(source: Path, built: Path, tmp_path: Path):
    served, broken = tmp_path / "served", tmp_path / "bin"
    run("push-snapshot", source, served)
    publish(built, source, NEW)
    broken.mkdir()
    (broken / "rsync").write_text("#!/bin/sh\nexit 20\n")
    (broken / "rsync").chmod(0o755)
    assert run("push-snapshot", source, served, path=str(broken)).returncode != 0
    assert read_pointer(served).version == OLD


def damage(folder: Path, how: str) -> None:
    """Damage a snapshot: its manifest, or a file of which the manifest alone knows that it is damaged."""
    rows = folder / "rows.parquet"
    content = bytearray(rows.read_bytes())
    match how:
        case "manifest":
            (folder / "manifest.json").write_text("{}")
        case "cut off":
            rows.write_bytes(content[:-1])
        case "a bit":
            content[len(content) // 3] ^= 1
            rows.write_bytes(content)
        case "missing":
            rows.unlink()
        case "one more":
            (folder / "notes.txt").write_text("private")


DAMAGES = {"manifest": "manifest", "cut off": "rows.parquet", "a bit": "rows.parquet", "missing": "rows.parquet",
           "one more": "notes.txt"}  # fmt: skip
"""Ways to damage a snapshot, and what the failure names."""


@pytest.mark.parametrize(
    ("script", "how"),
    [("push-snapshot", "cut off"), *(("pull-snapshot", how) for how in DAMAGES)],
)
def test_a_damaged_snapshot_goes_nowhere(source: Path, built: Path, tmp_path: Path, script: str, how: str):
    served = tmp_path / "served"
    run("push-snapshot", source, served)
    publish(built, source, NEW)
    damage(source / NEW, how)
    refused = run(script, source, served)
    assert refused.returncode == 5
    assert NEW in refused.stderr
    assert DAMAGES[how] in refused.stderr
    assert read_pointer(served).version == OLD
    assert not list(served.glob(".new-*"))


def test_a_pull_repairs_what_was_damaged_here(source: Path, tmp_path: Path):
    served = tmp_path / "served"
    run("pull-snapshot", source, served)
    for how in ("a bit", "one more"):
        damage(served / OLD, how)
        assert run("pull-snapshot", source, served).returncode == 0
        check_published(served, read_pointer(served), alone=True)


def test_a_pull_that_is_killed_leaves_the_old_snapshot_and_its_clean_up_nothing(
    source: Path, built: Path, tmp_path: Path
):
    served, broken = tmp_path / "served", tmp_path / "bin"
    run("pull-snapshot", source, served)
    publish(built, source, NEW)
    broken.mkdir()
    # Half of the files, then the end of the whole process group, as by a power cut.
    (broken / "rsync").write_text('#!/bin/sh\n/usr/bin/rsync "$@"\ncase "$*" in */) kill -9 $PPID;; esac\n')
    (broken / "rsync").chmod(0o755)
    assert run("pull-snapshot", source, served, path=str(broken)).returncode == -9
    assert list(served.glob(".new-pulled-*"))
    assert read_pointer(served).version == OLD
    assert run("pull-snapshot", "--clean", served).returncode == 0
    assert not list(served.glob(".new-*"))
    assert run("pull-snapshot", source, served).returncode == 0
    assert read_pointer(served).version == NEW


def test_what_the_source_has_forgotten_goes_here_as_well(source: Path, built: Path, tmp_path: Path):
    served = tmp_path / "served"
    run("pull-snapshot", source, served)
    publish(built, source, NEW)
    run("pull-snapshot", source, served)
    assert (served / OLD).is_dir()
    shutil.rmtree(source / OLD)
    said = run("pull-snapshot", source, served)
    assert (said.returncode, said.stdout) == (0, f"{served}: removed {OLD}\n")
    assert sorted(path.name for path in served.iterdir()) == [".lock", NEW, "current"]


@pytest.mark.parametrize("script", ["push-snapshot", "pull-snapshot"])
def test_what_was_forgotten_goes_everywhere_even_where_nothing_new_can_be_taken_over(
    source: Path, built: Path, tmp_path: Path, script: str
):
    served = tmp_path / "served"
    assert run(script, source, served).returncode == 0
    publish(built, source, NEW)
    assert run(script, source, served).returncode == 0
    assert (served / OLD).is_dir()
    remove_versions(source, [OLD])
    (source / NEW / "rows.parquet").write_bytes(b"damaged")
    publish(built, source, NEW)
    run(script, source, served)
    assert not (served / OLD).exists()
    assert (served / "forgotten").read_text("utf-8") == f"{OLD}\n"
    assert read_pointer(served).version == NEW


@pytest.mark.parametrize("script", ["push-snapshot", "pull-snapshot"])
def test_a_file_of_what_was_forgotten_that_an_editor_saved_is_obeyed_and_harms_nothing_else(
    source: Path, built: Path, tmp_path: Path, script: str
):
    served = tmp_path / "served"
    run(script, source, served)
    publish(built, source, NEW)
    run(script, source, served)
    (source / "forgotten").write_bytes(f"\ufeff{OLD} \r\ncurrent\r\n../outside\r\n".encode())
    (source / NEW / "rows.parquet").write_bytes(b"damaged, so that nothing new can be sent")
    (tmp_path / "outside").mkdir()
    run(script, source, served)
    assert forgotten_in(served) >= {OLD}
    assert not (served / OLD).exists()
    assert read_pointer(served).version == NEW
    assert (tmp_path / "outside").is_dir()


def test_a_forgotten_snapshot_from_a_backup_is_neither_pushed_nor_taken_over(
    source: Path, built: Path, tmp_path: Path
):
    served = tmp_path / "served"
    run("pull-snapshot", source, served)
    publish(built, source, NEW)
    run("pull-snapshot", source, served)
    remove_versions(source, [OLD])
    run("pull-snapshot", source, served)
    publish(built, source, OLD)
    assert run("push-snapshot", source, served).returncode == 5
    (source / "forgotten").unlink()
    assert run("pull-snapshot", source, served).returncode == 5
    assert not (served / OLD).exists()
    assert read_pointer(served).version == NEW


def test_nothing_is_removed_where_the_source_does_not_say_what_it_keeps(
    source: Path, built: Path, tmp_path: Path
):
    served, silent = tmp_path / "served", tmp_path / "bin"
    run("pull-snapshot", source, served)
    shutil.copytree(built / NEW, served / NEW)
    silent.mkdir()
    (silent / "rsync").write_text('#!/bin/sh\ncase $1 in --list-only) exit 23;; esac\n/usr/bin/rsync "$@"\n')
    (silent / "rsync").chmod(0o755)
    assert run("pull-snapshot", source, served, path=str(silent)).returncode == 1
    assert (served / NEW).is_dir()


def test_a_snapshot_of_a_newer_program_is_not_taken_over(source: Path, built: Path, tmp_path: Path):
    served = tmp_path / "served"
    run("pull-snapshot", source, served)
    publish(built, source, NEW)
    manifest = source / NEW / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text("utf-8")), "format": FORMAT + 1}))
    publish(built, source, NEW)
    refused = run("pull-snapshot", source, served)
    assert refused.returncode == 5
    assert "newer version of this program" in refused.stderr
    assert "Update the program" in refused.stderr
    assert read_pointer(served).version == OLD


def test_a_machine_pulls_what_is_new_and_nothing_otherwise(source: Path, built: Path, tmp_path: Path):
    served = tmp_path / "served"
    said = [run("pull-snapshot", source, served).stdout for _twice in range(2)]
    publish(built, source, NEW)
    said.append(run("pull-snapshot", source, served).stdout)
    assert [OLD in said[0], said[1] == "", NEW in said[2]] == [True, True, True]
    assert app_for(served).test_client().get("/api/manifest.json").json["version"] == NEW
    assert not list(served.glob(".new-*"))


@pytest.mark.skipif(shutil.which("rclone") is None, reason="rclone is not here")
def test_a_bucket_is_filled_and_read_in_the_same_order(source: Path, tmp_path: Path):
    bucket, served = f"rclone:{tmp_path / 'bucket'}", tmp_path / "served"
    assert run("push-snapshot", source, bucket).returncode == 0
    assert run("pull-snapshot", bucket, served).returncode == 0
    assert app_for(served).test_client().get("/api/manifest.json").json["version"] == OLD


@pytest.mark.skipif(shutil.which("rclone") is None, reason="rclone is not here")
def test_what_is_forgotten_leaves_a_bucket_and_the_machines_that_read_it(
    source: Path, built: Path, tmp_path: Path
):
    bucket, served = tmp_path / "bucket", tmp_path / "served"
    remote = f"rclone:{bucket}"
    run("push-snapshot", source, remote)
    run("pull-snapshot", remote, served)
    publish(built, source, NEW)
    run("push-snapshot", source, remote)
    remove_versions(source, [OLD])
    shutil.copytree(built / OLD, bucket / OLD, dirs_exist_ok=True)  # back from a backup
    (source / NEW / "schools.parquet").write_bytes(b"damaged, so that nothing new can be sent")
    assert run("push-snapshot", source, remote).returncode == 5
    assert [(bucket / OLD).exists(), (bucket / NEW).exists()] == [False, True]
    assert run("pull-snapshot", remote, served).returncode == 0
    assert not (served / OLD).exists()
    assert (bucket / "forgotten").read_text() == (served / "forgotten").read_text()
    assert read_pointer(served).version == NEW


def test_going_back_is_one_line_in_one_file(source: Path, built: Path):
    publish(built, source, NEW)
    client = app_for(source).test_client()
    assert client.get("/api/manifest.json").json["version"] == NEW
    (source / ".current.new").write_text(f"{OLD}\n")
    (source / ".current.new").rename(source / "current")
    assert client.get("/api/manifest.json").json["version"] == OLD
