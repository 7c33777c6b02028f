"""One finding on a school, and the checks of its texts."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum

from webmap.decisions.decision import (
    TEXT_CHARACTERS,
    WHY_CHARACTERS,
    fault_of_text,
    fault_of_who,
    fault_of_why,
    now,
)
from webmap.decisions.question import spreadsheet_form
from webmap.matching.text import name_key
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import Status

FindingKey = tuple[str, str, str]
"""School, list and source of a claim; the last two are blank for what is found of the school itself."""


class FindingStatus(StrEnum):
    """What a finding says, as it is written in the file."""

    CONFIRMED = Status.CONFIRMED.value
    REFUTED = Status.REFUTED.value
    UNDER_REVIEW = Status.UNDER_REVIEW.value
    WITHDRAWN = Status.WITHDRAWN.value
    """The school is taken off the map, or only the claim of one list or source is withdrawn."""
    OPEN = "open"
    """The finding before it on the same is taken back."""


FOUND = (FindingStatus.CONFIRMED, FindingStatus.REFUTED, FindingStatus.UNDER_REVIEW)
"""Statuses that somebody found: reports of their own sources, for the rules of statuses."""

LABELS = {
    "source": N_("the source of the finding"),
    "evidence": N_("the evidence"),
    "list": N_("the list"),
    "claim_source": N_("the source of the claim"),
}


@dataclass(frozen=True)
class Finding:
    """What is known of a school beyond the lists; `line` is its line in the file, 0 before it is written."""

    school: str
    """Key of the school in the register."""
    school_name: str
    status: FindingStatus
    who: str
    when: datetime.datetime
    source: str = ""
    day: datetime.date | None = None
    """Day of the finding itself."""
    evidence: str = ""
    """Where it can be read; kept in the file and not published."""
    list: str = ""
    claim_source: str = ""
    """Whose claim is withdrawn: a list (its short name or file name), a source that lists name, or both."""
    why: str = ""
    id: str = ""
    line: int = 0

    @property
    def key(self) -> FindingKey:
        """What it is on; a later finding on the same replaces it."""
        return self.school, self.list, name_key(self.claim_source)

    @property
    def withdraws_the_school(self) -> bool:
        """Whether nobody may see the school on the map any more, whatever lists say."""
        return self.status is FindingStatus.WITHDRAWN and not self.is_on_a_claim

    @property
    def is_on_a_claim(self) -> bool:
        """Whether it is on the claim of one list or source alone."""
        return bool(self.list or self.claim_source)

    @property
    def published_on(self) -> str:
        """The day (ISO, in Korea) on which it was written."""
        return self.when.astimezone(KOREA).date().isoformat()


def new_finding(
    school: str,
    school_name: str,
    status: FindingStatus,
    who: str,
    day: datetime.date | None = None,
    **texts: str,
) -> Finding:
    """A new finding of this moment with cleaned texts and an ID of its own."""
    cleaned = {name: spreadsheet_form(text) for name, text in texts.items()}
    letters = secrets.token_hex(8).translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))
    name, who = spreadsheet_form(school_name), spreadsheet_form(who)
    return replace(Finding(school, name, status, who, now(), day=day, id=letters), **cleaned)  # type: ignore[arg-type]


def fault_of(finding: Finding) -> Message | None:
    """The reason why a finding cannot be stored, as a clause, or None. Such a one is not applied either."""
    if not finding.school:
        return say("it names no school")
    if finding.status in FOUND and finding.is_on_a_claim:
        return say("a list or the source of a claim stands only beside withdrawn or open")
    if finding.status in FOUND and not finding.source:
        return say("it does not say who found it; give the source")
    return fault_of_who(finding.who) or fault_of_why(finding.why) or _fault_of_rest(finding)


def _fault_of_rest(finding: Finding) -> Message | None:
    for name, label in LABELS.items():
        if fault := fault_of_text(getattr(finding, name), WHY_CHARACTERS, Message(label)):
            return fault
    return fault_of_text(finding.school, TEXT_CHARACTERS, "school") or fault_of_text(
        finding.school_name, TEXT_CHARACTERS, "school_name"
    )
