"""Protected numbers in words: in short for tables and maps, in full for sentences and screen readers."""

from __future__ import annotations

from fractions import Fraction

from webmap.disclosure.forms import Form, Kind
from webmap.disclosure.parameters import Parameters
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import Term

HALF = Fraction(1, 2)

FORMS: dict[str, Term] = {
    Kind.EXACT: Term(N_("Exact number"), N_("The number itself.")),
    Kind.RANGE: Term(N_("Range"), N_("The number is one of those from the least to the greatest.")),
    Kind.SHARE: Term(
        N_("Share or more"), N_("At least the stated share of the existing schools, by default half of them.")
    ),
    Kind.HIDDEN: Term(
        N_("Not shown"), N_("Too few schools exist there; how many are listed makes no difference.")
    ),
}
"""The forms in which a number is shown, in the order of the legend."""


def in_digits(form: Form, existing: int) -> Message:
    """A number as tables and maps have it: `5`, `1–4`, `half or more of 26`, `not shown`."""
    if form.kind is Kind.HIDDEN:
        return say("not shown")
    if form.kind is Kind.SHARE:
        return share_words(form, existing)
    return Message(f"{form.low:,}" if form.low == form.high else f"{form.low:,}–{form.high:,}")


def in_words(form: Form, existing: int, parameters: Parameters) -> Message:
    """The same as a phrase that can be read aloud."""
    if form.kind is Kind.HIDDEN:
        return say("not shown: fewer than %(nmin)s schools", nmin=parameters.nmin)
    if form.kind is Kind.SHARE:
        return share_words(form, existing)
    if form.low == form.high:
        return say("%(count)s schools", count=f"{form.low:,}")
    # Text: a number of schools that is shown as a range
    return say("between %(low)s and %(high)s", low=f"{form.low:,}", high=f"{form.high:,}")


def share_words(form: Form, existing: int) -> Message:
    """The least share of the existing schools that is listed."""
    if form.low == HALF * existing:  # of an odd number the least one lies below half
        return say("half or more of %(existing)s", existing=f"{existing:,}")
    return say("%(low)s or more of %(existing)s", low=f"{form.low:,}", existing=f"{existing:,}")


def caption(parameters: Parameters, day: str) -> Message:
    """What stands with every table and map of these numbers. `day`: that of the audit (ISO date)."""
    return say(
        "Small numbers are shown as ranges, so that nobody can tell of a single school whether it is listed. "
        "Ranges are true, and adding or subtracting them narrows none. Numbers below %(k)s are small; "
        "regions of fewer than %(nmin)s schools are not shown. Checked on %(day)s.",
        k=parameters.k,
        nmin=parameters.nmin,
        day=day,
    )


SUMS = say(
    "The least numbers of rows add up to a least number, and the greatest to a greatest one. Such a sum is "
    "wider than the number that is shown for the whole."
)
"""How readers may add up ranges."""
