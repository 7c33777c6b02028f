"""What the rows of lists say of a school on the map, and what follows from any part of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from webmap.figures.status_rule import Report, combine_reports
from webmap.matching.result import DecisionNote
from webmap.vocabulary.terms import Status

FINDING = "findings"
"""Stands for the list in a statement that comes of a finding; no list has this name."""


@dataclass(frozen=True)
class Statement:
    """What one row of a list, or several equal ones, says of a school; `source` is as the row states it."""

    file: str
    source: str
    status: Status
    day: date | None
    rule: str = ""
    decision: DecisionNote | None = None

    @property
    def report(self) -> Report:
        """The statement for the rule of statuses."""
        # A source counts once per file: two files that name the same source are two sources.
        holds = self.file == FINDING and self.status is Status.UNDER_REVIEW
        return Report(f"{self.file}\0{self.source}", self.status, self.day, holds)


@dataclass(frozen=True)
class Summary:
    """What follows from some statements on one school; columns of `ListedSchool`, sorted.

    Dates are those of the first and last dated statement; `reports` counts each source once; `decisions` are
    those by which a row was placed.
    """

    status: Status
    disputed: bool
    first_reported: date | None
    last_reported: date | None
    reports: int
    sources: tuple[str, ...]
    rules: tuple[str, ...]
    decisions: tuple[DecisionNote, ...]


def summarise(statements: Collection[Statement]) -> Summary:
    """Summarise all statements on a school, or those that an audience may see; at least one."""
    reports = {each.report for each in statements}
    combined = combine_reports(reports)
    days = sorted(report.date for report in reports if report.date)
    return Summary(
        status=combined.status,
        disputed=combined.disputed,
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        reports=len({report.source for report in reports}),
        sources=tuple(sorted({each.source or each.file for each in statements})),
        rules=tuple(sorted({each.rule for each in statements} - {""})),
        decisions=tuple(sorted({each.decision for each in statements if each.decision})),
    )
