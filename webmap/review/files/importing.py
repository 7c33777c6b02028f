"""Taking a project folder into the database: what is new is added, and nothing is overwritten.

Lists and decisions that were added on the command line come in by importing the folder again. What the folder
and the desk say differently is named and stays as it is at the desk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from webmap.lists.formats.list_kinds import without_list_ending
from webmap.project.file import FILE
from webmap.project.versions import Version, order_of
from webmap.review import journal
from webmap.review.database import Database
from webmap.review.files.contents import digest_of, document, project_toml, put_document, put_version
from webmap.review.files.folders import ProjectFolder, open_folder, read_file
from webmap.review.files.import_ledgers import add_lines, new_lines
from webmap.review.files.import_toml import change_of
from webmap.review.files.ledgers import Ledger
from webmap.review.releases import jobs
from webmap.review.tables.files import list_version
from webmap.system.progress import BeginStep, silent
from webmap.vocabulary.messages import Message, say

BLANK = b"\xef\xbb\xbf\r\n, \t"
"""Bytes of a ledger in which nothing stands."""


@dataclass
class Imported:
    """What an import added; `contradictions`: sentences on what was not taken."""

    documents: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    contradictions: list[Message] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        """Whether the desk has all of it already."""
        return not (self.documents or self.versions or self.lines)


def import_project(
    database: Database,
    folder: Path,
    handle: str,
    *,
    replace: Collection[str] = (),
    begin: BeginStep = silent,
) -> Imported:
    """Take a project folder in, in one transaction; `handle` is whose import it is in the journal.

    `replace`: paths of project.toml or registers that are taken from the folder where they differ.
    Raises ProjectError and errors of the ledgers where the folder cannot be used; nothing is changed then.
    """
    source = open_folder(folder)
    done = Imported(remarks=list(source.remarks))
    with database.write() as connection:
        for step in (_Documents(source, frozenset(replace)), _Versions(source), _Lines(source)):
            begin(step.what)
            step.take(connection, done)
        if not done.is_unchanged:
            body = {
                "documents": done.documents, "versions": done.versions, "lines": done.lines,
                "sha256": digest_of(connection),
            }  # fmt: skip
            journal.record(connection, handle, "import", "project", "", body)
            jobs.add_once(connection, "questions")
    return done


@dataclass(frozen=True)
class _Documents:
    """project.toml and registers."""

    source: ProjectFolder
    replace: frozenset[str]
    what = say("Settings and registers")

    def take(self, connection: Connection, done: Imported) -> None:
        self._take_toml(connection, done)
        for path, content in self.source.registers:
            stored = document(connection, path)
            if stored == content:
                continue
            if stored is not None and path not in self.replace:
                done.contradictions.append(_other_document(path))
                continue
            put_document(connection, path, content)
            done.documents.append(path)

    def _take_toml(self, connection: Connection, done: Imported) -> None:
        own = project_toml(connection)
        change = change_of(own, self.source.project.file, is_replaced=FILE in self.replace)
        done.contradictions += change.contradictions
        if change.content != own:
            put_document(connection, FILE, change.content)
            done.documents.append(FILE)


@dataclass(frozen=True)
class _Versions:
    """Versions of lists."""

    source: ProjectFolder
    what = say("Lists")

    def take(self, connection: Connection, done: Imported) -> None:
        for slug, version in self.source.versions:
            content = read_file(version.path)
            sha256 = hashlib.sha256(content).hexdigest()
            same_name = _named_like(connection, slug, version)
            if any(each == (version.path.name, sha256) for each in same_name):
                continue
            if same_name or _is_mixed(connection, slug, version):
                done.contradictions.append(_other_version(slug, version))
                continue
            put_version(connection, slug, version.path.name, content, sha256)
            done.versions.append(f"{slug}/{version.path.name}")


@dataclass(frozen=True)
class _Lines:
    """Lines of the ledgers."""

    source: ProjectFolder
    what = say("Decisions, findings and corrections")

    def take(self, connection: Connection, done: Imported) -> None:
        for name, content in self.source.ledgers:
            new = new_lines(connection, Ledger(name.removesuffix(".csv")), content)
            done.contradictions += new.contradictions
            done.remarks += new.faults
            if not content.strip(BLANK):
                self._keep_blank(connection, name, content, done)
                continue
            add_lines(connection, new)
            if new.pieces:
                done.lines[name] = new.entries

    def _keep_blank(self, connection: Connection, name: str, content: bytes, done: Imported) -> None:
        """A file in which nothing stands yet is kept as a document, until there is a line."""
        if document(connection, name) is None:
            put_document(connection, name, content)
            done.documents.append(name)


def _in_use(connection: Connection, slug: str) -> Iterator[tuple[str, str]]:
    query = select(list_version.c.file_name, list_version.c.sha256).where(
        list_version.c.slug == slug, list_version.c.state == "in_use"
    )
    yield from ((row.file_name, row.sha256) for row in connection.execute(query))


def _named_like(connection: Connection, slug: str, version: Version) -> list[tuple[str, str]]:
    """Name and digest of the desk's versions with the same date or number, whatever their format."""
    return [each for each in _in_use(connection, slug) if without_list_ending(each[0]) == version.name]


def _is_mixed(connection: Connection, slug: str, version: Version) -> bool:
    """Whether the desk's versions have numbers where this one has a date, or the other way round."""
    orders = [order_of(without_list_ending(name)) for name, _ in _in_use(connection, slug)]
    return any(order is not None and bool(order[0]) is not bool(version.order[0]) for order in orders)


def _other_document(path: str) -> Message:
    return say(
        "%(file)s differs from that of the desk. It was not taken; with --replace %(file)s it is.", file=path
    )


def _other_version(slug: str, version: Version) -> Message:
    return say(
        "lists/%(slug)s/%(file)s: the desk has another version with this date or number, or names its "
        "versions in another way. It was not taken; rename the file.",
        slug=slug,
        file=version.path.name,
    )
