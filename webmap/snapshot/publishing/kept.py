"""The file `kept` in a folder of snapshots: versions that stay, however many are kept besides.

One version in each line. The review desk writes it, so that a release which two people approved can be served
again; `webmap forget` removes such a version all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from webmap.snapshot.pointer import VERSION
from webmap.system.atomic_file import replaced
from webmap.system.disk import sync_folder

KEPT = "kept"
MAX_BYTES = 100_000


def kept_in(folder: Path) -> frozenset[str]:
    """Versions that the file names; none without a file. Lines that are no version are passed over."""
    try:
        with (folder / KEPT).open("rb") as source:
            lines = source.read(MAX_BYTES).decode("utf-8", "replace").split("\n")
    except OSError:
        return frozenset()
    return frozenset(line.strip() for line in lines if VERSION.fullmatch(line.strip()))


def note_kept(folder: Path, versions: Iterable[str]) -> None:
    """Keep these versions from now on, and no others. Raises OSError; the file is then as it was."""
    new = frozenset(versions)
    if new != kept_in(folder):
        with replaced(folder / KEPT) as fresh:
            fresh.write_text("".join(f"{version}\n" for version in sorted(new)), "utf-8")
        sync_folder(folder)
