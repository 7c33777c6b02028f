"""The worker does one job at a time, says how far it is, and what it was killed at is taken up again."""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from tests.review.releases.conftest import Bench, quick_build
from webmap.errors import WebmapError
from webmap.review import journal
from webmap.review.database import open_database
from webmap.review.releases import building, jobs, store, worker
from webmap.review.releases.command import UNEXPECTED, Finished, run_command
from webmap.review.tables.releases import job
from webmap.snapshot.pointer import read_pointer
from webmap.snapshot.snapshot import check_published
from webmap.vocabulary.messages import say

KILLS = 20
FEW_KILLS = 5
"""On PostgreSQL, whose transactions are those of SQLite: what is killed is the worker."""


def states(database, kind=""):
    with database.read() as connection:
        query = select(job.c.state).order_by(job.c.id)
        return [row.state for row in connection.execute(query.where(job.c.kind == kind) if kind else query)]


def test_a_second_build_waits_until_the_first_is_done(bench):
    bench.propose()
    bench.propose()
    first = jobs.claim(bench.database, "one:1")
    assert first.kind == "build"
    assert jobs.claim(bench.database, "two:1") is None
    with bench.database.write() as connection:
        jobs.end(connection, first.id)
    assert jobs.claim(bench.database, "two:1").id == first.id + 1


def test_a_job_whose_worker_is_silent_is_taken_up_by_another(bench):
    bench.propose()
    first = jobs.claim(bench.database, "one:1")
    long_ago = datetime.now(UTC) - 2 * jobs.LOST_AFTER
    with bench.database.write() as connection:
        connection.execute(update(job).where(job.c.id == first.id).values(heartbeat=long_ago))
    again = jobs.claim(bench.database, "two:1")
    assert (again.kind, again.release) == (first.kind, first.release)
    assert states(bench.database) == ["lost", "running"]


def test_a_job_that_takes_every_worker_down_is_given_up_with_a_sentence(bench):
    number = bench.propose()
    for _ in range(jobs.MAX_ATTEMPTS):
        jobs.claim(bench.database, jobs.worker_name())
    bench.work()
    found = bench.find(number)
    assert found.state == "failed"
    assert "3" in found.problem.render("en")


def test_progress_never_falls_and_is_full_only_at_the_end(bench):
    bench.propose()
    found = jobs.claim(bench.database, "one:1")
    for share, shown in ((40, 40), (20, 40), (100, 99)):
        jobs.note(bench.database, found.id, say("Matching"), share)
        with bench.database.read() as connection:
            noted = jobs.find(connection, found.id)
        assert (noted.share, noted.progress) == (shown, say("Matching"))


@pytest.mark.parametrize(
    ("finished", "words"),
    [
        (
            Finished(3, "The list cannot be read.", "webmap: The list cannot be read."),
            "The list cannot be read.",
        ),
        (Finished(-9, "", ""), "-9"),
        (Finished(UNEXPECTED, "", ""), "70"),
    ],
)
def test_a_build_that_fails_leaves_a_sentence_and_the_map_as_it_was(bench, monkeypatch, finished, words):
    monkeypatch.setattr(building, "run_command", lambda *_: finished)
    before, number = bench.served, bench.propose()
    bench.work()
    found = bench.find(number)
    assert (found.state, bench.served) == ("failed", before)
    assert words in found.problem.render("en")


def test_an_unexpected_failure_says_nothing_of_its_inside(bench, monkeypatch):
    def burst(*_):
        raise RuntimeError("/home/secret")

    monkeypatch.setattr(building, "run_command", burst)
    number = bench.propose()
    bench.work()
    with bench.database.read() as connection:
        shown = [store.find(connection, number).problem.render("en"), jobs.of_release(connection, number).log]
    assert "secret" not in "".join(shown)


