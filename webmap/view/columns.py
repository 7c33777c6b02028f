"""Columns of every exported table, declared once: stable English names, kinds, and what they mean.

Every format, the documentation (docs/exports.md) and the schemas are made from these declarations.
"""

from __future__ import annotations

from webmap.view.column import Column, Kind
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import LEVELS, STATUSES, Term


def _count(name: str, heading: str, meaning: str, adds_up: bool = True) -> Column:
    return Column(name, Kind.COUNT, Term(heading, meaning), adds_up)


LEVEL_COUNTS = tuple(Column(str(level), Kind.COUNT, word, adds_up=True) for level, word in LEVELS.items())
STATUS_COUNTS = tuple(
    Column(str(status), Kind.COUNT, word, adds_up=True) for status, word in STATUSES.items()
)

FIRST_REPORTED = Column(
    "first_reported",
    Kind.DATE,
    Term(N_("First reported"), N_("Date of the earliest report that bears one; empty where none does.")),
    may_be_empty=True,
)
LAST_REPORTED = Column(
    "last_reported",
    Kind.DATE,
    Term(N_("Last reported"), N_("Date of the latest report that bears one; empty where none does.")),
    may_be_empty=True,
)
LISTED = _count(
    "schools", N_("Listed schools"), N_("Schools of the lists that the filter lets in; each counts once.")
)
REPORTS = _count("reports", N_("Reports"), N_("Reports on these schools, one per source and school."))

FIGURES = (
    LISTED,
    *LEVEL_COUNTS,
    *STATUS_COUNTS,
    REPORTS,
    FIRST_REPORTED,
    LAST_REPORTED,
    _count(
        "register_schools",
        N_("Existing schools"),
        N_(
            "Existing middle schools, high schools and universities of the levels in the filter, by the "
            "official "
            "register or statistics. The level “other” is not counted."
        ),
    ),
    Column(
        "rate_per_100",
        Kind.NUMBER,
        Term(
            N_("Listed per 100 schools"),
            N_(
                "100 × listed ÷ existing schools of the counted levels, to one decimal, halves up; empty "
                "where no "
                "school exists."
            ),
        ),
        may_be_empty=True,
    ),
)
"""The figures of `regions.FIGURES`, in its order (a test holds the two together)."""

REGION_COLUMNS = (
    Column(
        "region_code",
        Kind.CODE,
        Term(
            N_("Region code"),
            N_(
                "Official code: 2 digits for a province, 5 for a city or county, 7 for an office of "
                "education."
            ),
        ),
    ),
    Column("region_name", Kind.TEXT, Term(N_("Region"), N_("Official Korean name of the region."))),
    Column("region_name_en", Kind.TEXT, Term(N_("Region (English)"), N_("English name of the region."))),
    Column(
        "sido_code",
        Kind.CODE,
        Term(N_("Province code"), N_("Official code of the province in which it lies.")),
    ),
    Column(
        "sido_name",
        Kind.TEXT,
        Term(N_("Province"), N_("Official Korean name of the province in which it lies.")),
    ),
    *FIGURES,
    Column(
        "caution",
        Kind.TEXTS,
        Term(
            N_("Caution"),
            N_(
                "Codes of what to keep in mind with this region's numbers, computed from everything listed "
                "whatever the filter."
            ),
        ),
        may_be_empty=True,
    ),
)
"""Of the tables by region."""

