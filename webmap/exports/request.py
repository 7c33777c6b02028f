"""The request of an export."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from webmap.figures.classes import ClassRule
from webmap.places.regions.region_table import RegionTable
from webmap.view.filters import NO_FILTER, Filters, parse_filters
from webmap.view.parameters import Called, one_of
from webmap.vocabulary.messages import DEFAULT_LANGUAGE
from webmap.vocabulary.terms import RegionLevel


class Figure(StrEnum):
    """The figure that colours the areas."""

    COUNT = "count"
    RATE = "rate"


class Points(StrEnum):
    """Whether schools are drawn on the areas."""

    ON = "on"
    OFF = "off"


CHOICES: dict[str, type[StrEnum]] = {"show": Figure, "classes": ClassRule, "points": Points}
"""Parameter → its values, the default first."""


class Subject(StrEnum):
    """The lines of an export: one per region, or one per school."""

    REGIONS = "regions"
    SCHOOLS = "schools"


@dataclass(frozen=True)
class ExportRequest:
    """Everything but the format in which exports of the same data differ.

    `by` is the level of the regions (also in a list of schools, for its table by region). `unplaced` requests
    the table of entries that are not on the map, `compare` names the version of an older snapshot. `bom` and
    `zipped` are of CSV alone; `show`, `classes` and `points` of the map in pictures and reports.
    """

    what: Subject = Subject.REGIONS
    by: RegionLevel = RegionLevel.SIDO
    filters: Filters = NO_FILTER
    language: str = DEFAULT_LANGUAGE
    unplaced: bool = False
    compare: str = ""
    bom: bool = True
    zipped: bool = False
    show: Figure = Figure.COUNT
    classes: ClassRule = ClassRule.QUANTILE
    points: Points = Points.ON

    @property
    def needs_several_tables(self) -> bool:
        """Whether the answer is more than one table: not every format can hold that."""
        return self.unplaced


SWITCHES = {"unplaced": False, "bom": True, "zip": False}
"""Parameters that are 1 or 0, and their defaults."""
PARAMETERS = ("by", "compare", *SWITCHES, *CHOICES)
"""Parameters of an export's address besides the filters and `lang`."""


def read_export_request(
    what: Subject,
    arguments: Mapping[str, str],
    table: RegionTable,
    language: str,
    lists: Collection[str] = (),
) -> ExportRequest:
    """Read a request from the parameters of an address; `lists`: codes of those that are known.

    Raises FilterError naming the unknown parameter.
    """
    filters = parse_filters(arguments, table, {*PARAMETERS, "lang"}, lists)
    choices = {name: _choice(name, arguments.get(name, ""), terms) for name, terms in CHOICES.items()}
    switches = {name: _switch(name, arguments.get(name, ""), usual) for name, usual in SWITCHES.items()}
    return ExportRequest(
        what=what,
        by=one_of("by", arguments.get("by") or RegionLevel.SIDO, list(RegionLevel), Called.PARAMETER),
        filters=filters,
        language=language,
        unplaced=switches["unplaced"],
        compare=arguments.get("compare", "").strip(),
        bom=switches["bom"],
        zipped=switches["zip"],
        **choices,  # type: ignore[arg-type]
    )


def _switch(name: str, text: str, usual: bool) -> bool:
    return usual if text == "" else one_of(name, text, ("0", "1"), Called.PARAMETER) == "1"


def _choice(name: str, text: str, terms: type[StrEnum]) -> StrEnum:
    """One of the terms, the first unless stated."""
    return one_of(name, text, list(terms), Called.PARAMETER) if text else next(iter(terms))
