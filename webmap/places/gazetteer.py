"""Regions, addresses and region hints, loaded together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webmap.places.addresses.addresses import ReadAddress, RegionHint, address_reader
from webmap.places.addresses.legal_dongs import load_legal_dongs
from webmap.places.addresses.region_hints import region_reader
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.region_table import RegionTable, ancestors, load_region_table
from webmap.system.progress import BeginStep, silent
from webmap.vocabulary.terms import RegionLevel

ReadRegion = Callable[[str], RegionHint]
"""Reads the text of a region column."""


@dataclass(frozen=True)
class Places:
    """Today's regions, readers of addresses and region hints, and the cache of boundaries."""

    table: RegionTable
    read_address: ReadAddress
    read_region: ReadRegion
    cache: Path


def load_places(cache: Path, on_step: BeginStep = silent) -> Places:
    """Load regions and addresses from the cache; they are made ready there once per machine."""
    for level in RegionLevel:
        boundaries(level, "web", cache, on_step)
    legal_dongs = load_legal_dongs(cache, on_step)
    return Places(load_region_table(), address_reader(legal_dongs), region_reader(legal_dongs), cache)


def region_layer(level: RegionLevel, places: Places) -> Any:
    """The regions of a level: code, name, name_en, sido, sigungu (codes of those in it), geometry."""
    layer = boundaries(level, "web", places.cache)
    regions = [places.table.region(level, code) for code in layer["code"]]
    covered: dict[str, list[str]] = {}
    for code, parent in ancestors(places.table, level).items():
        covered.setdefault(parent, []).append(code)
    return layer.assign(
        name=[region.name for region in regions],
        name_en=[region.name_en for region in regions],
        sido=[region.sido for region in regions],
        sigungu=[covered[region.code] for region in regions],
    )
