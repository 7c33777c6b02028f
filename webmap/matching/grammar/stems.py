"""Names of which the kind stands only behind a later one: 대청·대왕중."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from webmap.matching.grammar.kinds import kind_at_end, special_kind
from webmap.matching.grammar.names import EDGE, plain_key
from webmap.matching.grammar.pairs import JOINED_SIGN, shared_kinds
from webmap.matching.grammar.parse import Element
from webmap.matching.grammar.slots import Slot
from webmap.matching.grammar.state import CellState
from webmap.matching.grammar.tokens import Gap
from webmap.matching.text import name_key
from webmap.places.addresses.addresses import RegionHint

STEMS = (Slot.UNKNOWN, Slot.REGION, Slot.REMARK, Slot.LINK, Slot.DETAIL, Slot.FACULTY, Slot.ALSO)
NO_LIST = ("-", ":", ">", "→", "\n", ".", "=", "<")
"""Signs that do not part names with one kind behind them all."""

LIST_SIGNS = ("·", JOINED_SIGN)
"""Signs that part names more often than they follow a region."""

REGION_ENDINGS = ("동", "읍", "면", "리", "시", "군", "구", "도")


def read_stem(cell: CellState, element: Element, later: Sequence[Element]) -> bool:
    """Begin a school whose kind stands behind a later one; False where the element is none."""
    school = _school_of_the_list(later)
    if school is None or school.name is None:
        return False
    element = _without_region_in_front(cell, element, school.name.text)
    full = _full_name(cell, element, school.name.text)
    sign = later[0].sign
    special = _special_name(cell, element, school.name.text)
    if special is not None and (special or full):
        if not special or full:
            # 가상누리·가상바람외고: 가상누리외고, or 가상누리고.
            cell.further.append(element.text)
            return False
        full = special
    if not full:
        if element.slot is Slot.REGION and _may_be_a_name(cell, element, sign):
            cell.further.append(element.text)
        return False
    if element.slot not in (Slot.UNKNOWN, Slot.SCHOOL, Slot.KIND):
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
    place = next((place for place, each in enumerate(later) if not _may_be_a_stem(each)), None)
    if place is None or any(each.gap < Gap.WIDE for each in later[: place + 1]):
        return None
    name = later[place].name if later[place].slot is Slot.SCHOOL else None
    return later[place] if name and not name.joined and kind_at_end(name.text) else None


def _may_be_a_stem(element: Element) -> bool:
    """Whether a word may lack its kind: one of a table, or one that only ends like an institution."""
    if element.name is None:
        return element.slot in STEMS
    only_ends_like_one = element.slot is Slot.SCHOOL and not element.name.known
    return (only_ends_like_one and not kind_at_end(element.name.text)) or (
        element.slot is Slot.KIND and element.text != element.name.text
    )


def _without_region_in_front(cell: CellState, element: Element, following: str) -> Element:
    """The last word of a place, where it is a name and the words before it hold for the whole list."""
    words = element.text.split()
    if element.slot is not Slot.REGION or len(words) < 2 or element.end - element.start != len(words):
        return element
    region = cell.lexicon.place(" ".join(words[:-1]))
    last = cell.lexicon.place(words[-1])
    stem = replace(element, start=element.end - 1, text=words[-1], hint=last, gap=Gap.SPACE)
    hints = [*cell.row_hints, *cell.front.hints, region]
    if not region.is_understood or not last.is_understood or not _full_name(cell, stem, following, hints):
        return element
    cell.front.begin(cell.place(element))
    cell.front.hints.append(region)
    cell.front.words += "".join(words[:-1])
    return stem


def _special_name(cell: CellState, element: Element, following: str) -> str | None:
    """The element with the special kind of the next school; empty without one, None beside a plain school."""
    schools = [school for school, _ in cell.lexicon.found(following).values()]
    all_names = {following, *(name for school in schools for name in school.names)}
    kinds = {special_kind(name_key(name)) for name in all_names}
    if not any(kinds):
        return None
    hints = [*cell.row_hints, *cell.front.hints]
    names = [plain_key(EDGE.sub("", element.text)) + kind for kind in sorted(filter(None, kinds))]
    found = next((name for name in names if cell.lexicon.found_in(name, hints)), "")
    is_university = any(kind.endswith("대학교") for kind in kinds)
    return None if is_university and not found else found


def _full_name(
    cell: CellState, element: Element, following: str, hints: Sequence[RegionHint] | None = None
) -> str:
    """The element with the kind of the following name, where the register has such a school there."""
    hints = [*cell.row_hints, *cell.front.hints] if hints is None else hints
    for ending in shared_kinds(following):
        full = plain_key(EDGE.sub("", element.text)) + ending
        is_university = ending.startswith("대") and element.slot is not Slot.UNKNOWN
        if ending and not is_university and cell.lexicon.found_in(full, hints):
            return full
    return ""


def _doubt(cell: CellState, element: Element, sign: str, following: str) -> bool | None:
    """Whether a region's name may be only a region, too: 강남·대왕중; None where it is one: 서울, 대왕중."""
    if element.slot is Slot.DETAIL:
        return sign not in LIST_SIGNS
    is_region = _is_clearly_a_region(cell, element)
    after_a_stem = bool(cell.drafts) and cell.drafts[-1].joined
    listed = sign in LIST_SIGNS or after_a_stem
    agrees = cell.lexicon.found_in(following, [*cell.row_hints, element.hint])
    if sign == JOINED_SIGN and is_region:
        return True
    is_wide = cell.lexicon.is_region_word(element.text) and len(element.hint.sigungu) > 1
    if is_wide and not cell.row_hints and (sign == "," or (sign in "/|" and agrees)):
        return True if after_a_stem else None
    known = bool(cell.lexicon.found(following))
    return not known or (agrees and not listed) or (is_region and (agrees or not listed))


def _may_be_a_name(cell: CellState, element: Element, sign: str) -> bool:
    """Whether a place in a list may stand for a school that the register lacks."""
    if sign not in (",", "/"):
        return sign in LIST_SIGNS
    # Where the row states the region already, a city's bare name in front of a comma may be a school's.
    one_city = len(element.hint.sigungu) == 1 and not element.text.endswith(REGION_ENDINGS)
    return (bool(cell.row_hints) and one_city) or not _is_clearly_a_region(cell, element)


def _is_clearly_a_region(cell: CellState, element: Element) -> bool:
    text = EDGE.sub("", element.text)
    return " " in text or text.endswith(REGION_ENDINGS) or cell.lexicon.is_region_word(text)
