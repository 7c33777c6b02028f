"""What the pages of lists show, in the words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from webmap.lists.columns import Column
from webmap.lists.formats.list_kinds import kinds_in_words
from webmap.lists.naming.identity import ListIdentity
from webmap.project.file import ProjectFile
from webmap.review.tables.people import person
from webmap.review.uploads.versions import STATES, ListVersion
from webmap.vocabulary.messages import N_, Message
from webmap.vocabulary.source_kinds import PUBLISHERS
from webmap.vocabulary.terms import LEVELS, STATUSES, Status
from webmap.web.desk.context import desk
from webmap.web.desk.look import rendered

COLUMN_NAMES = {
    Column.SCHOOL: N_("School"),
    Column.LEVEL: N_("Level"),
    Column.REGION: N_("Region"),
    Column.ADDRESS: N_("Address"),
    Column.DATE: N_("Date"),
    Column.STATUS: N_("Status"),
    Column.SOURCE: N_("Source"),
    Column.NOTE: N_("Note"),
}
TAGS = {"uploaded": "", "proposed": "warning", "in_use": "good", "rejected": "danger"}
MEBIBYTE = 1024**2


@dataclass(frozen=True)
class ListRow:
    """A list in the overview: its versions, the newest first."""

    identity: ListIdentity
    is_new: bool
    versions: list[ListVersion]

    @property
    def in_use(self) -> list[ListVersion]:
        """Versions that are in use, the one that counts first."""
        return [each for each in self.versions if each.state == "in_use"]

    @property
    def others(self) -> list[ListVersion]:
        """Versions that wait or were rejected."""
        return [each for each in self.versions if each.state != "in_use"]

    @property
    def kind_name(self) -> str:
        """Kind of who keeps the list."""
        return rendered(Message(PUBLISHERS[self.identity.kind]))


class Overview:
    """The page of all lists; `arguments` are its filters: `state`, `kind` and `q` (title or short name)."""

    def __init__(self, project: ProjectFile, found: list[ListVersion], arguments: Mapping[str, str]) -> None:
        self.project = project
        self._found = found
        self.state, self.kind = arguments.get("state", ""), arguments.get("kind", "")
        self.text = arguments.get("q", "").strip()
        self.all_rows = list(self._rows())
        self.rows = [each for each in self.all_rows if self._is_shown(each)]
        self.kinds = [(code, rendered(Message(name))) for code, name in PUBLISHERS.items()]
        self.states = [(code, rendered(Message(name))) for code, name in STATES.items()]
        self.limit_mb = max(1, desk().map_settings.max_file_bytes // MEBIBYTE)
        self.formats = kinds_in_words()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The lists to which a file can be added."""
        return [(slug, f"{each.title or slug} ({slug})") for slug, each in self.project.lists.items()]

    def _rows(self) -> Iterator[ListRow]:
        by_slug: dict[str, list[ListVersion]] = {slug: [] for slug in self.project.lists}
        for each in self._found:
            by_slug.setdefault(each.slug, []).append(each)
        for slug, its in by_slug.items():
            stated = next((each.identity for each in its if each.identity), None)
            known = self.project.lists.get(slug)
            yield ListRow(known or stated or ListIdentity(slug), known is None, its)

    def _is_shown(self, row: ListRow) -> bool:
        words = f"{row.identity.slug} {row.identity.title}".casefold()
        return (
            (not self.state or any(each.state == self.state for each in row.versions))
            and (not self.kind or row.identity.kind == self.kind)
            and self.text.casefold() in words
        )


@dataclass(frozen=True)
class VersionPage:
    """A version with its reading in words; `headers` are those of the file, read or not."""

    title: str
    state: str
    tag: str
    author: str
    judge: str
    fault: str
    former_fault: str
    former: str
    is_outdated: bool
    columns: list[tuple[str, str, str]]
    """Code, name and header of each column; '' where none is read."""
    refused: list[tuple[int, str]]
    skipped: list[tuple[int, str]]
    cautions: list[str]
    examples: list[dict[str, Any]]
    headers: list[str]
    chosen: dict[str, str]
    reading: dict[str, Any]
    new_list: ListIdentity | None
    kind_name: str
    changes: dict[str, list[tuple[str, str]]]
    """Rows that were added, dropped or have another status, each with its status in words."""


def version_page(
    version: ListVersion,
    former: ListVersion | None,
    present: ListVersion | None,
    handles: Mapping[str, str],
    known: ListIdentity | None,
) -> VersionPage:
    """What the page of a version shows. `present`: the one that counts now; `known`: the declared list."""
    reading = version.reading
    identity = known or version.identity or ListIdentity(version.slug)
    columns: Mapping[str, str] = reading.get("columns", {})
    waits = version.state in ("uploaded", "proposed")
    return VersionPage(
        title=identity.title or version.slug,
        state=rendered(Message(STATES[version.state])),
        tag=TAGS[version.state],
        author=handles.get(version.author or "", ""),
        judge=handles.get(version.judged_by or "", ""),
        fault=_words(reading.get("fault")),
        former_fault=_words(reading.get("former_fault")),
        former=former.name if former else "",
        is_outdated=waits and (present.id if present else "") != version.former,
        columns=[(c.value, rendered(Message(COLUMN_NAMES[c])), columns.get(c.value, "")) for c in Column],
        refused=[(row, _words(reason)) for row, reason in reading.get("refused_rows", [])],
        skipped=[(row, _words(reason)) for row, reason in reading.get("skipped_rows", [])],
        cautions=[_words(each) for each in reading.get("cautions", [])],
        examples=[_example(each) for each in reading.get("examples", [])],
        headers=[*columns.values(), *reading.get("unknown_columns", [])],
        chosen=_chosen(version.columns),
        reading=reading,
        new_list=None if known else version.identity,
        kind_name=rendered(Message(PUBLISHERS[identity.kind])),
        changes=_changes(reading.get("changes", {}).get("first", {})),
    )


def handles_of(connection: Connection) -> dict[str, str]:
    """Handle by the ID of a person."""
    return {row.id: row.handle for row in connection.execute(select(person.c.id, person.c.handle))}


def _words(stored: Mapping[str, Any] | None) -> str:
    return rendered(Message.from_json(stored)) if stored else ""


def _example(stored: Mapping[str, Any]) -> dict[str, Any]:
    level, status = LEVELS.get(stored["level"]), STATUSES.get(stored["status"])
    return {
        **stored,
        "level": rendered(Message(level.name)) if level else "",
        "status": rendered(Message(status.name)) if status else "",
    }


def _changes(stored: Mapping[str, list[list[str]]]) -> dict[str, list[tuple[str, str]]]:
    return {
        name: [(text, " → ".join(rendered(Message(STATUSES[Status(each)].name)) for each in found))
               for text, *found in rows]
        for name, rows in stored.items()
    }  # fmt: skip


def _chosen(columns: tuple[str, ...]) -> dict[str, str]:
    """Headers by column, one below the other."""
    found: dict[str, list[str]] = {}
    for each in columns:
        name, _, header = each.partition("=")
        found.setdefault(name, []).append(header)
    return {name: "\n".join(headers) for name, headers in found.items()}
