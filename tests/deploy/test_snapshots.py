"""Copying snapshots between machines while servers read them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from tests.conftest import app_for, publish_again
from tests.deploy.machine import DEPLOY
from webmap.snapshot.pointer import Pointer, read_pointer, write_pointer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not here"),
]

OLD, NEW = "20260101T000000Z-00000001", "20260102T000000Z-00000002"


def run(script: str, *arguments: object, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}"}
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


@pytest.mark.parametrize("script", ["push-snapshot", "pull-snapshot"])
def test_a_damaged_snapshot_goes_nowhere(source: Path, tmp_path: Path, script: str):
    (source / OLD / "manifest.json").write_text("{}")
    refused = run(script, source, tmp_path / "served")
    assert refused.returncode == 1
    assert OLD in refused.stderr
    assert not (tmp_path / "served/current").exists()


def test_a_machine_pulls_what_is_new_and_nothing_otherwise(source: Path, built: Path, tmp_path: Path):
    served = tmp_path / "served"
    said = [run("pull-snapshot", source, served).stdout for _twice in range(2)]
    publish(built, source, NEW)
    said.append(run("pull-snapshot", source, served).stdout)
    assert [OLD in said[0], said[1] == "", NEW in said[2]] == [True, True, True]
    assert app_for(served).test_client().get("/api/manifest.json").json["version"] == NEW
    assert not list(served.glob(".pulled-*"))


@pytest.mark.skipif(shutil.which("rclone") is None, reason="rclone is not here")
def test_a_bucket_is_filled_and_read_in_the_same_order(source: Path, tmp_path: Path):
    bucket, served = f"rclone:{tmp_path / 'bucket'}", tmp_path / "served"
    assert run("push-snapshot", source, bucket).returncode == 0
    assert run("pull-snapshot", bucket, served).returncode == 0
    assert app_for(served).test_client().get("/api/manifest.json").json["version"] == OLD


def test_going_back_is_one_line_in_one_file(source: Path, built: Path):
    publish(built, source, NEW)
    client = app_for(source).test_client()
    assert client.get("/api/manifest.json").json["version"] == NEW
    (source / ".current.new").write_text(f"{OLD}\n")
    (source / ".current.new").rename(source / "current")
    assert client.get("/api/manifest.json").json["version"] == OLD
