"""The decisions on the lists of a build: each folder's own, or one file for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webmap.decisions.ledger import Ledger, ledger_path, load_ledger
from webmap.decisions.replay import Applied, apply_decisions
from webmap.errors import DecisionsError
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.register.register import Register
from webmap.system.packed import stored_like
from webmap.vocabulary.messages import say


@dataclass(frozen=True)
class AppliedLedger:
    """One file of decisions and its effect on the entries of its lists."""

    path: Path
    ledger: Ledger
    before: Sequence[Match]
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
) -> tuple[Sequence[Match], tuple[AppliedLedger, ...]]:
    """Apply to each list's matches the decisions of its ledger; `entries` with the path of their list.

    The matches keep their order.
    """
    owners = [(named or ledger_path(path), len(list_entries)) for path, list_entries in entries]
    before = _by_ledger(owners, matches, list(ledgers))
    replayed = [
        AppliedLedger(path, ledger, before[path], apply_decisions(before[path], ledger.in_force, register))
        for path, ledger in ledgers.items()
    ]
    if not any(ledger.in_force for ledger in ledgers.values()):
        return matches, tuple(replayed)
    if len(replayed) == 1:
        return replayed[0].applied.matches, tuple(replayed)
    after = {each.path: iter(each.applied.matches) for each in replayed}
    return stored_like(matches, (next(after[path]) for path, _ in _owned(owners, matches))), tuple(replayed)


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
