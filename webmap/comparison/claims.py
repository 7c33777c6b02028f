"""What one version of a list claims, entry by entry, in the form in which lists are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from statistics import quantiles

from webmap.figures.status_rule import FINDINGS
from webmap.lists.naming.identity import UNKNOWN
from webmap.matching.result import PLACED, Match
from webmap.matching.text import name_key
from webmap.matching.variants import Fit
from webmap.vocabulary.terms import Level, Outcome, Status

TEXT = "text:"
"""Beginning of the keys of entries that stand for no one school: their text and region, folded."""

GONE = "gone:"
"""Beginning of the keys of schools that are on the map no more, for those who may not know which they are."""


FEWEST_DATED = 20
"""Schools that a list must date before a day can lie far from its others."""
SPREADS = 3
"""A day is unusual so many times the spread of the middle half away from it,"""
LEAST_SPREAD = 10
"""where the spread is at least so many days."""
MOST_UNUSUAL = 0.2
"""Share of a list's days, above which unusual ones are its custom and no slips."""


class Oddity(StrEnum):
    """A mark of an entry that two people rarely make independently of each other."""

    TYPO = "typo"
    NONEXISTENT = "nonexistent"
    WRONG_REGION = "wrong_region"
    WRONG_LEVEL = "wrong_level"
    NICKNAME = "nickname"
    TWO_IN_A_CELL = "two_in_a_cell"
    ELEMENTARY = "elementary"
    UNUSUAL_DATE = "unusual_date"
    """A day that does not exist, or lies far from the other days of its list."""


@dataclass(frozen=True)
class Claim:
    """One entry of a version.

    `key`: of its school, or its folded text behind `TEXT`; '' where it was refused. `form`: the text as it is
    written, folded; `name` and `region` (code of the sigungu) of the school, '' where none is meant.
    """

    key: str
    outcome: Outcome
    status: Status = Status.REPORTED
    day: date | None = None
    form: str = ""
    text: str = ""
    name: str = ""
    region: str = ""
    level: Level | None = None
    has_source: bool = False
    oddities: tuple[Oddity, ...] = ()

    @property
    def is_school(self) -> bool:
        """Whether one place on the map is meant."""
        return self.outcome in PLACED

    @property
    def is_finding(self) -> bool:
        """Whether the entry states the result of an inquiry."""
        return self.status in FINDINGS


Mark = tuple[Oddity, str]


@dataclass(frozen=True)
class ListVersion:
    """A version of a list: its entries in their order.

    `origin`: slug of the list from which it says that it was made, ''; `publisher`: code of who keeps it.
    """

    slug: str
    label: str
    claims: tuple[Claim, ...]
    rows: int
    title: str = ""
    origin: str = ""
    publisher: str = UNKNOWN
    is_fictional: bool = field(default=False, compare=False)

    @cached_property
    def by_school(self) -> dict[str, list[Claim]]:
        """The entries that mean a school, by its key, in the order of the list."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.is_school:
                found.setdefault(claim.key, []).append(claim)
        return found

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """All oddities, each with the form that bears it: (oddity, form); not what is the list's custom."""
        found = frozenset(
            (oddity, claim.form) for claim in self.claims if claim.form for oddity in claim.oddities
        )
        impossible = {mark for mark in found if mark[0] is Oddity.UNUSUAL_DATE}
        return found - impossible if len(impossible) > MOST_UNUSUAL * len(self.claims) else found

    @cached_property
    def first_days(self) -> dict[str, date]:
        """The first day on which the list dates each school, by its key."""
        days = {key: [claim.day for claim in claims if claim.day] for key, claims in self.by_school.items()}
        return {key: min(found) for key, found in days.items() if found}

    @cached_property
    def unusual_days(self) -> frozenset[str]:
        """Keys of the schools whose first day lies far from the other days of the list."""
        if len(self.first_days) < FEWEST_DATED:
            return frozenset()
        lower, _, upper = quantiles([day.toordinal() for day in self.first_days.values()])
        reach = SPREADS * max(LEAST_SPREAD, upper - lower)
        far = [
            key for key, day in self.first_days.items()
            if not lower - reach <= day.toordinal() <= upper + reach
        ]  # fmt: skip
        return frozenset(far if len(far) <= MOST_UNUSUAL * len(self.first_days) else ())

    @property
    def repeated(self) -> int:
        """Entries beyond the first that name a school which the list has already named."""
        return sum(len(claims) - 1 for claims in self.by_school.values())


def sort_key(claim: Claim) -> tuple[str, ...]:
    """Order of claims wherever they are listed, whatever the order of the rows."""
    day = claim.day.isoformat() if claim.day else ""
    return claim.name, claim.key, claim.form, claim.outcome, claim.status, day, claim.text


def claims_of(matches: Iterable[Match]) -> tuple[Claim, ...]:
    """The claims of a version's entries, in their order."""
    found = list(matches)
    return with_pairs(map(claim_of, found), [(each.entry.file, each.entry.row) for each in found])


def with_pairs(claims: Iterable[Claim], rows: Sequence[Hashable]) -> tuple[Claim, ...]:
    """The claims, of which those are marked that share a row; `rows`: that of each claim."""
    parts = Counter(rows)
    return tuple(_with_pair(claim, parts[row]) for claim, row in zip(claims, rows, strict=True))


def claim_of(match: Match) -> Claim:
    """The claim of one entry, whatever else its row names."""
    entry = match.entry
    form = "|".join((name_key(match.query), name_key(entry.region))) if match.query else ""
    if entry.refused is not None:
        return Claim("", Outcome.REFUSED, entry.status)
    return Claim(
        key=_key_of(match, form),
        outcome=match.outcome,
        status=entry.status,
        day=entry.date,
        form=form,
        text=match.query,
        name=match.school.name if match.school else "",
        region=match.place.sigungu if match.place else "",
        level=match.school.level if match.school else entry.level,
        has_source=bool(entry.source.strip()),
        oddities=(*_oddities(match), *([Oddity.UNUSUAL_DATE] if entry.is_date_impossible else [])),
    )


def _key_of(match: Match, form: str) -> str:
    if match.outcome not in PLACED:
        return TEXT + form
    return match.school.key if match.school else f"address:{form}"


def _with_pair(claim: Claim, parts: int) -> Claim:
    """The claim, marked where its cell names several schools."""
    return claim if parts == 1 else replace(claim, oddities=(*claim.oddities, Oddity.TWO_IN_A_CELL))


def _oddities(match: Match) -> Sequence[Oddity]:
    best = match.scored_candidates[0] if match.scored_candidates else None
    if match.outcome is Outcome.OUT_OF_SCOPE:
        return [Oddity.ELEMENTARY] if match.query else []
    if best is None:
        return [Oddity.NONEXISTENT] if match.outcome is Outcome.UNMATCHED and match.query else []
    if best.fit is Fit.TYPO:
        return [Oddity.TYPO]
    if match.outcome is Outcome.UNMATCHED and best.contradicts:
        return [Oddity.WRONG_REGION if best.contradicts == "region" else Oddity.WRONG_LEVEL]
    return [Oddity.NICKNAME] if best.fit in (Fit.NICKNAME, Fit.FORMER) else []
