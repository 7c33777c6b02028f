"""The rules of matching in words, for the people who must trust them (page and explanation)."""

from __future__ import annotations

from typing import Any

from webmap.matching.decide import MAIN_CAMPUS
from webmap.matching.matcher import ADDRESS
from webmap.matching.result import DECIDED
from webmap.matching.score import LEVEL, LOWER, MARGIN, NAME, REGION, UPPER
from webmap.matching.variants import Fit
from webmap.vocabulary.geocoders import PRECISIONS
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import Word

STEPS: tuple[Word, ...] = (
    Word(
        N_("Clean"),
        N_(
            "Width, composition, numbering in front, brackets, declared remarks behind and spaces "
            "are put aside."
        ),
    ),
    Word(
        N_("Split"),
        N_(
            "A cell that names several schools is split, where every part by itself ends like a school. "
            "Where a further school is left over behind a name, the row goes to a person."
        ),
    ),
    Word(
        N_("Read the hints"),
        N_(
            "Region and level are read from their columns, from the words around the name, from brackets "
            "and from the address; former and short names of regions are known, and towns down to the "
            "legal-dong."
        ),
    ),
    Word(
        N_("Shorten"),
        N_(
            "Official and typed names are brought to one short form by declared rules, so that a name "
            "written in full, half or short is compared with itself."
        ),
    ),
    Word(
        N_("Find candidates"),
        N_(
            "Every school that bears the form, also with the place in front left out, under a declared "
            "nickname, a former or English name; failing that, a name without its kind; failing that, one "
            "slip of a letter."
        ),
    ),
    Word(
        N_("Score"),
        N_("Each candidate gets points for name, region and level, each with its ceiling."),
    ),
    Word(
        N_("Decide"),
        N_(
            "Matched only when one school alone reaches the upper threshold, stands above the next by the "
            "margin, and contradicts nothing that is stated. Otherwise it is shown with all candidates and "
            "goes to a person."
        ),
    ),
)
"""The pipeline, in order."""

FIT_WORDS: dict[Fit, Word] = {
    Fit.OFFICIAL: Word(N_("Official name"), N_("Exactly the name in the register.")),
    Fit.SHORT: Word(N_("Short form"), N_("The name, shortened by the rules of the language.")),
    Fit.ENGLISH: Word(N_("English name"), N_("The English name in the register.")),
    Fit.CALLED: Word(N_("Nickname"), N_("A declared name by which people call the school.")),
    Fit.FORMER: Word(N_("Former name"), N_("A name that the school bore before.")),
    Fit.KINDLESS: Word(
        N_("Without its kind"), N_("The name without middle, high or university; placed only with a level.")
    ),
    Fit.WITHOUT_PLACE: Word(
        N_("Without the place"), N_("The place in front is left out; placed only with a region that agrees.")
    ),
    Fit.TYPO: Word(
        N_("One slip"), N_("One letter differs; never placed by rule, as another school may bear that name.")
    ),
}
"""How a typed name can fit a school, in words."""

OTHER_RULES: dict[str, Word] = {
    MAIN_CAMPUS: Word(
        N_("Main campus"), N_("A university named without a campus is taken for its main campus.")
    ),
    ADDRESS: Word(
        N_("By address"), N_("The row names no school; it is placed in the legal-dong of its address.")
    ),
    DECIDED: Word(
        N_("Decided by a person"),
        N_("A person has looked at the row and named the school; the decision is recorded."),
    ),
}
"""Rules by which a row is placed otherwise than by how its name fits, in words."""

RULES: dict[str, Word] = {**{fit.value: word for fit, word in FIT_WORDS.items()}, **OTHER_RULES}
"""Every rule by which a row can come onto the map, by its code (`Match.rule`)."""


def rules_in_force() -> dict[str, Any]:
    """The rules as plain values, so that a snapshot tells by which ones it was made."""
    return {
        "steps": [{"name": step.name, "meaning": step.meaning} for step in STEPS],
        "fits": [
            {"fit": fit.value, "name": word.name, "meaning": word.meaning, "points": NAME[fit]}
            for fit, word in FIT_WORDS.items()
        ],
        "others": [
            {"rule": code, "name": word.name, "meaning": word.meaning} for code, word in OTHER_RULES.items()
        ],
        "precisions": {precision.value: name for precision, name in PRECISIONS.items()},
        "region": REGION,
        "level": LEVEL,
        "thresholds": {"upper": UPPER, "lower": LOWER, "margin": MARGIN},
    }
