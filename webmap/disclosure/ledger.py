"""The ledger: a folder with one file for each edition ever shown, needed as long as any is shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from webmap.disclosure.edition import Edition, read_edition
from webmap.errors import DisclosureError
from webmap.system.atomic_file import make_folder, replaced
from webmap.system.disk import disk_failure
from webmap.vocabulary.messages import say

MAX_BYTES = 16 * 1024**2
"""Bytes of a file; one of all 229 sigungu has 40,000."""
SUFFIX = ".json"


def read_editions(paths: Iterable[Path]) -> list[Edition]:
    """The editions of files, the oldest first. Raises DisclosureError where one is unusable or is missing."""
    editions = sorted((_read(path) for path in paths), key=lambda edition: edition.day)
    for earlier, later in pairwise(editions):
        if later.former != earlier.digest:
            raise _missing(later)
    return editions


def read_ledger(folder: Path) -> list[Edition]:
    """All editions of a ledger; a folder that is not there has none. Raises DisclosureError."""
    editions = read_editions(sorted(folder.glob(f"*{SUFFIX}")))
    if editions and editions[0].former:
        raise _missing(editions[0])
    return editions


def newest(editions: list[Edition], count: int) -> list[Edition]:
    """The last few editions. Raises DisclosureError where earlier ones were shown but are not given."""
    if len(editions) < count and editions[0].former:
        raise _missing(editions[0])
    return editions[-count:]


def check_day(editions: list[Edition], day: str) -> None:
    """Raise DisclosureError where a ledger has an edition of a day, or a later one: none may be replaced."""
    if editions and day <= editions[-1].day:
        raise DisclosureError(
            say(
                "There is an edition of %(day)s already. What was shown stays in the ledger; write the next "
                "edition on a later day, or to another folder.",
                day=editions[-1].day,
            )
        )


def write_edition(folder: Path, edition: Edition) -> Path:
    """Write an edition to a ledger and return its file. Raises OutputError."""
    make_folder(folder)
    path = folder / f"{edition.day}{SUFFIX}"
    with replaced(path) as fresh:
        fresh.write_bytes(edition.as_bytes())
    return path


def _read(path: Path) -> Edition:
    try:
        with path.open("rb") as source:
            content = source.read(MAX_BYTES)
    except OSError as error:
        raise DisclosureError(
            say(
                "%(file)s cannot be read (%(reason)s).",
                file=str(path),
                reason=disk_failure(error) or error.strerror or "",
            )
        ) from error
    return read_edition(content, path.name)


def _missing(edition: Edition) -> DisclosureError:
    return DisclosureError(
        say(
            "The edition before that of %(day)s is missing or was changed. What was shown before is needed "
            "to protect what is shown next: bring its file back from a backup.",
            day=edition.day,
        )
    )
