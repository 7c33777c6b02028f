"""The status of a claim: its declared spellings, and how a text of several words is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from webmap.lists.entry import Entry
from webmap.lists.status_words import Kind, Word, has_sign, has_sign_against, plain_status, words_of
from webmap.lists.text import spelling_key, words
from webmap.vocabulary.terms import Status

SPELLINGS: dict[Status, tuple[str, ...]] = {
    # "Not confirmed" means that nobody has checked, not that the claim is false.
    Status.REPORTED: words(
        "신고, 신고됨, 신고접수, 신고 완료, 제보, 제보됨, 제보접수, 접수, 접수됨, 접수완료, 의심, "
        "의심됨, 의혹, 주장, 추정, 언급, 언급됨, 피해 의심, 피해 주장, 등재, 미확인, 확인 안됨, "
        "확인 안 됨, 확인되지 않음, 미상, 불명, 확인 필요, 확인 불가, 확인 전, claimed, alleged, "
        "unconfirmed, unverified, suspected, received, claim, open, new"
    ),
    Status.UNDER_REVIEW: words(
        "조사중, 조사, 조사 진행중, 확인중, 확인 진행중, 수사중, 수사, 수사의뢰, 수사 진행중, 검토, "
        "검토중, 심의, 심의중, 조사 예정, 진행중, 내사, 내사중, 처리중, 파악중, review, in review, "
        "investigating, under investigation, pending, checking"
    ),
    Status.CONFIRMED: words(
        "확인, 확인됨, 확인 완료, 사실, 사실로 확인, 사실 확인, 사실 확인됨, 피해 확인, 피해 확인됨, "
        "확정, 확정됨, 인정, 인정됨, 검증, 검증됨, 검증 완료, 실제 피해, verified, true, yes, y, o, "
        "factual"
    ),
    Status.REFUTED: words(
        "사실무근, 사실 아님, 사실이 아님, 허위, 허위 사실, 허위 신고, 허위 제보, 오보, 오인, 거짓, "
        "해당없음, 해당 없음 확인, 피해 없음, 피해 사실 없음, 이상 없음, 무혐의, 아님, 루머, 반박, "
        "false, denied, debunked, unfounded, no case, not true"
    ),
    Status.WITHDRAWN: words(
        "철회, 철회됨, 신고 철회, 제보 철회, 취하, 취하됨, 신고 취하, 제보 취하, 고소 취하, 취소, 취소됨, "
        "신고 취소, 제보 취소, 삭제, 삭제됨, 삭제 요청, 정정, "
        "retracted, cancelled, canceled, removed, deleted"
    ),
}

_BY_SPELLING = {
    spelling_key(spelling): status for status in Status for spelling in (status.value, *SPELLINGS[status])
}
_EMPTY = {"", "na", "null", "nan", "nil"}
"""Keys of texts that stand for an empty cell: “-”, “…”, “N/A”."""

_CLAIMING = {Kind.CLAIM, Kind.SUSPECTING, Kind.UNCHECKED}
_TAKING_BACK = {Kind.REFUTING, Kind.WITHDRAWING}
_WEAKENING = {Kind.NEGATING, Kind.DOUBTING, Kind.ONGOING}
_TRANSPARENT = {Kind.OPENING, Kind.CLOSING}


@dataclass(frozen=True)
class StatusReading:
    """The status in a cell, None where it is not understood.

    `contradictory`: the cell denies its own status, names two, or has words in brackets that are not
    understood beside a confirmation.
    """

    status: Status | None
    contradictory: bool = False


_MAX_READ = 300
"""Characters of a status; more is a text about it, for a person to read."""
_UNCLEAR = StatusReading(Status.UNDER_REVIEW, contradictory=True)
_UNKNOWN = StatusReading(None)


def is_unstated(text: str) -> bool:
    """Tell whether a cell states no status at all: nothing, a dash, “N/A”."""
    return spelling_key(text) in _EMPTY and not has_sign(plain_status(text))


@lru_cache(maxsize=4096)
def read_status(text: str) -> StatusReading:
    """Read the status in a cell, by the spellings above or word by word.

    Of words that contradict each other (“확인(사실무근)”, “확인 → 조사중”) the stronger claim never wins:
    the row is under review until a person has checked it. A denial counts, whatever other words there are.
    No status is read from a text with a word outside of brackets that no table knows.
    """
    if len(text) > _MAX_READ or is_unstated(text):
        return _UNKNOWN
    plain = plain_status(text)
    if not has_sign_against(plain) and (status := _BY_SPELLING.get(spelling_key(plain))):
        return StatusReading(status)
    said = list(_combined(words_of(plain)))
    kinds = {word.kind for word in said}
    if kinds & _TAKING_BACK:
        return _taken_back(said, kinds)
    if Kind.DENYING in kinds:
        return _UNCLEAR
    return _claimed(said, kinds)


def _combined(written: Iterable[Word]) -> Iterator[Word]:
    """The words that say something, findings and examinations together with the word that changes them.

    “확인 안 됨”, “not confirmed” and “확인(불가)” are unchecked; “확인 중” is an examination.
    """
    said: list[Word] = []
    for word in written:
        if word.kind is Kind.NEUTRAL:
            continue
        before = said[-1] if said else None
        changed = _changed(said, word)
        if changed is not None:
            while said and said[-1].kind in _TRANSPARENT:
                said.pop()
            said[-1] = Word(changed, said[-1].bracketed)
        elif before is None or not (before == word and word.kind is Kind.FINDING):
            said.append(word)
    return iter(said)


def _changed(said: list[Word], word: Word) -> Kind | None:
    """What the last word becomes by the next one, None where both stand for themselves."""
    last = next((each.kind for each in reversed(said) if each.kind not in _TRANSPARENT), None)
    adjacent = said[-1].kind if said else None
    if word.kind is Kind.NEGATING and last in (Kind.FINDING, Kind.REVIEW, Kind.UNCHECKED):
        return Kind.UNCHECKED
    if word.kind is Kind.ONGOING and last in (Kind.FINDING, Kind.REVIEW):
        return Kind.REVIEW
    if word.kind is Kind.ONGOING and last in (Kind.UNCHECKED, Kind.CLAIM):
        return last
    if adjacent is Kind.NEGATING and word.kind in (Kind.FINDING, Kind.NEGATING, Kind.UNCHECKED):
        return Kind.NEGATING if word.kind is Kind.NEGATING else Kind.UNCHECKED
    return None


def _taken_back(said: list[Word], kinds: set[Kind]) -> StatusReading:
    """A text with a denial: the denial stands unless something else is said for the claim after all."""
    first = next(place for place, word in enumerate(said) if word.kind in _TAKING_BACK)
    after = said[first + 1 :]
    doubted = kinds & (_WEAKENING | {Kind.DENYING, Kind.UNCHECKED, Kind.REVIEW})
    found_before = any(word.kind in (Kind.FINDING, Kind.AGREEING) for word in said[:first])
    if doubted or found_before or _claimed_after_all(after) or _has_unknown(said, bracketed=False):
        return _UNCLEAR
    return StatusReading(Status.REFUTED if Kind.REFUTING in kinds else Status.WITHDRAWN)


def _claimed_after_all(after: Iterable[Word]) -> bool:
    """Whether words behind a denial speak for the claim: “사실무근 → 확인”, not “사실무근으로 확인”."""
    turned = False
    for word in after:
        turned = turned or word.kind is Kind.TURNING
        if word.kind is Kind.SUSPECTING or (
            turned and word.kind in (Kind.CLAIM, Kind.FINDING, Kind.AGREEING)
        ):
            return True
    return False


def _claimed(said: list[Word], kinds: set[Kind]) -> StatusReading:
    """A text without a denial: the weakest reading that its words allow."""
    if Kind.FINDING in kinds:
        if kinds & (_CLAIMING | _WEAKENING | {Kind.REVIEW}) or _has_unknown(said, bracketed=True):
            return _UNCLEAR
        return _read(said, Status.CONFIRMED)
    if Kind.REVIEW in kinds:
        return _UNCLEAR if kinds & _WEAKENING else _read(said, Status.UNDER_REVIEW)
    if kinds & _CLAIMING:
        return _UNCLEAR if Kind.NEGATING in kinds else _read(said, Status.REPORTED)
    return _UNKNOWN  # “O” and “✓” by themselves may mean received, present or confirmed


def _read(said: list[Word], status: Status) -> StatusReading:
    return _UNKNOWN if _has_unknown(said, bracketed=False) else StatusReading(status)


def _has_unknown(said: list[Word], *, bracketed: bool) -> bool:
    return any(word.kind is Kind.UNKNOWN and word.bracketed is bracketed for word in said)


MAX_ROWS = 5
"""Rows with a status that is not understood that a message shows; it counts all of them."""


@dataclass
class StatusTally:
    """Statuses of a list that are not understood."""

    first: list[Entry] = field(default_factory=list)
    """The first rows with such a status."""
    unknown: int = 0
    """Rows with such a status."""
    stored: int = 0
    """Rows that are not refused."""

    def over(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass entries on, and count them."""
        for entry in entries:
            self.stored += entry.refused is None
            if entry.unknown_status:
                self.unknown += 1
                if len(self.first) < MAX_ROWS:
                    self.first.append(entry)
            yield entry

    @property
    def is_misread(self) -> bool:
        """Whether not one of several statuses is understood."""
        return self.stored > 1 and self.unknown == self.stored
