"""A protected snapshot: what the public process opens with WEBMAP_DISCLOSURE=regions, and nothing besides.

It lies in the folder of snapshots as one of schools does, under the same pointer, lock and checks. It holds
the served edition and those that are audited together with it, existing schools by region, and boundaries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Form
from webmap.disclosure.ledger import read_editions
from webmap.errors import DisclosureError, SnapshotError
from webmap.places.regions.pieces import Pieces
from webmap.snapshot.faults import DamagedError, failures_in_sentences
from webmap.snapshot.forgetting.forgotten import refuse_forgotten
from webmap.snapshot.manifest import (
    COUNTS,
    MANIFEST,
    MAX_MANIFEST_BYTES,
    PIECES,
    REGIONS,
    checked_manifest,
    fingerprint,
    is_of_regions,
    region_file,
    topology_file,
)
from webmap.snapshot.pointer import Pointer, read_pointer
from webmap.snapshot.protected.manifest import (
    EDITION,
    PROTECTED_FORMAT,
    form_of,
    read_protected_manifest,
)
from webmap.snapshot.snapshot import publishing
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Outcome, RegionLevel

if TYPE_CHECKING:
    from webmap.disclosure.audit import Audit


@dataclass(frozen=True)
class ProtectedSnapshot:
    """Protected numbers of regions, without schools.

    `manifest`: as `protected.manifest`; `edition`: the served numbers; `earlier`: the editions before it that
    are audited with it, the oldest first; `regions`, `topologies`, `counts` (existing schools by sigungu and
    level) and `pieces`: as in `snapshot.Snapshot`; `folder`: where its files are.
    """

    manifest: Mapping[str, Any]
    edition: Edition
    earlier: tuple[Edition, ...]
    regions: Mapping[RegionLevel, gpd.GeoDataFrame]
    topologies: Mapping[RegionLevel, Mapping[str, Any]]
    counts: pd.DataFrame
    pieces: Pieces
    folder: Path = field(default_factory=Path)

    @property
    def version(self) -> str:
        """Version, also the name of the folder; it tells when the snapshot was made and nothing else."""
        return str(self.manifest["version"])

    @property
    def fictional(self) -> bool:
        """Whether any input was fictional sample data."""
        return bool(self.manifest["fictional"])

    @property
    def national(self) -> Mapping[Outcome, tuple[int, int]]:
        """Share of the lists' entries by outcome, in percent, each known to ten; empty where they are few."""
        return {Outcome(name): (low, high) for name, (low, high) in self.manifest["outcomes"].items()}

    @property
    def lists(self) -> Mapping[str, Any]:
        """`count` of the lists; `in_several`: share of the counted schools that several lists name."""
        figures: Mapping[str, Any] = self.manifest["lists"]
        return figures

    @property
    def corrections(self) -> Mapping[str, Form]:
        """Corrections by month (2024-08), of months that are long over."""
        return {month: form_of(stated) for month, stated in self.manifest["corrections"].items()}


def is_protected(out: Path) -> bool:
    """Whether the snapshot that is served from a folder is one of protected numbers.

    False where nothing is published, or where what is published cannot be read.
    """
    try:
        with (out / read_pointer(out).version / MANIFEST).open("rb") as source:
            return is_of_regions(source.read(MAX_MANIFEST_BYTES))
    except Exception:  # noqa: BLE001 (whatever is wrong with it, it is no protected snapshot)
        return False


def open_protected(out: Path, version: str | None = None) -> ProtectedSnapshot:
    """Open a protected snapshot of a folder of snapshots, by default the one that is served.

    Raises SnapshotError where there is none, where it shows schools, or whatever is wrong with it.
    """
    pointer = read_pointer(out) if version is None else Pointer(version)
    return open_pointed(out, pointer)


def open_pointed(out: Path, pointer: Pointer) -> ProtectedSnapshot:
    """Open the protected snapshot that a pointer names. Raises SnapshotError."""
    refuse_forgotten(out, pointer.version)
    return _read(out / pointer.version, pointer.digest)


