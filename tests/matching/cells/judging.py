"""What became of a written cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.matching.cells.writing import Cell
from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher
from webmap.matching.result import Match
from webmap.vocabulary.terms import Outcome

RIGHT, OPEN, WRONG, LOST = "right", "open", "wrong", "lost"


def matches_of(cell: Cell, matcher: Matcher) -> list[Match]:
    """The outcomes of a cell."""
    return matcher.match_entry(Entry("cells", 1, cell.text, region=cell.region, level=cell.level))


def verdict(cell: Cell, matches: list[Match]) -> str:
    """Right, open (a person decides), wrong (placed and not meant), or lost (placed while another has no entry)."""
    # Campuses of one university share the ID; which of them a bare name means is another question.
    placed = {each.school.id for each in matches if each.school is not None}
    meant = {each.id for each in cell.schools}
    if cell.out_of_scope:
        scopes = {each.outcome for each in matches}
        return WRONG if placed else RIGHT if scopes == {Outcome.OUT_OF_SCOPE} else OPEN
    if placed - meant:
        return WRONG
    if not cell.may_place:
        told = any(
            each.outcome in (Outcome.AMBIGUOUS, Outcome.UNMATCHED, Outcome.OUT_OF_SCOPE) for each in matches
        )
        return LOST if placed and not told else RIGHT
    if placed and len(matches) < len(cell.schools):
        return LOST
    extra = [each for each in matches if each.school is None and each.outcome is not Outcome.OUT_OF_SCOPE]
    return RIGHT if placed == meant and not extra else OPEN


def tally(
    cells: Iterable[Cell], matcher: Matcher
) -> tuple[dict[str, Counter[str]], list[tuple[str, Cell, list[Match]]]]:
    """Verdicts counted by kind, and the cells that are not right."""
    counts: dict[str, Counter[str]] = {}
    missed = []
    for cell in cells:
        matches = matches_of(cell, matcher)
        found = verdict(cell, matches)
        counts.setdefault(cell.kind, Counter())[found] += 1
        if found is not RIGHT:
            missed.append((found, cell, matches))
    return counts, missed
