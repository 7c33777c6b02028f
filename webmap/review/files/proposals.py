"""Proposals of lines: made by one person, accepted or rejected by another, taken back by their author."""

from __future__ import annotations

import codecs
import hashlib
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from webmap.corrections import correction as corrections
from webmap.decisions import decision as decisions
from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.findings import finding as findings
from webmap.ledger.records import end_of_half, fields_of
from webmap.review import journal
from webmap.review.files.ledgers import (
    FORMS,
    Entry,
    Ledger,
    Line,
    find,
    ledger_of,
    read_line,
    school_of,
    subject_of,
)
from webmap.review.permissions import Action, Actor, Resource, may
from webmap.review.tables.files import ledger_line
from webmap.vocabulary.messages import say

FAULTS = {
    Ledger.DECISIONS: decisions.fault_of,
    Ledger.FINDINGS: findings.fault_of,
    Ledger.CORRECTIONS: corrections.fault_of,
}
ENDS = {"accept": "accepted", "accept_alone": "accepted", "reject": "rejected", "take_back": "taken_back"}
"""Actions of the journal, and the states that they leave."""
FIRST = 0
"""Position of a file's first line, its header."""


def propose(
    connection: Connection, actor: Actor, ledger: Ledger, entry: Entry, objection: str | None = None,
    belongs_to: str | None = None,
) -> str:  # fmt: skip
    """Propose a line; the result is its ID. Raises DeskError for an entry that cannot be stored.

    A line that belongs to another one, as a correction to its finding, is judged and taken back with it.
    """
    ledger = Ledger(ledger)
    if fault := FAULTS[ledger](entry):  # type: ignore[operator]
        raise DeskError(say("This cannot be saved: %(fault)s.", fault=fault))
    form, made = FORMS[ledger], uuid.uuid4().hex
    # A correction gets its number when it is accepted; until then it has the next one, as a line needs one.
    raw = form.line_of(_numbered(connection, entry), form.columns)
    connection.execute(
        insert(ledger_line).values(
            id=made,
            ledger=ledger.value,
            raw=raw,
            subject=subject_of(ledger, entry),
            school=school_of(entry),
            state="proposed",
            author=actor.person,
            at=datetime.now(UTC),
            objection=objection,
            belongs_to=belongs_to,
        )
    )
    _note(connection, actor.handle, "propose", made, ledger, raw)
    return made


def judge(connection: Connection, actor: Actor, line_id: str, accept: bool, answer: str = "") -> Line:
    """Accept or reject another person's line; accepted, it stands at the end of the file.

    Lines that belong to it are judged with it, and never alone. Raises ForbiddenError for one's own line,
    ConflictError where it is no longer open.
    """
    line = _leading_line(connection, line_id)
    if not (allowed := may(actor, Action.JUDGE, Resource(authors=frozenset({line.author or ""})))):
        raise ForbiddenError(allowed.reason)
    for each in (line, *_companions(connection, line_id)):
        _end(connection, actor, each, "accept" if accept else "reject", answer, actor.person)
    return find(connection, line_id)


def put_in_force_alone(connection: Connection, actor: Actor, line_id: str) -> Line:
    """Let one's own line stand before another person has judged it; the journal says so.

    Lines that belong to it go with it. For what only weakens what the map says, such as a hold, by somebody
    who may judge: its release is confirmed by another person. Raises as `judge`.
    """
    line = _leading_line(connection, line_id)
    if not (allowed := may(actor, Action.JUDGE)):
        raise ForbiddenError(allowed.reason)
    if line.author != actor.person:
        raise ForbiddenError(say("Only its author puts a line in force alone."))
    for each in (line, *_companions(connection, line_id)):
        _end(connection, actor, each, "accept_alone", "", None)
    return find(connection, line_id)


def _end(
    connection: Connection, actor: Actor, line: Row[Any], action: str, answer: str, judge_id: str | None
) -> None:
    """End a proposal: accepted lines get their place in the file."""
    ledger = Ledger(line.ledger)
    values: dict[str, Any] = {"state": ENDS[action], "answer": answer}
    if values["state"] == "accepted":
        values |= _place(connection, ledger, line.raw)
    connection.execute(
        update(ledger_line)
        .where(ledger_line.c.id == line.id)
        .values(judged_by=judge_id, judged=datetime.now(UTC), **values)
    )
    _note(connection, actor.handle, action, line.id, ledger, values.get("raw", line.raw))


def take_back(connection: Connection, actor: Actor, line_id: str) -> None:
    """Take one's own proposal back. Raises ForbiddenError for another's, ConflictError once it is judged."""
    line = _leading_line(connection, line_id)
    if line.author != actor.person:
        raise ForbiddenError(say("Only its author takes a proposal back."))
    for each in (line, *_companions(connection, line_id)):
        _end(connection, actor, each, "take_back", "", None)


