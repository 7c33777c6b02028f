"""Columns that a comparison with an older snapshot adds to the tables, declared once."""

from __future__ import annotations

from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import STATUSES, Term

STATUS_CHANGES = tuple(
    Column(
        f"{status}_change",
        Kind.COUNT,
        Term(word.name, N_("Schools with this status now, less those that had it in the older snapshot.")),
        adds_up=True,
        is_change=True,
        counts=str(status),
    )
    for status, word in STATUSES.items()
)

REGION_CHANGES = (
    Column(
        "schools_before",
        Kind.COUNT,
        Term(N_("Listed before"), N_("Listed schools in the older snapshot, under the same filter.")),
        adds_up=True,
    ),
    Column(
        "schools_change",
        Kind.COUNT,
        Term(N_("Change"), N_("Listed schools now, less those in the older snapshot.")),
        adds_up=True,
    ),
    Column(
        "schools_new",
        Kind.COUNT,
        Term(N_("New"), N_("Schools that are listed now and were not in the older snapshot.")),
        adds_up=True,
    ),
    Column(
        "schools_gone",
        Kind.COUNT,
        Term(N_("Gone"), N_("Schools that were listed in the older snapshot and are not now.")),
        adds_up=True,
    ),
    *STATUS_CHANGES,
    Column(
        "rate_before",
        Kind.NUMBER,
        Term(N_("Per 100 before"), N_("Listed schools per 100 existing ones in the older snapshot.")),
        may_be_empty=True,
    ),
    Column(
        "rate_change",
        Kind.NUMBER,
        Term(
            N_("Change per 100"),
            N_("Rate now, less the rate in the older snapshot; empty where one of them cannot be stated."),
        ),
        may_be_empty=True,
    ),
)
"""Of the tables by region."""

CHANGE_WORDS = {"new": N_("New"), "status": N_("Other status"), "same": N_("As before")}

SCHOOL_CHANGES = (
    Column(
        "change",
        Kind.CODE,
        Term(
            N_("Since then"),
            N_(
                "new: not in the older snapshot under this filter; status: listed with "
                "another status; same: as before."
            ),
        ),
        values={code: Term(name, name) for code, name in CHANGE_WORDS.items()},
    ),
    Column(
        "status_before",
        Kind.CODE,
        Term(N_("Status before"), N_("Status in the older snapshot; empty for a new school.")),
        may_be_empty=True,
        values=STATUSES,
    ),
)
"""Of the tables school by school. Schools that are no longer listed have a table of their own."""
