"""The three ledgers in the database: a line is proposed by one person and accepted by another.

A line is kept as the bytes that stand in the file, so the file is the lines in the order of their positions
(`content`), and what is in force is what reading that file says (`ledger_of`): the desk has no second rule.
"""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from webmap.corrections import correction as corrections
from webmap.corrections.line import FORM as CORRECTIONS
from webmap.decisions import decision as decisions
from webmap.decisions.line import FORM as DECISIONS
from webmap.errors import DeskError
from webmap.findings import finding as findings
from webmap.findings.line import FORM as FINDINGS
from webmap.ledger.form import Form, Refusal
from webmap.ledger.reading import LedgerOf, parse
from webmap.ledger.records import fields_of
from webmap.review.tables.files import ledger_line
from webmap.vocabulary.messages import say

Entry = decisions.Decision | findings.Finding | corrections.Correction


class Ledger(StrEnum):
    """A file of a project folder that only grows."""

    DECISIONS = "decisions"
    FINDINGS = "findings"
    CORRECTIONS = "corrections"

    @property
    def file(self) -> str:
        """Its name in the folder."""
        return f"{self.value}.csv"


FORMS: dict[Ledger, Form[Any, Any]] = {
    Ledger.DECISIONS: DECISIONS,
    Ledger.FINDINGS: FINDINGS,
    Ledger.CORRECTIONS: CORRECTIONS,
}


@dataclass(frozen=True)
class Line:
    """A line with its entry; `entry` is None where the line cannot be read, as in a damaged file.

    `author`, `judged_by`: IDs of persons, None for what came with a file. `belongs_to`: the line together
    with which this one is judged.
    """

    id: str
    ledger: Ledger
    state: str
    entry: Entry | None
    subject: str
    author: str | None
    at: datetime
    judged_by: str | None
    judged: datetime | None
    answer: str
    objection: str | None
    belongs_to: str | None = None


def find(connection: Connection, line_id: str) -> Line:
    """A line. Raises DeskError where there is none."""
    row = connection.execute(select(ledger_line).where(ledger_line.c.id == line_id)).first()
    if row is None:
        raise DeskError(say("There is no such proposal."))
    return _line(row)


def lines(
    connection: Connection,
    ledger: Ledger | None = None,
    *,
    state: str = "",
    subject: str = "",
    school: str = "",
    author: str = "",
    objection: str = "",
    belongs_to: str = "",
    limit: int = 100,
    skip: int = 0,
) -> list[Line]:
    """Lines by what is stated, the newest first, headers and blank lines left out."""
    query = select(ledger_line).where(ledger_line.c.subject != "")
    stated = {
        "ledger": ledger.value if ledger else "", "state": state, "subject": subject, "school": school,
        "author": author, "objection": objection, "belongs_to": belongs_to,
    }  # fmt: skip
    for name, value in stated.items():
        query = query.where(ledger_line.c[name] == value) if value else query
    query = query.order_by(ledger_line.c.at.desc(), ledger_line.c.position.desc(), ledger_line.c.id)
    return [_line(row) for row in connection.execute(query.limit(limit).offset(skip))]


def content(connection: Connection, ledger: Ledger) -> bytes:
    """The file as it is exported; empty where there is no line yet."""
    rows = connection.execute(
        select(ledger_line.c.raw)
        .where(ledger_line.c.ledger == Ledger(ledger).value, ledger_line.c.position.is_not(None))
        .order_by(ledger_line.c.position)
    )
    return b"".join(row.raw for row in rows)


def ledger_of(connection: Connection, ledger: Ledger) -> LedgerOf[Any, Any]:
    """What the file says: entries in force, faults, history."""
    return parse(content(connection, ledger), Ledger(ledger).file, FORMS[Ledger(ledger)])


def subject_of(ledger: Ledger, entry: Entry) -> str:
    """What an entry is on, as it is stored: the key as JSON."""
    key = FORMS[Ledger(ledger)].key(entry)
    return json.dumps(key, ensure_ascii=False)


def school_of(entry: Entry) -> str:
    """Key of the school that an entry names, else ''."""
    if isinstance(entry, decisions.Decision):
        return entry.school if entry.names_a_school else ""
    return entry.school


def read_line(ledger: Ledger, raw: bytes) -> Entry | None:
    """The entry in a line, by whichever header of the ledger's it fits."""
    form, fields = FORMS[ledger], fields_of(raw.removeprefix(codecs.BOM_UTF8))
    if fields is None:  # the end of a half line stands before it
        fields = fields_of(raw.partition(b"\n")[2])
    for columns in form.forms_of_header:
        read = form.read(fields, 0, columns)
        if not isinstance(read, Refusal):
            return read  # type: ignore[no-any-return]
    return None


def _line(row: Row[Any]) -> Line:
    return Line(
        row.id, Ledger(row.ledger), row.state, read_line(Ledger(row.ledger), row.raw), row.subject,
        row.author, row.at, row.judged_by, row.judged, row.answer, row.objection,
        row.belongs_to,
    )  # fmt: skip
