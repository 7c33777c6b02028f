"""`webmap desk log`: the journal in the terminal, and the proof that nobody has changed it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from webmap.cli.terminal import echo
from webmap.errors import DeskError
from webmap.review import journal
from webmap.review.journal import Head
from webmap.settings.desk import load_desk_settings
from webmap.settings.settings import load_settings
from webmap.snapshot.forgetting.forget import versions_in
from webmap.snapshot.manifest import MANIFEST, MAX_MANIFEST_BYTES
from webmap.snapshot.publishing.journal_head import JournalHead, journal_head_of
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import file_name

BROKEN_EXIT_CODE = 1
MAX_FAULTS = 20
"""Faults that are named; a journal that was rewritten has one in every line."""


def show_log(last: int) -> None:
    """Print the last lines, the oldest of them first."""
    database, language = _opened()
    with database.read() as connection:
        lines = journal.lines(connection, limit=last)
    for line in reversed(lines):
        echo(
            say(
                "%(number)s  %(at)s  %(actor)s  %(action)s  %(kind)s %(subject)s  %(body)s",
                number=line.number,
                at=line.at,
                actor=line.actor,
                action=line.action,
                kind=line.kind,
                subject=line.subject,
                body=line.body,
            ),
            language,
        )
    if not lines:
        echo(say("The journal has no line yet."), language)


def verify_log(manifests: Sequence[Path]) -> None:
    """Check every line, and the heads in manifests; ends with exit code 1 where something was changed.

    Raises DeskError for a manifest that cannot be read.
    """
    database, language = _opened()
    snapshots = load_settings().snapshots
    known = [*_published_heads(snapshots), *map(_stated_head, manifests)]
    with database.read() as connection:
        found = _faults(connection, known)
        number = journal.head_of(connection).number
    for fault in found[:MAX_FAULTS]:
        echo(fault, language, error=True)
    if len(found) > MAX_FAULTS:
        echo(say("… and %(count)s more", count=len(found) - MAX_FAULTS), language, error=True)
    if found:
        sys.exit(BROKEN_EXIT_CODE)
    echo(
        say(
            "The journal is whole: %(lines)s lines, compared with %(manifests)s manifests.",
            lines=number,
            manifests=len(known),
        ),
        language,
    )


def _faults(connection: Any, known: Sequence[JournalHead]) -> list[Message]:
    """Faults of the chain, then those that the heads show; each once."""
    found = list(journal.faults(connection))
    for each in known:
        head = Head(each.number, each.digest)
        found += [fault for fault in journal.faults(connection, head) if fault not in found]
    return found


def _published_heads(snapshots: Path) -> Iterator[JournalHead]:
    for version in versions_in(snapshots):
        try:
            with (snapshots / version / MANIFEST).open("rb") as source:
                head = journal_head_of(json.loads(source.read(MAX_MANIFEST_BYTES)))
        except (OSError, ValueError, AttributeError):
            continue  # a damaged snapshot is the concern of `webmap check`
        if head is not None:
            yield head


def _stated_head(path: Path) -> JournalHead:
    try:
        with path.open("rb") as source:
            head = journal_head_of(json.loads(source.read(MAX_MANIFEST_BYTES)))
    except OSError as error:
        raise DeskError(
            say("%(file)s cannot be read (%(reason)s).", file=file_name(path), reason=reason_of(error))
        ) from error
    except (ValueError, AttributeError, RecursionError):
        head = None
    if head is None:
        raise DeskError(say("%(file)s names no line of a journal.", file=file_name(path)))
    return head


def _opened() -> tuple[Any, str]:
    from webmap.review.database import open_database

    settings = load_desk_settings()
    database = open_database(settings.database_address)
    database.check_current()
    return database, settings.language
