"""Columns of entries that are not on the map, declared once for exports, API and data package."""

from __future__ import annotations

from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import LEVELS, OUTCOMES, STATUSES, UNPLACED_OUTCOMES, Level, Term

STATED_LEVELS = {
    Level.ELEMENTARY: Term(N_("Elementary school"), N_("Elementary schools, which the map does not show.")),
    **LEVELS,
}
"""Levels that a row can state."""

FILE = Column("file", Kind.TEXT, Term(N_("File"), N_("List that holds the row.")))
ROW = Column(
    "row",
    Kind.COUNT,
    Term(
        N_("Row"),
        N_(
            "Number of the row in that list, from 1, without the heading; where rows are withheld from the "
            "reader, among those that are not."
        ),
    ),
)
PART = Column(
    "part", Kind.COUNT, Term(N_("Part"), N_("Number of the school in a cell that names several, from 1."))
)
OUTCOME = Column(
    "outcome",
    Kind.CODE,
    Term(N_("Outcome"), N_("What became of the row, one of the codes of the outcomes.")),
    values={outcome: OUTCOMES[outcome] for outcome in UNPLACED_OUTCOMES},
)
LEVEL = Column(
    "level",
    Kind.CODE,
    Term(N_("Level"), N_("Level that the row states.")),
    may_be_empty=True,
    values=STATED_LEVELS,
    text_may_be_null=True,
)
STATUS = Column("status", Kind.CODE, Term(N_("Status"), N_("Status that the row states.")), values=STATUSES)
DATE = Column(
    "date",
    Kind.DATE,
    Term(N_("Stated day"), N_("Day that the row states (ISO 8601); empty where it states none.")),
    may_be_empty=True,
)
QUERY = Column(
    "query",
    Kind.TEXT,
    Term(N_("Text"), N_("Name as the list gives it; empty where it may not be shown.")),
    may_be_empty=True,
)
REGION = Column(
    "region", Kind.TEXT, Term(N_("Stated region"), N_("Region as the list gives it.")), may_be_empty=True
)
REASON = Column("reason", Kind.TEXT, Term(N_("Reason"), N_("Why it is not on the map.")))
CANDIDATES = Column(
    "candidates",
    Kind.TEXTS,
    Term(N_("Candidates"), N_("Official IDs of the schools that it may mean.")),
    may_be_empty=True,
)

UNPLACED_COLUMNS = (FILE, ROW, PART, OUTCOME, LEVEL, STATUS, DATE, QUERY, REGION, REASON, CANDIDATES)
"""Of the table of entries that are not on the map."""

ENTRY_FIELDS = (FILE, ROW, PART, QUERY, REGION, LEVEL, STATUS, DATE, OUTCOME)
"""Columns of an entry in the API and the data package besides its reason and candidates, in their order."""

UNPLACED_FIELDS = (
    *ENTRY_FIELDS,
    Column("reason_ko", Kind.TEXT, Term(N_("Reason (Korean)"), N_("Why it is not on the map, in Korean."))),
    Column("reason_en", Kind.TEXT, Term(N_("Reason (English)"), N_("Why it is not on the map, in English."))),
    CANDIDATES,
    Column(
        "withheld",
        Kind.YES_NO,
        Term(N_("Withheld"), N_("Whether the texts of the row are withheld from this audience.")),
    ),
)
"""Columns of the table in the data package, which is in both languages."""
