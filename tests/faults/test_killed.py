"""Killed in the middle of a build or of the swap: the old map serves, and the next run completes."""

from __future__ import annotations

import os
import random
import time

import pytest

from tests.conftest import app_for
from tests.faults.killing import child, seconds_of
from tests.faults.making import leftovers, named, served_version, versions
from webmap.cli.commands import build as commands
from webmap.cli.inputs import Inputs
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import current_version
from webmap.system.shipped_files import data_path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here"),
]

KILLS = 20
KEEP = 3
SEED = 6
"""Of the random moments; a failure names the moment, too."""


def moments(count: int) -> list[int]:
    """Calls at which to kill: spread over all, at random within each stretch."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    return [
        chance.randint(number * count // KILLS + 1, (number + 1) * count // KILLS) for number in range(KILLS)
    ]


def test_a_writer_killed_at_any_step_leaves_one_whole_map_and_the_next_run_completes(
    publishing, quick_folder
):
    out = quick_folder
    publishing.publish(out, "20260101T000000Z-start", KEEP)
    with child(lambda: publishing.publish(out, "20260101T000001Z-whole", KEEP)) as whole:
        steps = whole.calls()
    client = app_for(out).test_client()
    for number, step in enumerate(moments(steps)):
        before, killed = current_version(out), f"202602{number + 1:02}T000000Z-killed"
        with child(lambda version=killed: publishing.publish(out, version, KEEP), kill_at=step) as running:
            assert running.was_killed(), f"step {step} of {steps} was not reached"
        answer = client.get("/readyz")
        assert answer.status_code == 200, f"killed at step {step} of {steps}"
        assert answer.json["version"] == current_version(out)
        assert answer.json["version"] in (before, killed), f"killed at step {step} of {steps}"
        after = f"202602{number + 1:02}T000001Z-next"
        publishing.publish(out, after, KEEP)
        assert served_version(out) == after
        assert leftovers(out) == [], f"killed at step {step} of {steps}"
        assert len(versions(out)) <= KEEP + 1


def test_a_build_killed_at_any_moment_leaves_the_old_map_and_little_on_the_disk(
    publishing, quick_folder, places, monkeypatch
):
    # What is only read and counted takes half of a build and leaves nothing on the disk.
    monkeypatch.setattr(commands, "ready_places", lambda *_: places)
    monkeypatch.setattr(
        commands, "make_snapshot", lambda *_: named(publishing.snapshot, f"20260102T{time.monotonic_ns()}")
    )
    monkeypatch.setattr(commands, "is_the_same", lambda *_: False)  # each run is to write
    settings = Settings(snapshots=quick_folder / "out", keep_snapshots=KEEP)
    (quick_folder / "list.csv").write_text("학교명\n가상한빛고등학교\n", "utf-8")
    register = quick_folder / "register.csv"
    lines = data_path("sample/register_schools.csv").read_text("cp949").splitlines()[:20]
    register.write_text("\n".join(lines), "utf-8")

    def build() -> None:
        commands.build_and_publish(settings, Inputs([quick_folder / "list.csv"], [register]), None, None)

    publishing.publish(settings.snapshots, "20260101T000000Z-start", KEEP)
    whole = seconds_of(build)
    chance, killed = random.Random(SEED), 0  # noqa: S311 (no secret)
    for number in range(KILLS):
        before = current_version(settings.snapshots)
        moment = whole * (number + chance.random()) / KILLS
        with child(build) as running:
            was_killed = running.kill_after(moment)
        killed += was_killed
        served = served_version(settings.snapshots)
        assert not was_killed or served == before or not leftovers(settings.snapshots), (
            f"after {moment:.2f} s"
        )
        assert len(leftovers(settings.snapshots)) <= 1, "what one killed build leaves, the next removes"
        assert len(versions(settings.snapshots)) <= KEEP + 2
    assert killed >= KILLS // 2
    before = current_version(settings.snapshots)
    build()
    assert leftovers(settings.snapshots) == []
    assert served_version(settings.snapshots) != before
