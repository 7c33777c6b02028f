"""Columns of the tables by region, declared once for exports, API, OGC collections and data package."""

from __future__ import annotations

from webmap.view.column import Column, Kind, fields
from webmap.view.columns import (
    FIRST_REPORTED,
    LAST_REPORTED,
    LEVEL_COUNTS,
    LISTED,
    SIDO_CODE,
    SIDO_NAME,
    STATUS_COUNTS,
)
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import CAUTIONS, Term

PLACE_COLUMNS = (
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
        api_name="code",
    ),
    Column(
        "region_name",
        Kind.TEXT,
        Term(N_("Region"), N_("Official Korean name of the region.")),
        api_name="name",
    ),
    Column(
        "region_name_en",
        Kind.TEXT,
        Term(N_("Region (English)"), N_("English name of the region.")),
        api_name="name_en",
    ),
    SIDO_CODE,
    SIDO_NAME,
)
"""Columns that name the region."""

FIGURES = (
    LISTED,
    *LEVEL_COUNTS,
    *STATUS_COUNTS,
    Column(
        "reports",
        Kind.COUNT,
        Term(N_("Reports"), N_("Reports on these schools, one per source and school.")),
        adds_up=True,
    ),
    FIRST_REPORTED,
    LAST_REPORTED,
    Column(
        "register_schools",
        Kind.COUNT,
        Term(
            N_("Existing schools"),
            N_(
                "Existing middle schools, high schools and universities of the levels in the filter, by the "
                "official register or statistics; empty where the filter has none of these levels."
            ),
        ),
        adds_up=True,
        may_be_empty=True,
    ),
    Column(
        "rate_per_100",
        Kind.NUMBER,
        Term(
            N_("Listed per 100 schools"),
            N_(
                "100 × listed ÷ existing schools of the counted levels, to one decimal, halves up; empty "
                "where no school exists."
            ),
        ),
        may_be_empty=True,
    ),
)
"""The figures of `figures.regions.FIGURES`, in its order (a test holds the two together)."""

CAUTION = Column(
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
    values=CAUTIONS,
    api_name="cautions",
)

REGION_COLUMNS = (*PLACE_COLUMNS, *FIGURES, CAUTION)
"""Of the tables by region."""

PLACE_FIELDS, FIGURE_FIELDS = fields(PLACE_COLUMNS), fields(FIGURES)
REGION_FIELDS = fields(REGION_COLUMNS)
"""The same in the API, the OGC collections and the data package."""
