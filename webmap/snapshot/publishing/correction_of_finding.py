"""The correction that belongs to a finding: what the published map says now, and what it will say."""

from __future__ import annotations

from dataclasses import dataclass

from webmap.corrections.correction import Correction, new_correction
from webmap.findings.finding import Finding, FindingStatus
from webmap.places.register.school import School
from webmap.snapshot.published import UNREADABLE, Published
from webmap.vocabulary.corrections import CLAIM_WITHDRAWN, NOT_LISTED, TAKEN_BACK, Cause, Gravity
from webmap.vocabulary.terms import STATUSES, STATUSES_COUNTED_BY_DEFAULT, Status

UNKNOWN = ""
"""What a school was on a map that cannot be read."""


@dataclass(frozen=True)
class Grounds:
    """What a person says of a correction; `gravity` is None where it follows from the statuses."""

    cause: Cause = Cause.OTHER
    gravity: Gravity | None = None
    objection: str = ""


def state_on_map(published: Published, key: str) -> str:
    """Status of a school on the published map, or that it is not on it, or that this is not known."""
    if published.schools is None:
        is_known = published.version is None or published.not_compared is None
        return NOT_LISTED if is_known and published.not_compared is not UNREADABLE else UNKNOWN
    found = published.schools.loc[published.schools["key"] == key, "status"]
    return str(found.iloc[0]) if len(found) else NOT_LISTED


def correction_of(finding: Finding, before: str, grounds: Grounds) -> Correction | None:
    """The correction that a finding is, for a map that said `before`; None where it takes nothing back."""
    after = _state_after(finding)
    if before == NOT_LISTED or not is_lower(before, after):
        return None
    why = "" if finding.withdraws_the_school else finding.why  # kept with the finding, and not published
    gravity = grounds.gravity or gravity_of(before, after)
    return new_correction(
        finding.school, finding.school_name, before, after, grounds.cause, gravity, grounds.objection, why
    )


def gravity_of(before: str, after: str) -> Gravity:
    """Major where a school no longer stands on the map, or is no longer confirmed."""
    stood = before in STATUSES_COUNTED_BY_DEFAULT or not before
    stands = after in STATUSES_COUNTED_BY_DEFAULT or after == CLAIM_WITHDRAWN
    is_major = (stood and not stands) or (before == Status.CONFIRMED and after != before)
    return Gravity.MAJOR if is_major else Gravity.MINOR


def is_lower(before: str, after: str) -> bool:
    """Whether the map says less of a school than before; also where that is not known."""
    ranks = {status.value: number for number, status in enumerate(STATUSES)}
    return before not in ranks or after not in ranks or ranks[after] > ranks[before]


def key_on_map(school: School | None, finding: Finding) -> str:
    """Key of the school of a finding on the map; the finding may name it by an earlier ID."""
    return school.key if school else finding.school


def _state_after(finding: Finding) -> str:
    if finding.withdraws_the_school:
        return NOT_LISTED
    match finding.status:
        case FindingStatus.WITHDRAWN:
            return CLAIM_WITHDRAWN
        case FindingStatus.OPEN:
            return TAKEN_BACK
        case status:
            return status.value
