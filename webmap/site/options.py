"""Options of publishing a copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from webmap.errors import FilterError
from webmap.exports.formats import FORMATS
from webmap.places.regions.region_table import RegionTable
from webmap.settings.settings import Settings
from webmap.view.audience import Audience, audience_of
from webmap.view.filters import Filters, parse_filters
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import STATUSES, RegionLevel


@dataclass(frozen=True)
class PublishOptions:
    """Target, content and address of a copy.

    `copy_filters` are filters as parameters of an address (empty: everything that the public may see);
    `formats` the formats of exports; `provinces` codes of those with exports of their own (None: all, where
    no region is filtered); `drop_previous`: no file of the copy before stays (after something was taken
    back); `processes`: how many write at once (0: as many as there are processors); `tiles`: whether the copy
    shows the tiles of the settings.
    """

    target: Path
    settings: Settings
    copy_filters: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = tuple(FORMATS)
    provinces: tuple[str, ...] | None = None
    drop_previous: bool = False
    processes: int = 0
    tiles: bool = False

    def filters(self, table: RegionTable) -> Filters:
        """The parsed filters. Raises FilterError for an unknown one, and for one by lists."""
        if self.copy_filters.get("lists"):
            raise FilterError(
                say(
                    "A copy cannot be narrowed by lists: what a list adds depends on all of them. In the "
                    "copy itself, readers can choose lists."
                )
            )
        return parse_filters(self.copy_filters, table)

    def places(self, table: RegionTable) -> tuple[str, ...]:
        """Provinces with exports of their own."""
        if self.provinces is not None:
            return self.provinces
        if self.filters(table).regions():
            return ()
        return tuple(region.code for region in table.regions(RegionLevel.SIDO))

    def audience(self, table: RegionTable) -> Audience:
        """The public, limited to rows that match the filters; of every status where they name none."""
        public = audience_of(self.settings)
        if not self.copy_filters:
            return public
        within = self.filters(table)
        if "status" not in self.copy_filters:
            within = replace(within, status=frozenset(STATUSES))
        return replace(public, within=within)
