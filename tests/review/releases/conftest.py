"""A desk with two people, a published map, and a build that takes no time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.review.people_of import actor_of
from tests.review.releases.projects import list_of, put_project
from webmap.review.database import Database
from webmap.review.permissions import Actor
from webmap.review.releases import approval, building, proposing, publishing, store, worker
from webmap.review.releases.approval import Seen
from webmap.review.releases.command import Finished
from webmap.review.releases.store import Release
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import Pointer, current_version, read_pointer, write_pointer
from webmap.snapshot.publishing.journal_head import with_journal_head

__all__ = ["publishing"]

MADE = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Bench:
    """What a test of releases works with: two people, the database, the folders of desk and map."""

    database: Database
    settings: DeskSettings
    map_settings: Settings
    author: Actor
    other: Actor

    def work(self) -> None:
        """Let the worker do all jobs."""
        while worker.do_next(self.database, self.settings, self.map_settings):
            pass
        worker.look_after(self.database, self.settings.folder)

    def propose(self, note: str = "monday", by: Actor | None = None) -> int:
        """Propose a release; its preview is not built yet."""
        with self.database.write() as connection:
            return proposing.propose(connection, by or self.author, note, self.map_settings.snapshots)

    def find(self, number: int) -> Release:
        """A release as it stands."""
        with self.database.read() as connection:
            return store.find(connection, number)

    def ready(self) -> Release:
        """A release whose preview is built."""
        number = self.propose()
        self.work()
        return self.find(number)

    def approve(self, found: Release, by: Actor | None = None, **seen: object) -> None:
        """Approve a release with all lines ticked."""
        what = Seen(found.input_digest, found.manifest_sha256, [each["key"] for each in found.alarms])
        approval.approve(
            self.database, by or self.other, found.id, replace(what, **seen), self.map_settings.snapshots,
            self.settings.folder,
        )  # fmt: skip

    def publish(self) -> Release:
        """A release that is published."""
        found = self.ready()
        self.approve(found)
        self.work()
        return self.find(found.id)

    def change_input(self) -> None:
        """Accept another version of the list."""
        number = len(list_versions(self.database)) + 1
        put_project(self.database, list_of([("가상한빛고등학교", "서울", f"제보{number}")]), number)

    @property
    def served(self) -> str | None:
        """Version of the map."""
        return current_version(self.map_settings.snapshots)


def list_versions(database: Database) -> list[object]:
    """Rows of all versions of lists."""
    from sqlalchemy import select

    from webmap.review.tables.files import list_version

    with database.read() as connection:
        return list(connection.execute(select(list_version.c.id)))


def version_after(version: str) -> str:
    """A version that was made a second after another one, as pruning goes by the order of their making."""
    made = datetime.strptime(version.partition("-")[0], MADE) + timedelta(seconds=1)
    return f"{made.strftime(MADE)}-{os.urandom(4).hex()}"


def quick_build(arguments, environment, _on_progress, _hidden, _priority) -> Finished:
    """Publish the former snapshot under a new version, as `webmap build` would with the same schools."""
    out = Path(arguments[arguments.index("--out") + 1])
    pointer = read_pointer(out)
    version = version_after(pointer.version)
    target = out / version
    shutil.copytree(out / pointer.version, target)
    manifest = json.loads((target / MANIFEST).read_text("utf-8")) | {"version": version}
    os.environ.update(environment)
    try:
        manifest = dict(with_journal_head(manifest))
    finally:
        for name in environment:
            os.environ.pop(name, None)
    content = json.dumps(manifest).encode()
    (target / MANIFEST).unlink()
    (target / MANIFEST).write_bytes(content)
    write_pointer(out, Pointer(version, hashlib.sha256(content).hexdigest()))
    return Finished(0, "", "built")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Finished]:
    """Replace the command line's build by one that takes no time."""
    monkeypatch.setattr(building, "run_command", quick_build)
    return quick_build


@pytest.fixture
def bench(database: Database, tmp_path: Path, sample_folder: Path, quick: object) -> Bench:
    """A desk beside a published map, with a project and two people who may do everything with releases."""
    folder, snapshots = tmp_path / "desk", tmp_path / "snapshots"
    folder.mkdir()
    shutil.copytree(sample_folder, snapshots)
    put_project(database, list_of([("가상한빛고등학교", "서울", "제보")]))
    return Bench(
        database,
        DeskSettings(folder=folder),
        Settings(snapshots=snapshots),
        actor_of(database, "r1", "editor", "reviewer"),
        actor_of(database, "r2", "editor", "reviewer"),
    )
