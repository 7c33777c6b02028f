"""What a build asks before it publishes: whether schools may disappear or become confirmed, and the brake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webmap.cli.reports.changes import change_lines
from webmap.cli.terminal import ask, echo, is_interactive
from webmap.errors import BrakeError, ConsentError
from webmap.places.regions.region_table import RegionTable
from webmap.snapshot.changes import Changes, brake
from webmap.snapshot.published import BECAME_FICTIONAL, Published, Totals
from webmap.vocabulary.messages import say

ASKED_ABOUT = ("gone", "confirmed")
"""Kinds of changes that need a person's consent."""
YES = frozenset({"y", "yes", "예", "네", "ㅛ"})
"""Answers that agree; the last is the key of “y” with the keyboard set to Korean."""


@dataclass(frozen=True)
class Manner:
    """How a build talks to people.

    `agreed` takes every consent for given; `quiet` prints nothing unless a person is needed, and then on the
    standard error stream; `verbose` names everything. `decide`: the command for the open rows, as words.
    """

    agreed: bool = False
    quiet: bool = False
    verbose: bool = False
    decide: Sequence[str] = ()


def check_brake(
    published: Published, now: Totals, explained: Totals, fictional: bool, manner: Manner
) -> None:
    """Raise BrakeError where a mistake is likely: figures fall or jump, or fiction replaces a real map.

    `explained`: by how much each figure falls for a reason that a person wrote down.
    """
    if manner.agreed:
        return
    if fictional and published.not_compared is BECAME_FICTIONAL:
        raise BrakeError(
            say(
                "Nothing was published: the fictional sample would take the place of the map of real data. "
                "Give your lists, or another folder with --out, or --yes if that is meant."
            )
        )
    is_comparable = published.fictional is fictional
    if is_comparable and (reason := brake(published.totals, now, explained)):
        raise BrakeError(
            say(
                "Nothing was published: %(reason)s. Check the lists and the register; if it is right, run "
                "the command again with --yes.",
                reason=reason,
            )
        )


def check_consent(changes: Changes, table: RegionTable, language: str, manner: Manner) -> None:
    """Ask whether schools may disappear or become confirmed. Raises ConsentError where nobody agrees."""
    if manner.agreed or not any(getattr(changes, kind) for kind in ASKED_ABOUT):
        return
    for line in change_lines(changes, table, manner.verbose, ASKED_ABOUT):
        echo(line, language, error=True)
    if not is_interactive():
        raise ConsentError(
            say(
                "Nothing was published: schools would disappear from the map or become confirmed (%(gone)s "
                "and %(confirmed)s), and there is no terminal to ask in. Run the command in a terminal, or "
                "with --yes.",
                gone=len(changes.gone),
                confirmed=len(changes.confirmed),
            )
        )
    question = say("Publish this? y = yes, anything else = no").render(language)
    if (ask(question, error=True) or "").strip().casefold() not in YES:
        raise ConsentError(say("Nothing was published, as you did not agree. The map stays as it was."))
