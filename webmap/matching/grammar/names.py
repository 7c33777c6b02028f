"""The name of a school in a run of words, with what is glued in front of it and behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from webmap.matching.forms import ending_of, short_form
from webmap.matching.grammar.keyboard import from_keyboard
from webmap.matching.grammar.kinds import joined_names, with_mended_kind
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.grammar.signs import HIDING, NOISE_JAMO
from webmap.matching.grammar.slots import (
    FURTHER,
    IN_DOUBT,
    JOINER,
    PART_OF_A_UNIVERSITY,
    PARTICLE,
    REMARK_GLUED_IN_FRONT,
    RETRACTION,
    Slot,
    slot_of,
)
from webmap.matching.scope import OUT_OF_SCOPE_ENDINGS
from webmap.matching.text import BARE_KIND, NOT_IN_A_KEY

EDGE = re.compile(r"^[#@^$%'`_=]+(?=\S)|[#@^$%'`_=]+$")
ENDING = re.compile(
    r"(?:들)?(?:이|가|도|는|은)?\s?(?:입니다|입니당|이에요|이예요|예요|에요|이에용|에용|예용|이요|요|임|임다|인데요?|인데용|이래요?|래요?|이라네요?|라네요?|이랍니다|랍니다|이네요?|네요?"
    r"|이던데요?|던데요?|인듯(?:요|해요|합니다)?|인가요?|인지|일까요?|이었어요|였어요|였음|이었음|이라고|라고|이라(?:고)?|인|이라는|라는|하고|이죠|죠|이지요|맞(?:아요|습니다|음|나요|죠)|이라니|라니|인가봐요|같아요|인것같아요"
    r"|있(?:어요|습니다|음|네요)|나왔(?:어요|습니다|음|네요)|임당|이여|이용|염|용|쪽)"
    r"(?:\s?(?:요|합니다|해요|하네요|들었어요|하던데요?))?"
)
"""Endings of speech behind a name."""

TAKEN_BACK = re.compile(
    rf"(?:은|는|이|가|도)?(?:{RETRACTION.pattern})(?>요청|요|니다|됨|함|임|음|래요?|에요|예요|입니다|라고|처리)*",
    re.IGNORECASE,
)
QUOTING = re.compile(r"(?:이?라고|하고|이고)$")
"""Endings that end like a school themselves."""

PARTICLES = re.compile(PARTICLE)
ENDS_LIKE_A_SCHOOL = re.compile(r"[고중대초교]$")
KIND_INSIDE = re.compile(r"[고중대초교등](?=.)")
LONGEST_TAIL = 14
LONGEST_KEY = 60
"""Characters of a name with all that is glued to it; the longest of the registers has 26."""


@dataclass(frozen=True)
class Name:
    """A name as it is looked up, and what was glued to it."""

    text: str
    known: bool
    """Whether a school of the register fits it."""
    tail: Slot | None = None
    """The slot of what is glued behind, other than a remark, an ending or a particle."""
    joined: tuple[str, ...] = ()
    """The names that a glued form stands for: X중고."""
    ends: int = 0
    """Characters of what is glued behind."""


@lru_cache(maxsize=16_384)
def tail_slot(tail: str) -> Slot | None:
    """The slot of what may be glued behind a name; None where it is not understood."""
    plain = tail.rstrip("^;:-=_'")
    plain = NOISE_JAMO.sub("", plain) if NOISE_JAMO.search(plain) else plain
    if IN_DOUBT.fullmatch(plain):
        return Slot.FURTHER
    if plain and JOINER.fullmatch(plain):
        return Slot.JOINER
    if not plain or ENDING.fullmatch(plain) or PARTICLES.fullmatch(plain):
        return Slot.REMARK
    slot = slot_of(plain)
    if slot is Slot.RETRACTION:
        return slot if TAKEN_BACK.fullmatch(plain) else None
    if slot is Slot.REMARK and len(plain) == 1 and not plain.isdigit() and plain != "생":
        return None
    if slot is None:
        match = PARTICLES.match(plain)
        rest = plain[match.end() :] if match else ""
        slot = slot_of(rest) if rest and rest != plain else None
    if slot is None and FURTHER.fullmatch(plain):
        slot = Slot.FURTHER
    return slot if slot in (Slot.REMARK, Slot.RETRACTION, Slot.FURTHER, Slot.JOINER) else None


@dataclass(frozen=True)
class Names:
    """Reads names with the help of a lexicon."""

    lexicon: Lexicon
    _read: dict[tuple[str, bool, bool], Name | None] = field(default_factory=dict, compare=False)

    def read(self, raw: str, whole_word: bool = True, tail: bool = True) -> Name | None:
        """The name in a word; None where it is none.

        `whole_word`: also with a region or remark glued in front; `tail`: also with something behind it.
        """
        known = (raw, whole_word, tail)
        if known not in self._read:
            self._read[known] = self._name(EDGE.sub("", raw), whole_word, tail)
        return self._read[known]

    def _name(self, raw: str, whole_word: bool, tail: bool) -> Name | None:
        if "*" in raw:
            return Name(raw, False) if ENDS_LIKE_A_SCHOOL.search(raw) else None
        key = plain_key(raw)
        if not 1 < len(key) <= LONGEST_KEY:
            return None
        name = self._typed_in_english(raw) if raw.isascii() else self._plain(key, whole_word)
        if name is not None and name.known:
            return name
        if whole_word:
            return self._without_what_is_glued(key) or name or self._likely_with_tail(key)
        return (self._without_tail(key, whole_word) if tail else None) or name

    def _plain(self, key: str, whole_word: bool) -> Name | None:
        if self.lexicon.found(key):
            return Name(key, True)
        if whole_word and self.lexicon.glued(key):
            return Name(key, True)
        mended = with_mended_kind(key)
        if mended and (self.lexicon.found(mended) or (whole_word and self.lexicon.glued(mended))):
            return Name(mended, True)
        joined = joined_names(key) if whole_word else ()
        if joined and any(self.lexicon.found(each) or self.lexicon.glued(each) for each in joined):
            return Name(key, True, joined=joined)
        return Name(mended or key, False) if is_likely(mended or key) else None

    def _typed_in_english(self, raw: str) -> Name | None:
        if self.lexicon.found(raw):
            return Name(plain_key(raw), True)
        decoded = from_keyboard(raw)
        if decoded and (self.lexicon.found(decoded) or self.lexicon.glued(decoded)):
            return Name(decoded, True)
        return None

    def _without_what_is_glued(self, key: str) -> Name | None:
        front = REMARK_GLUED_IN_FRONT.match(key)
        if front and len(key) - front.end() > 1:
            name = self._plain(key[front.end() :], True)
            if name is None or not name.known:
                name = self._without_tail(key[front.end() :])
            if name is not None and name.known:
                return name
        return self._without_tail(key)

    def _without_tail(self, key: str, whole_word: bool = True) -> Name | None:
        """The longest known name in front of an ending, a particle or a remark."""
        if is_likely(key) and not QUOTING.search(key):
            return None
        for end in range(len(key) - 1, max(1, len(key) - LONGEST_TAIL), -1):
            slot = self._slot_behind(key, end)
            if slot is None:
                continue
            name = self._plain(key[:end], whole_word)
            if name is not None and name.known:
                return replace(name, tail=None if slot is Slot.REMARK else slot, ends=len(key) - end)
        return None

    def _slot_behind(self, key: str, end: int) -> Slot | None:
        """The slot of what stands behind this place, where a name may end there."""
        head, tail = key[:end], key[end:]
        if is_likely(key) and not QUOTING.fullmatch(tail):
            return None
        slot = tail_slot(tail)
        if slot is None and head[-1] in "대교" and PART_OF_A_UNIVERSITY.fullmatch(tail):
            slot = Slot.REMARK
        if slot is None or ENDS_LIKE_A_SCHOOL.search(head):
            return slot
        return slot if self.lexicon.found(head) or with_mended_kind(head) else None

    def _likely_with_tail(self, key: str) -> Name | None:
        for end in range(len(key) - 1, max(1, len(key) - LONGEST_TAIL), -1):
            if not ENDS_LIKE_A_SCHOOL.search(key[:end]):
                continue
            is_clear = len(key) - end > 1 or key[:end].endswith("학교") or JOINER.fullmatch(key[end:])
            if is_clear and is_likely(key[:end]):
                slot = tail_slot(key[end:])
                if slot is not None:
                    return Name(key[:end], False, None if slot is Slot.REMARK else slot, ends=len(key) - end)
        return None


def plain_key(text: str) -> str:
    """A text in plain characters as it is looked up; single letters of Hangul stay what they are."""
    return NOT_IN_A_KEY.sub("", text.casefold())


@lru_cache(maxsize=16_384)
def kind_alone(word: str) -> str:
    """The kind of school that a word is, without an ending glued to it; '' for any other word."""
    key = plain_key(word)
    kind = BARE_KIND.match(key)
    if kind is None:
        return ""
    tail = key[kind.end() :]
    return kind[0] if not tail or (not tail[0].isdigit() and tail_slot(tail) is Slot.REMARK) else ""


@lru_cache(maxsize=16_384)
def is_likely(key: str) -> bool:
    """Whether a word ends like the name of a school or another institution, and is no word of a slot."""
    if key.endswith(OUT_OF_SCOPE_ENDINGS) and key not in OUT_OF_SCOPE_ENDINGS:
        return True
    form = short_form(key)
    if not ending_of(form) or len(form) < 2 or slot_of(key) is not None or RETRACTION.search(key):
        return False
    return not BARE_KIND.fullmatch(key) or key[0] in HIDING
