"""Names of which the kind stands only behind a later one: 대청·대왕중."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.matching.grammar.kinds import kind_at_end
from webmap.matching.grammar.names import EDGE, plain_key
from webmap.matching.grammar.parse import Element
from webmap.matching.grammar.slots import Slot
from webmap.matching.grammar.state import CellState
from webmap.matching.grammar.tokens import Gap

STEMS = (Slot.UNKNOWN, Slot.REGION, Slot.REMARK, Slot.LINK, Slot.DETAIL, Slot.FACULTY, Slot.ALSO)
NO_LIST = ("-", ":", ">", "→", "\n", ".", "=", "<")
"""Signs that do not part names with one kind behind them all."""

REGION_ENDINGS = ("동", "읍", "면", "리", "시", "군", "구", "도")


def read_stem(cell: CellState, element: Element, later: Sequence[Element]) -> bool:
    """Begin a school whose kind stands behind a later one; False where the element is none."""
    school = _school_of_the_list(later)
    if school is None or school.name is None:
        return False
    full = _full_name(cell, element, school.name.text)
    sign = later[0].sign
    if not full:
        if element.slot is Slot.REGION and _may_be_a_name(cell, element, sign):
            cell.further.append(element.text)
        return False
    if element.slot not in (Slot.UNKNOWN, Slot.SCHOOL):
        doubt = _doubt(cell, element, sign, school.name.text)
        if doubt is None:
            return False
        cell.further += [element.text] if doubt else []
    cell.begin(full, True, element, True).joined = True
    return True


def _school_of_the_list(later: Sequence[Element]) -> Element | None:
    """The next school, where only stems stand before it and separators of a list part all of them."""
    if not later or later[0].gap < Gap.WIDE or later[0].sign in NO_LIST:
        return None
    place = next((place for place, each in enumerate(later) if each.slot is Slot.SCHOOL), None)
    if place is None or any(each.gap < Gap.WIDE for each in later[: place + 1]):
        return None
    name = later[place].name
    only_stems = all(each.slot in STEMS for each in later[:place])
    return later[place] if only_stems and name and not name.joined and kind_at_end(name.text) else None


def _full_name(cell: CellState, element: Element, following: str) -> str:
    """The element with the kind of the following name, where the register has such a school there."""
    kind = kind_at_end(following)
    for ending in dict.fromkeys((kind, kind.removeprefix("여자").removeprefix("여"))):
        full = plain_key(EDGE.sub("", element.text)) + ending
        is_university = ending.startswith("대") and element.slot is not Slot.UNKNOWN
        hints = [*cell.row_hints, *cell.front.hints]
        if ending and not is_university and cell.lexicon.found_in(full, hints):
            return full
    return ""


def _doubt(cell: CellState, element: Element, sign: str, following: str) -> bool | None:
    """Whether a region's name may be only a region, too: 강남·대왕중; None where it is one: 서울, 대왕중."""
    is_region = _is_clearly_a_region(cell, element)
    if is_region and len(element.hint.sigungu) > 1 and sign == "," and not cell.row_hints:
        return None
    after_a_stem = bool(cell.drafts) and cell.drafts[-1].joined
    listed = sign == "·" or after_a_stem
    agrees = cell.lexicon.found_in(following, [*cell.row_hints, element.hint])
    known = bool(cell.lexicon.found(following))
    return not known or (agrees and not listed) or (is_region and (agrees or not listed))


def _may_be_a_name(cell: CellState, element: Element, sign: str) -> bool:
    """Whether a place in a list may stand for a school that the register lacks."""
    if sign not in (",", "/"):
        return sign == "·"
    # Where the row states the region already, a city's bare name in front of a comma may be a school's.
    one_city = len(element.hint.sigungu) == 1 and not element.text.endswith(REGION_ENDINGS)
    return (bool(cell.row_hints) and one_city) or not _is_clearly_a_region(cell, element)


def _is_clearly_a_region(cell: CellState, element: Element) -> bool:
    text = EDGE.sub("", element.text)
    return " " in text or text.endswith(REGION_ENDINGS) or cell.lexicon.is_region_word(text)
