"""Equal cells of lists, matched once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from webmap.lists.entry import Entry
from webmap.matching.matcher import Matcher
from webmap.matching.result import Match
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Level

MAX_CELLS = 150_000
"""Cells whose matches are remembered; about half a kilobyte each."""

Cell = tuple[str, Level | None, str, str, bool, str, bool, Message | None]


def cell_of(entry: Entry) -> Cell:
    """All that matching reads of an entry that is not refused."""
    return (
        entry.school,
        entry.level,
        entry.region,
        entry.address,
        entry.region_assumed,
        entry.own_region,
        entry.level_assumed,
        entry.doubt,
    )


NO_ENTRY = Entry("", 0)


class CellMatcher:
    """Matches entries; equal cells are matched once, as long as they are remembered."""

    def __init__(self, matcher: Matcher, max_cells: int = MAX_CELLS) -> None:
        self.matcher = matcher
        self._max_cells = max_cells
        self._known: dict[Cell, tuple[Match, ...]] = {}
        self._reasons: dict[str, Message] = {}

    def match_entry(self, entry: Entry) -> Iterable[Match]:
        """The matches of an entry, as `Matcher.match_entry` gives them."""
        if entry.refused is not None:
            return self.matcher.match_entry(entry)
        cell = cell_of(entry)
        known = self._known.get(cell)
        if known is None:
            known = tuple(map(self._plain, self.matcher.match_entry(entry)))
            while len(self._known) >= self._max_cells:
                del self._known[next(iter(self._known))]
            self._known[cell] = known
        return [replace(match, entry=entry) for match in known]

    def _plain(self, match: Match) -> Match:
        """The match without what differs between entries, and without what is never published: the scores of
        the candidates of a placed one.
        """
        weighed = match.scored_candidates if match.outcome in UNPLACED_OUTCOMES else ()
        reason = match.reason
        if not reason.values:
            reason = self._reasons.setdefault(reason.text, reason)
        return replace(match, entry=NO_ENTRY, reason=reason, scored_candidates=weighed)
