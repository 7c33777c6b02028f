"""What is known while the elements of a cell are read from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webmap.matching.forms import ending_of, short_form
from webmap.matching.grammar.drafts import Draft
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.grammar.parse import Element, Parser
from webmap.matching.grammar.slots import COUNTED, Slot
from webmap.matching.grammar.tokens import Gap, Token
from webmap.matching.text import name_key
from webmap.places.addresses.addresses import RegionHint


@dataclass
class Front:
    """What was read for the next school, in front of it; `start` is its place in the typed text."""

    hints: list[RegionHint] = field(default_factory=list)
    words: str = ""
    is_heading: bool = False
    kind: str = ""
    """A kind that is stated in front: `[고] …`."""
    also: bool = False
    """Whether the next name is another one of the same school: 구, 현."""
    start: int | None = None

    def begin(self, place: int) -> None:
        """Let what is read for the next school begin here, unless it has begun."""
        self.start = place if self.start is None else self.start


@dataclass
class CellState:
    """The schools found so far, and what waits for the next one."""

    lexicon: Lexicon
    parser: Parser
    tokens: Sequence[Token]
    row_hints: tuple[RegionHint, ...]
    drafts: list[Draft] = field(default_factory=list)
    front: Front = field(default_factory=Front)
    pending: list[str] = field(default_factory=list)
    """Words in no slot in front of the next school."""
    further: list[str] = field(default_factory=list)
    joiner: bool = False
    previous: Slot = Slot.UNKNOWN
    retracted: bool = False
    hints_in_brackets: list[RegionHint] = field(default_factory=list)
    kinds_in_brackets: list[str] = field(default_factory=list)

    def place(self, element: Element) -> int:
        """Where an element begins in the typed text."""
        return self.tokens[element.start].start

    def end(self, element: Element) -> int:
        """Where an element ends, without a joining word glued to it."""
        joiner = element.name.ends if element.name and element.name.tail is Slot.JOINER else 0
        return self.tokens[element.end - 1].end - joiner

    def begin(self, name: str, known: bool, element: Element, parted: bool) -> Draft:
        """Begin a school, with all that stands in front of it."""
        front = self.front
        start = self.place(element) if front.start is None else front.start
        draft = Draft(name, known, start, self.end(element), parted, front=list(front.hints))
        draft.words_in_front = front.words if element.gap < Gap.WIDE else ""
        draft.is_heading = front.is_heading or (bool(front.hints) and element.gap >= Gap.WIDE)
        draft.leftover += self.pending
        if front.also and self.drafts:
            draft.leftover.append("구")
        if front.kind and not same_level(front.kind, name):
            draft.leftover.append(front.kind)
        draft.retracted = self.retracted
        self.drafts.append(draft)
        self.pending, self.front = [], Front()
        return draft

    def leave(self, text: str) -> None:
        """Note words that are in no slot, with the school in front of them or the next one."""
        (self.drafts[-1].leftover if self.drafts else self.pending).append(text)

    def retract(self, of_all: bool) -> None:
        """Note that the text takes a school back, or all of them."""
        self.retracted = self.retracted or of_all or not self.drafts
        for draft in self.drafts if of_all else self.drafts[-1:]:
            draft.retracted = True

    def settle(self) -> None:
        """Make a word in a list of several schools an entry; beside one school it leaves that open."""
        schools = [draft for draft in self.drafts if not draft.is_word]
        words = [draft.name for draft in self.drafts if draft.is_word]
        kindless = not schools and len(words) > 1
        if len(schools) < 2 and not (kindless and all(map(self.lexicon.index.fitting_without_kind, words))):
            self.drafts[:] = schools
            self.pending += words
        if self.drafts:
            self.drafts[-1].leftover += [*self.pending, *filter(None, [self.front.kind])]

    def is_open(self) -> bool:
        """Whether the cell names further schools, or some that only spaces part and the register lacks."""
        counts = [COUNTED.fullmatch(word) for word in self.further]
        if not all(match and int(match["count"]) == len(self.drafts) for match in counts):
            return True
        pairs = zip(self.drafts, self.drafts[1:], strict=False)
        return any(
            not (other.parted or (self._stands_alone(one) and self._stands_alone(other)))
            for one, other in pairs
        )

    def _stands_alone(self, draft: Draft) -> bool:
        """Whether a name by itself is a school of the row's region, or an elementary one."""
        hints = [*self.row_hints, *draft.own]
        return draft.name.endswith(("초", "초등학교")) or self.lexicon.found_in(name_key(draft.name), hints)


def same_level(kind: str, name: str) -> bool:
    """Whether a kind by itself is of the level of a name."""
    return ending_of(short_form(f"x{kind}")) == ending_of(short_form(name))
