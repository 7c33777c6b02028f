"""Regions, addresses and region hints, loaded together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from webmap.places.addresses.addresses import ReadAddress, RegionHint, address_reader
from webmap.places.addresses.legal_dongs import load_legal_dongs
from webmap.places.addresses.region_hints import region_reader
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.region_table import RegionTable, load_region_table
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
