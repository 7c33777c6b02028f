"""The result of online geocoding, for the operator and for the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webmap.matching.result import Match
from webmap.vocabulary.geocoders import GeocoderTerms
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class OnlineReport:
    """Counts of schools (not of rows): `refined` + `rejected` + `unanswered` + `not_asked` = all of them.

    `requests` were sent; `from_cache` questions were answered by the cache. `stopped` states why the rest was
    not asked.
    """

    terms: GeocoderTerms
    refined: int
    rejected: int
    unanswered: int
    not_asked: int
    requests: int
    from_cache: int
    stopped: Message | None = None
    cause: Message | None = None
    """Why the last question without an answer has none, as a clause."""

    def lines(self) -> list[Message]:
        """Sentences for the end of a command."""
        counts = say(
            "%(provider)s: %(refined)s places refined, %(rejected)s answers not used, %(unanswered)s without "
            "an answer, %(not_asked)s not asked (%(requests)s requests, %(from_cache)s answers kept from "
            "before).",
            provider=self.terms.title,
            refined=self.refined,
            rejected=self.rejected,
            unanswered=self.unanswered,
            not_asked=self.not_asked,
            requests=self.requests,
            from_cache=self.from_cache,
        )
        cause = self.cause and say(
            "Why %(provider)s gave no answer: %(cause)s.", provider=self.terms.title, cause=self.cause
        )
        return [line for line in (counts, cause, self.stopped) if line]

    def source(self) -> dict[str, Any]:
        """The provider among the sources of the manifest, with the attribution that its terms ask for."""
        return {
            "file": self.terms.title,
            "role": "geocoder",
            "kind": self.terms.attribution,
            "rows": self.refined,
        }


@dataclass(frozen=True)
class Refined:
    """Matches after the step, in their order, and its report."""

    matches: Sequence[Match]
    report: OnlineReport