def test_a_job_whose_worker_is_stopped_waits_again_however_often(bench, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    number = bench.propose()
    with monkeypatch.context() as patch:
        patch.setattr(building, "run_command", stop)
        for _ in range(jobs.MAX_ATTEMPTS + 1):
            with pytest.raises(KeyboardInterrupt):
                bench.work()
            assert states(bench.database) == ["waiting"]
    bench.work()
    assert bench.find(number).state == "ready"


def test_what_changes_nothing_is_no_release(bench, monkeypatch):
    monkeypatch.setattr(building, "run_command", lambda *_: Finished(0, "", "Nothing has changed"))
    number = bench.propose()
    bench.work()
    assert bench.find(number).problem == building.NOTHING_NEW


def test_a_command_gives_its_words_and_progress_and_nothing_that_python_says(tmp_path, monkeypatch):
    monkeypatch.setenv("WEBMAP_DEBUG", "1")
    monkeypatch.setenv("WEBMAP_DESK_DATABASE", "postgresql+psycopg://desk:secret@host/desk")
    (tmp_path / "list.csv").write_text("학교명,상태\n", "utf-8")
    arguments = ["build", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out"), "--yes"]
    finished = run_command(arguments, {"WEBMAP_LANGUAGE": "en"}, lambda *_: None, tmp_path, "low")
    assert finished.code != 0
    assert finished.sentence
    assert str(tmp_path) not in finished.log
    assert "Traceback" not in finished.log


def test_the_settings_of_the_desk_never_reach_a_command(monkeypatch):
    from webmap.review.releases.command import own_environment

    monkeypatch.setenv("WEBMAP_DESK_DATABASE", "secret")
    monkeypatch.setenv("WEBMAP_DEBUG", "1")
    assert not {"WEBMAP_DESK_DATABASE", "WEBMAP_DEBUG"} & set(own_environment())


def steps_in(child, most: int = 0) -> int:
    """Run in a child process, which kills itself at a call of some number; gives how many there were, or 0."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        seen = 0

        def count(_frame, event, _argument):
            nonlocal seen
            if event == "c_call":
                seen += 1
                if seen == most:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.setprofile(count)
            child()
            sys.setprofile(None)
            os.write(write, str(seen).encode())
        except BaseException as error:  # noqa: BLE001 (a child never returns into the test)
            os.write(write, repr(error).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as source:
        said = source.read()
    os.waitpid(pid, 0)
    return int(said or 0)


def work_once(bench: Bench, address: str) -> None:
    database = open_database(address)
    building.run_command = quick_build
    worker.do_next(database, bench.settings, bench.map_settings)
    database.dispose()


def is_whole(bench: Bench) -> bool:
    """Whether the served map is there, with every file as it was written."""
    try:
        check_published(bench.map_settings.snapshots, read_pointer(bench.map_settings.snapshots))
    except WebmapError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["build", "publish"])
def test_a_worker_that_is_killed_at_any_moment_leaves_nothing_half_done(bench, database_address, kind):
    def prepared():
        number = bench.propose()
        if kind == "publish":
            bench.work()
            bench.approve(bench.find(number))
        return number

    bench.database.dispose()  # no connection is shared with a child
    prepared()
    bench.database.dispose()
    steps = steps_in(lambda: work_once(bench, database_address))
    kills = KILLS if database_address.startswith("sqlite") else FEW_KILLS
    assert steps > kills
    bench.work()
    for kill in range(1, kills + 1):
        number, before = prepared(), bench.served
        bench.database.dispose()
        steps_in(lambda: work_once(bench, database_address), steps * kill // (kills + 1))
        assert is_whole(bench)
        found = bench.find(number)
        assert bench.served in (before, found.version)
        bench.work()
        found = bench.find(number)
        expected = ("published", found.version) if kind == "publish" else ("ready", before)
        assert (found.state, bench.served) == expected
        assert is_whole(bench)
        with bench.database.read() as connection:
            assert list(journal.faults(connection)) == []
            done = journal.lines(connection, kind="release", subject=str(number))
        assert [line.action for line in done].count(kind) == 1
