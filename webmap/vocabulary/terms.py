"""The words of this map, each declared once.

Forms, validation, the API, exports and the page are made from these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webmap.vocabulary.messages import N_, NN_, Message


@dataclass(frozen=True)
class Term:
    """A term's name and meaning, as English sentences of the catalogue."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Noun:
    """Schools of a kind as English sentences of the catalogue: one and several with their number, and all."""

    one: str
    many: str
    plural: str

    def counted(self, n: int, **values: str) -> Message:
        """The noun with its number."""
        return Message(self.one, {"n": f"{n:,}", **values}, self.many, n)


SCHOOLS = Noun(*NN_("%(n)s school", "%(n)s schools"), N_("schools"))
SCHOOLS_OF_LEVELS = Noun(*NN_("%(n)s school among %(levels)s", "%(n)s %(levels)s"), N_("schools"))
"""Schools of several levels."""


class Level(StrEnum):
    """Level of a school."""

    ELEMENTARY = "elementary"
    MIDDLE = "middle"
    HIGH = "high"
    UNIVERSITY = "university"
    OTHER = "other"


LEVELS: dict[Level, Term] = {
    Level.MIDDLE: Term(N_("Middle school"), N_("Middle schools (grades 7 to 9).")),
    Level.HIGH: Term(N_("High school"), N_("High schools (grades 10 to 12) of every kind.")),
    Level.UNIVERSITY: Term(
        N_("University"), N_("Universities and colleges; each campus is a place of its own.")
    ),
    Level.OTHER: Term(
        N_("Other"), N_("Special, international and other schools, and entries with an address but no name.")
    ),
}
"""Levels that the map shows, in the order in which they are shown. Elementary schools are out of scope."""

ELEMENTARY_SCHOOL = N_("Elementary school")


def level_name(level: Level) -> str:
    """English name of any level, also of the one that the map does not show."""
    return LEVELS[level].name if level in LEVELS else ELEMENTARY_SCHOOL


LEVEL_NOUNS: dict[Level, Noun] = {
    Level.MIDDLE: Noun(*NN_("%(n)s middle school", "%(n)s middle schools"), N_("middle schools")),
    Level.HIGH: Noun(*NN_("%(n)s high school", "%(n)s high schools"), N_("high schools")),
    Level.UNIVERSITY: Noun(*NN_("%(n)s university", "%(n)s universities"), N_("universities")),
    Level.OTHER: Noun(
        *NN_("%(n)s school of another kind", "%(n)s schools of other kinds"), N_("schools of other kinds")
    ),
}
"""Schools of one level in the sentence of a view."""

COUNTED_LEVELS = (Level.MIDDLE, Level.HIGH, Level.UNIVERSITY)
"""Levels for which the number of existing schools is known, so that a rate can be stated."""


class Status(StrEnum):
    """The status of a claim about a school."""

    REPORTED = "reported"
    UNDER_REVIEW = "under_review"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"


STATUSES: dict[Status, Term] = {
    Status.CONFIRMED: Term(
        N_("Confirmed"), N_("An office of education or the police has confirmed a case at this school.")
    ),
    Status.UNDER_REVIEW: Term(
        N_("Under review"),
        N_("An office of education or the police is looking into it, or findings contradict each other."),
    ),
    Status.REPORTED: Term(N_("Reported"), N_("Somebody claims it. No office has looked into it yet.")),
    Status.REFUTED: Term(N_("Refuted"), N_("It was looked into, and no case was found.")),
    Status.WITHDRAWN: Term(N_("Withdrawn"), N_("The person who reported it has withdrawn the claim.")),
}
"""Statuses from the firmest to the weakest; the order decides when sources differ (see regions and docs)."""

STATUS_ALONE: dict[Status, str] = {
    Status.CONFIRMED: N_("confirmed only"),
    Status.UNDER_REVIEW: N_("under review only"),
    Status.REPORTED: N_("reported only"),
    Status.REFUTED: N_("refuted claims only"),
    Status.WITHDRAWN: N_("withdrawn claims only"),
}
"""One status by itself in the sentence of a view."""

