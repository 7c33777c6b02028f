"""Removing kept snapshots for good: one by its version, or all older ones that hold a school."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from webmap.errors import SnapshotError
from webmap.snapshot.folder import GOING, WAIT_S
from webmap.snapshot.forgetting.forgotten import note_forgotten
from webmap.snapshot.manifest import MANIFEST, ROWS, SCHOOLS, is_of_regions
from webmap.snapshot.pointer import VERSION, current_version
from webmap.system.disk import reason_of, sync_folder
from webmap.system.lock import HeldError, locked_folder
from webmap.vocabulary.messages import say

NAMED_BY = {SCHOOLS: ("key", "id", "name"), ROWS: ("school", "query")}
"""Columns by which a file of a snapshot names a school."""


def versions_in(folder: Path) -> list[str]:
    """Versions of the snapshots in a folder, the oldest first, whole or not."""
    if not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if VERSION.fullmatch(path.name) and (path / MANIFEST).exists()
    )


def versions_naming(folder: Path, school: str) -> list[str]:
    """Versions that hold a school by its key, official ID or name, or by the text of an entry off the map.

    Protected numbers hold none. One whose files cannot be read counts, as nobody can say that it does not.
    """
    return [version for version in versions_in(folder) if _names(folder / version, school)]


def _names(snapshot: Path, school: str) -> bool:
    try:
        if is_of_regions((snapshot / MANIFEST).read_bytes()):
            return False
        return any(_holds(snapshot / file, columns, school) for file, columns in NAMED_BY.items())
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return True


def _holds(path: Path, columns: Iterable[str], school: str) -> bool:
    table = pq.read_table(path, columns=list(columns))
    return any(pc.any(pc.equal(table[name].cast(pa.string()), school)).as_py() for name in columns)


def remove_versions(folder: Path, versions: Iterable[str]) -> None:
    """Remove snapshots, and note for other machines that they are gone.

    Raises SnapshotError for the served one, and for want of access.
    """
    try:
        with locked_folder(folder, WAIT_S):
            served, versions = current_version(folder), list(versions)
            note_forgotten(folder, [version for version in versions if version != served])
            for version in versions:
                if version == served:
                    raise SnapshotError(
                        say(
                            "Snapshot %(version)s is served. Publish another one first, then remove it.",
                            version=version,
                        )
                    )
                _remove(folder, version)
            sync_folder(folder)
    except (HeldError, OSError) as error:
        raise SnapshotError(
            say(
                "The folder %(folder)s cannot be changed now (%(reason)s). Try again; what is left may still "
                "hold what should be gone.",
                folder=str(folder),
                reason=reason_of(error),
            )
        ) from error


def _remove(folder: Path, version: str) -> None:
    going = folder / f"{GOING}{version}"
    # Renamed before removal: a half removed folder would look like a damaged snapshot.
    (folder / version).rename(going)
    shutil.rmtree(going)