def write_protected(
    snapshot: ProtectedSnapshot,
    out: Path,
    keep: int = 5,
    check_served: Callable[[str | None], None] | None = None,
    on_published: Callable[[], None] | None = None,
) -> Path:
    """Publish a protected snapshot under `out` and return its folder.

    It is read back and audited with a new model before it is served. `check_served` as in
    `snapshot.write_snapshot`; `on_published` is called once it is served, while no other build can publish.
    Raises SnapshotError or DisclosureError; the old one then stays.
    """

    def fill(fresh: Path) -> None:
        _write_files(snapshot, fresh)
        _read(fresh)

    with publishing(out, snapshot.version, keep, check_served, fill, _is_whole) as target:
        if on_published is not None:
            on_published()
        return target


def audited(editions: Sequence[Edition]) -> Audit:
    """The audit of the last edition. Raises DisclosureError naming a group that is not protected."""
    # Imported here, as a process that only reads needs no solver.
    from webmap.disclosure.audit import audit
    from webmap.disclosure.protect import unmet

    found = audit(editions)
    if found.breaches:
        raise unmet(found.breaches[0])
    if not found.passed:
        raise DisclosureError(
            say(
                "The numbers cannot be protected: %(schools)s schools would be listed for certain.",
                schools=found.provable,
            )
        )
    return found


def _write_files(snapshot: ProtectedSnapshot, folder: Path) -> None:
    """Write all files; the manifest last, with what the audit of the written editions has found."""
    editions = (*snapshot.earlier, snapshot.edition)
    paths = [folder / EDITION.format(day=each.day) for each in editions]
    for path, edition in zip(paths, editions, strict=True):
        path.write_bytes(edition.as_bytes())
    found = audited(read_editions(paths))
    snapshot.counts.to_parquet(folder / COUNTS)
    for level, layer in snapshot.regions.items():
        layer.to_parquet(folder / region_file(level), compression="zstd")
    for level, shapes in snapshot.topologies.items():
        (folder / topology_file(level)).write_text(json.dumps(shapes, separators=(",", ":")), "utf-8")
    snapshot.pieces.table.to_parquet(folder / PIECES, compression=None)
    manifest = {
        **snapshot.manifest,
        "format": PROTECTED_FORMAT,
        "disclosure": REGIONS,
        "audit": _described(found, snapshot),
        "editions": [each.day for each in editions],
        "files": {path.name: fingerprint(path) for path in sorted(folder.iterdir())},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")


def _described(found: Audit, snapshot: ProtectedSnapshot) -> Mapping[str, Any]:
    created = datetime.fromisoformat(snapshot.manifest["created"])
    return {
        "day": created.astimezone(KOREA).date().isoformat(),
        "edition": snapshot.edition.digest,
        "cells": found.cells,
        "groups": found.groups,
        "together": found.together,
    }


def _read(folder: Path, digest: str = "") -> ProtectedSnapshot:
    with failures_in_sentences(folder):
        manifest = checked_manifest(folder, digest, read_protected_manifest)
        editions = read_editions([folder / EDITION.format(day=day) for day in manifest["editions"]])
        if manifest["audit"]["edition"] != editions[-1].digest:
            raise DamagedError(say("it was not audited"))
        return ProtectedSnapshot(
            manifest=manifest,
            edition=editions[-1],
            earlier=tuple(editions[:-1]),
            regions={level: gpd.read_parquet(folder / region_file(level)) for level in RegionLevel},
            topologies={
                level: json.loads((folder / topology_file(level)).read_text("utf-8")) for level in RegionLevel
            },
            counts=pd.read_parquet(folder / COUNTS),
            pieces=Pieces(pd.read_parquet(folder / PIECES)),
            folder=folder,
        )


def _is_whole(folder: Path) -> bool:
    try:
        _read(folder)
    except SnapshotError:
        return False
    return True
