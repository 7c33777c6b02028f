"""The review desk with 20,000 open rows, beside what the same database does by itself, in the same run.

Usage: python -m bench.desk [--questions 20000] [--rounds 200]

Questions and schools are made up. A page is beside reading its rows from the database; a decision, with its
line of the journal, is beside a row that SQLite keeps with the same care (`synchronous=FULL`).
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select, text

from bench.page_parts.report import Report
from tests.web.desk.questions import BUSAN, SEOUL, question, school
from webmap.desk import create_desk
from webmap.review.database import Database, open_database
from webmap.review.people import grants, sessions
from webmap.review.permissions import Actor, Grant, Role
from webmap.review.queue.answers import Given, answer
from webmap.review.queue.derive import Derived
from webmap.review.queue.refresh import store
from webmap.review.tables.people import person
from webmap.review.tables.work import question as questions
from webmap.settings.desk import DeskSettings
from webmap.settings.settings import Settings
from webmap.web.desk.gate import PLAIN_COOKIE

SEED = 16
SCHOOLS = 10_000
PAGE_MS, DECISION_MS, STORE_S = 200.0, 20.0, 10.0
PAGES = (
    "/queue", "/queue?area=11", "/queue?list=union&miss=several", "/queue?q=12", "/queue?order=name",
    "/queue?status=confirmed&area=7171000", "/queue?after={middle}",
)  # fmt: skip


def derived(count: int) -> Derived:
    """Questions with two to nine candidates each."""
    places = (SEOUL, BUSAN)
    schools = [
        school(f"V{number:06}", f"가상{number}중학교", places[number % 2]) for number in range(SCHOOLS)
    ]
    rows = []
    for number in range(count):
        status = random.choice(("reported", "reported", "under_review", "confirmed"))
        candidates = random.sample(schools, random.randint(2, 9))
        amount = random.randint(1, 9)
        rows.append(question(f"가상{number}중", candidates, rows=amount, statuses={status: amount}))
    return Derived({row["id"]: row for row in rows}, frozenset(), {row["key"]: row for row in schools})


def p95(work: Callable[[int], object], rounds: int) -> float:
    """Milliseconds within which 95 of 100 rounds end."""
    took = []
    for number in range(rounds):
        begin = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.quantiles(took, n=20)[-1]


def editor(database: Database) -> tuple[Actor, str]:
    """A person and the secret of their session."""
    who = Actor(uuid.uuid4().hex, "r1", (Grant(Role.EDITOR),))
    with database.write() as connection:
        connection.execute(
            insert(person).values(id=who.person, handle="r1", state="active", created=datetime.now(UTC))
        )
        grants.give(connection, who.person, Grant(Role.EDITOR), None)
        return who, sessions.begin(connection, who.person, "127.0.0.0/24")


def plain_insert(folder: Path) -> Callable[[int], None]:
    """Keep a row of 300 bytes in a table of its own."""
    database = open_database(f"sqlite:///{folder / 'plain.sqlite'}")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE plain (number INTEGER PRIMARY KEY, content TEXT)"))

    def keep(number: int) -> None:
        with database.write() as connection:
            connection.execute(
                text("INSERT INTO plain VALUES (:number, :content)"), {"number": number, "content": "x" * 300}
            )

    return keep


def main() -> None:
    """Measure, print, and end with 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=200)
    args = parser.parse_args()
    random.seed(SEED)
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        measure(report, Path(name), args.questions, args.rounds)
    if report.missed:
        print(f"\nMissed: {'; '.join(report.missed)}")
    sys.exit(1 if report.missed else 0)


def measure(report: Report, folder: Path, count: int, rounds: int) -> None:
    """Store the questions, read pages, decide."""
    app = create_desk(DeskSettings(folder=folder / "desk"), Settings(snapshots=folder / "none"))
    database: Database = app.extensions["webmap-desk"].database
    made = derived(count)
    report.heading(f"Review desk, {count:,} open questions, {SCHOOLS:,} schools")
    for what in ("store all", "store all again, unchanged"):
        begin = time.perf_counter()
        with database.write() as connection:
            store(connection, made)
        report.at_most(what, time.perf_counter() - begin, STORE_S, "s", 1)
    who, secret = editor(database)
    client = app.test_client()
    client.set_cookie(PLAIN_COOKIE, secret)
    ids = list(made.questions)
    addresses = [each.format(middle=ids[count // 2]) for each in PAGES]

    def rows(_number: int) -> None:
        with database.read() as connection:
            query = select(questions).where(questions.c.state == "open").order_by(questions.c.weight.desc())
            connection.execute(query.limit(50)).all()

    report.figure("baseline: 50 rows from the database, p95", f"{p95(rows, rounds):,.1f} ms")
    for address in addresses:
        page = p95(lambda _number, address=address: _checked(client.get(address)), max(20, rounds // 4))
        report.at_most(f"page {address[:40]}, p95", page, PAGE_MS, "ms", 1)
    single = p95(lambda number: _checked(client.get(f"/queue/{ids[number]}")), max(20, rounds // 4))
    report.figure("page of one question with its picture, p95", f"{single:,.1f} ms")

    def decide(number: int) -> None:
        with database.write() as connection:
            answer(connection, who, ids[number], Given("none", "", 0))

    report.figure("baseline: one row kept by SQLite, p95", f"{p95(plain_insert(folder), rounds):,.1f} ms")
    report.at_most("decision with its journal line, p95", p95(decide, rounds), DECISION_MS, "ms", 1)


def _checked(answered: object) -> None:
    code = getattr(answered, "status_code", 0)
    if code != 200:
        raise SystemExit(f"a page of the desk answered {code}")


if __name__ == "__main__":
    main()
