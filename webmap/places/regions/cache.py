"""A cache of costly tables, as GeoParquet or Parquet files in a folder of the user."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from webmap.system.lock import locked_folder

log = logging.getLogger(__name__)

PART = ".part"
"""End of the names of files that are being written."""
WAIT_S = 30.0
"""Seconds to wait for another process that writes a table."""

Frame = TypeVar("Frame", bound=pd.DataFrame)


def digest(ingredients: Iterable[Path | str]) -> str:
    """Short digest of texts and of the contents of files, in the order given."""
    total = hashlib.sha256()
    for ingredient in ingredients:
        content = ingredient.read_bytes() if isinstance(ingredient, Path) else ingredient.encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()[:16]


def cached_frame(path: Path, build: Callable[[], Frame]) -> Frame:
    """Table at `path`; if it is missing or damaged, the result of `build`, stored there for the next time.

    The name of the file must change with everything that the table depends on. A folder that cannot be
    written to costs time, not the result.
    """
    cached = _read(path)
    if cached is not None:
        return cached  # type: ignore[return-value] # the file of this name is a result of `build`
    frame = build()
    try:
        _write(path, frame)
    except OSError as error:
        log.warning("%s can not be kept in the cache: %s", path.name, error)
    return frame


def _read(path: Path) -> pd.DataFrame | None:
    if not path.exists():
        return None
    read = gpd.read_parquet if path.suffix == ".geoparquet" else pd.read_parquet
    try:
        frame: pd.DataFrame = read(path, page_checksum_verification=True)
    except Exception as error:  # noqa: BLE001 (a damaged file may raise any error)
        log.warning("%s in the cache is damaged and is made anew: %s", path.name, error)
        return None
    return frame


def _write(path: Path, frame: pd.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked_folder(path.parent, WAIT_S) as is_alone:
        if is_alone:
            _delete_parts(path.parent)
        handle, beside = tempfile.mkstemp(dir=path.parent, suffix=PART)
        os.close(handle)
        try:
            frame.to_parquet(beside, compression="zstd", write_page_checksum=True)
            Path(beside).replace(path)
        finally:
            Path(beside).unlink(missing_ok=True)


def _delete_parts(folder: Path) -> None:
    """Delete the partial files of killed processes: no other process writes now."""
    for part in folder.glob(f"*{PART}"):
        part.unlink(missing_ok=True)
