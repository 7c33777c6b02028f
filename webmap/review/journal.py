"""The journal: every change, in a chain of digests that a later change of any line would break.

The digest of the last line is written into the manifest of each snapshot, so it is public, and whoever keeps
a copy of the map can prove that the journal was rewritten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from webmap.review.tables.journal import journal
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import Message, say

MACHINE = "machine"
"""Actor of what the command line and the worker do."""
FIRST = ""
"""Digest before the first line."""


@dataclass(frozen=True)
class JournalLine:
    """A line of the journal; `body` is canonical JSON and holds no personal data."""

    number: int
    at: str
    actor: str
    action: str
    kind: str
    subject: str
    body: str
    former: str
    digest: str

    @property
    def values(self) -> dict[str, Any]:
        """The body."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(frozen=True)
class Head:
    """The last line: its number, 0 for an empty journal, and its digest."""

    number: int
    digest: str


def record(
    connection: Connection, actor: str, action: str, kind: str, subject: str | int, body: Mapping[str, Any]
) -> Head:
    """Add a line, in the transaction of the change that it is about. `actor`: a handle, or MACHINE."""
    former = head_of(connection)
    line = {
        "number": former.number + 1,
        "at": datetime.now(KOREA).replace(microsecond=0).isoformat(),
        "actor": actor,
        "action": action,
        "kind": kind,
        "subject": str(subject),
        "body": json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        "former": former.digest,
    }
    digest = _digest_of(line)
    connection.execute(insert(journal).values(**line, digest=digest))
    return Head(former.number + 1, digest)


def head_of(connection: Connection) -> Head:
    """The last line of the journal."""
    row = connection.execute(
        select(journal.c.number, journal.c.digest).order_by(journal.c.number.desc()).limit(1)
    ).first()
    return Head(row.number, row.digest) if row else Head(0, FIRST)


def lines(
    connection: Connection,
    kind: str = "",
    subject: str = "",
    actor: str = "",
    before: int = 0,
    limit: int = 100,
) -> list[JournalLine]:
    """Lines, the newest first; of one subject or actor, and older than the line `before`."""
    query = select(journal).order_by(journal.c.number.desc()).limit(limit)
    for column, value in ((journal.c.kind, kind), (journal.c.subject, subject), (journal.c.actor, actor)):
        query = query.where(column == value) if value else query
    query = query.where(journal.c.number < before) if before else query
    return [JournalLine(**row) for row in connection.execute(query).mappings()]


def faults(connection: Connection, known: Head | None = None) -> Iterator[Message]:
    """What shows that the journal was changed; `known`: a head from outside, such as of a manifest."""
    former = Head(0, FIRST)
    for row in connection.execute(select(journal).order_by(journal.c.number)).yield_per(1000).mappings():
        line = dict(row)
        digest = line.pop("digest")
        if line["number"] != former.number + 1:
            yield say(
                "Lines %(first)s to %(last)s of the journal are missing.",
                first=former.number + 1,
                last=line["number"] - 1,
            )
        elif line["former"] != former.digest:
            yield say(
                "Line %(number)s of the journal does not follow the one before it.", number=line["number"]
            )
        if _digest_of(line) != digest:
            yield say("Line %(number)s of the journal was changed.", number=line["number"])
        former = Head(line["number"], digest)
        if known and known.number == former.number and known.digest != former.digest:
            yield say(
                "Line %(number)s of the journal is not the one that a published snapshot names.",
                number=former.number,
            )
    if known and known.number > former.number:
        yield say(
            "The journal ends at line %(last)s, but a published snapshot names line %(number)s.",
            last=former.number,
            number=known.number,
        )


def kinds(connection: Connection) -> list[str]:
    """What there are lines about, sorted."""
    rows = connection.execute(select(journal.c.kind).distinct().order_by(journal.c.kind))
    return [row.kind for row in rows]


def count(connection: Connection) -> int:
    """How many lines there are."""
    return connection.execute(select(func.count()).select_from(journal)).scalar_one()


def sha256_of_text(text: str) -> str:
    """What the journal holds of a text that a person typed: enough to prove it, and no word of it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _digest_of(line: Mapping[str, Any]) -> str:
    """SHA-256 over the digest before it and the line itself, as canonical JSON."""
    content = json.dumps(dict(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{line['former']}\n{content}".encode()).hexdigest()
