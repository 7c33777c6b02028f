"""Reads the elements of a cell from left to right into drafts of schools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webmap.matching.forms import ending_of, short_form
from webmap.matching.grammar.campuses import campus_of
from webmap.matching.grammar.drafts import Draft
from webmap.matching.grammar.kinds import kind_at_end, with_kind_of
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.grammar.names import EDGE, plain_key
from webmap.matching.grammar.parse import Element, Parser
from webmap.matching.grammar.same import same_school
from webmap.matching.grammar.slots import COUNTED, Slot
from webmap.matching.grammar.tokens import Gap, Token, tokens_inside
from webmap.matching.text import name_key
from webmap.places.addresses.addresses import RegionHint

NO_END = (Slot.SCHOOL, Slot.UNKNOWN, Slot.REGION, Slot.JOINER)
READ_OVER = (Slot.REMARK, Slot.LINK, Slot.JOINER)
STEMS = (Slot.UNKNOWN, Slot.REGION, Slot.REMARK, Slot.LINK, Slot.DETAIL, Slot.FACULTY, Slot.ALSO)
REGION_ENDINGS = ("동", "읍", "면", "리", "시", "군", "구", "도")
NO_LIST = ("-", ":", ">", "→", "\n", ".", "=", "<")
"""Signs that do not part names with one kind behind them all."""
NAMED_TWICE = ("", "/", "=", "(", "|")
"""Signs between two names of one school."""


@dataclass
class CellReader:
    """Goes through the elements of a cell once; `drafts` are the schools found."""

    lexicon: Lexicon
    parser: Parser
    tokens: Sequence[Token]
    row_hints: tuple[RegionHint, ...]
    drafts: list[Draft] = field(default_factory=list)
    hints_in_brackets: list[RegionHint] = field(default_factory=list)
    kinds_in_brackets: list[str] = field(default_factory=list)
    unread_brackets: list[str] = field(default_factory=list)
    retracted: bool = False
    _front: list[RegionHint] = field(default_factory=list)
    _front_words: str = ""
    _front_is_heading: bool = False
    _pending: list[str] = field(default_factory=list)
    _kind_in_front: str = ""
    _also: bool = False
    _joiner: bool = False
    _previous: Slot = Slot.UNKNOWN
    _start: int | None = None
    _further: list[str] = field(default_factory=list)

    def read(self, elements: Sequence[Element]) -> None:
        """Read all elements."""
        for place, element in enumerate(elements):
            following = elements[place + 1] if place + 1 < len(elements) else None
            self._one(element, following, elements[place + 1 :])
            self._previous = element.slot
        self._settle_words()
        if self.drafts:
            self.drafts[-1].leftover += self._pending
            if self._kind_in_front:
                self.drafts[-1].leftover.append(self._kind_in_front)
        else:
            self.unread_brackets += [each for each in self._pending if each.startswith("(")]
            self.retracted = self.retracted or False

    def _settle_words(self) -> None:
        """A word in a list of several schools is an entry of its own; beside one school it leaves that open."""
        schools = [draft for draft in self.drafts if not draft.is_word]
        if len(schools) > 1:
            return
        words = [draft.name for draft in self.drafts if draft.is_word]
        if not schools and len(words) > 1 and all(map(self.lexicon.index.fitting_without_kind, words)):
            return
        self.drafts[:] = schools
        for draft in schools:
            draft.leftover += words
        if not schools:
            self._pending += words

    def is_open(self) -> bool:
        """Whether the cell names further schools, or some that only spaces part and the register lacks."""
        counts = [COUNTED.fullmatch(word) for word in self._further]
        if self._further and not all(match and int(match["count"]) == len(self.drafts) for match in counts):
            return True
        if len(self.drafts) == 1:
            return False
        return any(not draft.parted and not self._stands_alone(draft) for draft in self.drafts[1:]) or (
            not self.drafts[1].parted and not self._stands_alone(self.drafts[0])
        )

    def _stands_alone(self, draft: Draft) -> bool:
        """Whether a name by itself is a school of the row's region."""
        if draft.name.endswith(("초", "초등학교")):
            return True
        return self.lexicon.found_in(name_key(draft.name), [*self.row_hints, *draft.own])

    def _one(self, element: Element, following: Element | None, later: Sequence[Element]) -> None:
        match element.slot:
            case Slot.SCHOOL:
                self._school(element, later)
            case Slot.REGION:
                self._region(element, following, later)
            case Slot.BRACKET:
                self._bracket(element, following)
            case Slot.KIND:
                self._kind(element)
            case Slot.CAMPUS:
                self._campus(element)
            case Slot.RETRACTION:
                self._retract(element.gap >= Gap.WIDE and following is None)
            case Slot.FURTHER:
                self._further.append(element.text)
            case Slot.ALSO:
                self._also = True
                self._remark(element, later)
            case Slot.UNKNOWN:
                self._unknown(element, later)
            case Slot.JOINER:
                self._joiner = True
            case Slot.DETAIL:
                self._detail(element, later)
            case Slot.FACULTY:
                self._faculty(element)
            case Slot.REMARK | Slot.LINK:
                self._remark(element, later)
        if self.drafts and element.slot not in NO_END and self._start is None and not self._is_a_number(element):
            self.drafts[-1].end = self._end(element)

    def _is_a_number(self, element: Element) -> bool:
        """Whether an element numbers what follows: 2. and 2)."""
        return element.text.isdigit() and self.tokens[element.start].tail in (".", ")")

    def _place(self, element: Element) -> int:
        return self.tokens[element.start].start

    def _end(self, element: Element) -> int:
        joiner = element.name.ends if element.name and element.name.tail is Slot.JOINER else 0
        return self.tokens[element.end - 1].end - joiner

    def _school(self, element: Element, later: Sequence[Element]) -> None:
        name = element.name
        stem = self._as_stem(element, later) if name and name.ends else ""
        if name is None or stem:
            self._begin(stem, True, element, True, joined=True)
            self._forget_front()
            return
        parted = element.gap >= Gap.WIDE or self._joiner
        if self.drafts and self._is_twice(element, name.text):
            self._again(name.text, self._end(element))
        elif name.joined:
            for number, each in enumerate(name.joined):
                self._begin(each, True, element, parted or number > 0, joined=True)
                self.drafts[-1].glued = name.text
        else:
            self._begin(name.text, name.known, element, parted)
            self.drafts[-1].begins_with_region = element.end - element.start > 1 and self.lexicon.is_region_word(
                self.tokens[element.start].text if element.start < len(self.tokens) else ""
            )
        self._joiner = name.tail is Slot.JOINER
        if name.tail is Slot.RETRACTION:
            self.drafts[-1].retracted = True
        elif name.tail is Slot.FURTHER:
            self._further.append(element.text)

    def _is_twice(self, element: Element, name: str) -> bool:
        draft = self.drafts[-1]
        close = element.gap < Gap.WIDE or element.sign in NAMED_TWICE or self._also
        apart = bool(self._front) and [each.sigungu for each in draft.own] != [each.sigungu for each in self._front]
        return not apart and not self._joiner and same_school(draft.name, name, self.lexicon, close)

    def _again(self, name: str, end: int) -> None:
        """Another name of the school that stands in front of it."""
        self.drafts[-1].also.append(name)
        self.drafts[-1].back += self._front
        self.drafts[-1].end = end
        self._forget_front()

    def _begin(self, name: str, known: bool, element: Element, parted: bool, joined: bool = False) -> None:
        start = self._place(element) if self._start is None else self._start
        draft = Draft(name, known, start, self._end(element), parted, joined)
        draft.front, draft.words_in_front = list(self._front), self._front_words if element.gap < Gap.WIDE else ""
        draft.is_heading = self._front_is_heading or (bool(self._front) and element.gap >= Gap.WIDE)
        draft.leftover += self._pending
        if self._also:
            draft.leftover += ["구"] if self.drafts else []
        if self._kind_in_front and not short_form(name).endswith(short_form("x" + self._kind_in_front)[1:]):
            draft.leftover.append(self._kind_in_front)
        draft.retracted = self.retracted
        self.drafts.append(draft)
        self._pending = []
        if not joined:
            self._forget_front()
        elif len(self.drafts) > 1:
            self._start = None

    def _forget_front(self) -> None:
        self._front, self._front_words, self._front_is_heading = [], "", False
        self._start, self._also, self._kind_in_front = None, False, ""

    def _region(self, element: Element, following: Element | None, later: Sequence[Element]) -> None:
        stem = self._as_stem(element, later)
        if stem:
            self._begin(stem, True, element, element.gap >= Gap.WIDE, joined=True)
            self._forget_front()
            return
        if self._is_a_quarter(element):
            return
        if self.drafts and self._belongs_behind(element, following, later):
            self.drafts[-1].back.append(element.hint)
            self.drafts[-1].end = self._end(element)
            return
        self._start = self._place(element) if self._start is None else self._start
        self._front.append(element.hint)
        last = self.tokens[element.end - 1]
        self._front_words += element.text.replace(" ", "") if following is not None and following.gap < Gap.WIDE else ""
        self._front_is_heading = self._front_is_heading or last.tail == ":" or (following is not None and following.gap >= Gap.WIDE)

    def _is_a_quarter(self, element: Element) -> bool:
        """Whether a quarter behind a city is one that the tables know only elsewhere: new ones are not in them."""
        before = self._front[-1] if self._front else None
        if before is None or self._previous is not Slot.REGION or self.lexicon.is_region_word(element.text):
            return False
        return len(before.sigungu) == 1 and not before.sigungu & element.hint.sigungu

    def _belongs_behind(self, element: Element, following: Element | None, later: Sequence[Element]) -> bool:
        """Whether a region belongs to the school in front of it."""
        if not any(each.slot in (Slot.SCHOOL, Slot.KIND) or each.slot is Slot.UNKNOWN for each in later):
            return True
        if element.gap >= Gap.WIDE:
            return False
        return following is not None and following.gap >= Gap.WIDE

    def _as_stem(self, element: Element, later: Sequence[Element]) -> str:
        """A name of which the kind stands only behind a later one: 대청·대왕중; '' for anything else."""
        if not later or later[0].gap < Gap.WIDE or later[0].sign in NO_LIST:
            return ""
        school = next((each for each in later if each.slot is Slot.SCHOOL), None)
        if school is None or school.name is None or school.name.joined:
            return ""
        between = later[: later.index(school)]
        if school.gap < Gap.WIDE or any(each.slot not in STEMS or each.gap < Gap.WIDE for each in between):
            return ""
        kind = kind_at_end(school.name.text)
        for ending in dict.fromkeys((kind, kind.removeprefix("여자").removeprefix("여"))):
            full = plain_key(EDGE.sub("", element.text)) + ending
            if ending == "대학교" and element.slot is not Slot.UNKNOWN:
                continue
            if ending and self.lexicon.found_in(full, [*self.row_hints, *self._front]):
                if element.slot in (Slot.UNKNOWN, Slot.SCHOOL):
                    return full
                return self._stem_or_region(element, later[0].sign, full, school.name.text)
        if kind and element.slot is Slot.REGION and self._may_be_a_name(element, later[0].sign):
            self._further.append(element.text)
        return ""

    def _may_be_a_name(self, element: Element, sign: str) -> bool:
        """Whether a place in a list may stand for a school that the register lacks."""
        if sign == "·" or sign not in (",", "/"):
            return sign == "·"
        # Where the row states the region already, a city's bare name in front of a comma may be a school's.
        stated = bool(self.row_hints) and len(element.hint.sigungu) == 1 and not element.text.endswith(REGION_ENDINGS)
        return stated or not self._is_clearly_a_region(element)

    def _is_clearly_a_region(self, element: Element) -> bool:
        return self.lexicon.is_region_word(EDGE.sub("", element.text)) or element.text.endswith(REGION_ENDINGS) or " " in element.text

    def _stem_or_region(self, element: Element, sign: str, full: str, following: str) -> str:
        """A region's name that may also be the beginning of a school's: 강남·대왕중, but not 서울, 대왕중."""
        is_region = self._is_clearly_a_region(element)
        is_sido = len(element.hint.sigungu) > 1 and is_region
        if is_sido and sign == "," and not self.row_hints:
            return ""
        after_a_stem = bool(self.drafts) and self.drafts[-1].joined
        agrees = self.lexicon.found_in(following, [*self.row_hints, element.hint])
        listed = sign == "·" or after_a_stem
        known = bool(self.lexicon.found(following))
        if not known or (agrees and not listed) or (is_region and (agrees or not listed)):
            # Either reading is possible, so a person must decide.
            self._further.append(element.text)
        return full

    def _kind(self, element: Element) -> None:
        bare = element.name.text if element.name else name_key(element.text)
        if not self.drafts:
            if self.tokens[element.end - 1].tail == ":":
                self._kind_in_front = bare
            else:
                self._pending.append(element.text)
            return
        draft = self.drafts[-1]
        joined = with_kind_of(draft.name, bare)
        if ending_of(short_form("x" + bare)) == ending_of(short_form(draft.name)) and not bare.startswith(("여", "남")):
            return
        close = self._previous in (Slot.SCHOOL, Slot.KIND) and self.lexicon.found(joined)
        if joined and (element.gap >= Gap.WIDE or self._joiner or close):
            self._begin(joined, bool(self.lexicon.found(joined)), element, True, joined=True)
            self.drafts[-1].front = list(draft.front)
            self._forget_front()
            self._joiner = False
        else:
            draft.leftover.append(element.text)

    def _detail(self, element: Element, later: Sequence[Element]) -> None:
        """Part of an address, behind a region; a word that is not understood elsewhere."""
        if self._previous not in (Slot.REGION, Slot.DETAIL) or element.gap >= Gap.WIDE:
            self._unknown(element, later)

    def _faculty(self, element: Element) -> None:
        kinds = ("대", "고") if element.text.endswith("과") else ("대",)
        if not self.drafts or not short_form(self.drafts[-1].name).endswith(kinds):
            (self.drafts[-1].leftover if self.drafts else self._pending).append(element.text)

    def _remark(self, element: Element, later: Sequence[Element]) -> None:
        """A remark, unless a school of that name and the kind behind a later one is in the register."""
        stem = self._as_stem(element, later)
        if stem:
            self._begin(stem, True, element, True, joined=True)
            self._forget_front()

    def _campus(self, element: Element) -> None:
        if not self.drafts:
            self._pending.append(element.text)
            return
        self._apply_campus(element.text)

    def _apply_campus(self, text: str) -> bool:
        draft = self.drafts[-1]
        campus = campus_of(draft.name, text, self.lexicon)
        if campus is None:
            draft.leftover.append(text)
            return False
        draft.name = campus.name
        draft.back += campus.hints
        return True

    def _retract(self, of_all: bool) -> None:
        if not self.drafts or of_all:
            self.retracted = True
        for draft in self.drafts if of_all else self.drafts[-1:]:
            draft.retracted = True

    def _unknown(self, element: Element, later: Sequence[Element]) -> None:
        stem = self._as_stem(element, later)
        if stem:
            self._begin(stem, True, element, True, joined=True)
            self._forget_front()
        elif self._is_an_item(element, later):
            self._start = None if not self._pending else self._start
            self._begin(element.text, False, element, True)
            self.drafts[-1].is_word = True
        elif self.drafts and (element.gap < Gap.WIDE or not any(each.slot is Slot.SCHOOL for each in later)):
            self.drafts[-1].leftover.append(element.text)
            self.drafts[-1].end = self._end(element)
        else:
            self._pending.append(element.text)
            self._start = self._place(element) if self._start is None else self._start

    def _is_an_item(self, element: Element, later: Sequence[Element]) -> bool:
        """Whether a word stands between the separators of a list."""
        begins = element.start == 0 or element.gap >= Gap.WIDE
        return begins and (not later or later[0].gap >= Gap.WIDE) and bool(self._front) is False

    def _bracket(self, element: Element, following: Element | None) -> None:
        inside = self.parser.elements(tokens_inside(self.tokens[element.start]))
        if self.drafts and self._is_a_campus(element.text):
            return
        in_front = not self.drafts or self._belongs_in_front(element, following)
        for each in inside:
            self._inside(each, in_front, element, inside)

    def _belongs_in_front(self, bracket: Element, following: Element | None) -> bool:
        """Whether a bracket between two schools belongs to the second: `A (서울)B`, `[서울] A [부산] B`."""
        if bracket.gap is Gap.NONE or following is None or following.slot is not Slot.SCHOOL:
            return False
        in_the_same_way = bool(self.drafts[0].front) and not self.drafts[0].back and following.gap is Gap.SPACE
        return following.gap is Gap.NONE or bracket.gap >= Gap.WIDE or in_the_same_way

    def _is_a_campus(self, text: str) -> bool:
        campus = campus_of(self.drafts[-1].name, text, self.lexicon)
        if campus is None:
            return False
        return self._apply_campus(text)

    def _inside(self, each: Element, in_front: bool, bracket: Element, inside: Sequence[Element]) -> None:
        if each.slot is Slot.REGION:
            self._region_in_bracket(each, in_front, bracket)
        elif each.slot is Slot.RETRACTION:
            self._retract(False)
        elif each.slot is Slot.FURTHER:
            self._further.append(each.text)
        elif each.slot is Slot.SCHOOL and each.name is not None and self.drafts and self._names_it(each.name.text, inside):
            self.drafts[-1].also.append(each.name.text)
        elif each.slot is Slot.KIND:
            self._kind_in_bracket(each, in_front)
        elif each.slot not in READ_OVER and each.slot is not Slot.ALSO:
            (self.drafts[-1].leftover if self.drafts and not in_front else self._pending).append(f"({each.text})")

    def _names_it(self, name: str, inside: Sequence[Element]) -> bool:
        return same_school(self.drafts[-1].name, name, self.lexicon, True)

    def _region_in_bracket(self, each: Element, in_front: bool, bracket: Element) -> None:
        self.hints_in_brackets.append(each.hint)
        if in_front:
            self._start = self._place(bracket) if self._start is None else self._start
            self._front.append(each.hint)
        else:
            self.drafts[-1].back.append(each.hint)

    def _kind_in_bracket(self, each: Element, in_front: bool) -> None:
        if in_front or not self.drafts:
            self._kind_in_front = name_key(each.text)
            self.kinds_in_brackets.append(name_key(each.text))
        elif ending_of(short_form("x" + name_key(each.text))) != ending_of(short_form(self.drafts[-1].name)):
            self.drafts[-1].leftover.append(f"({each.text})")
