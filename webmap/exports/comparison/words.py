"""Words of comparisons: what a sign says, what an oddity is, and what every reader has to know."""

from __future__ import annotations

from webmap.comparison.claims import Oddity
from webmap.comparison.signs import Strength
from webmap.vocabulary.messages import say

HONESTY = (
    say("Lists that follow each other confirm nothing."),
    say("A school that a list does not name is not cleared."),
    say("Dropped schools: the lists give no reason."),
)
"""What a reader of any comparison has to know."""
STRENGTHS = {
    Strength.STRONG: say("strong signs that one follows the other"),
    Strength.POSSIBLE: say("possible signs that one follows the other"),
    Strength.NONE: say("no signs that one follows the other"),
}
ODDITIES = {
    Oddity.TYPO: say("the same typing error"),
    Oddity.NONEXISTENT: say("the same name of no school"),
    Oddity.WRONG_REGION: say("the same wrong region"),
    Oddity.WRONG_LEVEL: say("the same wrong level"),
    Oddity.NICKNAME: say("the same rare or former name"),
    Oddity.TWO_IN_A_CELL: say("the same school in a cell with others"),
    Oddity.ELEMENTARY: say("the same school out of scope"),
    Oddity.UNUSUAL_DATE: say("the same unusual date"),
}
"""What two lists share, by kind of oddity."""
