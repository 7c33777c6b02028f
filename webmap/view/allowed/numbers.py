"""Numbers of rows and names of lists as an audience may know them: no gap tells what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from webmap.figures.listed_schools import ADDRESS, key_of_address
from webmap.lists.naming.file_names import free_name

PARTS = 10_000
"""More entries than a row can have."""

Places = tuple[str, int, int]
"""List, row and part of an entry."""


class RowNumbers:
    """Counts the rows of each list, and the parts of each row, that an audience may see, from 1.

    `names`: public name of each list.
    """

    def __init__(
        self, names: Mapping[str, str], entries: Iterable[tuple[str, npt.NDArray[np.int64]]]
    ) -> None:
        """`entries`: arrays of `row * PARTS + part` of a list; a list may come several times."""
        self._names = names
        found: dict[str, list[npt.NDArray[np.int64]]] = {}
        for file, places in entries:
            found.setdefault(file, []).append(places)
        self._entries = {file: np.unique(np.concatenate(each)) for file, each in found.items()}
        self._rows = {file: np.unique(each // PARTS) for file, each in self._entries.items()}

    def of(self, file: str, row: int, part: int = 1) -> Places:
        """The public name of the list, and the public numbers of a row and of a part of it."""
        number = int(np.searchsorted(self._rows[file], row)) + 1
        places = self._entries[file]
        first, here = np.searchsorted(places, [row * PARTS, row * PARTS + part])
        return self._names[file], number, int(here - first) + 1

    def renumbered(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the snapshot with its public numbers."""
        file, number, part = self.of(row["file"], row["row"], row["part"])
        return {**row, "file": file, "row": number, "part": part}

    def schools(self, schools: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Schools of the snapshot with their public keys, and public names of lists as their sources."""
        sources = [sorted(self._names.get(each, each) for each in files) for files in schools["sources"]]
        return schools.assign(key=[self._key(key) for key in schools["key"]], sources=sources)

    def _key(self, key: str) -> str:
        """The public key of a school: that of an address holds the number of its row."""
        if not key.startswith(ADDRESS):
            return key
        file, _, row = key.removeprefix(ADDRESS).rpartition(":")
        return key_of_address(*self.of(file, int(row))[:2])


def public_names(sources: Iterable[Mapping[str, Any]], seen: Sequence[str]) -> dict[str, str]:
    """The public name of each list of `seen`: its own, with a number only where two of them share it."""
    names: dict[str, str] = {}
    for source in sources:
        if source["role"] == "list" and source["file"] in seen:
            names[source["file"]] = free_name(source.get("own_name") or source["file"], names.values())
    return {**{file: file for file in seen}, **names}
