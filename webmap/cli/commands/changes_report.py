"""The report after a build: what changed on the map, and what waits for a person."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence

from webmap.build import Geocoded
from webmap.decisions.open_rows import OpenQuestion, far_rows, open_questions
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


def open_row_lines(geocoded: Geocoded, command: Sequence[str], verbose: bool) -> list[Message]:
    """The rows that wait for a person, with the command to decide them; nothing where there are none."""
    questions, far = open_questions(geocoded.replayed), far_rows(geocoded.replayed)
    lines: list[Message] = []
    if questions:
        rows = sum(len(each.matches) for each in questions)
        lines.append(
            say(
                "Rows that a person has to decide: %(rows)s, in %(questions)s questions.",
                rows=rows,
                questions=len(questions),
            )
        )
        named = questions if verbose else questions[:MAX_NAMES]
        lines += [_question(each) for each in named]
        lines += more(len(questions) - len(named))
        lines.append(say("  Decide them with: %(command)s", command=shlex.join(command)))
    if far:
        lines.append(
            say(
                "Rows that name no school of the register, nor one that is near: %(count)s (%(rows)s). "
                "Correct them in the list, if they mean a school.",
                count=len(far),
                rows=places_of(far, len(far) if verbose else MAX_NAMES),
            )
        )
    return lines


def _question(question: OpenQuestion) -> Message:
    return say(
        "  “%(query)s” (%(rows)s)",
        query=question.question.query,
        rows=places_of(question.matches, MAX_NAMES),
    )


def places_of(matches: Sequence[Match], most: int) -> str:
    """Files and rows of entries, at most so many of them."""
    named = [f"{match.entry.file}: {match.entry.row}" for match in matches[:most]]
    return ", ".join(named) + (" …" if len(matches) > most else "")
