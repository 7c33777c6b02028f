"""Reads the elements of a cell from left to right into drafts of schools, one reader for each slot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from webmap.matching.forms import short_form
from webmap.matching.grammar.brackets import read_bracket, read_campus
from webmap.matching.grammar.kinds import with_kind_of
from webmap.matching.grammar.names import Name
from webmap.matching.grammar.parse import Element
from webmap.matching.grammar.same import same_school
from webmap.matching.grammar.slots import Slot
from webmap.matching.grammar.state import CellState, Front, same_level
from webmap.matching.grammar.stems import LIST_SIGNS, read_stem
from webmap.matching.grammar.tokens import Gap

Later = Sequence[Element]
"""The elements behind the one that is read."""

NO_END = (Slot.SCHOOL, Slot.UNKNOWN, Slot.REGION, Slot.JOINER)
NAMED_TWICE = ("", "/", "=", "(", "|")
"""Signs between two names of one school."""
MAY_NAME_A_SCHOOL = (Slot.SCHOOL, Slot.KIND, Slot.UNKNOWN)


def read_elements(cell: CellState, elements: Sequence[Element]) -> None:
    """Read all elements of a cell."""
    for place, element in enumerate(elements):
        READERS[element.slot](cell, element, elements[place + 1 :])
        numbers_what_follows = element.text.isdigit() and cell.tokens[element.start].tail in (".", ")")
        if (
            cell.drafts
            and element.slot not in NO_END
            and cell.front.start is None
            and not numbers_what_follows
        ):
            cell.drafts[-1].end = cell.end(element)
        cell.previous = element.slot
    cell.settle()


def _school(cell: CellState, element: Element, later: Later) -> None:
    name = element.name
    if name is None or ((name.ends or not name.known) and read_stem(cell, element, later)):
        return
    parted = element.gap >= Gap.WIDE or cell.joiner
    if cell.drafts and _is_named_twice(cell, element, name.text):
        _name_again(cell, name.text, cell.end(element))
    elif name.joined:
        _joined_names(cell, element, name, parted)
    else:
        first = cell.tokens[element.start].text if element.end - element.start > 1 else ""
        draft = cell.begin(name.text, name.known, element, parted)
        draft.begins_with_region = bool(first) and cell.lexicon.is_region_word(first)
    cell.joiner = name.tail is Slot.JOINER
    if name.tail is Slot.RETRACTION:
        cell.drafts[-1].retracted = True
    elif name.tail is Slot.FURTHER:
        cell.further.append(element.text)


def _joined_names(cell: CellState, element: Element, name: Name, parted: bool) -> None:
    """The names that one glued form stands for: X중고. A region in front holds for each."""
    front = cell.front
    for number, each in enumerate(name.joined):
        cell.front = Front(list(front.hints), front.words, front.is_heading, start=front.start)
        draft = cell.begin(each, True, element, parted or number > 0)
        draft.joined, draft.glued = True, name.text


def _is_named_twice(cell: CellState, element: Element, name: str) -> bool:
    draft, front = cell.drafts[-1], cell.front
    close = element.gap < Gap.WIDE or element.sign in NAMED_TWICE or front.also
    elsewhere = bool(front.hints) and [each.sigungu for each in draft.own] != [
        each.sigungu for each in front.hints
    ]
    apart = elsewhere or cell.joiner or bool(draft.back)
    return not apart and same_school(draft.name, name, cell.lexicon, close)


def _name_again(cell: CellState, name: str, end: int) -> None:
    """Another name of the school that stands in front of it."""
    draft = cell.drafts[-1]
    draft.also.append(name)
    draft.back += cell.front.hints
    draft.end = end
    cell.front = Front()


def _region(cell: CellState, element: Element, later: Later) -> None:
    if read_stem(cell, element, later) or _is_a_quarter(cell, element):
        return
    following = later[0] if later else None
    if cell.drafts and _belongs_behind(element, later):
        cell.drafts[-1].back.append(element.hint)
        cell.drafts[-1].end = cell.end(element)
        return
    front = cell.front
    front.begin(cell.place(element))
    front.hints.append(element.hint)
    apart = following is not None and following.gap >= Gap.WIDE
    front.words += "" if apart or following is None else element.text.replace(" ", "")
    front.is_heading = front.is_heading or cell.tokens[element.end - 1].tail == ":" or apart


def _is_a_quarter(cell: CellState, element: Element) -> bool:
    """Whether a quarter behind a city is one that the tables know only elsewhere, as they lack new ones."""
    before = cell.front.hints[-1] if cell.front.hints else None
    if before is None or cell.previous is not Slot.REGION or cell.lexicon.is_region_word(element.text):
        return False
    return len(before.sigungu) == 1 and not before.sigungu & element.hint.sigungu


def _belongs_behind(element: Element, later: Later) -> bool:
    """Whether a region belongs to the school in front of it."""
    if not any(each.slot in MAY_NAME_A_SCHOOL for each in later):
        return True
    return element.gap < Gap.WIDE and later[0].gap >= Gap.WIDE


def _kind(cell: CellState, element: Element, later: Later) -> None:
    """A kind by itself: the level of the school in front of it, or the second of two joined ones."""
    kind = element.name.text if element.name else element.text
    if kind != element.text and read_stem(cell, element, later):
        return
    if not cell.drafts:
        if cell.tokens[element.end - 1].tail == ":":
            cell.front.kind = kind
        else:
            cell.pending.append(element.text)
        return
    draft = cell.drafts[-1]
    if same_level(kind, draft.name) and not kind.startswith(("여", "남")):
        return
    name = with_kind_of(draft.name, kind)
    known = bool(name) and bool(cell.lexicon.found(name))
    directly = cell.previous in (Slot.SCHOOL, Slot.KIND) and known
    if name and (element.gap >= Gap.WIDE or cell.joiner or directly):
        _join(cell, element, name, known)
    else:
        draft.leftover.append(element.text)


def _join(cell: CellState, element: Element, name: str, known: bool) -> None:
    region = list(cell.drafts[-1].front)
    draft = cell.begin(name, known, element, True)
    draft.joined, draft.front = True, region
    cell.joiner = False


def _campus(cell: CellState, element: Element, _later: Later) -> None:
    if cell.drafts:
        read_campus(cell, element.text)
    else:
        cell.pending.append(element.text)


def _retraction(cell: CellState, element: Element, later: Later) -> None:
    cell.retract(of_all=element.gap >= Gap.WIDE and not later)


def _further(cell: CellState, element: Element, _later: Later) -> None:
    cell.further.append(element.text)


def _also(cell: CellState, element: Element, later: Later) -> None:
    if not read_stem(cell, element, later):
        cell.front.also = True


def _unknown(cell: CellState, element: Element, later: Later) -> None:
    if read_stem(cell, element, later):
        return
    ends = not later or later[0].gap >= Gap.WIDE
    begins = element.start == 0 or element.gap >= Gap.WIDE
    if begins and ends and not cell.front.hints:
        cell.begin(element.text, False, element, True).is_word = True
    elif cell.drafts and (element.gap < Gap.WIDE or not any(each.slot is Slot.SCHOOL for each in later)):
        cell.drafts[-1].leftover.append(element.text)
        cell.drafts[-1].end = cell.end(element)
    else:
        cell.pending.append(element.text)
        cell.front.begin(cell.place(element))


def _detail(cell: CellState, element: Element, later: Later) -> None:
    """Part of an address, behind a region; a word that is not understood elsewhere."""
    if cell.previous not in (Slot.REGION, Slot.DETAIL) or element.gap >= Gap.WIDE:
        _unknown(cell, element, later)
    elif not read_stem(cell, element, later) and later and later[0].sign in LIST_SIGNS:
        cell.further.append(element.text)


def _faculty(cell: CellState, element: Element, _later: Later) -> None:
    """A part of a university, or a course of a high school."""
    kinds = ("대", "고") if element.text.endswith("과") else ("대",)
    if not cell.drafts or not short_form(cell.drafts[-1].name).endswith(kinds):
        cell.leave(element.text)


def _joiner(cell: CellState, _element: Element, _later: Later) -> None:
    cell.joiner = True


def _remark(cell: CellState, element: Element, later: Later) -> None:
    """A remark, unless a school of that name and the kind behind a later one is in the register."""
    read_stem(cell, element, later)


def _bracket(cell: CellState, element: Element, later: Later) -> None:
    read_bracket(cell, element, later[0] if later else None)


READERS: Mapping[Slot, Callable[[CellState, Element, Later], None]] = {
    Slot.SCHOOL: _school,
    Slot.REGION: _region,
    Slot.DETAIL: _detail,
    Slot.BRACKET: _bracket,
    Slot.KIND: _kind,
    Slot.CAMPUS: _campus,
    Slot.RETRACTION: _retraction,
    Slot.FURTHER: _further,
    Slot.ALSO: _also,
    Slot.UNKNOWN: _unknown,
    Slot.JOINER: _joiner,
    Slot.FACULTY: _faculty,
    Slot.REMARK: _remark,
    Slot.LINK: _remark,
}
"""By slot, what reads it."""
