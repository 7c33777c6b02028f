"""Columns of the lists held against each other, one line a list, declared once."""

from __future__ import annotations

from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import N_
from webmap.vocabulary.source_kinds import PUBLISHERS
from webmap.vocabulary.terms import OUTCOMES, Outcome, Status, Term

REFUTED, WITHDRAWN = str(Status.REFUTED), str(Status.WITHDRAWN)


def _count(name: str, heading: str, meaning: str, counts: str = "") -> Column:
    return Column(name, Kind.COUNT, Term(heading, meaning), may_be_empty=bool(counts), counts=counts)


def _bound(name: str, heading: str) -> Column:
    """An end of the interval; both have one meaning, told apart by their headings."""
    meaning = N_(
        "95 % interval (Wilson) of the share of refuted among checked schools, from 0 to 1; empty below 10 "
        "checked schools, which were not chosen by chance."
    )
    return Column(
        name, Kind.NUMBER, Term(heading, meaning),
        may_be_empty=True, counts=REFUTED, sentence=N_("%(name)s: %(meaning)s"),
    )  # fmt: skip


LIST = Column(
    "list", Kind.TEXT, Term(N_("List"), N_("Short name of the list, or the name of its file."))
)  # fmt: skip
OUTCOME_COUNTS = tuple(
    Column(
        f"entries_{outcome}", Kind.COUNT, term,
        sentence=N_("Entries of the list with the outcome “%(name)s”: %(meaning)s"),
    )
    for outcome, term in OUTCOMES.items()
    if outcome is not Outcome.DUPLICATE
)  # fmt: skip
"""Comparisons count an entry that repeats a school by its own outcome, and it once more in `repeated`."""

LIST_COLUMNS = (
    LIST,
    Column(
        "title", Kind.TEXT,
        Term(N_("Title of the list"), N_("Title as the operator states it; empty for lists of a community.")),
        may_be_empty=True,
    ),
    Column(
        "publisher", Kind.CODE,
        Term(N_("Kind of publisher"), N_("What kind of body keeps the list, one of the codes.")),
        values={code: Term(name, name) for code, name in PUBLISHERS.items()},
    ),
    Column(
        "version", Kind.TEXT,
        Term(N_("Version of the list"), N_("Label of its newest version; empty for none.")),
        may_be_empty=True,
    ),
    Column(
        "origin", Kind.TEXT,
        Term(N_("Declared origin"), N_("The list from which it says that it was made; empty for none.")),
        may_be_empty=True,
    ),
    _count("rows", N_("Rows"), N_("Rows of the newest version that may be shown.")),
    _count("entries", N_("Entries"), N_("Rows, and each of the schools of a row that names several.")),
    _count("listed", N_("Schools of the list"), N_("Different schools on the map that the list names.")),
    _count("alone", N_("In no other list"), N_("Schools that no other list names.")),
    _count("nonexistent", N_("Names of no school"), N_("Entries that are like the name of no school.")),
    _count("repeated", N_("Repeated entries"), N_("Entries that name a school for another time.")),
    _count("with_date", N_("Entries with a date"), N_("Entries that state a day.")),
    _count("with_source", N_("Entries with a source"), N_("Entries that state a source.")),
    *OUTCOME_COUNTS,
    _count("schools_withdrawn", N_("Withdrawn schools"), N_("Schools that the list withdraws."), WITHDRAWN),
    _count("checked", N_("Checked schools"), N_("Schools that an inquiry confirmed or refuted."), REFUTED),
    _count(
        "checked_refuted", N_("Refuted among the checked"), N_("Checked schools that it refuted."), REFUTED
    ),
    _bound("refuted_low", N_("Refuted, lower bound")),
    _bound("refuted_high", N_("Refuted, upper bound")),
    _count(
        "still_listed", N_("Still listed after the refutation"),
        N_("Schools that the list goes on claiming on a later day than their refutation."), REFUTED,
    ),
)  # fmt: skip
"""Of the table of lists; what counts a status is empty for readers who may not see it."""
