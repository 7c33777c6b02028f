"""Kinds of miss: why the rules left a question to a person, as far as it changes what a person looks at."""

from __future__ import annotations

from enum import StrEnum

from webmap.decisions.open_rows import OpenQuestion
from webmap.matching.score import Candidate
from webmap.matching.variants import Fit
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import Outcome, Term


class Miss(StrEnum):
    """Why a question is open."""

    SEVERAL = "several"
    TYPO = "typo"
    ELSEWHERE = "elsewhere"
    DOUBTFUL = "doubtful"
    UNMATCHED = "unmatched"


MISSES: dict[Miss, Term] = {
    Miss.SEVERAL: Term(
        N_("Several schools"), N_("Several schools fit equally well; nothing in the row tells them apart.")
    ),
    Miss.TYPO: Term(N_("Slip"), N_("No school has this name; one that is near differs by a slip.")),
    Miss.ELSEWHERE: Term(
        N_("Region or level differs"), N_("A school of this name is of another region or level than stated.")
    ),
    Miss.DOUBTFUL: Term(N_("Not certain"), N_("One school may be meant, but not certainly enough.")),
    Miss.UNMATCHED: Term(N_("No school"), N_("No school has this name; some come near.")),
}
"""Each kind in words."""


def miss_of(question: OpenQuestion) -> Miss:
    """The kind of miss of a question, by the candidate that the rules scored best."""
    match = question.matches[0]
    scored = match.scored_candidates
    best = [each for each in scored if each.score == scored[0].score]
    if scored and all(each.fit is Fit.TYPO for each in best):
        return Miss.TYPO
    if scored and all(each.contradicts for each in best):
        return Miss.ELSEWHERE
    if match.outcome is Outcome.UNMATCHED:
        return Miss.UNMATCHED
    return Miss.SEVERAL if _is_tied(scored) or len(match.candidates) > 1 else Miss.DOUBTFUL


def _is_tied(scored: tuple[Candidate, ...]) -> bool:
    return len(scored) > 1 and scored[0].score == scored[1].score
