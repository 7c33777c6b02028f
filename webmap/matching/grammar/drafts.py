"""The schools of a cell while its elements are being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webmap.places.addresses.addresses import RegionHint


@dataclass
class Draft:
    """One school of a cell, and what was read for it; `start` and `end` are places in the typed text."""

    name: str
    known: bool
    start: int
    end: int
    parted: bool = True
    """Whether a separator or a joining word stands in front of it, and not only a space."""
    joined: bool = False
    """Whether its name is written together with another one's: the -고 of X중·고."""
    glued: str = ""
    """The whole of a name that stands for several without anything between: X중고."""
    is_word: bool = False
    """Whether it is only a word that is not understood, at the place of a school in a list of several."""
    front: list[RegionHint] = field(default_factory=list)
    back: list[RegionHint] = field(default_factory=list)
    begins_with_region: bool = False
    """Whether its name begins with a region, so that another one does not hold for it: 인천 재능고."""
    is_heading: bool = False
    """Whether its region stands in front of a whole list: `서울: …`."""
    words_in_front: str = ""
    """The words of the region directly in front, which may be the beginning of the name."""
    also: list[str] = field(default_factory=list)
    """Other names that the cell gives the same school."""
    leftover: list[str] = field(default_factory=list)
    retracted: bool = False

    @property
    def own(self) -> list[RegionHint]:
        """The regions stated for this school."""
        return [*self.front, *self.back]


@dataclass(frozen=True)
class Part:
    """What a cell says of one school.

    `text` is shown; `read` is the same in plain characters; `names` are its names, `joined_names` those with
    the region's words as their beginning.
    """

    text: str
    read: str
    names: tuple[str, ...]
    known: bool = False
    joined_names: tuple[str, ...] = ()
    hints: tuple[RegionHint, ...] = ()
    leftover: str = ""
    """Words that are in no slot."""
    further: tuple[tuple[str, tuple[RegionHint, ...]], ...] = ()
    """All schools of a cell that names more than can be parted, each with its regions."""
    retracted: bool = False
    glued: str = ""
    """The whole of a name of which this is one: X중고."""


def share_regions(drafts: Sequence[Draft]) -> None:
    """A region written once in front of several schools or behind them holds for each; an own one wins."""
    having = [draft for draft in drafts if draft.own]
    if len(having) == 1:
        (one,) = having
        if (one is drafts[0] and one.front) or (one is drafts[-1] and one.back):
            _give(one.own, drafts)
        elif one.is_heading:
            _give(one.own, drafts[drafts.index(one) :])
        return
    heading: list[RegionHint] = []
    for draft in drafts:
        if draft.is_heading:
            heading = list(draft.front)
        elif not draft.own and not draft.begins_with_region:
            draft.front.extend(heading)


def _give(hints: Sequence[RegionHint], drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if not draft.own and not draft.begins_with_region:
            draft.front.extend(hints)
