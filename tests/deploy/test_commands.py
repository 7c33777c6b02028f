"""The commands of README and RUNBOOK do what the documents say: run as they stand there, in folders of a test.

Paths are those of the test; systemctl, nginx and the like are stand-ins that note how they were called, `webmap build`
and `webmap publish` as well. All else is real.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import publish_again
from tests.deploy.machine import DEPLOY
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import Pointer, read_pointer, write_pointer
from webmap.snapshot.snapshot import check_published

pytestmark = pytest.mark.slow

WEBMAP = Path(sys.executable).with_name("webmap")
OLD, WRONG = "20261122T195651Z-bd6c9bda", "20261123T195651Z-0badf00d"
"""Versions that the documents name."""

NOTE = '#!/bin/sh\necho "$(basename "$0") $*" >> "$CALLS"\n'
STAND_INS = {
    "systemctl": NOTE + 'case "$*" in "start webmap-rebuild") exec "$REBUILD" "$SRV";; esac\n',
    "runuser": '#!/bin/sh\n[ "$1 $2 $3" = "-u webmap --" ] || exit 2\nshift 3\nexec "$@"\n',
    "webmap": f'{NOTE}case $1 in build|publish) ;; *) exec "{WEBMAP}" "$@";; esac\n',
    "git": NOTE,
    "make": NOTE,
    "nginx": NOTE,
    "curl": NOTE,
    "journalctl": NOTE,
}


@dataclass
class Server:
    """A machine in a folder: /srv, /var and /etc as the documents name them."""

    root: Path

    @property
    def srv(self) -> Path:
        return self.root / "srv/webmap"

    @property
    def snapshots(self) -> Path:
        return self.srv / "snapshots"

    def run(self, block: str, **changes: str) -> tuple[list[str], subprocess.CompletedProcess[str]]:
        """Run a block; return the noted calls and the result."""
        for named, here in {**changes, **self._paths()}.items():
            block = block.replace(named, here)
        calls = self.root / "calls"
        calls.unlink(missing_ok=True)
        environment = {
            **os.environ,
            "PATH": f"{self.root}/bin:{os.environ['PATH']}",
            "CALLS": str(calls),
            "REBUILD": str(DEPLOY / "rebuild"),
            "SRV": str(self.srv),
            "WEBMAP_COMMAND": str(self.root / "bin/webmap"),
            "WEBMAP_LANGUAGE": "en",
        }
        done = subprocess.run(
            ["sh", "-e", "-c", block], env=environment, capture_output=True, text=True, check=False
        )
        return calls.read_text("utf-8").splitlines() if calls.exists() else [], done

    def _paths(self) -> dict[str, str]:
        return {
            "web1:/srv/webmap": f"{self.root}/web1",
            "web2:/srv/webmap": f"{self.root}/web2",
            "-o webmap -g webmap ": "",
            "/opt/webmap/.venv/bin/webmap": str(self.root / "bin/webmap"),
            "/opt/webmap/deploy": str(DEPLOY),
            "/srv/webmap": str(self.srv),
            "/var/backups/webmap": str(self.root / "var/backups/webmap"),
            "/var/cache/nginx/webmap": str(self.root / "var/cache"),
            "/etc/webmap/webmap.env": str(self.root / "etc/webmap.env"),
        }


@pytest.fixture(scope="module")
def two_snapshots(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("two"), dirs_exist_ok=True)
    first = read_pointer(folder).version
    for version in (OLD, WRONG):
        publish_again(folder, version=version)
    shutil.rmtree(folder / first)
    return folder


@pytest.fixture
def server(two_snapshots: Path, tmp_path: Path) -> Server:
    """A machine that has published a wrong snapshot after a good one."""
    server = Server(tmp_path)
    shutil.copytree(two_snapshots, server.snapshots)
    for name, text in {
        "srv/webmap/lists/LIST.csv": "학교명\n학교 이름\n",
        "srv/webmap/lists/good.csv": "학교명\n다른 학교\n",
        "srv/webmap/register/schools.csv": "wrong",
        "srv/webmap/register/older/schools_20260320.csv": "right",
        "srv/webmap/www/map/index.html": "the copy",
        "var/cache/ab/answer": "cached",
        "etc/webmap.env": (DEPLOY / "systemd/webmap.env").read_text("utf-8"),
        "web1/none": "",
        "web2/none": "",
        **{f"bin/{name}": text for name, text in STAND_INS.items()},
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "etc/webmap.env").write_text(
        f"WEBMAP_SNAPSHOTS={server.snapshots}\nWEBMAP_REGISTER_FOLDER={server.srv}/register\nWEBMAP_LANGUAGE=en\n"
    )
    for name in STAND_INS:
        (tmp_path / "bin" / name).chmod(0o755)
    return server


def blocks(document: str, heading: str) -> list[str]:
    """The blocks of commands below a heading. Both languages have the same (test_documents.py)."""
    text = (DEPLOY / document).read_text("utf-8").split("## English\n")[1]
    section = re.split(r"^### ", text.split(f"### {heading}\n")[1], flags=re.M)[0]
    return re.findall(r"```sh\n(.*?)```", section, re.S)


def test_going_back_stops_the_timer_first_and_the_copy_stands_all_the_while(server: Server):
    back, out = blocks("RUNBOOK.md", "Wrong data was published")
    calls, done = server.run(back)
    assert done.returncode == 0, done.stderr
    assert calls[0] == "systemctl stop webmap-rebuild.timer"
    assert read_pointer(server.snapshots).version == OLD
    assert f"webmap publish {server.srv}/www/map --base-url https://MAP.ADDRESS --forget" in calls
    assert (server.srv / "www/map/index.html").exists()
    assert not (server.root / "var/cache/ab/answer").exists()
    calls, done = server.run(out)
    assert done.returncode == 0, done.stderr
    built = next(call for call in calls if call.startswith("webmap build"))
    assert "--yes" in built
    assert "LIST.csv" not in built
    assert "good.csv" in built
    assert (server.srv / "held/LIST.csv").exists()
    assert not (server.snapshots / WRONG).exists()
    assert calls[-1] == "systemctl start webmap-rebuild.timer"


def test_no_command_of_the_runbook_removes_the_copy_before_the_new_one_stands():
    text = (DEPLOY / "RUNBOOK.md").read_text("utf-8")
    assert re.findall(r"rm [^\n]*(?:www|snapshots)[^\n]*", text) == []


def test_no_trace_of_a_school_stays_in_snapshots_here_and_where_they_are_pushed(server: Server):
    _find, trace = blocks("RUNBOOK.md", "One school has to go now")
    pushed = server.root / "web2/snapshots"
    shutil.copytree(server.snapshots, pushed)
    names = (server.snapshots / WRONG / "schools.parquet").read_bytes()
    # What the build publishes does not hold the school: here, the older one does not.
    school = a_school_of(server.snapshots / OLD)
    without_school(server.snapshots, WRONG, school)
    assert names != (server.snapshots / WRONG / "schools.parquet").read_bytes()
    (server.srv / "lists/LIST.csv").write_text(f"학교명\n{school}\n", "utf-8")
    calls, done = server.run(trace, **{"학교 이름": school})
    # grep -c ends with 1 where nothing is found, as nothing should.
    assert done.returncode == 1, done.stderr
    assert f"Removed: snapshot {OLD}." in done.stdout
    assert [path.name for path in pushed.iterdir() if path.is_dir()] == [WRONG]
    assert [call for call in calls if call.startswith("webmap publish")][-1].endswith("--forget")


def a_school_of(snapshot: Path) -> str:
    import pandas as pd

    return str(
        pd.read_parquet(snapshot / "schools.parquet", columns=["name"])["name"].value_counts().idxmin()
    )


def without_school(folder: Path, version: str, school: str) -> None:
    """Publish a snapshot again without the rows that name a school."""
    import json

    import geopandas as gpd
    import pandas as pd

    path = folder / version / "schools.parquet"
    schools = gpd.read_parquet(path)
    schools[schools["name"] != school].to_parquet(path, compression="zstd")
    rows = folder / version / "rows.parquet"
    table = pd.read_parquet(rows)
    table[table["query"] != school].to_parquet(rows)
    manifest = json.loads((folder / version / MANIFEST).read_text("utf-8"))
    for file in (path, rows):
        content = file.read_bytes()
        manifest["files"][file.name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    content = json.dumps(manifest).encode()
    (folder / version / MANIFEST).write_bytes(content)
    write_pointer(folder, Pointer(version, hashlib.sha256(content).hexdigest()))


def test_a_damaged_snapshot_is_named_and_the_server_restarts_only_with_a_whole_one(server: Server):
    (block,) = blocks("RUNBOOK.md", "The published snapshot is damaged")
    (server.snapshots / WRONG / "rows.parquet").write_bytes(b"")
    first, *rest = block.splitlines()
    _, done = server.run(first)
    assert done.returncode == 5
    assert "rows.parquet" in done.stderr
    calls, _ = server.run("\n".join(rest))
    assert "systemctl restart webmap" not in calls, "the noted build has repaired nothing"
    write_pointer(server.snapshots, Pointer(OLD))
    calls, done = server.run(block)
    assert done.returncode == 0, done.stderr
    assert calls[-1] == "systemctl restart webmap"


def test_a_failed_night_is_looked_at_and_then_agreed_to(server: Server):
    (block,) = blocks("RUNBOOK.md", "The nightly rebuild failed")
    calls, done = server.run(block)
    assert done.returncode == 0, done.stderr
    assert [call for call in calls if call.startswith("webmap build --quiet --yes")]


def test_a_backup_is_tried_and_put_back(server: Server):
    back_up, put_back = blocks("README.md", "Backup and restore")
    _, done = server.run(back_up)
    assert done.returncode == 0, done.stderr
    assert "withheld from the public" in done.stdout
    backup = server.root / "var/backups/webmap/map.zip"
    assert backup.stat().st_mode & 0o077 == 0
    assert not (backup.parent / "try").exists()
    shutil.rmtree(server.snapshots)
    (server.srv / "lists/LIST.csv").unlink()
    (server.srv / "register/schools.csv").write_text("newer")
    calls, done = server.run(put_back)
    assert done.returncode == 0, done.stderr
    assert (calls[0], calls[-1]) == (
        "systemctl stop webmap-rebuild.timer",
        "systemctl start webmap-rebuild.timer",
    )
    check_published(server.snapshots, read_pointer(server.snapshots), alone=True)
    assert read_pointer(server.snapshots).version == WRONG
    assert (server.srv / "lists/LIST.csv").exists()
    assert (server.srv / "register/schools.csv").read_text() == "wrong"


@pytest.mark.parametrize("is_other_format", [False, True])
def test_an_upgrade_backs_up_first_and_restarts_only_what_can_be_opened(
    server: Server, is_other_format: bool
):
    (block,) = blocks("README.md", "Upgrade and downgrade")
    (server.root / "var/backups/webmap").mkdir(parents=True)
    if is_other_format:
        path = server.snapshots / WRONG / MANIFEST
        path.write_text(re.sub(r'"format": ?\d+', '"format": 99', path.read_text("utf-8")), "utf-8")
        write_pointer(server.snapshots, Pointer(WRONG))
    calls, done = server.run(block)
    assert (server.root / "var/backups/webmap/before.zip").exists()
    assert calls.index("git -C /opt/webmap checkout NEW.VERSION") > 0
    assert ("systemctl restart webmap" in calls) is not is_other_format
    assert any(call.startswith("webmap build") for call in calls) is is_other_format
    assert ("newer version of this program" in done.stderr) is is_other_format


def test_an_older_register_takes_the_place_of_a_wrong_one(server: Server):
    (block,) = blocks("README.md", "An older register")
    (server.root / "var/backups/webmap").mkdir(parents=True)
    block = "\n".join(line for line in block.splitlines() if "register diff" not in line)  # no registers here
    calls, done = server.run(block)
    assert done.returncode == 0, done.stderr
    assert (server.srv / "register/schools.csv").read_text() == "right"
    assert (server.root / "var/backups/webmap/schools-refused.csv").read_text() == "wrong"
    assert [call for call in calls if call.startswith("webmap build")]


def test_snapshots_are_pushed_pulled_and_checked(server: Server):
    commands, pull, _back = blocks("README.md", "New data, several machines")
    commands = "\n".join(line for line in commands.splitlines() if "rclone" not in line)
    _, done = server.run(commands)
    assert done.returncode == 0, done.stderr
    assert read_pointer(server.root / "web2/snapshots").version == WRONG
    assert f"Snapshot {WRONG}" in done.stdout
    (server.snapshots / ".new-pulled-killed").mkdir()
    _, done = server.run(pull.splitlines()[-1])
    assert done.returncode == 0, done.stderr
    assert not (server.snapshots / ".new-pulled-killed").exists()
