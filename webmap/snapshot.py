"""What was published: an immutable, versioned folder of files, swapped in by one rename.

`<out>/<version>/` holds the files, `<out>/current` names the version that is served. The folder is
written beside the old one and checked before `current` is replaced, so a reader sees either the old
snapshot or the new one, whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from webmap.errors import SnapshotError
from webmap.language import say
from webmap.terms import RegionLevel

FORMAT = 2
"""Raised when files change shape; another format is not opened."""

POINTER = "current"
MANIFEST = "manifest.json"
ROWS = "rows.json"
SCHOOLS = "schools.parquet"
COUNTS = "school_counts.parquet"
CAUTIONS = "cautions.json"
PACKAGE = "map.gpkg"


@dataclass(frozen=True)
class Snapshot:
    """A published state of the map.

    `manifest`: version, created, as_of, fictional, sources, account, …; `schools`: as
    `regions.school_frame`; `regions`: by level, columns code, name, name_en, sido, sigungu (codes, for
    offices), geometry; `counts`: existing schools by sigungu and level; `cautions`: by level and code;
    `rows`: every entry with its outcome and reason. Geometries are EPSG:4326.
    """

    manifest: Mapping[str, Any]
    schools: gpd.GeoDataFrame
    regions: Mapping[RegionLevel, gpd.GeoDataFrame]
    counts: pd.DataFrame
    cautions: Mapping[RegionLevel, Mapping[str, Sequence[str]]]
    rows: Sequence[Mapping[str, Any]]

    @property
    def version(self) -> str:
        """Version, also the name of the folder."""
        return str(self.manifest["version"])

    @property
    def fictional(self) -> bool:
        """Whether any input was fictional sample data."""
        return bool(self.manifest["fictional"])


def write_snapshot(snapshot: Snapshot, out: Path, keep: int = 5) -> Path:
    """Publish a snapshot under `out` and return its folder. Raises SnapshotError; the old one then stays."""
    target = out / snapshot.version
    fresh: Path | None = None
    try:
        out.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
        fresh.chmod(0o755)  # mkdtemp's folders are closed to all others
        _write_files(snapshot, fresh)
        _read(fresh)
        if not target.exists():
            fresh.rename(target)
        _point_to(out, snapshot.version)
    except OSError as error:
        raise SnapshotError(
            say(
                "The snapshot could not be written to %(folder)s (%(reason)s). "
                "The old one, if any, is still served.",
                folder=str(out),
                reason=error.strerror or type(error).__name__,
            )
        ) from error
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
    _forget_old(out, keep, snapshot.version)
    return target


def current_version(out: Path) -> str | None:
    """Version that is served, or None where nothing was published."""
    try:
        version = (out / POINTER).read_text("utf-8").strip()
    except OSError:
        return None
    return version if version and Path(version).name == version else None


def open_snapshot(out: Path) -> Snapshot:
    """Open the snapshot that is served. Raises SnapshotError where there is none, or it is damaged."""
    version = current_version(out)
    if version is None:
        raise SnapshotError(
            say("Nothing was published in %(folder)s yet. Run `webmap build` first.", folder=str(out))
        )
    return _read(out / version)


def _write_files(snapshot: Snapshot, folder: Path) -> None:
    snapshot.schools.to_parquet(folder / SCHOOLS, compression="zstd")
    snapshot.counts.to_parquet(folder / COUNTS)
    for level, layer in snapshot.regions.items():
        layer.to_parquet(folder / f"{level}.parquet", compression="zstd")
    _write_json(folder / CAUTIONS, snapshot.cautions)
    _write_json(folder / ROWS, list(snapshot.rows))
    _write_package(snapshot, folder / PACKAGE)
    files = {path.name: _fingerprint(path) for path in sorted(folder.iterdir())}
    _write_json(folder / MANIFEST, {**snapshot.manifest, "format": FORMAT, "files": files})


def _write_package(snapshot: Snapshot, path: Path) -> None:
    """A GeoPackage for people and GIS: points, regions, and a table that says what they are."""
    points = snapshot.schools.drop(columns="notes").copy()
    points["sources"] = [", ".join(sources) for sources in points["sources"]]
    points.to_file(path, layer="schools", driver="GPKG", engine="pyogrio")
    for level, layer in snapshot.regions.items():
        plain = layer.drop(columns=["sigungu"], errors="ignore")
        plain.to_file(path, layer=level.value, driver="GPKG", engine="pyogrio")
    about = {"version": snapshot.version, "as_of": snapshot.manifest["as_of"], "notice": _notice(snapshot)}
    frame = gpd.GeoDataFrame(
        {"key": list(about), "value": list(about.values())}, geometry=[None] * len(about)
    )
    frame.set_crs("EPSG:4326").to_file(path, layer="about", driver="GPKG", engine="pyogrio")


def _notice(snapshot: Snapshot) -> str:
    if not snapshot.fictional:
        return ""
    notice = say("Fictional sample data. No school named here exists.")
    return f"{notice.render('ko')} / {notice.render('en')}"


def _read(folder: Path) -> Snapshot:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        _check(folder, manifest)
        return Snapshot(
            manifest=manifest,
            schools=gpd.read_parquet(folder / SCHOOLS),
            regions={level: gpd.read_parquet(folder / f"{level}.parquet") for level in RegionLevel},
            counts=pd.read_parquet(folder / COUNTS),
            cautions={
                RegionLevel(level): codes
                for level, codes in json.loads((folder / CAUTIONS).read_text("utf-8")).items()
            },
            rows=json.loads((folder / ROWS).read_text("utf-8")),
        )
    except (OSError, ValueError, KeyError) as error:
        raise SnapshotError(
            say(
                "The snapshot in %(folder)s is damaged or of another version. Run `webmap build` again.",
                folder=str(folder),
            )
        ) from error


def _check(folder: Path, manifest: Mapping[str, Any]) -> None:
    if manifest["format"] != FORMAT:
        raise ValueError("format")
    for name, fingerprint in manifest["files"].items():
        if _fingerprint(folder / name) != fingerprint:
            raise ValueError(name)


def _fingerprint(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def _point_to(out: Path, version: str) -> None:
    fresh = out / f".{POINTER}-{os.getpid()}"
    fresh.write_text(version, "utf-8")
    fresh.replace(out / POINTER)


def _forget_old(out: Path, keep: int, current: str) -> None:
    """Remove all but the newest snapshots; one that a reader still opens goes in a later build."""
    folders = sorted(
        (path for path in out.iterdir() if (path / MANIFEST).is_file()), key=lambda path: path.name
    )
    for folder in folders[:-keep]:
        if folder.name != current:
            shutil.rmtree(folder, ignore_errors=True)
