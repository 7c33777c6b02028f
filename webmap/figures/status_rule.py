"""The rule by which the statuses of several reports on one school combine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webmap.vocabulary.terms import Status

FINDINGS = (Status.CONFIRMED, Status.REFUTED)
"""Statuses that result from an inquiry."""


@dataclass(frozen=True)
class Report:
    """One statement of one source on one school."""

    source: str
    status: Status
    date: date | None
    holds: bool = False
    """Whether the publisher of the map itself says “under review” meanwhile, such as during an objection."""


@dataclass(frozen=True)
class CombinedStatus:
    """The status that follows from all reports; `disputed` where findings contradict each other."""

    status: Status
    disputed: bool


def combine_reports(reports: Iterable[Report]) -> CombinedStatus:
    """Combine the reports on one school.

    0. Where the publisher holds the school, it is under review, whatever its lists have found.
    1. The latest statement of each source counts (all of them, where one has no date).
    2. A finding (confirmed, refuted) outranks a claim. Where findings contradict each other the later
       one counts if all are dated, and else the school is under review; it is marked disputed.
    3. Without a finding: under review if any source says so, else reported while one source still claims it.
    4. A source that has withdrawn claims nothing; withdrawn only when no source claims it any more.
    """
    statements = [statement for source in _by_source(reports) for statement in _latest_statements(source)]
    findings = [statement for statement in statements if statement.status in FINDINGS]
    kinds = {statement.status for statement in findings}
    if any(statement.holds for statement in statements):
        return CombinedStatus(Status.UNDER_REVIEW, disputed=len(kinds) > 1)
    if len(kinds) == 1:
        return CombinedStatus(kinds.pop(), disputed=False)
    if kinds:
        return CombinedStatus(_later_finding(findings), disputed=True)
    for status in (Status.UNDER_REVIEW, Status.REPORTED):
        if any(statement.status is status for statement in statements):
            return CombinedStatus(status, disputed=False)
    return CombinedStatus(Status.WITHDRAWN, disputed=False)


def _by_source(reports: Iterable[Report]) -> list[list[Report]]:
    sources: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        sources[report.source].append(report)
    return list(sources.values())


def _latest_statements(reports: Sequence[Report]) -> list[Report]:
    dates = [report.date for report in reports if report.date is not None]
    if len(dates) == len(reports):
        latest = max(dates)
        return _without_withdrawn_claims([report for report in reports if report.date == latest])
    return _without_withdrawn_claims(list(reports))


def _without_withdrawn_claims(statements: list[Report]) -> list[Report]:
    """A claim that its own source withdraws is gone."""
    if any(statement.status is Status.WITHDRAWN for statement in statements):
        return [statement for statement in statements if statement.status is not Status.REPORTED]
    return statements


def _later_finding(findings: Sequence[Report]) -> Status:
    dated = [(statement.date, statement.status) for statement in findings if statement.date is not None]
    if len(dated) < len(findings):
        return Status.UNDER_REVIEW
    latest = max(day for day, _ in dated)
    last = {status for day, status in dated if day == latest}
    return last.pop() if len(last) == 1 else Status.UNDER_REVIEW
