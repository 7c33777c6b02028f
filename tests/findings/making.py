"""Findings, and what a map says of a few schools with them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from tests.matching.making import matcher_of, school
from webmap.figures.listed_schools import ListDays, ListedSchool, Listing, mark_duplicates
from webmap.findings.effect import Findings, findings_of
from webmap.findings.finding import Finding, FindingStatus
from webmap.ledger.reading import LedgerOf
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.register.register import Register
from webmap.system.clock import KOREA
from webmap.vocabulary.terms import Level

HANBIT = school("가상한빛고등학교", Level.HIGH, id="V1")
SOL = school("가상솔내중학교", Level.MIDDLE, "26230", id="V2")
BYEOL = school("가상별터고등학교", Level.HIGH, "41130", id="V3")
SMALL = school("가상다솜초등학교", Level.ELEMENTARY, id="V4")
SCHOOLS = (HANBIT, SOL, BYEOL, SMALL)
REGISTER = Register(SCHOOLS, (), fictional=True)
MATCHER = matcher_of(*SCHOOLS)
WHEN = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)


def finding(key: str, status: str, **values: object) -> Finding:
    given = {"school_name": "", "who": "담당자", "when": WHEN, **values}
    if status not in ("withdrawn", "open"):
        given = {"source": "가상 교육청", **given}
    return Finding(key, status=FindingStatus(status), **given)  # type: ignore[arg-type]


def in_force(*findings: Finding, register: Register = REGISTER) -> Findings:
    """The effect of findings that stand in one file."""
    ledger = LedgerOf("findings.csv", in_force={each.key: each for each in findings})
    return findings_of([ledger], register)


def matches_of(rows: Iterable[Entry]) -> Sequence[Match]:
    return mark_duplicates(MATCHER.match(rows))


def listed(rows: Iterable[Entry], found: Findings) -> dict[str, ListedSchool]:
    """The schools on the map by name."""
    listing, days = Listing(), ListDays()
    for match in mark_duplicates(found.apply(list(MATCHER.match(rows)))):
        listing.add(match)
        days.add(match)
    for each, statement in found.statements():
        listing.add_finding(each, statement)
    return {each.name: each for each in listing.schools()}
