"""The rules of matching in words, for the people who must trust them (page and explanation)."""

from __future__ import annotations

from typing import Any

from webmap.matching.decide import MAIN_CAMPUS
from webmap.matching.matcher import ADDRESS
from webmap.matching.near.left_out import COMMON_IN_A_CITY, COMMON_IN_A_SIGUNGU
from webmap.matching.near.slips import (
    CLOSE_LETTER,
    EXTRA_OR_MISSING,
    MAX_COST,
    MAX_NEAR,
    ONE_SLIP,
    OTHER_LETTER,
    SAME_SOUND,
    SWAPPED,
)
from webmap.matching.result import DECIDED
from webmap.matching.score import LEVEL, LOWER, MARGIN, NAME, REGION, UPPER
from webmap.matching.variants import Fit
from webmap.vocabulary.geocoders import PRECISIONS
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import Term

STEPS: tuple[Term, ...] = (
    Term(
        N_("Clean"),
        N_(
            "Width, composition, emoji, bullets, numbering, quotation marks and Chinese characters of kinds "
            "are brought to plain characters; nothing is taken out."
        ),
    ),
    Term(
        N_("Read by grammar"),
        N_(
            "Every word of a cell is a region, a name, a kind, a campus, a declared remark, a separator or "
            "another school. Each school is an entry of its own. What is none of these, or hints at further "
            "schools, leaves the row to a person, and the reason quotes it."
        ),
    ),
    Term(
        N_("Read the hints"),
        N_(
            "Region and level are read from their columns, from the words around the name, from brackets "
            "and from the address; former and short names of regions are known, and towns down to the "
            "legal-dong."
        ),
    ),
    Term(
        N_("Shorten"),
        N_(
            "Official and typed names are brought to one short form by declared rules, so that a name "
            "written in full, half or short is compared with itself."
        ),
    ),
    Term(
        N_("Find candidates"),
        N_(
            "Every school that has the form, also with the place in front left out, or under a "
            "declared nickname, a former or English name; failing that, a name without its "
            "kind; failing that, names near by sound and keyboard."
        ),
    ),
    Term(
        N_("Score"),
        N_("Each candidate gets points for name, region and level, each with its ceiling."),
    ),
    Term(
        N_("Decide"),
        N_(
            "Matched only when one school alone reaches the upper threshold, stands above the next by the "
            "margin, and contradicts nothing that is stated. Otherwise it is shown with all candidates and "
            "goes to a person."
        ),
    ),
)
"""The pipeline, in order."""

FIT_WORDS: dict[Fit, Term] = {
    Fit.OFFICIAL: Term(N_("Official name"), N_("Exactly the name in the register.")),
    Fit.SHORT: Term(N_("Short form"), N_("The name, shortened by the rules of the language.")),
    Fit.ENGLISH: Term(N_("English name"), N_("English name in the register.")),
    Fit.NICKNAME: Term(N_("Nickname"), N_("A declared name by which people call the school.")),
    Fit.FORMER: Term(N_("Former name"), N_("A former name of the school.")),
    Fit.KINDLESS: Term(
        N_("Without its kind"), N_("The name without middle, high or university; placed only with a level.")
    ),
    Fit.WITHOUT_PLACE: Term(
        N_("Without the place"),
        N_(
            "The place in front is left out; placed only where the stated region is as narrow as that place, "
            "no other place stands in front, and few places have a school of the name that is left."
        ),
    ),
    Fit.TYPO: Term(
        N_("One slip"),
        N_(
            "A near name; the slips cost points. "
            "Never placed by rule, as another school may have the typed name."
        ),
    ),
}
"""The fits of a typed name, in words."""

SLIPS: tuple[tuple[Term, int], ...] = (
    (
        Term(N_("Same sound"), N_("Spelt otherwise, but sounding the same: ㅐ for ㅔ, 하녹 for 한옥.")),
        SAME_SOUND,
    ),
    (
        Term(
            N_("Close letter"),
            N_("A key beside the right one, or a plain consonant for a tense or aspirated one."),
        ),
        CLOSE_LETTER,
    ),
    (
        Term(N_("Number of letters"), N_("A letter too many or missing, or a syllable twice.")),
        EXTRA_OR_MISSING,
    ),
    (Term(N_("Order"), N_("Two letters or syllables in the wrong order.")), SWAPPED),
    (Term(N_("Other letter"), N_("Any other letter.")), OTHER_LETTER),
)
"""Slips in a name in words, each with its cost."""

OTHER_RULES: dict[str, Term] = {
    MAIN_CAMPUS: Term(
        N_("Main campus"), N_("A university named without a campus is taken for its main campus.")
    ),
    ADDRESS: Term(
        N_("By address"), N_("The row names no school; it is placed in the legal-dong of its address.")
    ),
    DECIDED: Term(
        N_("Decided by a person"),
        N_("A person has looked at the row and named the school; the decision is recorded."),
    ),
}
"""Rules that place a row by other means than its name, in words."""

RULES: dict[str, Term] = {**{fit.value: word for fit, word in FIT_WORDS.items()}, **OTHER_RULES}
"""Every rule that can place a row on the map, by its code (`Match.rule`)."""


def rules_in_force() -> dict[str, Any]:
    """The rules as plain values, which a snapshot stores to state how it was made."""
    return {
        "steps": [{"name": step.name, "meaning": step.meaning} for step in STEPS],
        "fits": [
            {"fit": fit.value, "name": word.name, "meaning": word.meaning, "points": NAME[fit]}
            for fit, word in FIT_WORDS.items()
        ],
        "others": [
            {"rule": code, "name": word.name, "meaning": word.meaning} for code, word in OTHER_RULES.items()
        ],
        "slips": [{"name": slip.name, "meaning": slip.meaning, "cost": cost} for slip, cost in SLIPS],
        "precisions": {precision.value: name for precision, name in PRECISIONS.items()},
        "region": REGION,
        "level": LEVEL,
        "thresholds": {
            "upper": UPPER,
            "lower": LOWER,
            "margin": MARGIN,
            "one_slip": ONE_SLIP,
            "max_cost": MAX_COST,
            "max_near": MAX_NEAR,
            "common_in_a_city": COMMON_IN_A_CITY,
            "common_in_a_sigungu": COMMON_IN_A_SIGUNGU,
        },
    }
