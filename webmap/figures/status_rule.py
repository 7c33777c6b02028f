"""What is known of one school when several reports speak of it: the rule by which statuses combine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webmap.vocabulary.terms import Status

FINDINGS = (Status.CONFIRMED, Status.REFUTED)
"""Statuses that say that somebody looked into it and came to an end."""


@dataclass(frozen=True)
class Report:
    """One word of one source on one school."""

    source: str
    status: Status
    date: date | None


@dataclass(frozen=True)
class CombinedStatus:
    """The status that follows from all reports; `disputed` where findings contradict each other."""

    status: Status
    disputed: bool


def combine_reports(reports: Iterable[Report]) -> CombinedStatus:
    """Combine the reports on one school.

    1. Of each source its latest word counts (all of them, where one bears no date).
    2. A finding (confirmed, refuted) outranks a claim. Where findings contradict each other the later
       one counts if all are dated, and else the school is under review; it is marked disputed.
    3. Without a finding: under review if anybody says so, else reported while one source still claims it.
    4. A source that has withdrawn claims nothing; withdrawn only when nobody claims it any more.
    """
    words = [word for source in _by_source(reports) for word in _latest_words(source)]
    findings = [word for word in words if word.status in FINDINGS]
    kinds = {word.status for word in findings}
    if len(kinds) == 1:
        return CombinedStatus(kinds.pop(), disputed=False)
    if kinds:
        return CombinedStatus(_later_finding(findings), disputed=True)
    for status in (Status.UNDER_REVIEW, Status.REPORTED):
        if any(word.status is status for word in words):
            return CombinedStatus(status, disputed=False)
    return CombinedStatus(Status.WITHDRAWN, disputed=False)


def _by_source(reports: Iterable[Report]) -> list[list[Report]]:
    sources: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        sources[report.source].append(report)
    return list(sources.values())


def _latest_words(reports: Sequence[Report]) -> list[Report]:
    dates = [report.date for report in reports if report.date is not None]
    if len(dates) == len(reports):
        latest = max(dates)
        return _without_withdrawn_claims([report for report in reports if report.date == latest])
    return _without_withdrawn_claims(list(reports))


def _without_withdrawn_claims(words: list[Report]) -> list[Report]:
    """A claim that its own source withdraws is gone."""
    if any(word.status is Status.WITHDRAWN for word in words):
        return [word for word in words if word.status is not Status.REPORTED]
    return words


def _later_finding(findings: Sequence[Report]) -> Status:
    dated = [(word.date, word.status) for word in findings if word.date is not None]
    if len(dated) < len(findings):
        return Status.UNDER_REVIEW
    latest = max(day for day, _ in dated)
    last = {status for day, status in dated if day == latest}
    return last.pop() if len(last) == 1 else Status.UNDER_REVIEW
