"""Changing what the map says of a school: a finding, and the correction that explains it, proposed as one.

The correction belongs to the finding: whoever accepts the finding accepts its correction, with its public
number, and neither of them can be judged without the other. A correction is written by the command line's
rule, where the map says less than before.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, select

from webmap.errors import ConflictError, DeskError, NotFoundError
from webmap.findings.finding import Finding, FindingStatus, new_finding
from webmap.review.files.ledgers import Ledger, Line, lines
from webmap.review.files.proposals import propose
from webmap.review.permissions import Actor
from webmap.review.tables.work import objection
from webmap.snapshot.publishing.correction_of_finding import Grounds, correction_of
from webmap.system.clock import today_in_korea
from webmap.vocabulary.corrections import NOT_LISTED, Cause, Gravity
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import repeated


@dataclass(frozen=True)
class Change:
    """What a person proposes to be said of a school.

    `list`, `claim_source`: whose claim is withdrawn, '' for the whole school. `gravity`: None where it
    follows from the statuses. `objection`: the number of the one that led to it, '' for none.
    """

    school: str
    school_name: str
    status: FindingStatus
    source: str = ""
    day: datetime.date | None = None
    evidence: str = ""
    list: str = ""
    claim_source: str = ""
    why: str = ""
    cause: Cause = Cause.OTHER
    gravity: Gravity | None = None
    objection: str = ""


class StaleChangeError(ConflictError):
    """Somebody has written a finding on the school since the form was opened; `theirs` is that line."""

    def __init__(self, theirs: Line | None) -> None:
        super().__init__(
            say("Somebody else has changed the findings on this school meanwhile. Nothing was saved.")
        )
        self.theirs = theirs


def last_finding(connection: Connection, key: str) -> Line | None:
    """The latest line of findings on a school, in whatever state."""
    return next(iter(lines(connection, Ledger.FINDINGS, school=key, limit=1)), None)


def seen_of(line: Line | None) -> str:
    """What a form states of the last line that it has seen; it changes when the line is judged."""
    return f"{line.id}-{line.state}" if line else "-"


def propose_change(connection: Connection, actor: Actor, change: Change, status: str, seen: str) -> str:
    """Propose a finding with its correction, and return the ID of the finding's line.

    `status`: that of the school on the published map, '' where it is not on it. Raises DeskError,
    NotFoundError, and StaleChangeError where `seen` is not the last line.
    """
    refuse_stale(connection, change.school, seen)
    if change.day is not None and change.day > today_in_korea():
        raise DeskError(say("The day %(day)s lies in the future.", day=change.day.isoformat()))
    objection_id = objection_of(connection, change.objection)
    finding = new_finding(
        change.school, change.school_name, change.status, actor.handle, change.day,
        source=change.source, evidence=change.evidence, list=change.list,
        claim_source=change.claim_source, why=change.why,
    )  # fmt: skip
    grounds = Grounds(change.cause, change.gravity, change.objection)
    return propose_finding(connection, actor, finding, status, grounds, objection_id)


def propose_finding(
    connection: Connection,
    actor: Actor,
    finding: Finding,
    status: str,
    grounds: Grounds,
    objection_id: str | None,
) -> str:
    """Propose a finding with the correction that it is for a map that shows `status`, '' for none.

    The result is the ID of the finding's line. Changes and holds both go through here, so that a finding has
    a correction by the same rule as on the command line.
    """
    line = propose(connection, actor, Ledger.FINDINGS, finding, objection_id)
    correction = correction_of(finding, status or NOT_LISTED, grounds)
    if correction is not None:
        propose(connection, actor, Ledger.CORRECTIONS, correction, objection_id, belongs_to=line)
    return line


def refuse_stale(connection: Connection, key: str, seen: str) -> None:
    """Raise StaleChangeError where the last line on a school is not the one that a form has seen."""
    theirs = last_finding(connection, key)
    if seen != seen_of(theirs):
        raise StaleChangeError(theirs)


def objection_of(connection: Connection, number: str) -> str | None:
    """ID of the objection with a number, None for ''. Raises NotFoundError."""
    if not number:
        return None
    found: str | None = connection.execute(
        select(objection.c.id).where(objection.c.number == number)
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError(say("There is no objection %(number)s.", number=repeated(number)))
    return found


def correction_line(connection: Connection, line: Line) -> Line | None:
    """The correction that belongs to a finding's line."""
    return next(iter(lines(connection, Ledger.CORRECTIONS, belongs_to=line.id, limit=1)), None)


def finding_of(line: Line) -> Finding | None:
    """The finding in a line, None where it cannot be read."""
    return line.entry if isinstance(line.entry, Finding) else None
