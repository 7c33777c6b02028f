"""The step of online geocoding: one look-up for every school whose place is a circle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from webmap.matching.online.answer import RADIUS_M, Answer, Asking, Question
from webmap.matching.online.ask import Asker, StoppedError, UnansweredError
from webmap.matching.online.check import SigunguOf, Verdict, check, nothing_found
from webmap.matching.online.report import OnlineReport, Refined
from webmap.matching.result import Match, Place, place_of
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.school import School
from webmap.system.packed import stored_like
from webmap.system.progress import Progress
from webmap.vocabulary.geocoders import PRECISIONS
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Outcome, RegionLevel

BEHIND_THE_ADDRESS = re.compile(r"\s*[(,\[].*$", re.DOTALL)
"""Legal-dong, building and school name in brackets: geocoders stumble over them."""

HOUSE_NUMBER = re.compile(r"(?:[로길동리가]|\s)(\d+(?:-\d+)?)(?:번지)?(?=\s|$)")


def school_to_ask_about(match: Match) -> School | None:
    """The school of an entry whose place is a circle, else None."""
    if match.outcome is not Outcome.APPROXIMATE or match.school is None or match.place is None:
        return None
    return match.school if match.place.radius_m is not None else None


def questions_about(school: School, table: RegionTable) -> list[Question]:
    """The address first, where it has a house number, then the name within its region.

    A second campus has its university's name, so only its address identifies it.
    """
    address = BEHIND_THE_ADDRESS.sub("", school.address).strip()
    number = HOUSE_NUMBER.search(address)
    region = table.region(RegionLevel.SIGUNGU, school.sigungu)
    sido = table.region(RegionLevel.SIDO, region.sido)
    where = " ".join(dict.fromkeys((sido.name, region.name)))
    by_name = Question(Asking.NAME, f"{where} {school.name}", school.name)
    by_address = [Question(Asking.ADDRESS, address, school.name, number[1])] if number else []
    return by_address if school.campus else [*by_address, by_name]


@dataclass(frozen=True)
class Refiner:
    """Refines matches with the answers of one provider. Failures of the provider never raise."""

    asker: Asker
    sigungu_of: SigunguOf
    table: RegionTable
    progress: Progress[Any]

    def refine(self, matches: Sequence[Match]) -> Refined:
        """Ask about the schools of `matches`; matches that are not refined stay unchanged."""
        schools = {school.key: school for match in matches if (school := school_to_ask_about(match))}
        verdicts, stopped = self._ask_about(list(schools.values()))
        counts = Counter(_kind(verdict) for verdict in verdicts.values())
        provider = self.asker.provider
        report = OnlineReport(
            terms=provider.terms,
            refined=counts["refined"],
            rejected=counts["rejected"],
            unanswered=counts["unanswered"],
            not_asked=len(schools) - len(verdicts),
            requests=self.asker.asked,
            from_cache=self.asker.from_cache,
            stopped=stopped,
            cause=self.asker.cause,
        )
        refined = (self._refine_match(match, verdicts) for match in matches)
        return Refined(stored_like(matches, refined), report)

    def _ask_about(self, schools: Sequence[School]) -> tuple[dict[str, Verdict | None], Message | None]:
        verdicts: dict[str, Verdict | None] = {}
        title = self.asker.provider.terms.title
        try:
            for school in self.progress(schools, say("Asking %(provider)s", provider=title), len(schools)):
                verdicts[school.key] = self._verdict_on(school)
        except StoppedError as stop:
            return verdicts, stop.message
        return verdicts, None

    def _verdict_on(self, school: School) -> Verdict | None:
        """The verdict of the first question that refines, else of the first; None where none was answered."""
        place = place_of(school)
        verdicts: list[Verdict] = []
        for question in questions_about(school, self.table):
            try:
                answers = self.asker.ask(question)
            except UnansweredError:
                continue
            verdict = check(answers, question, place, self.sigungu_of) if place else None
            if verdict is not None and verdict.answer is not None:
                return verdict
            verdicts += [verdict] if verdict else []
        specific = [verdict for verdict in verdicts if verdict.reason != nothing_found()]
        return next(iter([*specific, *verdicts]), None)

    def _refine_match(self, match: Match, verdicts: dict[str, Verdict | None]) -> Match:
        school = school_to_ask_about(match)
        verdict = verdicts.get(school.key) if school else None
        if verdict is None or match.place is None:
            return match
        provider = self.asker.provider
        if verdict.answer is None:
            reason = _reason_with_rejection(match.reason, provider.terms.title, verdict.reason)
            return replace(match, reason=reason)
        return replace(
            match,
            place=_finer(match.place, verdict.answer, provider.name),
            reason=_reason_with_source(match.reason, provider.terms.title, verdict.answer),
        )


def _kind(verdict: Verdict | None) -> str:
    if verdict is None:
        return "unanswered"
    return "rejected" if verdict.answer is None else "refined"


def _finer(place: Place, answer: Answer, provider: str) -> Place:
    """The place with the answer's point, which `check` found in the register's region."""
    return replace(
        place,
        lat=round(answer.lat, 6),
        lon=round(answer.lon, 6),
        radius_m=RADIUS_M[answer.precision],
        provider=provider,
        precision=answer.precision.value,
    )


def _reason_with_source(reason: Message, provider: str, answer: Answer) -> Message:
    return say(
        "%(reason)s Its point is that of %(provider)s: %(precision)s.",
        reason=reason,
        provider=provider,
        precision=Message(PRECISIONS[answer.precision]),
    )


def _reason_with_rejection(reason: Message, provider: str, why: Message | None) -> Message:
    return say(
        "%(reason)s The answer of %(provider)s was not used: %(why)s.",
        reason=reason,
        provider=provider,
        why=why or nothing_found(),
    )
