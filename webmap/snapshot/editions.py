"""Totals of every edition of the map, by province, level and status: numbers only, and nothing by school.

Each snapshot holds those of the editions before it and its own, as the public saw them. So they stay when
older snapshots are removed, by age or by `webmap forget`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from webmap.errors import SnapshotError
from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import read_pointer

EDITIONS = "editions.csv"
"""Name of the file in a snapshot; older ones have none. Its form is the same in every format of snapshots."""


class EditionTotal(NamedTuple):
    """How many schools one edition lists in a province, of one level and one status; none that would be 0.

    `version`, `published` (day, ISO) and `as_of` (day, ISO) name the edition.
    """

    version: str
    published: str
    as_of: str
    sido: str
    level: str
    status: str
    schools: int


def read_editions(snapshot: Path) -> tuple[EditionTotal, ...]:
    """The totals in the folder of a snapshot, the oldest edition first; none where it has no such file.

    Raises OSError, and ValueError for a file that is not what was written.
    """
    path = snapshot / EDITIONS
    if not path.exists():
        return ()
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    if not rows or tuple(rows[0]) != EditionTotal._fields or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError(path.name)
    return tuple(_total(*row) for row in rows[1:])


def _total(
    version: str, published: str, as_of: str, sido: str, level: str, status: str, schools: str
) -> EditionTotal:
    return EditionTotal(version, published, as_of, sido, level, status, int(schools))


def write_editions(snapshot: Path, totals: Iterable[EditionTotal]) -> None:
    """Write the totals into the folder of a snapshot."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(EditionTotal._fields)
    writer.writerows(totals)
    (snapshot / EDITIONS).write_text(text.getvalue(), "utf-8")


def published_editions(folder: Path, fictional: bool) -> tuple[EditionTotal, ...]:
    """The totals that the published snapshot holds, whatever program wrote it.

    None where nothing is published, where it is damaged, or where one of the two is fictional.
    """
    try:
        snapshot = folder / read_pointer(folder).version
        if json.loads((snapshot / MANIFEST).read_text("utf-8")).get("fictional") is not fictional:
            return ()
        return read_editions(snapshot)
    except (SnapshotError, OSError, ValueError, AttributeError):
        return ()
