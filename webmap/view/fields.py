"""The fields of what leaves the map, declared once, for API, OGC API and data package."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from webmap.matching.rules import RULES
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import (
    CAUTIONS,
    COUNTED_LEVELS,
    LEVELS,
    PLACED,
    STATUSES,
    UNPLACED_OUTCOMES,
    Term,
)

Kind = Literal["string", "integer", "number", "boolean", "date", "list"]
Render = Callable[[Message], str]
"""From a sentence to the reader's language."""


@dataclass(frozen=True)
class Field:
    """A field: its type (`date` an ISO text, `list` of texts), meaning, values, and if it may be null."""

    name: str
    kind: Kind
    meaning: Message
    values: tuple[str, ...] = ()
    nullable: bool = False


def _field(name: str, kind: Kind, meaning: str, nullable: bool = False, values: Iterable[Any] = ()) -> Field:
    return Field(name, kind, Message(meaning), tuple(str(value) for value in values), nullable)


def _counted(name: str, word: Term) -> Field:
    return Field(name, "integer", say("Schools in the filter: %(name)s.", name=Message(word.name)))


KEY = _field("key", "string", N_("Stable key of the school in this map, also its ID in every interface."))

SCHOOL_FIELDS: tuple[Field, ...] = (
    _field("id", "string", N_("ID in the official register; empty for an address without a name.")),
    _field("name", "string", N_("Official name, or the address where no name was given.")),
    _field("name_en", "string", N_("English name as far as the register has one.")),
    _field("level", "string", N_("Level of the school."), values=LEVELS),
    _field("status", "string", N_("What is known of the claim."), values=STATUSES),
    _field("disputed", "boolean", N_("Whether sources contradict each other.")),
    _field("sido", "string", N_("Code of the province (sido).")),
    _field("sigungu", "string", N_("Code of the city, county or district (sigungu).")),
    _field("office", "string", N_("Code of the office of education.")),
    _field("address", "string", N_("Address in the register.")),
    _field("outcome", "string", N_("How its entry was placed."), values=PLACED),
    _field("radius_m", "integer", N_("Metres within which the place lies; null for an exact point."), True),
    _field("provider", "string", N_("Online geocoder of the point; empty where it is the register's.")),
    _field("precision", "string", N_("What an online geocoder's point stands for.")),
    _field("rules", "list", N_("Codes of the rules by which its rows were placed."), values=RULES),
    _field("first_reported", "date", N_("Day of the first report; null where no report has a date."), True),
    _field("last_reported", "date", N_("Day of the last report; null where no report has a date."), True),
    _field("reports", "integer", N_("Sources that name the school, each once.")),
    _field("sources", "list", N_("Names of the sources.")),
)
"""Of a listed school, as `exports.geojson.SCHOOL_COLUMNS` orders them."""

NOTES = _field("notes", "list", N_("Notes of the lists; only for an office of education."))

FIGURE_FIELDS: tuple[Field, ...] = (
    _field("schools", "integer", N_("Schools in the filter.")),
    *(_counted(level.value, word) for level, word in LEVELS.items()),
    *(_counted(status.value, word) for status, word in STATUSES.items()),
    _field("reports", "integer", N_("Reports on these schools, one per source and school.")),
    _field("first_reported", "date", N_("Day of the first report; null where no report has a date."), True),
    _field("last_reported", "date", N_("Day of the last report; null where no report has a date."), True),
    _field(
        "register_schools",
        "integer",
        N_("Schools that exist, of the counted levels in the filter; null where no level in it is counted."),
        True,
    ),
    _field(
        "rate_per_100", "number", N_("Listed schools for every 100 that exist; null where none exists."), True
    ),
)
"""Of a region, as `regions.FIGURES` orders them."""

REGION_FIELDS: tuple[Field, ...] = (
    _field("code", "string", N_("Official code of the region.")),
    _field("name", "string", N_("Name of the region.")),
    _field("name_en", "string", N_("English name of the region.")),
    _field("sido", "string", N_("Code of the province (sido).")),
    *FIGURE_FIELDS,
    _field(
        "cautions", "list", N_("Codes of what has to be known before the figure is used."), values=CAUTIONS
    ),
)

UNPLACED_FIELDS: tuple[Field, ...] = (
    _field("file", "string", N_("List file.")),
    _field("row", "integer", N_("Data row of the file, from 1.")),
    _field("part", "integer", N_("School within the row, from 1.")),
    _field("query", "string", N_("Name as the list states it; empty where it may not be shown.")),
    _field("region", "string", N_("Region as the list states it.")),
    _field("level", "string", N_("Level as the list states it."), True),
    _field("status", "string", N_("What is known of the claim."), values=STATUSES),
    _field("outcome", "string", N_("Why the entry is not on the map."), values=UNPLACED_OUTCOMES),
    _field("reason_ko", "string", N_("Reason, in Korean.")),
    _field("reason_en", "string", N_("Reason, in English.")),
    _field("candidates", "string", N_("IDs of schools that it may mean, joined by semicolons.")),
    _field("withheld", "boolean", N_("Whether the texts of the row are withheld from this audience.")),
)

COUNT_FIELDS: tuple[Field, ...] = (
    _field("sigungu", "string", N_("Code of the city, county or district (sigungu).")),
    *(
        Field(
            level.value,
            "integer",
            say("Schools that exist: %(name)s.", name=Message(LEVELS[level].name)),
        )
        for level in COUNTED_LEVELS
    ),
)
