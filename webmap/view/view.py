"""The only access to a snapshot: the schools that an audience may see under filters, and their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from webmap.comparison.comparison import Comparison
from webmap.comparison.named_lists import NamedLists, named_lists
from webmap.figures.coded_schools import CodedSchools, Rows, code_schools
from webmap.figures.regions import cautions, count_figures
from webmap.places.regions.region_table import RegionTable, ancestors
from webmap.snapshot.snapshot import Snapshot
from webmap.view.allowed.comparison import compared
from webmap.view.allowed.part import RowsOfPart
from webmap.view.allowed.rows import AllowedRows, UnplacedRows
from webmap.view.allowed.schools import ListedName, allowed_schools, count_findings, names_in, sorted_by_name
from webmap.view.allowed.sources import allowed_sources
from webmap.view.audience import PUBLIC, Audience
from webmap.view.filter_masks import BY_NAME, meets
from webmap.view.filters import FILTERS, NO_FILTER, Filters
from webmap.view.search import search_text
from webmap.view.unplaced import Entry, Found, Group, count_groups, find
from webmap.view.unplaced_filters import UnplacedFilters
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Outcome, RegionLevel

MAX_CACHED_PARTS = 128
"""Cached masks of one filter's value, a byte for each school."""
MAX_CACHED_REGIONS = 64
"""Cached tables of regions of a view: the pages of one answer, and an export's formats, use the same one."""