def add_of_machine(connection: Connection, ledger: Ledger, raw: bytes) -> str:
    """Add a line that a build has written to the file, in a release that people approved; gives its ID."""
    made, entry = uuid.uuid4().hex, read_line(ledger, raw)
    if entry is None:
        raise DeskError(say("The proposal cannot be read any more."))
    connection.execute(
        insert(ledger_line).values(
            id=made,
            ledger=ledger.value,
            subject=subject_of(ledger, entry),
            school=school_of(entry),
            state="imported",
            at=datetime.now(UTC),
            **_place(connection, ledger, raw),
        )
    )
    _note(connection, journal.MACHINE, "add", made, ledger, raw)
    return made


def waiting(connection: Connection) -> int:
    """How many lines wait for a judgment of their own."""
    waits = ledger_line.c.state == "proposed", ledger_line.c.belongs_to.is_(None)
    return connection.execute(select(func.count()).select_from(ledger_line).where(*waits)).scalar_one()


def _place(connection: Connection, ledger: Ledger, raw: bytes) -> dict[str, Any]:
    """Position and bytes of an accepted line: numbered, under the file's header, behind its last line."""
    form, entry = FORMS[ledger], read_line(ledger, raw)
    last = connection.execute(
        select(ledger_line.c.position, ledger_line.c.raw)
        .where(ledger_line.c.ledger == ledger.value, ledger_line.c.position.is_not(None))
        .order_by(ledger_line.c.position.desc())
        .limit(1)
    ).first()
    if last is None:
        _begin_file(connection, ledger)
        return {"position": FIRST + 1, "raw": form.line_of(_numbered(connection, entry), form.columns)}
    columns = _columns(connection, ledger)
    if columns is None:
        raise DeskError(
            say(
                "%(file)s cannot be extended: its first line is damaged. Repair the file, and import it.",
                file=ledger.file,
            )
        )
    joint = b"" if last.raw.endswith((b"\n", b"\r")) else end_of_half(last.raw, len(columns))
    if joint and FORMS[ledger].columns_of(fields_of(last.raw.removeprefix(codecs.BOM_UTF8))):
        joint = b"\r\n"  # the header, whose line nothing ended
    line = form.line_of(_numbered(connection, entry), columns)
    return {"position": last.position + 1, "raw": joint + line}


def _begin_file(connection: Connection, ledger: Ledger) -> None:
    connection.execute(
        insert(ledger_line).values(
            id=uuid.uuid4().hex,
            ledger=ledger.value,
            position=FIRST,
            raw=codecs.BOM_UTF8 + FORMS[ledger].header(),
            subject="",
            school="",
            state="imported",
            at=datetime.now(UTC),
        )
    )


def _columns(connection: Connection, ledger: Ledger) -> Sequence[str] | None:
    """The columns of the file, by its first line that is no blank one."""
    rows = connection.execute(
        select(ledger_line.c.raw)
        .where(ledger_line.c.ledger == ledger.value, ledger_line.c.position.is_not(None))
        .order_by(ledger_line.c.position)
        .limit(100)
    )
    first = next((row.raw for row in rows if row.raw.removeprefix(codecs.BOM_UTF8).strip(b"\r\n, \t")), b"")
    return FORMS[ledger].columns_of(fields_of(first.removeprefix(codecs.BOM_UTF8)))


def _numbered(connection: Connection, entry: Entry | None) -> Entry:
    """The entry; a correction with the next public number."""
    if entry is None:
        raise DeskError(say("The proposal cannot be read any more."))
    if not isinstance(entry, corrections.Correction):
        return entry
    ledger = ledger_of(connection, Ledger.CORRECTIONS)
    last = max((each.number for each in ledger.history), default=0) + ledger.lost
    return corrections.numbered(entry, last + 1)


def _leading_line(connection: Connection, line_id: str) -> Row[Any]:
    """An open proposal that belongs to no other line."""
    line = _line_of(connection, line_id)
    if line.belongs_to:
        raise DeskError(
            say("This correction belongs to a finding and goes with it. Accept or reject the finding.")
        )
    if line.state != "proposed":
        raise ConflictError(say("Another person was faster: this proposal is no longer open."))
    return line


def _companions(connection: Connection, line_id: str) -> Sequence[Row[Any]]:
    """The open lines that belong to a line."""
    query = select(ledger_line).where(ledger_line.c.belongs_to == line_id, ledger_line.c.state == "proposed")
    return connection.execute(query.order_by(ledger_line.c.at, ledger_line.c.id)).all()


def _line_of(connection: Connection, line_id: str) -> Row[Any]:
    row = connection.execute(select(ledger_line).where(ledger_line.c.id == line_id)).first()
    if row is None:
        raise DeskError(say("There is no such proposal."))
    return row


def _note(connection: Connection, handle: str, action: str, line_id: str, ledger: Ledger, raw: bytes) -> None:
    """A line in the journal, by the digest of the bytes; the line itself stays."""
    body = {"ledger": ledger.value, "sha256": hashlib.sha256(raw).hexdigest()}
    journal.record(connection, handle, action, "ledger_line", line_id, body)
