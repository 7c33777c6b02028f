"""Lays the slots over the words of a cell, so that as few words as possible are in none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webmap.matching.grammar.lexicon import NO_REGION, Lexicon
from webmap.matching.grammar.names import EDGE, ENDS_LIKE_A_SCHOOL, KIND_INSIDE, Name, Names, kind_alone
from webmap.matching.grammar.signs import HIDING_RUN
from webmap.matching.grammar.slots import ADDRESS_DETAIL, NUMBERING, PART_OF_A_UNIVERSITY, Slot, slot_of
from webmap.matching.grammar.tokens import Gap, Token
from webmap.matching.nicknames import load_tables
from webmap.matching.text import BARE_KIND, name_key
from webmap.places.addresses.addresses import RegionHint

LONGEST_NAME = 8
"""Words of a name, brackets among them; one with a space behind each syllable has more."""
LONGEST_SPELLED = 16
LONGEST_REGION = 4
LONGEST_REMARK = 3

COSTS = {
    Slot.REMARK: 0.05, Slot.LINK: 0.05, Slot.JOINER: 0.05, Slot.REGION: 0.1, Slot.CAMPUS: 0.3,
    Slot.BRACKET: 0.05, Slot.RETRACTION: 0.05, Slot.FURTHER: 0.2, Slot.ALSO: 0.3, Slot.KIND: 2.0,
    Slot.FACULTY: 1.5, Slot.DETAIL: 1.5, Slot.UNKNOWN: 10.0,
}  # fmt: skip
KNOWN, LIKELY, LIKELY_WORDS = 1.0, 3.0, 3.5
WEAK_REGION = 0.6
"""Cost of a neighbourhood named without its last syllable."""

CAMPUS = re.compile(r"(?P<stem>.*?)(?:캠퍼스|캠퍼|캠|교정|분교)")
ATTACHED = re.compile(r"사(?:범)?대(?:학)?(?:부속|부설|부)(?:고등학교|고교|고|중학교|중)")
"""A school attached to a university that is not named: with a region it is the one of that region."""
SYLLABLES = re.compile(r"[가-힣]")


@dataclass(frozen=True)
class Element:
    """Some words of a cell in one slot; `start` and `end` count its tokens."""

    slot: Slot
    start: int
    end: int
    text: str
    gap: Gap
    cost: float
    name: Name | None = None
    hint: RegionHint = NO_REGION
    sign: str = ""


@dataclass(frozen=True)
class Parser:
    """Finds the elements of a cell."""

    lexicon: Lexicon
    names: Names

    def elements(self, tokens: Sequence[Token]) -> list[Element]:
        """The cheapest way to lay slots over all tokens."""
        best: list[tuple[float, Element | None]] = [(0.0, None), *((float("inf"), None) for _ in tokens)]
        for start in range(len(tokens)):
            for element in self._at(tokens, start):
                cost = best[start][0] + element.cost
                if cost < best[element.end][0]:
                    best[element.end] = (cost, element)
        return _backwards(best)

    def _at(self, tokens: Sequence[Token], start: int) -> Iterator[Element]:
        token = tokens[start]
        if token.is_bracket:
            yield _element(Slot.BRACKET, tokens, start, start + 1)
        elif not self._is_a_name_alone(token.text):
            yield from self._words(tokens, start)
        yield from self._schools(tokens, start)

    def _is_a_name_alone(self, word: str) -> bool:
        """Whether a word is the name of a school as it stands, which no table takes from it."""
        if not ENDS_LIKE_A_SCHOOL.search(word) or kind_alone(word):
            return False
        name = self.names.read(word)
        return name is not None and name.known and not name.ends

    def _words(self, tokens: Sequence[Token], start: int) -> Iterator[Element]:
        text, may_be_a_region = "", True
        for end in range(start + 1, min(start + LONGEST_REGION, len(tokens)) + 1):
            token = tokens[end - 1]
            if end > start + 1 and (
                token.is_bracket or (token.gap >= Gap.SEPARATOR and token.sign not in "/>-")
            ):
                break
            text += (" " if text and token.gap else "") + token.text
            if end == start + 1 or may_be_a_region:
                regions = list(self._region(tokens, start, end, text))
                may_be_a_region = bool(regions)
                yield from regions
            if end - start <= LONGEST_REMARK and (end == start + 1 or token.gap < Gap.WIDE):
                yield from self._word_slots(tokens, start, end, text)
        kind = kind_alone(tokens[start].text)
        if kind:
            yield _element(Slot.KIND, tokens, start, start + 1, name=Name(kind, False))
        yield _element(Slot.UNKNOWN, tokens, start, start + 1)

    def _region(self, tokens: Sequence[Token], start: int, end: int, text: str) -> Iterator[Element]:
        if text.endswith(("고", "중", "학교")) or kind_alone(text):
            return
        hint = self.lexicon.place(EDGE.sub("", text))
        if hint.is_understood:
            strong = self.lexicon.is_region_word(tokens[start].text if end > start + 1 else text)
            cost = COSTS[Slot.REGION] if strong else WEAK_REGION
            yield _element(Slot.REGION, tokens, start, end, cost, hint=hint)

    def _word_slots(self, tokens: Sequence[Token], start: int, end: int, text: str) -> Iterator[Element]:
        word = EDGE.sub("", text).casefold()
        slot = (
            slot_of(word)
            if any(map(str.isalnum, word))
            else Slot.REMARK
            if not HIDING_RUN.search(word)
            else None
        )
        if tokens[end - 1].tail and NUMBERING.fullmatch(word):
            slot = Slot.REMARK
        if slot is not None and self._is_a_school(word, slot):
            return
        if slot is not None:
            yield _element(slot, tokens, start, end)
        if start and self._may_be_a_campus(name_key(text)):
            yield _element(Slot.CAMPUS, tokens, start, end)
        if start and end == start + 1 and slot is None and PART_OF_A_UNIVERSITY.fullmatch(word):
            yield _element(Slot.FACULTY, tokens, start, end)
        if start and end == start + 1 and slot is None and ADDRESS_DETAIL.fullmatch(word):
            yield _element(Slot.DETAIL, tokens, start, end)

    def _is_a_school(self, word: str, slot: Slot) -> bool:
        """Whether a word of a table is a school's name, too (안내중, 오류고), or begins with one."""
        if slot is Slot.RETRACTION:
            name = self.names.read(word)
            return name is not None and name.known
        if slot is Slot.REMARK and KIND_INSIDE.search(word) and not ENDS_LIKE_A_SCHOOL.search(word):
            name = self.names.read(word)
            return name is not None and name.known and not kind_alone(name.text)
        return (
            bool(ENDS_LIKE_A_SCHOOL.search(word)) and not kind_alone(word) and bool(self.lexicon.found(word))
        )

    def _may_be_a_campus(self, key: str) -> bool:
        if BARE_KIND.fullmatch(key):
            return False
        return (
            bool(CAMPUS.fullmatch(key))
            or key in self.lexicon.index.campuses
            or key in load_tables().campus_names
        )

    def _schools(self, tokens: Sequence[Token], start: int) -> Iterator[Element]:
        text = ""
        longest = LONGEST_SPELLED if len(tokens[start].text) == 1 else LONGEST_NAME
        for end in range(start + 1, min(start + longest, len(tokens)) + 1):
            token = tokens[end - 1]
            if end > start + LONGEST_NAME and len(token.text) > 1:
                break
            if end > start + 1 and token.gap >= Gap.WIDE and token.sign in ("\n", ",", "→", "+", "|", ";"):
                break
            text += f"({token.text})" if token.is_bracket else token.text
            name = self._name(tokens, start, end, text)
            if name is not None:
                words = end - start
                cost = (KNOWN if name.known else LIKELY if words == 1 else LIKELY_WORDS) + (
                    0.02 if name.ends else 0
                )
                cost += 0.3 if name.known and any(each.is_bracket for each in tokens[start:end]) else 0
                yield _element(Slot.SCHOOL, tokens, start, end, cost, name=name)

    def _name(self, tokens: Sequence[Token], start: int, end: int, text: str) -> Name | None:
        if end == start + 1:
            return None if tokens[start].is_bracket else self.names.read(text)
        over_a_separator = any(each.gap >= Gap.WIDE for each in tokens[start + 1 : end])
        with_bracket = any(each.is_bracket for each in tokens[start:end])
        if with_bracket or over_a_separator:
            return (
                Name(name_key(text), True)
                if self.lexicon.found(text) and not self._is_twice(tokens, start, end)
                else None
            )
        if tokens[end - 1].text == "등" or (
            ATTACHED.fullmatch(name_key(tokens[end - 1].text)) and self._is_region(tokens, start, end - 1)
        ):
            return None
        name = self.names.read(text, whole_word=False, tail=bool(KIND_INSIDE.search(tokens[end - 1].text)))
        if name is not None and name.ends >= len(tokens[end - 1].text):
            return None
        if name is None or name.known:
            return name
        return (
            name
            if self._ends_in_a_kind_alone(tokens, start, end) or _is_spelled(tokens, start, end)
            else None
        )

    def _is_region(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        return self.lexicon.is_region_word(" ".join(each.text for each in tokens[start:end]))

    def _is_twice(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether the words are names by themselves, so that a separator between them parts two."""
        return all(self.lexicon.found(each.text) for each in tokens[start:end])

    def _ends_in_a_kind_alone(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Whether the last word is a kind, maybe with something glued to it: 한빛 고등학교입니다."""
        first = tokens[start].text
        return (
            bool(kind_alone(tokens[end - 1].text))
            and end - start == 2
            and not ENDS_LIKE_A_SCHOOL.search(first)
        )


def _is_spelled(tokens: Sequence[Token], start: int, end: int) -> bool:
    return end - start > 2 and all(SYLLABLES.fullmatch(each.text) for each in tokens[start:end])


def _element(
    slot: Slot,
    tokens: Sequence[Token],
    start: int,
    end: int,
    cost: float | None = None,
    name: Name | None = None,
    hint: RegionHint = NO_REGION,
) -> Element:
    text = " ".join(
        f"({each.text})" if each.is_bracket and slot is not Slot.BRACKET else each.text
        for each in tokens[start:end]
    )
    return Element(
        slot,
        start,
        end,
        text,
        tokens[start].gap,
        COSTS[slot] if cost is None else cost,
        name,
        hint,
        tokens[start].sign,
    )


def _backwards(best: Sequence[tuple[float, Element | None]]) -> list[Element]:
    found: list[Element] = []
    place = len(best) - 1
    while place:
        element = best[place][1]
        if element is None:
            break
        found.append(element)
        place = element.start
    return found[::-1]
