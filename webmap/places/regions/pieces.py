"""The ready pieces with borders and names for near zooms, as a snapshot holds them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from webmap.places.regions.boundaries import boundaries, layers_key
from webmap.places.regions.cache import cached_frame, digest
from webmap.places.regions.dong_layer import legal_dong_coverage, simplified
from webmap.places.regions.piece_topology import make_pieces
from webmap.places.regions.region_table import load_region_table
from webmap.places.regions.topology import label_points
from webmap.system.progress import BeginStep, silent
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import RegionLevel

COLUMNS = ["piece", "west", "south", "east", "north", "content"]
MAKERS = ("piece_topology", "arcs", "dong_layer", "topology")
"""Modules on which the pieces depend, besides what all layers depend on."""


@dataclass(frozen=True)
class Pieces:
    """Ready pieces: columns `piece`, `west`, `south`, `east`, `north` (degrees), `content` (JSON, gzip)."""

    table: pd.DataFrame

    @cached_property
    def version(self) -> str:
        """Digest of the content of all pieces."""
        return digest(
            [*self.table["piece"], *(gzip.decompress(each).decode() for each in self.table["content"])]
        )

    @cached_property
    def _contents(self) -> Mapping[str, bytes]:
        return dict(zip(self.table["piece"], self.table["content"], strict=True))

    def names(self) -> list[str]:
        """Names of all pieces: the code of the sigungu, with a number where it has several."""
        return list(self._contents)

    def content(self, name: str) -> bytes | None:
        """A piece as JSON, or None where there is none of this name."""
        return gzip.decompress(self._contents[name]) if name in self._contents else None

    def packed(self, name: str) -> bytes:
        """A piece as JSON, compressed with gzip. Raises KeyError where there is none of this name."""
        return self._contents[name]

    def index(self, names: Collection[str] | None = None) -> dict[str, Any]:
        """Where each piece lies: its name, west, south, east and north; of all pieces or the named ones."""
        columns = self.table[["piece", "west", "south", "east", "north"]]
        rows = columns if names is None else columns[columns["piece"].isin(names)]
        return {"version": self.version, "pieces": rows.to_numpy().tolist()}


NO_PIECES = Pieces(pd.DataFrame(columns=COLUMNS))
"""What a snapshot holds that was made before there were pieces."""


def cached_pieces(cache: Path, on_step: BeginStep = silent) -> Pieces:
    """All pieces, made once per machine in about 30 seconds."""
    return Pieces(cached_frame(pieces_file(cache), lambda: _build(cache, on_step)))


def pieces_file(cache: Path) -> Path:
    """Where the cache keeps the pieces, once they are made."""
    sources = [Path(__file__).with_name(f"{name}.py") for name in MAKERS]
    return cache / f"pieces-{digest((layers_key(), *sources))}.parquet"


def _build(cache: Path, on_step: BeginStep) -> pd.DataFrame:
    on_step(say("Cleaning the boundaries of 5,000 legal-dongs (once, half a minute)"))
    sigungu = boundaries(RegionLevel.SIGUNGU, "full", cache, on_step)
    labels = dict(zip(sigungu["code"], label_points(sigungu.geometry), strict=True))
    table = load_region_table()
    regions = {region.code: region for region in table.regions(RegionLevel.SIGUNGU)}
    made = make_pieces(simplified(legal_dong_coverage(table)), regions, labels)
    return pd.DataFrame([(name, *box, _packed(content)) for name, box, content in made], columns=COLUMNS)


def _packed(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)
