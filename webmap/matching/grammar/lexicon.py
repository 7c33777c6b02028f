"""What the register and the gazetteer know of the words of a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from webmap.matching.grammar.keyboard import spellings
from webmap.matching.grammar.slots import REGION_TAIL
from webmap.matching.index import Found, NameIndex
from webmap.matching.nicknames import load_tables
from webmap.places.addresses.addresses import RegionHint, read_region
from webmap.places.addresses.region_hints import hint_of
from webmap.places.gazetteer import ReadRegion

read_plain_region = lru_cache(maxsize=65_536)(read_region)
LONGEST_PLACE = 60
NO_REGION = RegionHint(frozenset(), frozenset(), frozenset(), "")
ADMINISTRATIVE = re.compile(r"(?<=[가-힣]{2})제?\d동$")
"""An administrative dong is a part of the legal-dong: 상계1동."""


@dataclass(frozen=True)
class Lexicon:
    """Schools by name, and regions by any name people use for them."""

    index: NameIndex
    read_place: ReadRegion
    _places: dict[str, RegionHint] = field(default_factory=dict, compare=False)

    def found(self, name: str) -> Found:
        """Schools that a name fits, also in another spelling of its Latin letters."""
        found = self.index.fitting(name)
        if not found:
            for other in spellings(name):
                found = self.index.fitting(other)
                if found:
                    break
        return found

    def found_in(self, name: str, hints: Sequence[RegionHint]) -> bool:
        """Whether a school of this name stands where every hint says, also with a region glued in front."""
        for school, _ in self.found(name).values():
            if all(hint.covers(school.sido, school.sigungu) for hint in hints):
                return True
        return any(self.found_in(rest, (*hints, hint)) for hint, rest in self.glued(name))

    def glued(self, name: str) -> list[tuple[RegionHint, str]]:
        """Readings of a name with a region glued in front: 부산화신중."""
        found = []
        for end in range(len(name) - 2, 1, -1):
            hint = read_plain_region(name[:end])
            if not hint.is_understood and name[end - 1] in "동읍면리가":
                hint = self.read_place(name[:end])
            if hint.is_understood and not hint.leftover and self.found(name[end:]):
                found.append((hint, name[end:]))
        return found

    def place(self, text: str) -> RegionHint:
        """The region of a text, NO_REGION unless the whole of it is one; links glued to it are read over."""
        known = self._places.get(text)
        if known is None:
            known = self._places[text] = self._read(text)
        return known

    def _read(self, text: str) -> RegionHint:
        if len(text) > LONGEST_PLACE:
            return NO_REGION
        hint = self._whole(text)
        if hint is not None:
            return hint
        tail = REGION_TAIL.search(text)
        stem = text[: tail.start()].rstrip() if tail else text
        return (self._whole(stem) if stem != text and len(stem) > 1 else None) or NO_REGION

    def _whole(self, text: str) -> RegionHint | None:
        local = load_tables().local_names.get("".join(text.split()))
        if local:
            return hint_of(local)
        hint = self.read_place(text)
        if hint.is_understood and not hint.leftover:
            known = read_plain_region(text)
            return hint if known.is_understood and not known.leftover else _either(hint, self._dong(text))
        if hint.is_understood and self.is_region_word(hint.leftover):
            # A neighbourhood that bears the name of another region: 대구 북구 칠곡.
            return hint_of(hint.sigungu)
        legal = ADMINISTRATIVE.sub("동", text)
        if legal != text:
            return self._whole(legal)
        if text.endswith("읍") and len(text) > 2:
            # A myeon or a dong may have become an eup since.
            hints = [self.read_place(text[:-1] + ending) for ending in ("면", "동")]
            places = [hint for hint in hints if hint.is_understood and not hint.leftover]
            return hint_of(frozenset().union(*(hint.sigungu for hint in places))) if places else None
        return self._dong(text)

    def is_region_word(self, text: str) -> bool:
        """Whether a text by itself is a region."""
        hint = read_plain_region(text)
        return hint.is_understood and not hint.leftover

    def _dong(self, text: str) -> RegionHint | None:
        """A neighbourhood without its last syllable: 대치, 수원 정자."""
        words = text.split()
        if not words or len(words[-1]) < 2 or not "가" <= text[-1] <= "힣" or text.endswith(NOT_A_STEM):
            return None
        found: RegionHint | None = None
        for ending in STREETS if text.endswith("동") else ("동",):
            hint = self.read_place(text + ending)
            if hint.is_understood and not hint.leftover:
                found = _either(hint, found)
        return found


NOT_A_STEM = ("읍", "면", "리", "시", "군", "구")
STREETS = ("1가", "2가", "3가")
"""Parts of a legal-dong that has no polygon as a whole: 효자동1가."""


def _either(one: RegionHint, other: RegionHint | None) -> RegionHint:
    return hint_of(one.sigungu | other.sigungu) if other else one
