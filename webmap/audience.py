"""Who reads the map, and what they may see of it."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.terms import STATUSES, Status


@dataclass(frozen=True)
class Audience:
    """Who reads: which statuses they may see at all, and which texts of lists are theirs to read.

    `row_texts`: the texts of rows that are not on the map, which nobody has matched with a school.
    """

    statuses: frozenset[Status] = frozenset(STATUSES)
    notes: bool = False
    row_texts: bool = True


PUBLIC = Audience()
OFFICE = Audience(notes=True)
