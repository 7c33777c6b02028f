"""kill -9 while answers are written: what was acknowledged is there, whole, and nothing is half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.web.desk.questions import A, B, fill, question
from webmap.review import journal
from webmap.review.files.ledgers import lines
from webmap.review.tables.work import question as questions

KILLS, ROWS = 20, 40
WRITER = Path(__file__).with_name("writer.py")


@pytest.mark.slow
def test_twenty_kills_lose_no_answer_and_leave_none_by_halves(database, database_address, people):
    rows = [question(f"가상{number}중", [A, B]) for number in range(ROWS)]
    fill(database, rows)
    editor = people()
    acknowledged: list[str] = []
    chance = random.Random(20)  # noqa: S311 (moments of a test)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.review.queue.writer", database_address, editor.person, *(
                row["id"] for row in rows
            )],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout
        acknowledged += [process.stdout.readline().strip() for _ in range(chance.randint(1, 30))]
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().split()
        process.wait()
    with database.read() as connection:
        kept = lines(connection, limit=100_000)
        answered = connection.execute(select(questions.c["subject", "version", "state"])).all()
        assert list(journal.faults(connection)) == []
        proposals = sum(line.action == "propose" for line in journal.lines(connection, limit=100_000))
    assert set(acknowledged) <= {each.id for each in kept}
    assert len(kept) == proposals
    by_subject = {row.subject: row for row in answered}
    for subject, row in by_subject.items():
        own = [each for each in kept if each.subject == subject]
        assert row.version == len(own)
        assert (row.state == "answered") is any(each.state == "proposed" for each in own)
        assert sum(each.state == "proposed" for each in own) <= 1
