"""A snapshot: an immutable, versioned folder of files, published by one rename.

`<out>/<version>/` holds the files, `<out>/current` names the version that is served (see `pointer`). The
folder is written beside the old one and checked before `current` is replaced, so a reader sees either the old
snapshot or the new one, whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from webmap.errors import SnapshotError
from webmap.figures.listed_schools import ListedSchool
from webmap.places.regions.pieces import NO_PIECES, Pieces
from webmap.snapshot.editions import EditionTotal, read_editions, write_editions
from webmap.snapshot.faults import DamagedError, failures_in_sentences, not_written
from webmap.snapshot.folder import in_place, prune, writing
from webmap.snapshot.forgetting.forgotten import refuse_forgotten, remove_forgotten
from webmap.snapshot.geopackage.package import write_package
from webmap.snapshot.lists.claims import SCHEMA as CLAIM_SCHEMA
from webmap.snapshot.manifest import (
    CLAIMS,
    COUNTS,
    FORMAT,
    MANIFEST,
    PIECES,
    REGISTER_NAMES,
    ROWS,
    SCHOOLS,
    STATEMENTS,
    checked_manifest,
    fingerprint,
    region_file,
    sha256_of,
    topology_file,
    unknown_files,
)
from webmap.snapshot.pointer import Pointer, current_version, read_pointer, write_pointer
from webmap.snapshot.protected.manifest import read_either_manifest
from webmap.snapshot.rows import Rows
from webmap.snapshot.statements import SCHEMA
from webmap.snapshot.texts import TEXTS, stored_texts
from webmap.system.disk import disk_failure
from webmap.system.lock import HeldError
from webmap.vocabulary.messages import Texts, say
from webmap.vocabulary.terms import RegionLevel

PACKAGE = "map.gpkg"


@dataclass(frozen=True)
class Snapshot:
    """A published state of the map.

    `manifest`: version, created, as_of, fictional, sources, account, …; `schools`: as
    `regions.school_frame`; `regions`: by level, columns code, name, name_en, sido, sigungu (codes, for
    offices), geometry; `topologies`: the same boundaries as TopoJSON, codes as ids; `counts`: existing
    schools by sigungu and level; `rows`: every entry with its status, outcome and reason, read as
    needed; `statements`: what they say of schools, as `snapshot.statements`; `claims`: what all versions of
    the lists claim, as `snapshot.lists.claims`; `register_names`: as
    `figures.regions.register_names`, None in snapshots of older programs;
    `pieces`: borders and names for near zooms; `editions`: public totals of the editions up to this one.
    Geometries are EPSG:4326.
    """

    manifest: Mapping[str, Any]
    schools: gpd.GeoDataFrame
    regions: Mapping[RegionLevel, gpd.GeoDataFrame]
    topologies: Mapping[RegionLevel, Mapping[str, Any]]
    counts: pd.DataFrame
    rows: Rows
    statements: pa.Table = field(default_factory=SCHEMA.empty_table)
    claims: pa.Table = field(default_factory=CLAIM_SCHEMA.empty_table)
    register_names: pd.DataFrame | None = None
    pieces: Pieces = NO_PIECES
    editions: tuple[EditionTotal, ...] = ()

    @property
    def version(self) -> str:
        """Version, also the name of the folder."""
        return str(self.manifest["version"])

    @property
    def fictional(self) -> bool:
        """Whether any input was fictional sample data."""
        return bool(self.manifest["fictional"])

    @property
    def texts(self) -> Texts:
        """Translations of its sentences at the time it was written."""
        texts: Texts = self.manifest.get(TEXTS, {})
        return texts


def write_snapshot(
    snapshot: Snapshot, out: Path, keep: int = 5, check_served: Callable[[str | None], None] | None = None
) -> Path:
    """Publish a snapshot under `out` and return its folder. Raises SnapshotError; the old one then stays.

    `check_served` gets the served version once no other build can change it, and may raise.
    """

    def fill(fresh: Path) -> None:
        _write_files(snapshot, fresh)
        _check_whole(fresh)

    with publishing(out, snapshot.version, keep, check_served, fill, _is_whole) as target:
        return target


@contextmanager
def publishing(
    out: Path,
    version: str,
    keep: int,
    check_served: Callable[[str | None], None] | None,
    fill: Callable[[Path], None],
    is_whole: Callable[[Path], bool],
) -> Iterator[Path]:
    """Publish a version under `out` and give its folder, while no other build can publish.

    `fill` writes all files and checks them; `is_whole` tells whether a folder of this name may stay; the
    others as in `write_snapshot`. Raises SnapshotError; the old one then stays.
    """
    target = out / version
    try:
        with writing(out) as fresh:
            served = current_version(out)
            if check_served is not None:
                check_served(served)
            _fill(fresh, fill)
            with in_place(fresh, target, is_whole):
                write_pointer(out, Pointer(version, sha256_of(target / MANIFEST)))
            yield target
            prune(out, keep, version, {version, served})
            remove_forgotten(out)
    except HeldError as error:
        raise SnapshotError(
            say(
                "Another build has been writing to %(folder)s for a long time. Try again when "
                "it has finished, or stop it if it hangs.",
                folder=str(out),
            )
        ) from error
    except OSError as error:
        raise not_written(out, disk_failure(error)) from error


def _fill(fresh: Path, fill: Callable[[Path], None]) -> None:
    """Write all files and check them. Raises OSError or SnapshotError."""
    try:
        fill(fresh)
    except OSError:
        raise
    except Exception as error:
        if reason := disk_failure(error, fresh):
            raise not_written(fresh.parent, reason) from error
        raise


def open_snapshot(out: Path, pointer: Pointer | None = None, notes: bool = True) -> Snapshot:
    """Open a snapshot, by default the one that is served; without `notes` of schools, these are not loaded.

    Raises SnapshotError where there is none, or whatever is wrong with it.
    """
    if pointer is not None:
        refuse_forgotten(out, pointer.version)
        return _read(out / pointer.version, pointer.digest, notes)
    pointer = read_pointer(out)
    refuse_forgotten(out, pointer.version)
    try:
        return _read(out / pointer.version, pointer.digest, notes)
    except SnapshotError:
        # Builds that follow each other closely may have replaced and removed it meanwhile.
        if read_pointer(out) == pointer:
            raise
        return open_snapshot(out, notes=notes)


def open_schools(out: Path, pointer: Pointer) -> tuple[Mapping[str, Any], gpd.GeoDataFrame]:
    """The manifest and the schools of a snapshot, without notes; its files are all checked.

    Raises SnapshotError; its cause is an OtherFormatError where another version of the program wrote it.
    """
    with failures_in_sentences(out / pointer.version):
        return _manifest_and_schools(out / pointer.version, pointer.digest, notes=False)


def check_published(out: Path, pointer: Pointer, alone: bool = False) -> Mapping[str, Any]:
    """The manifest of a snapshot, of schools or protected, whose files are all there and as written.

    Raises SnapshotError with the first file that is not; where they are to be `alone`, also with one that
    does not belong to the snapshot.
    """
    folder = out / pointer.version
    refuse_forgotten(out, pointer.version)
    with failures_in_sentences(folder):
        manifest = checked_manifest(folder, pointer.digest, read_either_manifest)
        if alone and (unknown := unknown_files(folder, manifest)):
            raise DamagedError(say("the file %(file)s does not belong to it", file=unknown[0]))
        return manifest


def _write_files(snapshot: Snapshot, folder: Path) -> None:
    snapshot.schools.to_parquet(folder / SCHOOLS, compression="zstd")
    snapshot.counts.to_parquet(folder / COUNTS)
    for level, layer in snapshot.regions.items():
        layer.to_parquet(folder / region_file(level), compression="zstd")
    for level, shapes in snapshot.topologies.items():
        (folder / topology_file(level)).write_text(json.dumps(shapes, separators=(",", ":")), "utf-8")
    if snapshot.register_names is not None:
        snapshot.register_names.to_parquet(folder / REGISTER_NAMES, compression="zstd")
    if snapshot.pieces.names():
        snapshot.pieces.table.to_parquet(folder / PIECES, compression=None)
    snapshot.rows.write(folder / ROWS)
    pq.write_table(snapshot.statements, folder / STATEMENTS, compression="zstd")
    pq.write_table(snapshot.claims, folder / CLAIMS, compression="zstd")
    write_package(snapshot, folder / PACKAGE)
    write_editions(folder, snapshot.editions)
    files = {path.name: fingerprint(path) for path in sorted(folder.iterdir())}
    texts = stored_texts(snapshot.manifest, snapshot.rows.footer.sentences)
    _write_json(folder / MANIFEST, {**snapshot.manifest, "format": FORMAT, TEXTS: texts, "files": files})


def _read(folder: Path, digest: str = "", notes: bool = True) -> Snapshot:
    with failures_in_sentences(folder):
        manifest, schools = _manifest_and_schools(folder, digest, notes)
        return Snapshot(
            manifest=manifest,
            schools=schools,
            regions={level: gpd.read_parquet(folder / region_file(level)) for level in RegionLevel},
            topologies={
                level: json.loads((folder / topology_file(level)).read_text("utf-8")) for level in RegionLevel
            },
            counts=pd.read_parquet(folder / COUNTS),
            rows=Rows(folder / ROWS),
            statements=_table(folder / STATEMENTS, SCHEMA),
            claims=_table(folder / CLAIMS, CLAIM_SCHEMA)
            if CLAIMS in manifest["files"]
            else CLAIM_SCHEMA.empty_table(),
            register_names=pd.read_parquet(folder / REGISTER_NAMES)
            if REGISTER_NAMES in manifest["files"]
            else None,
            pieces=Pieces(pd.read_parquet(folder / PIECES)) if PIECES in manifest["files"] else NO_PIECES,
            editions=read_editions(folder),
        )


def _manifest_and_schools(
    folder: Path, digest: str, notes: bool
) -> tuple[Mapping[str, Any], gpd.GeoDataFrame]:
    manifest = checked_manifest(folder, digest)
    return manifest, _schools(folder / SCHOOLS, notes)


def _schools(path: Path, notes: bool) -> gpd.GeoDataFrame:
    """The schools. Raises ValueError where a column is missing, before a page needs it."""
    stored = pq.read_schema(path).names
    known = {field.name for field in fields(ListedSchool)} - {"lat", "lon"}
    if missing := known - set(stored):
        raise ValueError(f"columns are missing: {', '.join(sorted(missing))}")
    # Every row may have a note, so a reader who may not see them does not hold them in memory.
    return gpd.read_parquet(path, columns=None if notes else [name for name in stored if name != "notes"])


def _table(path: Path, schema: pa.Schema) -> pa.Table:
    """A table of a schema. Raises ValueError where a column is missing."""
    table = pq.read_table(path, schema=schema)
    if pq.read_schema(path).names != schema.names:
        raise ValueError("columns are missing")
    return table


def _check_whole(folder: Path) -> None:
    """Raise SnapshotError unless all files can be read."""
    # Closed at once: some systems do not rename a folder with an open file.
    _read(folder).rows.close()


def _is_whole(folder: Path) -> bool:
    try:
        _check_whole(folder)
    except SnapshotError:
        return False
    return True


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
