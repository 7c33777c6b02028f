"""Whether two names of a cell mean one school: the full form and its short form, a former name."""

from __future__ import annotations

from webmap.matching.forms import short_form
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.variants import Fit

BY_ITS_OWN_NAME = (Fit.OFFICIAL, Fit.SHORT, Fit.ENGLISH, Fit.NICKNAME, Fit.FORMER)


def same_school(one: str, other: str, lexicon: Lexicon, close: bool) -> bool:
    """Whether both names are of one school; `close`: no separator that lists several stands between them."""
    if short_form(one) == short_form(other):
        return True
    return close and bool(_own(one, lexicon) & _own(other, lexicon))


def _own(name: str, lexicon: Lexicon) -> set[str]:
    return {key for key, (_, fit) in lexicon.found(name).items() if fit in BY_ITS_OWN_NAME}
