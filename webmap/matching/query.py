"""The query of an entry: the readings of its name, its regions and its level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from webmap.lists.entry import Entry
from webmap.matching.forms import LEVEL_OF_ENDING, ending_of, names_no_school, short_form
from webmap.matching.text import fold, name_key, strip_list_marks, take_brackets, without_remarks
from webmap.places.addresses.addresses import RegionHint, read_region
from webmap.places.gazetteer import ReadRegion
from webmap.vocabulary.terms import Level

CAMPUS = re.compile(r"(?:캠퍼스|캠)$")
BRANCH = re.compile(r"분교|캠퍼스|캠$|교정")
"""Words that name a part of a school: never dropped as a remark."""

RETRACTION = re.compile(
    r"허위|거짓|가짜|장난|낚시|오보|가명|폐교|사실\s?무근|사실\s?아님|아님|아닌|아니다|없음|제외|정정|취소|철회"
    r"|\b(?:fake|false|not|hoax)\b",
    re.IGNORECASE,
)
"""Words in a school's cell that retract the entry."""

LEVEL_WORD = re.compile(r"초|중|고|대|초등|중등|고등|(?:초등|중|고등|대)학교")


@dataclass(frozen=True)
class Reading:
    """One way to read a name: the name, and the regions that the words around it state."""

    name: str
    regions: tuple[RegionHint, ...] = ()
    truncated: bool = False
    """Whether words behind the kind of school are left out ("서영대 컴공과")."""
    passed_over: str = ""
    """Words of the cell that this reading leaves out, except regions and declared remarks."""


@dataclass(frozen=True)
class Query:
    """All statements of one entry about its school."""

    text: str
    readings: tuple[Reading, ...]
    regions: tuple[RegionHint, ...]
    """Stated beside the name: the region column and the address."""
    level: Level | None
    """Stated beside the name."""
    not_understood: str = ""
    """The stated region, where it is unknown."""
    retracted: bool = False
    """Whether the text itself retracts the entry: "(허위)", "아님"."""

    def hints(self, reading: Reading) -> tuple[RegionHint, ...]:
        """Every region stated, beside the name and in this reading of it."""
        return (*self.regions, *reading.regions)


def read_query(
    text: str, entry: Entry, read_place: ReadRegion, campuses: Mapping[str, str] | None = None
) -> Query:
    """Read a name and its hints; `text` is one school's part of the cell.

    `campuses`: campus as people write it → as the register writes it.
    """
    columns = (entry.region, entry.address)
    hints = {column: read_place(column) for column in columns if column.strip()}
    regions = tuple(hint for hint in hints.values() if hint.is_understood or hint.contradictory)
    understood = not entry.region.strip() or hints[entry.region] in regions
    readings = dict.fromkeys(_readings(text, read_place, campuses or {}))
    return Query(
        text,
        tuple(readings),
        regions,
        entry.level,
        not_understood="" if understood else entry.region,
        retracted=bool(RETRACTION.search(fold(text))),
    )


def glued_readings(query: Query) -> Iterator[Reading]:
    """Readings with a sido or sigungu in front of the name without a space: "부산화신중"."""
    for reading in query.readings:
        key = name_key(reading.name)
        for end in range(len(key) - 2, 1, -1):
            hint = _read_glued(key[:end])
            if hint.is_understood and not hint.leftover:
                regions = (*reading.regions, hint)
                yield Reading(key[end:], regions, passed_over=reading.passed_over)


_read_glued = lru_cache(maxsize=65_536)(read_region)


def _readings(text: str, read_place: ReadRegion, campuses: Mapping[str, str]) -> Iterator[Reading]:
    folded = fold(strip_list_marks(text))
    yield Reading(folded)
    outside, brackets = take_brackets(folded)
    if not outside:
        outside, brackets = " ".join(brackets), ()
    in_brackets = tuple(hint for hint in map(read_place, brackets) if _is_region(hint))
    others = [content for content in brackets if not _is_region(read_place(content))]
    words = [campuses.get(name_key(word), word) for word in without_remarks(outside).split()]
    campus_names = [campuses[name_key(each)] for each in brackets if name_key(each) in campuses]
    if campus_names:
        yield Reading("".join(words + campus_names))
    if others:
        yield Reading("".join(words + others), in_brackets)
        if any(name_key(content) in campuses or _says_which(content) for content in others):
            return
    left_out = " ".join(others)
    yield Reading("".join(words), in_brackets, passed_over=left_out)
    yield from _parts(words, in_brackets, campuses, read_place, left_out)


def _says_which(content: str) -> bool:
    """Whether a bracket may name another school or a part of one, so that it cannot be left out."""
    form = short_form(content)
    names_a_school = bool(ending_of(form)) and len(form) > 2 and not names_no_school(form)
    return names_a_school or bool(BRANCH.search(content) or LEVEL_WORD.fullmatch(content))


def _parts(
    words: Sequence[str],
    hints: tuple[RegionHint, ...],
    campuses: Mapping[str, str],
    read_place: ReadRegion,
    left_out: str,
) -> Iterator[Reading]:
    """Readings without a region in front or behind, and without the words behind the school's kind."""
    front, words = _region_in_front(words, read_place)
    back, words = _region_behind(words, read_place)
    around = (*hints, *front, *back)
    if front or back:
        yield Reading("".join(words), around, passed_over=left_out)
    short = _up_to_the_kind(words, campuses)
    if short != words:
        behind = " ".join([*words[len(short) :], left_out]).strip()
        yield Reading("".join(short), around, truncated=True, passed_over=behind)


def _region_in_front(
    words: Sequence[str], read_place: ReadRegion
) -> tuple[tuple[RegionHint, ...], Sequence[str]]:
    """The longest run of words in front that is entirely a region: "경기 성남 한빛중"."""
    for count in range(len(words) - 1, 0, -1):
        hint = read_place(" ".join(words[:count]))
        if _is_region(hint):
            return (hint,), words[count:]
    return (), words


def _region_behind(
    words: Sequence[str], read_place: ReadRegion
) -> tuple[tuple[RegionHint, ...], Sequence[str]]:
    """A region or campus behind the name: "햇님유치원 대구", "단국대 천안캠퍼스"."""
    if len(words) < 2:
        return (), words
    last = CAMPUS.sub("", words[-1])
    hint = read_place(last) if last else None
    if hint is not None and _is_region(hint) and not ending_of(short_form(words[-1])):
        return (hint,), words[:-1]
    return (), words


def _up_to_the_kind(words: Sequence[str], campuses: Mapping[str, str]) -> Sequence[str]:
    """Words up to the last one that ends like a school; what follows is a remark ("서영대 컴공과").

    A campus or branch is no remark: it identifies the school.
    """
    for count in range(len(words) - 1, 0, -1):
        form = short_form(words[count - 1])
        if ending_of(form) in LEVEL_OF_ENDING and (count > 1 or len(form) > 1):
            passed_over = words[count:]
            says_which = any(BRANCH.search(word) or word in campuses.values() for word in passed_over)
            return words if says_which else words[:count]
    return words


def _is_region(hint: RegionHint) -> bool:
    return hint.is_understood and not hint.leftover
