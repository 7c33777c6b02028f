"""The decisions on the lists of a build: each folder's own, or one file for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webmap.decisions.decision import Decision
from webmap.decisions.ledger import Ledger, ledger_path, load_ledger
from webmap.decisions.merge import contradictory
from webmap.decisions.question import QuestionKey
from webmap.decisions.replay import Applied, apply_decisions
from webmap.decisions.wording import school_words
from webmap.errors import DecisionsError
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.register.register import Register
from webmap.system.packed import stored_like
from webmap.vocabulary.messages import Message, say

Disputed = Mapping[QuestionKey, Sequence[tuple[Ledger, Decision]]]
"""Questions that several ledgers decide differently, with the decisions of each."""


@dataclass(frozen=True)
class AppliedLedger:
    """One file of decisions and its effect on the entries of its lists."""

    path: Path
    ledger: Ledger
    before: Sequence[Match]
    """The entries' matches by the rules alone."""
    applied: Applied
    contradictions: tuple[Message, ...] = ()
    """Sentences about questions that it and another file, named later, decide differently; neither counts."""


def check_decisions(path: Path | None) -> None:
    """Raise DecisionsError where the named file of decisions does not exist."""
    if path is not None and not path.is_file():
        raise DecisionsError(
            say(
                "The file of decisions %(file)s does not exist. Check the name and the folder.",
                file=str(path),
            )
        )


def ledgers_of(lists: Sequence[Path], named: Path | None) -> dict[Path, Ledger]:
    """The ledgers of lists by their paths; a named one applies to all. Raises DecisionsError."""
    paths = dict.fromkeys([named] if named else map(ledger_path, lists))
    return {path: load_ledger(path, _display_name(path) if len(paths) > 1 else None) for path in paths}


def _display_name(path: Path) -> str:
    """A ledger's name with its folder, as all ledgers have the same name; a single one needs no folder."""
    return "/".join(filter(None, (path.parent.name, path.name)))


def _contradiction(answers: Sequence[tuple[Ledger, Decision]]) -> Message:
    (ledger, decision), (other_ledger, other) = answers[0], _other_answer(answers)
    return say(
        "“%(query)s” is decided differently in two files, so neither decision is applied: %(first)s, line "
        "%(first_line)s (%(first_school)s), and %(second)s, line %(second_line)s (%(second_school)s). Decide "
        "it again in both, or state the region in the lists.",
        query=decision.question.query,
        first=ledger.file,
        first_line=decision.line,
        first_school=school_words(decision),
        second=other_ledger.file,
        second_line=other.line,
        second_school=school_words(other),
    )


def _other_answer(answers: Sequence[tuple[Ledger, Decision]]) -> tuple[Ledger, Decision]:
    return next(each for each in answers if each[1].school != answers[0][1].school)


def replay(
    entries: Iterable[tuple[Path, Sequence[Entry]]],
    matches: Sequence[Match],
    register: Register,
    ledgers: Mapping[Path, Ledger],
    named: Path | None = None,
) -> tuple[Sequence[Match], tuple[AppliedLedger, ...]]:
    """Apply to each list's matches the decisions of its ledger; `entries` with the path of their list.

    A question that two ledgers decide differently stays undecided in all lists. The matches keep their order.
    """
    disputed = contradictory(ledgers.values())
    owners = [(named or ledger_path(path), len(list_entries)) for path, list_entries in entries]
    before = _by_ledger(owners, matches, list(ledgers))
    replayed = [_applied(path, ledger, before[path], register, disputed) for path, ledger in ledgers.items()]
    if all(each.applied.matches is each.before for each in replayed):
        return matches, tuple(replayed)
    if len(replayed) == 1:
        return replayed[0].applied.matches, tuple(replayed)
    after = {each.path: iter(each.applied.matches) for each in replayed}
    return stored_like(matches, (next(after[path]) for path, _ in _owned(owners, matches))), tuple(replayed)


def _applied(
    path: Path, ledger: Ledger, before: Sequence[Match], register: Register, disputed: Disputed
) -> AppliedLedger:
    """A ledger and its effect on the matches of its lists, without its disputed decisions."""
    in_force = {key: each for key, each in ledger.in_force.items() if key not in disputed}
    sentences = tuple(_contradiction(each) for each in disputed.values() if each[0][0] is ledger)
    return AppliedLedger(path, ledger, before, apply_decisions(before, in_force, register), sentences)


def _by_ledger(
    owners: Sequence[tuple[Path, int]], matches: Sequence[Match], ledgers: Sequence[Path]
) -> dict[Path, Sequence[Match]]:
    """The matches of the lists of each ledger, in their order."""
    if len(ledgers) == 1:
        return {ledgers[0]: matches}
    return {
        ledger: stored_like(matches, (match for path, match in _owned(owners, matches) if path == ledger))
        for ledger in ledgers
    }


def _owned(owners: Sequence[tuple[Path, int]], matches: Iterable[Match]) -> Iterator[tuple[Path, Match]]:
    """Each match with the ledger of its list; `owners` are the ledgers of the lists and their entries.

    By number: two lists of one name in two folders may hold equal entries. An entry's first part begins it.
    """
    paths = (path for path, count in owners for _ in range(count))
    path = Path()
    for match in matches:
        if match.part == 1:
            path = next(paths)
        yield path, match
