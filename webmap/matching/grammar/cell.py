"""From the elements of a cell to one part for each school that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from webmap.matching.grammar.drafts import Draft, Part, share_regions
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.grammar.names import Names
from webmap.matching.grammar.pairs import with_names_apart
from webmap.matching.grammar.parse import Element, Parser
from webmap.matching.grammar.reading import read_elements
from webmap.matching.grammar.signs import compose, plain_signs
from webmap.matching.grammar.slots import Slot
from webmap.matching.grammar.state import CellState
from webmap.matching.grammar.tokens import Token, tokens_inside, tokens_of
from webmap.matching.text import strip_list_marks
from webmap.places.addresses.addresses import RegionHint

ONE_WORD = re.compile(r"[가-힣]+")
CORRECTION = re.compile(r"정정|수정|변경|바로\s?잡|고침|대신|잘못|오류|오타")
"""Words that make an arrow lead from a wrong name to the right one; which is right, a person says."""


def parts_of(typed: str, lexicon: Lexicon, row_hints: Sequence[RegionHint] = ()) -> list[Part]:
    """One part for each school that a cell names; one for the whole cell where they cannot be told apart."""
    typed = compose(typed)
    whole = strip_list_marks(typed)
    if whole in lexicon.index.official_names or (ONE_WORD.fullmatch(typed) and lexicon.index.fitting(typed)):
        return [Part(whole, whole, (whole,), known=True)]
    names = Names(lexicon)
    parser = Parser(lexicon, names)
    tokens = with_names_apart(tokens_of(typed), lexicon, names)
    elements = _with_brackets_read(parser.elements(tokens), tokens, parser)
    cell = CellState(lexicon, parser, tokens, tuple(row_hints))
    read_elements(cell, elements)
    plain = plain_signs(typed)
    if not cell.drafts:
        return [_without_school(whole, plain, elements, cell)]
    if "→" in plain and CORRECTION.search(plain):
        cell.retract(of_all=True)
    if cell.is_open():
        return [_open(whole, plain, cell.drafts)]
    share_regions(cell.drafts)
    parts = [_part(draft, typed, plain) for draft in cell.drafts]
    return parts if len(parts) > 1 else [replace(parts[0], text=whole)]


def _with_brackets_read(
    elements: Sequence[Element], tokens: Sequence[Token], parser: Parser
) -> list[Element]:
    """Brackets in front of every other school that hold one themselves are read as if nothing enclosed it."""
    found: list[Element] = []
    for element in elements:
        if element.slot is not Slot.BRACKET or any(each.slot is Slot.SCHOOL for each in found):
            found.append(element)
            continue
        inside = parser.elements(tokens_inside(tokens[element.start]))
        if any(each.slot is Slot.SCHOOL for each in inside):
            found += [
                replace(each, start=element.start, end=element.end, gap=each.gap if number else element.gap)
                for number, each in enumerate(inside)
            ]
        else:
            found.append(element)
    return found


def _part(draft: Draft, typed: str, plain: str) -> Part:
    text = draft.name if draft.joined else " ".join(typed[draft.start : draft.end].split())
    joined = (draft.words_in_front + draft.name,) if draft.words_in_front else ()
    return Part(
        strip_list_marks(text) or text,
        draft.name if draft.joined else plain[draft.start : draft.end],
        (draft.name, *draft.also),
        draft.known,
        joined,
        tuple(draft.own),
        " ".join(draft.leftover),
        retracted=draft.retracted,
        glued=draft.glued,
    )


def _open(whole: str, plain: str, drafts: Sequence[Draft]) -> Part:
    """The whole cell, where it names more schools than can be told apart."""
    further = tuple((draft.name, tuple(draft.own)) for draft in drafts)
    return Part(whole, plain, (drafts[0].name,), True, hints=tuple(drafts[0].own), further=further)


NAME_SLOTS = (Slot.UNKNOWN, Slot.KIND, Slot.CAMPUS, Slot.ALSO, Slot.DETAIL, Slot.FACULTY)


def _without_school(whole: str, plain: str, elements: Sequence[Element], cell: CellState) -> Part:
    """A cell without anything that ends like a school: a name without its kind, or none."""
    named = [each.text for each in elements if each.slot in NAME_SLOTS]
    regions = [each for each in elements if each.slot is Slot.REGION]
    beginnings = [each.text for each in regions if cell.lexicon.is_region_word(each.text)]
    kinds = "".join(cell.kinds_in_brackets)
    name = "".join(named) or "".join(each.text for each in cell.tokens if not each.is_bracket)
    return Part(
        whole,
        plain,
        (name + kinds or whole,),
        joined_names=("".join([*beginnings, *named]),) if beginnings and named else (),
        hints=(*(each.hint for each in regions if named), *cell.hints_in_brackets),
        leftover=" ".join(each for each in cell.pending if each.startswith("(")),
        retracted=cell.retracted,
    )
