"""The audience of a map, and the statuses and texts that it may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from webmap.settings.settings import Settings
from webmap.vocabulary.disclosed import Disclosed, disclosed_by
from webmap.vocabulary.terms import STATUSES, Status

if TYPE_CHECKING:
    from webmap.view.filters import Filters


@dataclass(frozen=True)
class Audience:
    """An audience: the statuses that it may see, and the texts of lists that it may read.

    `row_texts`: the texts of rows that are not on the map, which are not matched with a school. `within`: a
    filter on the listed schools of this audience (None: all), as for readers of a copy of a part. `files`:
    what the files of lists hold besides the rows, such as their digests and the names of other columns.
    `preview`: whether the map is not published yet, which all that it shows must say.
    """

    statuses: frozenset[Status] = frozenset(STATUSES)
    notes: bool = False
    row_texts: bool = True
    within: Filters | None = None
    files: bool = False
    preview: bool = False

    @property
    def sees_every_row(self) -> bool:
        """Whether no row of a list is withheld, though parts of it may be."""
        return self.within is None and self.statuses >= frozenset(STATUSES)

    @property
    def disclosed(self) -> Disclosed:
        """What of the schools is shown at all."""
        return disclosed_by(self.statuses, self.preview)


PUBLIC = Audience()
OFFICE = Audience(notes=True, files=True)


def audience_of(settings: Settings) -> Audience:
    """The audience of this process's pages and files, as the operator's settings state it."""
    if settings.audience == "office":
        return replace(OFFICE, preview=settings.is_preview)
    return Audience(statuses=public_statuses(settings), row_texts=settings.public_row_texts)


def public_statuses(settings: Settings) -> frozenset[Status]:
    """The statuses that the public may see, also where this map is an office's."""
    return frozenset(Status(part.strip()) for part in settings.public_statuses.split(","))
