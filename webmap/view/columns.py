"""Columns that several tables share, and the smaller tables.

Every export, the API, the OGC collections, the data package and the documentation (docs/exports.md) are made
from the declarations here and in `columns_schools`, `columns_regions` and `columns_unplaced`. A column of
several tables is declared once and named in each.
"""

from __future__ import annotations

from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import COUNTED_LEVELS, LEVELS, STATUSES, Term

_COUNTED = N_("Schools in the filter that are counted as “%(name)s”: %(meaning)s")

LEVEL_COUNTS = tuple(
    Column(str(level), Kind.COUNT, word, adds_up=True, sentence=_COUNTED, counts=str(level))
    for level, word in LEVELS.items()
)
STATUS_COUNTS = tuple(
    Column(str(status), Kind.COUNT, word, adds_up=True, sentence=_COUNTED, counts=str(status))
    for status, word in STATUSES.items()
)

FIRST_REPORTED = Column(
    "first_reported",
    Kind.DATE,
    Term(N_("First reported"), N_("Day of the earliest report that has a date; empty where none has one.")),
    may_be_empty=True,
)
LAST_REPORTED = Column(
    "last_reported",
    Kind.DATE,
    Term(N_("Last reported"), N_("Day of the latest report that has a date; empty where none has one.")),
    may_be_empty=True,
)
LISTED = Column(
    "schools",
    Kind.COUNT,
    Term(N_("Listed schools"), N_("Schools of the lists that the filter lets in; each counts once.")),
    adds_up=True,
)
LEVEL = Column(
    "level",
    Kind.CODE,
    Term(N_("Level"), N_("Level of the school, one of the codes of the levels.")),
    values=LEVELS,
)
STATUS = Column(
    "status",
    Kind.CODE,
    Term(N_("Status"), N_("What is known of the claim, one of the codes of the statuses.")),
    values=STATUSES,
)
SIDO_CODE = Column(
    "sido_code",
    Kind.CODE,
    Term(N_("Province code"), N_("Official code of the province in which it lies.")),
    api_name="sido",
)
SIDO_NAME = Column(
    "sido_name",
    Kind.TEXT,
    Term(N_("Province"), N_("Official Korean name of the province in which it lies.")),
    only_in_tables=True,
)
SIGUNGU_CODE = Column(
    "sigungu_code",
    Kind.CODE,
    Term(N_("City or county code"), N_("Official code of the city, county or district.")),
    api_name="sigungu",
)

LEVEL_STATUS_COLUMNS = (LEVEL, *STATUS_COUNTS, LISTED)
"""Of the table by level and status."""

WEEK_COLUMNS = (
    Column(
        "week",
        Kind.DATE,
        Term(
            N_("Week from"), N_("Monday of the week of the first report; empty for schools without a date.")
        ),
        may_be_empty=True,
    ),
    *STATUS_COUNTS,
    LISTED,
    Column(
        "schools_so_far",
        Kind.COUNT,
        Term(N_("Listed schools so far"), N_("Sum up to and with this week.")),
        may_be_empty=True,
    ),
)
"""Of the table by week of the first report."""

EXISTING_COLUMNS = (
    SIGUNGU_CODE,
    *(
        Column(
            str(level),
            Kind.COUNT,
            LEVELS[level],
            adds_up=True,
            sentence=N_("Schools that exist, “%(name)s”: %(meaning)s"),
        )
        for level in COUNTED_LEVELS
    ),
)
"""Of the table of existing schools, which only the data package has."""

AS_OF = Column("as_of", Kind.DATE, Term(N_("As of"), N_("Day for which the data speaks.")))
SNAPSHOT = Column("snapshot", Kind.CODE, Term(N_("Snapshot"), N_("Version of the published data.")))

EDITION_COLUMNS = (
    SNAPSHOT,
    Column("published", Kind.DATE, Term(N_("Published"), N_("Day on which this edition was published."))),
    AS_OF,
    SIDO_CODE,
    LEVEL,
    STATUS,
    Column(
        "schools",
        Kind.COUNT,
        Term(
            N_("Listed schools"),
            N_(
                "Schools of this province, level and status in this edition, as the public saw them. A line "
                "that would count none is not there."
            ),
        ),
        adds_up=True,
    ),
)
"""Of the table of all editions, which only the data package has."""

CONTEXT_COLUMNS = (
    AS_OF,
    SNAPSHOT,
    Column("filter", Kind.TEXT, Term(N_("Filter"), N_("What was let in, in words."))),
    Column(
        "not_placed",
        Kind.COUNT,
        Term(
            N_("Not placed"), N_("Entries of the lists that have no place on the map, whatever the filter.")
        ),
    ),
    Column(
        "notice",
        Kind.TEXT,
        Term(N_("Notice"), N_("“Fictional” where the data is; else empty.")),
        may_be_empty=True,
    ),
    Column(
        "disclosure_note",
        Kind.TEXT,
        Term(N_("What the map shows"), N_("Whether it shows every school, some of them, or none, in words.")),
    ),
)
"""The same in every line of a CSV file, so that a line that is copied elsewhere still states its source."""
