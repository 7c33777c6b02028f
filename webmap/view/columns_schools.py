"""Columns of the tables school by school, declared once for exports, API, OGC collections and data package.

A new column of schools is one more line of `SCHOOL_COLUMNS`: see CONTRIBUTING.md.
"""

from __future__ import annotations

from webmap.matching.rules import RULES
from webmap.view.column import Column, Kind, fields
from webmap.view.columns import (
    FIRST_REPORTED,
    LAST_REPORTED,
    LEVEL,
    SIDO_CODE,
    SIDO_NAME,
    SIGUNGU_CODE,
    STATUS,
)
from webmap.vocabulary.geocoders import GEOCODERS, PRECISIONS
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import OUTCOMES, PLACED, Term

KEY = Column(
    "key",
    Kind.CODE,
    Term(
        N_("Key"),
        N_(
            "Stable key of the school in this map and its ID in every interface; the official ID where "
            "there is one."
        ),
    ),
    only_in_tables=True,
)
LAT = Column(
    "lat",
    Kind.NUMBER,
    Term(
        N_("Latitude"),
        N_(
            "Degrees north (EPSG:4326), of the official register, or of the provider named; for an "
            "approximate place the middle of where it lies."
        ),
    ),
    only_in_tables=True,
)
LON = Column(
    "lon",
    Kind.NUMBER,
    Term(
        N_("Longitude"),
        N_(
            "Degrees east (EPSG:4326), of the official register, or of the provider named; for an "
            "approximate place the middle of where it lies."
        ),
    ),
    only_in_tables=True,
)

SCHOOL_COLUMNS = (
    KEY,
    Column(
        "school_id",
        Kind.CODE,
        Term(
            N_("Official ID"),
            N_("ID of the school in the official register; empty for an address without a name."),
        ),
        may_be_empty=True,
        api_name="id",
    ),
    Column(
        "name", Kind.TEXT, Term(N_("School"), N_("Official name, or the address where no name was given."))
    ),
    Column(
        "name_en",
        Kind.TEXT,
        Term(N_("School (English)"), N_("English name as far as the register has one.")),
        may_be_empty=True,
    ),
    LEVEL,
    STATUS,
    Column(
        "disputed",
        Kind.YES_NO,
        Term(N_("Disputed"), N_("Whether findings of different sources contradict each other.")),
    ),
    SIDO_CODE,
    SIDO_NAME,
    SIGUNGU_CODE,
    Column(
        "sigungu_name",
        Kind.TEXT,
        Term(N_("City or county"), N_("Official Korean name of the city, county or district.")),
        only_in_tables=True,
    ),
    Column(
        "office_code",
        Kind.CODE,
        Term(N_("Office code"), N_("Code of the district office of education.")),
        api_name="office",
    ),
    Column(
        "office_name",
        Kind.TEXT,
        Term(N_("Office of education"), N_("Official Korean name of the district office of education.")),
        only_in_tables=True,
    ),
    Column(
        "address",
        Kind.TEXT,
        Term(N_("Address"), N_("Address in the register, or the one that the list gives.")),
        may_be_empty=True,
    ),
    LAT,
    LON,
    Column(
        "outcome",
        Kind.CODE,
        Term(N_("Placed how"), N_("matched: at its exact point; approximate: within radius_m of the point.")),
        values={outcome: OUTCOMES[outcome] for outcome in PLACED},
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
    Column(
        "provider",
        Kind.CODE,
        Term(
            N_("Provider of the point"),
            N_("Online geocoder that gave the point; empty where no geocoder did."),
        ),
        may_be_empty=True,
        values={code: Term(terms.title, terms.attribution) for code, terms in GEOCODERS.items()},
    ),
    Column(
        "precision",
        Kind.CODE,
        Term(
            N_("Precision"),
            N_(
                "What the geocoder's point stands for: address (the house number), site (the school's "
                "grounds), street or area; empty where no geocoder gave the point."
            ),
        ),
        may_be_empty=True,
        values={code: Term(name, name) for code, name in PRECISIONS.items()},
    ),
    Column(
        "rules",
        Kind.TEXTS,
        Term(N_("Matched by"), N_("Codes of the rules by which its rows were placed.")),
        may_be_empty=True,
        values=RULES,
    ),
    FIRST_REPORTED,
    LAST_REPORTED,
    Column("reports", Kind.COUNT, Term(N_("Reports"), N_("Sources that name the school, each once."))),
    Column(
        "sources",
        Kind.TEXTS,
        Term(N_("Sources"), N_("Lists, or the sources that they name, that report this school.")),
    ),
    Column(
        "decisions",
        Kind.TEXTS,
        Term(
            N_("Decisions"),
            N_(
                "Decisions of people by which a row was placed, and findings on the school: role, day and "
                "reason of each, and who found it."
            ),
        ),
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

SCHOOL_FIELDS = fields(SCHOOL_COLUMNS)
"""The same in the API, the OGC collections and the data package."""
