"""The decisions on the lists of a build: each folder's own, or one file for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webmap.decisions.ledger import Ledger, ledger_path, load_ledger
from webmap.decisions.replay import Applied, apply_decisions
from webmap.errors import DecisionsError
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.register.register import Register
from webmap.vocabulary.messages import say


@dataclass(frozen=True)
class AppliedLedger:
    """One file of decisions and its effect on the entries of its lists."""

    path: Path
    ledger: Ledger
    before: tuple[Match, ...]
    """The entries' matches by the rules alone."""
    applied: Applied


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


def replay(
    entries: Iterable[tuple[Path, Sequence[Entry]]],
    matches: Sequence[Match],
    register: Register,
    ledgers: Mapping[Path, Ledger],
    named: Path | None = None,
) -> tuple[tuple[Match, ...], tuple[AppliedLedger, ...]]:
    """Apply to each list's matches the decisions of its ledger; `entries` with the path of their list.

    The matches keep their order.
    """
    # By identity: two lists of one name in two folders may hold equal entries.
    owner = {id(each): named or ledger_path(path) for path, list_entries in entries for each in list_entries}
    groups: dict[Path, list[int]] = {path: [] for path in ledgers}
    for number, match in enumerate(matches):
        groups[owner[id(match.entry)]].append(number)
    after = list(matches)
    replayed = []
    for path, numbers in groups.items():
        before = tuple(matches[each] for each in numbers)
        applied = apply_decisions(before, ledgers[path].in_force, register)
        for number, match in zip(numbers, applied.matches, strict=True):
            after[number] = match
        replayed.append(AppliedLedger(path, ledgers[path], before, applied))
    return tuple(after), tuple(replayed)
