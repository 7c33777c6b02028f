"""The report after a build: what changed on the map, and what waits for a person."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from webmap.build import Geocoded
from webmap.decisions.ledgers import AppliedLedger
from webmap.decisions.open_rows import far_rows, open_rows
from webmap.decisions.question import QuestionKey
from webmap.matching.result import Match
from webmap.places.regions.region_table import RegionTable
from webmap.snapshot.changes import Change, Changes
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import STATUSES, RegionLevel, Status
from webmap.vocabulary.text import strip_invisible

MAX_NAMES = 10
"""Schools or questions of a kind that are named; of further ones, only their number."""

HEADINGS = {
    "new": N_("New on the map: %(count)s (%(places)s)"),
    "gone": N_("No longer on the map: %(count)s (%(places)s)"),
    "confirmed": N_("Confirmed: %(count)s (%(places)s)"),
    "taken_back": N_("Refuted or withdrawn: %(count)s (%(places)s)"),
    "other_status": N_("Another status: %(count)s (%(places)s)"),
    "moved": N_("Moved to another place or region: %(count)s (%(places)s)"),
    "renamed": N_("Another name or ID in the register: %(count)s (%(places)s)"),
}
"""Kinds of changes in the order in which they are told; all have the same two values."""


def change_lines(
    changes: Changes, table: RegionTable, verbose: bool, kinds: Sequence[str] = tuple(HEADINGS)
) -> list[Message]:
    """The changes by kind: their number, by province, and the schools, a few or all of them."""
    lines = [
        line
        for kind in kinds
        for line in _kind(kind, getattr(changes, kind), table, verbose)
    ]  # fmt: skip
    return lines or [say("The map shows the same schools as before, with the same statuses.")]


def _kind(kind: str, changes: Sequence[Change], table: RegionTable, verbose: bool) -> list[Message]:
    if not changes:
        return []
    head = Message(HEADINGS[kind], {"count": len(changes), "places": by_province(changes, table)})
    named = changes if verbose else changes[:MAX_NAMES]
    return [head, *(_school(kind, each, table) for each in named), *more(len(changes) - len(named))]


def by_province(changes: Sequence[Change], table: RegionTable) -> str:
    """Numbers of schools by province, the most first."""
    counts = Counter(_region(table, RegionLevel.SIDO, each.school.sido) for each in changes)
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def more(count: int) -> list[Message]:
    """The line for what is not named."""
    return [say("  … and %(count)s more (--verbose names all)", count=count)] if count > 0 else []


def _school(kind: str, change: Change, table: RegionTable) -> Message:
    now, before = change.now, change.before
    words = {"name": strip_invisible(change.school.name), "place": _place(change, table)}
    if kind == "moved" and before and now:
        former = _place(Change(before, None), table)
        return say("  %(name)s: %(before)s → %(place)s", **words, before=former)
    if kind == "renamed" and before and now:
        former = f"{strip_invisible(before.name)}, {before.key}"
        return say("  %(name)s (%(place)s), %(id)s; before: %(before)s", **words, id=now.key, before=former)
    status = _status(change.school.status)
    if before and now and before.status != now.status:
        former_status = _status(before.status)
        return say("  %(name)s (%(place)s): %(before)s → %(now)s", **words, before=former_status, now=status)
    return say("  %(name)s (%(place)s): %(status)s", **words, status=status)


def _status(status: Status) -> Message:
    return Message(STATUSES[status].name)


def _place(change: Change, table: RegionTable) -> str:
    school = change.school
    sido = _region(table, RegionLevel.SIDO, school.sido)
    sigungu = _region(table, RegionLevel.SIGUNGU, school.sigungu)
    return sido if sido == sigungu else f"{sido} {sigungu}"


def _region(table: RegionTable, level: RegionLevel, code: str) -> str:
    """The region's name; the code of one that is no longer in today's table."""
    try:
        return table.region(level, code).name
    except KeyError:
        return code or "-"


@dataclass
class _Waiting:
    """Entries that wait for a person: their number, and the file and row of the first of them."""

    query: str = ""
    count: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, match: Match, most: int | None) -> None:
        """Count an entry; `most`: how many are named, None for all."""
        self.count += 1
        if most is None or len(self.places) < most:
            self.places.append(f"{match.entry.file}: {match.entry.row}")

    def __str__(self) -> str:
        return ", ".join(self.places) + (" …" if self.count > len(self.places) else "")


def open_row_lines(geocoded: Geocoded, command: Sequence[str], verbose: bool) -> list[Message]:
    """The rows that wait for a person, with the command to decide them; nothing where there are none."""
    questions, far = _open_questions(geocoded.replayed), _Waiting()
    for match in far_rows(geocoded.replayed):
        far.add(match, None if verbose else MAX_NAMES)
    lines: list[Message] = []
    if questions:
        lines.append(
            say(
                "Rows that a person has to decide: %(rows)s, in %(questions)s questions.",
                rows=sum(each.count for each in questions),
                questions=len(questions),
            )
        )
        named = questions if verbose else questions[:MAX_NAMES]
        lines += [say("  “%(query)s” (%(rows)s)", query=each.query, rows=str(each)) for each in named]
        lines += more(len(questions) - len(named))
        lines.append(say("  Decide them with: %(command)s", command=shlex.join(command)))
    if far.count:
        lines.append(
            say(
                "Rows that name no school of the register, nor one that is near: %(count)s (%(rows)s). "
                "Correct them in the list, if they mean a school.",
                count=far.count,
                rows=str(far),
            )
        )
    return lines


def _open_questions(replayed: Sequence[AppliedLedger]) -> list[_Waiting]:
    """The open questions without their entries, which may be many."""
    questions: dict[tuple[int, QuestionKey], _Waiting] = {}
    for number, each in enumerate(replayed):
        for question, match in open_rows(each):
            key = number, question.key
            questions.setdefault(key, _Waiting(question.query)).add(match, MAX_NAMES)
    return list(questions.values())