@dataclass(frozen=True)
class View:
    """A snapshot as one audience may see it."""

    snapshot: Snapshot
    table: RegionTable
    audience: Audience = PUBLIC

    @cached_property
    def _allowed(self) -> gpd.GeoDataFrame:
        """All schools that the audience may see, with the columns that filters test."""
        schools = self._allowed_as_stored
        if self._entries.numbers is not None:
            schools = self._entries.numbers.schools(schools)
        names = zip(schools["name"], schools["name_en"], strict=True)
        return schools.assign(_search=[search_text(*each) for each in names])

    @cached_property
    def _allowed_as_stored(self) -> gpd.GeoDataFrame:
        """The same with the keys and names of lists that the snapshot has."""
        return allowed_schools(self.snapshot, self.audience)

    @cached_property
    def as_of(self) -> str:
        """The day (ISO) of the data: as stated, else the last one of what the audience may see."""
        manifest = self.snapshot.manifest
        if manifest.get("as_of_stated") or self.audience.sees_every_row:
            return str(manifest["as_of"])
        listed = self._allowed_as_stored["last_reported"].dropna()
        days = (*(each.last for each in self._entries.counts), *listed)
        return max((str(day) for day in days if day), default=str(manifest["created"])[:10])

    @cached_property
    def sources(self) -> list[dict[str, Any]]:
        """The files and services from which the data comes, as the audience may know them."""
        stored = self.snapshot.manifest["sources"]
        if self.audience.files:
            return [dict(each) for each in stored]
        places = Counter(map(str, filter(None, self._allowed["provider"])))
        findings = count_findings(self.snapshot, self.audience, self._allowed_as_stored["key"])
        return list(allowed_sources(stored, self._entries.counts, self._entries.names, places, findings))

    def schools(self, filters: Filters) -> gpd.GeoDataFrame:
        """Listed schools that match the filter, in the snapshot's order (EPSG:4326)."""
        return self._allowed[self._rows(filters)].drop(columns="_search")

    def schools_by_name(self, filters: Filters, start: int, count: int) -> list[ListedName]:
        """Some schools that match the filter, in the order in which the page lists them."""
        names, order = self._by_name
        found = np.flatnonzero(self._rows(filters)[order])[start : start + count]
        return [names[place] for place in found]

    @cached_property
    def _by_name(self) -> tuple[list[ListedName], npt.NDArray[np.int64]]:
        return sorted_by_name(self._allowed)

    @cached_property
    def _coded(self) -> CodedSchools:
        return code_schools(self._allowed)

    def _rows(self, filters: Filters) -> Rows:
        """Which of the allowed schools match the filter."""
        rows = np.ones(len(self._allowed), dtype=bool)
        for each in FILTERS:
            if value := filters.value(each.name):
                rows &= self._rows_of(each.name, value)
        return rows

    @cached_property
    def _rows_of(self) -> Callable[[str, Any], Rows]:
        """By filter and value; one page asks for several views that differ in one filter alone."""
        return lru_cache(maxsize=MAX_CACHED_PARTS)(
            lambda name, value: meets(self._columns_of(name), BY_NAME[name], value).to_numpy(dtype=bool)
        )

    def _columns_of(self, name: str) -> gpd.GeoDataFrame:
        """The schools with the column that a filter tests; lists are held against each other for theirs."""
        if name != "lists":
            return self._allowed
        return self._allowed.assign(lists=[self.lists.by_school.get(key, ()) for key in self._allowed["key"]])

    def undated(self, filters: Filters) -> int:
        """Schools that only the period leaves out, as they have no date."""
        if filters.since is None and filters.until is None:
            return 0
        rows = self._rows(replace(filters, since=None, until=None))
        return int((self._coded.first[rows] < 0).sum())

    def region_figures(self, filters: Filters, level: RegionLevel) -> pd.DataFrame:
        """Figures by region (columns `regions.FIGURES`), one row per region that matches the filter."""
        table = count_figures(
            self._coded,
            self._rows(filters),
            self._counts(filters),
            ancestors(self.table, level),
            filters.level,
        )
        order = [region.code for region in self.table.regions(level) if region.code in table.index]
        return table.loc[order]

    def listed_by_region(self, filters: Filters, level: RegionLevel) -> dict[str, int]:
        """Only how many schools match the filter, by region; a cheap part of `region_figures`."""
        codes = [region.code for region in self.table.regions(level)]
        sizes = self._coded.sizes(self._rows(filters), ancestors(self.table, level), codes)
        return dict(zip(codes, sizes.tolist(), strict=True))

    def regions(self, filters: Filters, level: RegionLevel) -> gpd.GeoDataFrame:
        """Regions with geometry (EPSG:4326), names, figures, existing schools by level and cautions."""
        return self._regions(filters, level).copy(deep=False)

    @cached_property
    def _regions(self) -> Callable[[Filters, RegionLevel], gpd.GeoDataFrame]:
        return lru_cache(maxsize=MAX_CACHED_REGIONS)(self._count_regions)

    def _count_regions(self, filters: Filters, level: RegionLevel) -> gpd.GeoDataFrame:
        numbers = self.region_figures(filters, level)
        shapes = self.snapshot.regions[level].set_index("code").loc[numbers.index]
        return self._with_existing(shapes.join(numbers), filters, level)

    def message(self, stored: Mapping[str, Any] | str) -> Message:
        """A sentence of the snapshot, stored with or without values, for rendering in either language."""
        if isinstance(stored, str):
            return Message(stored, stored=self.snapshot.texts.get(stored, {}))
        return Message.from_json(stored, self.snapshot.texts)

    def topology(self, level: RegionLevel) -> Mapping[str, Any]:
        """Boundaries of all regions of a level as TopoJSON, without any filter."""
        return self.snapshot.topologies[level]

    def unfiltered_regions(self, level: RegionLevel) -> pd.DataFrame:
        """Fields of all regions, without any filter: indexed by code, name, name_en, sido, sigungu.

        Also `register` (existing schools by level) and `cautions` (codes).
        """
        regions = self.snapshot.regions[level].set_index("code")[["name", "name_en", "sido", "sigungu"]]
        return self._with_existing(regions, NO_FILTER, level)

    def register_names(self) -> pd.DataFrame | None:
        """Every open school of the register by name, in the part that the audience's data covers.

        Columns as `figures.regions.register_names`; None where the snapshot has none. No listing changes it,
        so that a withheld school is the same as one that is not listed.
        """
        names, within = self.snapshot.register_names, self.audience.within
        return names if names is None or within is None else names_in(names, within, self.table)

    def existing_schools(self) -> pd.DataFrame:
        """How many schools exist: rows = sigungu codes, columns = counted levels."""
        return self.snapshot.counts.copy()

    def providers(self) -> list[str]:
        """Codes of the online geocoders that gave the point of a school that the audience may see, sorted."""
        return sorted(str(code) for code in self._allowed["provider"].unique() if code)

    @cached_property
    def comparison(self) -> Comparison:
        """The lists held against each other, as far as the audience may know them."""
        keys = zip(self._allowed_as_stored["key"], self._allowed["key"], strict=True)
        return compared(self.snapshot, self.audience, dict(keys), self._allowed, self._entries, self._part)

    @cached_property
    def lists(self) -> NamedLists:
        """The lists between which the audience can choose, and those that name each school."""
        return named_lists(self.comparison.lists, self.comparison.presence)

    def totals(self, filters: Filters) -> dict[str, Any]:
        """The figures of all schools that match the filter, as one row of `region_figures`."""
        counts = self._counts(filters)
        nation = count_figures(
            self._coded, self._rows(filters), counts, dict.fromkeys(counts.index, "all"), filters.level
        )
        return dict(nation.loc["all"]) if len(nation) else {}

    def unplaced_rows(self) -> dict[Outcome, UnplacedRows]:
        """Entries of lists whose school is not on the map, by outcome.

        Where the audience may not read the texts, a row has `withheld` and no text of the list.
        """
        counts = self.account()
        return {each: UnplacedRows(self._entries, each, counts[each]) for each in UNPLACED_OUTCOMES}

    def unplaced(self, filters: UnplacedFilters) -> Found:
        """Entries that are not on the map and match the filters, with the counts of every choice.

        Texts are withheld before the search. Raises NotFoundError for a page beyond the last one.
        """
        return find(self._entries.blocks(UNPLACED_OUTCOMES, with_texts=bool(filters.q)), filters)

    @cached_property
    def unplaced_groups(self) -> list[Group]:
        """Numbers of the entries that are not on the map, as `unplaced.count_groups`."""
        return count_groups(self._entries.blocks(UNPLACED_OUTCOMES, with_texts=False))

    def unplaced_entries(self) -> Iterator[Entry]:
        """Every entry that is not on the map, with the fields that filters test."""
        for block in self._entries.blocks(UNPLACED_OUTCOMES):
            yield from block.entries()

    def unplaced_files(self) -> list[str]:
        """Names of the lists by which entries that are not on the map can be chosen, sorted."""
        return sorted({each.file for each in self._entries.counts})

    def account(self) -> dict[Outcome, int]:
        """Entries by outcome, of those whose status the audience may see."""
        counts: Counter[str] = Counter()
        for each in self._entries.counts:
            counts[each.outcome] += each.entries
        return {outcome: counts[outcome.value] for outcome in Outcome}

    def sizes(self) -> dict[str, int]:
        """Numbers of rows, entries and schools for this audience."""
        return {
            "rows": sum(each.rows for each in self._entries.counts),
            "entries": sum(each.entries for each in self._entries.counts),
            "schools": len(self._allowed),
        }

    @cached_property
    def _entries(self) -> AllowedRows:
        sources = self.snapshot.manifest.get("sources", ())
        return AllowedRows(self.snapshot.rows, self.audience, sources, self._part)

    @property
    def _part(self) -> RowsOfPart | None:
        if (within := self.audience.within) is None:
            return None
        provinces = set(self._counts(within).index.map(ancestors(self.table, RegionLevel.SIDO)))
        return RowsOfPart(within, list(self._allowed_as_stored["key"]), provinces)

    def cautions(self, level: RegionLevel) -> dict[str, list[str]]:
        """Codes of `regions.CAUTIONS` by region code, regions without one left out."""
        return {code: codes for code, codes in self._cautions[level].items() if codes}

    @cached_property
    def _cautions(self) -> dict[RegionLevel, dict[str, list[str]]]:
        """By level and code, from all schools that the audience may see, without any filter."""
        return {
            level: cautions(self._allowed, self.snapshot.counts, ancestors(self.table, level))
            for level in RegionLevel
        }

    def _with_existing(self, regions: Any, filters: Filters, level: RegionLevel) -> pd.DataFrame:
        register = self._existing(filters, level).loc[regions.index].to_dict("records")
        warned = [self._cautions[level].get(code, []) for code in regions.index]
        table: pd.DataFrame = regions.assign(register=register, cautions=warned)
        return table

    def _existing(self, filters: Filters, level: RegionLevel) -> pd.DataFrame:
        """Existing schools by region of a level and by school level."""
        counts = self._counts(filters)
        return counts.groupby(counts.index.map(ancestors(self.table, level))).sum()

    def _counts(self, filters: Filters) -> pd.DataFrame:
        """Existing schools by sigungu, only for sigungu that match the filter."""
        counts = self.snapshot.counts
        for level, codes in filters.regions().items():
            parents = ancestors(self.table, level)
            counts = counts[counts.index.map(parents).isin(codes)]
        return counts