STATUSES_COUNTED_BY_DEFAULT = (Status.CONFIRMED, Status.UNDER_REVIEW, Status.REPORTED)
"""Statuses that stand. Refuted and withdrawn claims are shown and counted only on request."""


class Outcome(StrEnum):
    """The outcome of one entry of a list."""

    MATCHED = "matched"
    APPROXIMATE = "approximate"
    AMBIGUOUS = "ambiguous"
    UNMATCHED = "unmatched"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


OUTCOMES: dict[Outcome, Term] = {
    Outcome.MATCHED: Term(
        N_("Matched"),
        N_("Exactly one school of the official register is meant; its place is the register's."),
    ),
    Outcome.APPROXIMATE: Term(
        N_("Approximate"),
        N_("The school or address is known, its exact point is not: it lies within the stated radius."),
    ),
    Outcome.AMBIGUOUS: Term(
        N_("Ambiguous"), N_("Several schools fit. It is not on the map until a person decides.")
    ),
    Outcome.UNMATCHED: Term(N_("Unmatched"), N_("No school of the register fits. It is not on the map.")),
    Outcome.OUT_OF_SCOPE: Term(
        N_("Out of scope"),
        N_("An elementary school, kindergarten, academy or the like. It is not on the map."),
    ),
    Outcome.DUPLICATE: Term(
        N_("Duplicate"), N_("The same source names the same school again; it is counted once.")
    ),
    Outcome.REFUSED: Term(
        N_("Refused"),
        N_("The row holds personal data, cannot be stored or was withdrawn; its text is not kept."),
    ),
}
"""Outcomes in the order of the account: rows in = the sum of these."""

PLACED = (Outcome.MATCHED, Outcome.APPROXIMATE)
"""Outcomes that have a place on the map."""

UNPLACED_OUTCOMES = (Outcome.AMBIGUOUS, Outcome.UNMATCHED, Outcome.OUT_OF_SCOPE, Outcome.REFUSED)
"""Outcomes of entries that are not on the map; a duplicate's school is on it."""


class RegionLevel(StrEnum):
    """Levels by which the map counts."""

    SIDO = "sido"
    SIGUNGU = "sigungu"
    OFFICE = "office"


REGION_LEVELS: dict[RegionLevel, Term] = {
    RegionLevel.SIDO: Term(N_("Province"), N_("The 17 provinces and metropolitan cities (sido).")),
    RegionLevel.SIGUNGU: Term(N_("City or county"), N_("The 229 cities, counties and districts (sigungu).")),
    RegionLevel.OFFICE: Term(
        N_("Office of education"), N_("The 176 district offices of education, and Sejong's.")
    ),
}

CAUTIONS: dict[str, Term] = {
    "bulk_listing": Term(
        N_("Bulk listing"),
        N_(
            "Nearly every school of this region is listed (at least 80 % of 5 or more). "
            "Somebody may have entered the whole region without knowing of individual cases, "
            "as happened in August 2024."
        ),
    ),
    "refuted_claims": Term(
        N_("Refuted claims"),
        N_("An office looked into claims in this region and found no case. They count only when asked for."),
    ),
}
"""Cautions that are computed and shown next to a region's number."""

WARNINGS = ("bulk_listing",)
"""Cautions for which the page marks a region; what the others say is a figure of its own there."""


def code_of_term(text: str, terms: Mapping[Any, Term]) -> str:
    """The code that a text means among declared terms: itself, or that of the term's Korean name."""
    for code, term in terms.items():
        if text == code or (
            not text.isascii() and _spaceless(text) == _spaceless(Message(term.name).render("ko"))
        ):
            return str(code)
    return text


def term_choices(terms: Mapping[Any, Term]) -> Message:
    """The codes of declared terms, in Korean after their names, for a refusal: `code_of_term` takes both."""
    names = (f"{Message(term.name).render('ko')}({code})" for code, term in terms.items())
    return Message(", ".join(terms), stored={"ko": ", ".join(names)})


def _spaceless(text: str) -> str:
    return "".join(text.split())
