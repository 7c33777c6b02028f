"""The published numbers of an edition: what pages, interfaces, files and pictures at `regions` are made from.

Everything here comes from the forms of the menu and from what is public anyway (regions, existing schools).
Nothing reads a true number: none is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import geopandas as gpd

from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Form, Kind
from webmap.disclosure.menu import Address, Place
from webmap.disclosure.parameters import WHOLE_COUNTRY, Parameters
from webmap.exports.protected.choice import Choice
from webmap.figures.classes import ValueClass, class_of, ramp_step, value_classes
from webmap.places.regions.region_table import Region, RegionTable
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import Outcome, RegionLevel

NOT_SHOWN, NOTHING_KNOWN, HATCHED = "hidden", "unknown", "hatched"
"""Steps of areas without a colour: too few schools exist; any number from none to all of them is possible."""


class Row(NamedTuple):
    """The number of a region, with its existing schools of that level."""

    region: Region
    form: Form
    existing: int

    @property
    def is_shown(self) -> bool:
        """Whether it tells anything that the number of existing schools does not."""
        return self.form.shows(self.existing)

    @property
    def middle(self) -> float:
        """The middle of what is shown, by which regions are coloured."""
        return (self.form.low + self.form.high) / 2


@dataclass(frozen=True)
class Numbers:
    """An edition, with what its pages say beside it.

    `version`, `created` (ISO), `as_of` (ISO date), `checked` (ISO date of the audit) and `fictional` are the
    snapshot's; `regions` and `topologies` the boundaries by level; `outcomes` the share of the lists' entries
    by outcome (percent, least and greatest); `lists` and `corrections` as the protected snapshot has them.
    """

    version: str
    edition: Edition
    table: RegionTable
    created: str
    as_of: str
    checked: str
    fictional: bool
    regions: Mapping[RegionLevel, gpd.GeoDataFrame]
    topologies: Mapping[RegionLevel, Mapping[str, Any]]
    outcomes: Mapping[Outcome, tuple[int, int]] = field(default_factory=dict)
    lists: Mapping[str, Any] = field(default_factory=dict)
    corrections: Mapping[str, Form] = field(default_factory=dict)

    @property
    def parameters(self) -> Parameters:
        """k, Nmin and alpha of the edition."""
        return self.edition.parameters

    @cached_property
    def digest(self) -> str:
        """A digest of what is shown, of which caches and ETags are made."""
        stated = [self.version, self.edition.digest, self.created, self.as_of, self.checked, self.fictional]
        beside = [self.outcomes, self.lists, self.corrections]
        return hashlib.sha256("\n".join(map(repr, [*stated, *beside])).encode()).hexdigest()[:16]

    @cached_property
    def _shown(self) -> Mapping[Address, Form]:
        return self.edition.shown()

    @cached_property
    def _existing(self) -> Mapping[Address, int]:
        return {address: cell.existing for cell in self.edition.menu.cells for address in cell.addresses}

    def rows(self, choice: Choice) -> list[Row]:
        """A row for each region of a table, in official order."""
        addresses = (
            (region, Address(choice.place, region.code, choice.level, choice.status))
            for region in self.table.regions(choice.by)
        )
        return [
            Row(region, self._shown[address], self._existing[address])
            for region, address in addresses
            if address in self._shown
        ]

    def national(self, level: str, status: str) -> tuple[Form, int]:
        """The number of the whole country, with its existing schools of that level."""
        address = Address(Place.NATION, WHOLE_COUNTRY, level, status)
        return self._shown[address], self._existing[address]

    def national_menu(self) -> list[tuple[str, str]]:
        """Level and status of every number of the whole country."""
        return [(each.level, each.status) for each in self._shown if each.place is Place.NATION]

    def topology(self, level: RegionLevel) -> Mapping[str, Any]:
        """The boundaries of a level as the page draws them (TopoJSON, EPSG:4326)."""
        return self.topologies[level]

    def places(self, level: RegionLevel) -> gpd.GeoDataFrame:
        """The regions of a level with their geometry (EPSG:4326), by code."""
        return self.regions[level].set_index("code")


def classes_of(rows: Sequence[Row]) -> list[ValueClass]:
    """Classes of the middles of what is shown: no class break is a number that is not shown."""
    return value_classes(row.middle for row in rows if row.is_shown)


def step_of(row: Row, classes: Sequence[ValueClass]) -> str:
    """The colour of a region: a step of the ramp, or why it has none."""
    if row.form.kind is Kind.HIDDEN:
        return NOT_SHOWN
    if not row.is_shown:
        return NOTHING_KNOWN
    place = class_of(row.middle, classes) or 0
    return str(place and ramp_step(place, len(classes)))


def is_wide(row: Row, parameters: Parameters) -> bool:
    """Whether a range is so wide that its region is hatched."""
    return row.is_shown and row.form.high - row.form.low > parameters.k


def legend_words(rows: Sequence[Row], parameters: Parameters) -> dict[str, Message]:
    """What each colour in use means, by its step, and `hatched`.

    A class is named by the least and the greatest number that its regions show.
    """
    ends: dict[str, tuple[int, int]] = {}
    classes = classes_of(rows)
    for row in rows:
        if row.is_shown:
            step = step_of(row, classes)
            low, high = ends.get(step, (row.form.low, row.form.high))
            ends[step] = min(low, row.form.low), max(high, row.form.high)
    words = {step: _ends(*ends[step]) for step in sorted(ends)}
    steps = {step_of(row, classes) for row in rows}
    if any(is_wide(row, parameters) for row in rows):
        words[HATCHED] = say("hatched: a range of more than %(count)s numbers", count=parameters.k)
    if NOT_SHOWN in steps:
        words[NOT_SHOWN] = say("not shown: fewer than %(nmin)s schools", nmin=parameters.nmin)
    if NOTHING_KNOWN in steps:
        words[NOTHING_KNOWN] = say("any number from none to all")
    return words


def _ends(low: int, high: int) -> Message:
    return Message(f"{low:,}" if low == high else f"{low:,}–{high:,}")
