"""Who reads the map, and what they may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from webmap.settings.settings import Settings
from webmap.vocabulary.terms import STATUSES, Status

if TYPE_CHECKING:
    from webmap.view.filters import Filters


@dataclass(frozen=True)
class Audience:
    """Who reads: which statuses they may see at all, and which texts of lists are theirs to read.

    `row_texts`: the texts of rows that are not on the map, which nobody has matched with a school. `within`:
    the listed schools that there are for them at all (None: every one), as for readers of a copy that was
    published of a part.
    """

    statuses: frozenset[Status] = frozenset(STATUSES)
    notes: bool = False
    row_texts: bool = True
    within: Filters | None = None


PUBLIC = Audience()
OFFICE = Audience(notes=True)


def audience_of(settings: Settings) -> Audience:
    """Who reads what this process serves or writes, as the operator's settings say."""
    if settings.audience == "office":
        return OFFICE
    statuses = frozenset(Status(part.strip()) for part in settings.public_statuses.split(","))
    return Audience(statuses=statuses, row_texts=settings.public_row_texts)
