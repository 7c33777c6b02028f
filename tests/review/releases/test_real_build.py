"""The worker's build is that of the command line: run once for real."""

from __future__ import annotations

import dataclasses
import json

import pytest

from tests.review.people_of import actor_of
from tests.review.releases.conftest import Bench
from tests.review.releases.projects import list_of, put_project, sample_schools
from webmap.review.files.ledgers import Ledger, content
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.snapshot.publishing.journal_head import journal_head_of


@pytest.mark.slow
@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
def test_lists_become_a_map_and_what_disappears_gets_its_correction(database, tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir()
    people = [actor_of(database, f"r{n}", "editor", "reviewer") for n in (1, 2)]
    bench = Bench(
        database,
        DeskSettings(folder=folder, build_priority="low"),
        Settings(snapshots=tmp_path / "map"),
        *people,
    )
    rows = [(name, region, "제보") for name, region in sample_schools(8)]
    put_project(database, list_of(rows))
    first = bench.publish()
    assert first.state == "published"
    manifest = json.loads((bench.map_settings.snapshots / first.version / "manifest.json").read_text("utf-8"))
    head = journal_head_of(manifest)
    assert dataclasses.astuple(head)[::2] == (first.head, first.id)

    put_project(database, list_of(rows[:6]), 2)
    second = bench.ready()
    assert {each["key"] for each in second.alarms} == {"gone", "silent", "removed_share", "brake"}
    assert second.weakens_only
    bench.approve(second)
    bench.work()
    with database.read() as connection:
        written = content(connection, Ledger.CORRECTIONS).decode()
    assert [name in written for name, _ in sample_schools(8)] == [False] * 6 + [True] * 2
    bench.work()
    assert bench.ready().state == "failed"  # nothing has changed since
