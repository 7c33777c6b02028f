"""What stands in brackets beside a school: a region, a remark, a campus, its other name, or none of these."""

from __future__ import annotations

from webmap.matching.grammar.campuses import campus_of
from webmap.matching.grammar.parse import Element
from webmap.matching.grammar.same import same_school
from webmap.matching.grammar.slots import Slot
from webmap.matching.grammar.state import CellState, same_level
from webmap.matching.grammar.tokens import Gap, tokens_inside
from webmap.matching.text import name_key

READ_OVER = (Slot.REMARK, Slot.LINK, Slot.JOINER, Slot.ALSO)


def read_bracket(cell: CellState, bracket: Element, following: Element | None) -> None:
    """Read all elements of a bracket."""
    if cell.drafts and read_campus(cell, bracket.text, leave=False):
        return
    in_front = not cell.drafts or _belongs_in_front(cell, bracket, following)
    for element in cell.parser.elements(tokens_inside(cell.tokens[bracket.start])):
        _read(cell, element, bracket, in_front)


def read_campus(cell: CellState, text: str, leave: bool = True) -> bool:
    """Read the campus of the last school; `leave`: note it as not understood where the school has none."""
    draft = cell.drafts[-1]
    campus = campus_of(draft.name, text, cell.lexicon)
    if campus is not None:
        draft.name = campus.name
        draft.back += campus.hints
    elif leave:
        draft.leftover.append(text)
    return campus is not None


def _belongs_in_front(cell: CellState, bracket: Element, following: Element | None) -> bool:
    """Whether a bracket between two schools belongs to the second: `A (서울)B`, `[서울] A [부산] B`."""
    if bracket.gap is Gap.NONE or following is None or following.slot is not Slot.SCHOOL:
        return False
    first = cell.drafts[0]
    in_the_same_way = bool(first.front) and not first.back and following.gap is Gap.SPACE
    return following.gap is Gap.NONE or bracket.gap >= Gap.WIDE or in_the_same_way


def _read(cell: CellState, element: Element, bracket: Element, in_front: bool) -> None:
    match element.slot:
        case Slot.REGION:
            _read_region(cell, element, bracket, in_front)
        case Slot.RETRACTION:
            cell.retract(of_all=False)
        case Slot.FURTHER:
            cell.further.append(element.text)
        case Slot.KIND:
            _read_kind(cell, element, in_front)
        case Slot.SCHOOL if element.name and cell.drafts and _is_its_name(cell, element.name.text):
            cell.drafts[-1].also.append(element.name.text)
        case slot if slot not in READ_OVER:
            words = cell.drafts[-1].leftover if cell.drafts and not in_front else cell.pending
            words.append(f"({element.text})")


def _is_its_name(cell: CellState, name: str) -> bool:
    return same_school(cell.drafts[-1].name, name, cell.lexicon, close=True)


def _read_region(cell: CellState, element: Element, bracket: Element, in_front: bool) -> None:
    cell.hints_in_brackets.append(element.hint)
    if in_front:
        cell.front.begin(cell.place(bracket))
        cell.front.hints.append(element.hint)
    else:
        cell.drafts[-1].back.append(element.hint)


def _read_kind(cell: CellState, element: Element, in_front: bool) -> None:
    kind = element.name.text if element.name else name_key(element.text)
    if in_front or not cell.drafts:
        cell.front.kind = kind
        cell.kinds_in_brackets.append(kind)
    elif not same_level(kind, cell.drafts[-1].name):
        cell.drafts[-1].leftover.append(f"({element.text})")