SCHOOL_COLUMNS = (
    Column(
        "key",
        Kind.CODE,
        Term(N_("Key"), N_("Stable key of the school in this map; the official ID where there is one.")),
    ),
    Column(
        "school_id",
        Kind.CODE,
        Term(
            N_("Official ID"),
            N_("ID of the school in the official register; empty for an address without a name."),
        ),
        may_be_empty=True,
    ),
    Column("name", Kind.TEXT, Term(N_("School"), N_("Official name."))),
    Column(
        "name_en",
        Kind.TEXT,
        Term(N_("School (English)"), N_("English name in the register.")),
        may_be_empty=True,
    ),
    Column("level", Kind.CODE, Term(N_("Level"), N_("Level of the school, one of the codes of the levels."))),
    Column(
        "status",
        Kind.CODE,
        Term(N_("Status"), N_("What is known of the claim, one of the codes of the statuses.")),
    ),
    Column(
        "disputed",
        Kind.YES_NO,
        Term(N_("Disputed"), N_("Whether findings of different sources contradict each other.")),
    ),
    Column(
        "sido_code",
        Kind.CODE,
        Term(N_("Province code"), N_("Official code of the province in which it lies.")),
    ),
    Column(
        "sido_name",
        Kind.TEXT,
        Term(N_("Province"), N_("Official Korean name of the province in which it lies.")),
    ),
    Column(
        "sigungu_code",
        Kind.CODE,
        Term(N_("City or county code"), N_("Official code of the city, county or district.")),
    ),
    Column(
        "sigungu_name",
        Kind.TEXT,
        Term(N_("City or county"), N_("Official Korean name of the city, county or district.")),
    ),
    Column(
        "office_code", Kind.CODE, Term(N_("Office code"), N_("Code of the district office of education."))
    ),
    Column(
        "office_name",
        Kind.TEXT,
        Term(N_("Office of education"), N_("Official Korean name of the district office of education.")),
    ),
    Column(
        "address",
        Kind.TEXT,
        Term(N_("Address"), N_("Address in the register, or the one that the list gives.")),
        may_be_empty=True,
    ),
    Column(
        "lat", Kind.NUMBER, Term(N_("Latitude"), N_("Degrees north (EPSG:4326), of the official register."))
    ),
    Column(
        "lon", Kind.NUMBER, Term(N_("Longitude"), N_("Degrees east (EPSG:4326), of the official register."))
    ),
    Column(
        "outcome",
        Kind.CODE,
        Term(N_("Placed how"), N_("matched: at its exact point; approximate: within radius_m of the point.")),
    ),
    Column(
        "radius_m",
        Kind.COUNT,
        Term(
            N_("Within (m)"),
            N_("Metres around the point within which an approximate place lies; empty for an exact one."),
        ),
        may_be_empty=True,
    ),
    FIRST_REPORTED,
    LAST_REPORTED,
    REPORTS,
    Column(
        "sources",
        Kind.TEXTS,
        Term(N_("Sources"), N_("Lists, or the sources that they name, that report this school.")),
    ),
    Column(
        "rules",
        Kind.TEXTS,
        Term(N_("Matched by"), N_("Codes of the rules by which its rows were placed.")),
        may_be_empty=True,
    ),
)
"""Of the tables school by school."""

NOTES = Column(
    "notes",
    Kind.TEXTS,
    Term(N_("Notes"), N_("Notes of the lists; only offices behind their log-in get them.")),
    may_be_empty=True,
)
"""Further column of schools for an audience that may read notes."""

UNPLACED_COLUMNS = (
    Column("file", Kind.TEXT, Term(N_("File"), N_("List that holds the row."))),
    Column(
        "row", Kind.COUNT, Term(N_("Row"), N_("Number of the row in that list, from 1, without the heading."))
    ),
    Column("part", Kind.COUNT, Term(N_("Part"), N_("Number of the school in a cell that names several."))),
    Column(
        "outcome",
        Kind.CODE,
        Term(N_("Outcome"), N_("What became of the row, one of the codes of the outcomes.")),
    ),
    Column("level", Kind.CODE, Term(N_("Level"), N_("Level that the row states.")), may_be_empty=True),
    Column("status", Kind.CODE, Term(N_("Status"), N_("Status that the row states."))),
    Column(
        "query",
        Kind.TEXT,
        Term(N_("Text"), N_("Name as the list gives it; empty where it may not be shown.")),
        may_be_empty=True,
    ),
    Column(
        "region", Kind.TEXT, Term(N_("Stated region"), N_("Region as the list gives it.")), may_be_empty=True
    ),
    Column("reason", Kind.TEXT, Term(N_("Reason"), N_("Why it is not on the map."))),
    Column(
        "candidates",
        Kind.TEXTS,
        Term(N_("Candidates"), N_("Official IDs of the schools that it may mean.")),
        may_be_empty=True,
    ),
)
"""Of the table of entries that are not on the map."""

LEVEL_STATUS_COLUMNS = (
    Column("level", Kind.CODE, Term(N_("Level"), N_("Level of the school, one of the codes of the levels."))),
    *STATUS_COUNTS,
    LISTED,
)
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

CONTEXT_COLUMNS = (
    Column("as_of", Kind.DATE, Term(N_("As of"), N_("Day for which the data speaks."))),
    Column("snapshot", Kind.CODE, Term(N_("Snapshot"), N_("Version of the published data."))),
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
)
"""The same in every line of a CSV file, so that a line that is copied elsewhere still says what it is."""
