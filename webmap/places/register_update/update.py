"""One source of the register anew: fetched, checked, and only then put in the place of the old file."""

from __future__ import annotations

import csv
import filecmp
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from webmap.errors import OutputError, RegisterUpdateError, SettingsError
from webmap.places.register.file import RegisterFile, RegisterKind, read_register_file
from webmap.places.register_update.client import Client
from webmap.places.register_update.fetch import Fetcher, Progress
from webmap.places.register_update.interface import PAGE_SIZE, Interface, Values
from webmap.places.register_update.key import Key
from webmap.places.register_update.pages import KeptPages
from webmap.places.register_update.patience import RetryPolicy
from webmap.places.register_update.plausible import check_plausible
from webmap.system.atomic_file import replaced
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import say

OLDER = "older"
"""Folder beside the files that keeps those which were replaced, for `register diff` and for former names."""

MAX_OF_ONE_DAY = 99

DAY_COLUMN = {RegisterKind.STANDARD: "데이터기준일자", RegisterKind.NEIS: "수정일자"}


@dataclass(frozen=True)
class Access:
    """How one interface is reached."""

    interface: Interface
    address: str
    key: Key


@dataclass(frozen=True)
class Updated:
    """What became of one source: the file, its rows, those before (None at first), where the old one went."""

    file: Path
    rows: int
    rows_before: int | None
    older: Path | None


def check_keys(sources: Sequence[Access]) -> None:
    """Raise SettingsError for a source whose key is not set, before anything is asked for."""
    for source in sources:
        if not source.key:
            raise SettingsError(
                say(
                    "Fetching from %(service)s needs a key. Ask for one at %(portal)s and put it into the "
                    "setting %(setting)s, or fetch only the other source with --source.",
                    service=source.interface.title,
                    portal=source.interface.portal,
                    setting=source.interface.key_setting,
                )
            )


def update_source(
    source: Access, into: Path, patience: RetryPolicy, progress: Progress, size: int = PAGE_SIZE
) -> Updated:
    """Fetch a source into its file in `into` (UTF-8 with BOM, the published headers).

    Raises RegisterUpdateError (or RegisterLimitError) or OutputError; the old file then stays as it is.
    """
    path = into / source.interface.file
    old = read_register_file(path) if path.exists() else None
    kept = KeptPages(into, source.interface, source.address, size)
    _begin(kept, into)
    client = Client(source.interface, source.address, source.key)
    fetcher = Fetcher(source.interface, client, kept, patience, size)
    try:
        rows = fetcher.rows(progress)
    finally:
        if not kept.count:
            kept.remove()
    try:
        updated = _put_in_place(source.interface, rows, path, old)
    except RegisterUpdateError:
        kept.remove()  # another run would only find the same rows
        raise
    kept.remove()
    return updated


def _begin(kept: KeptPages, into: Path) -> None:
    try:
        kept.begin()
    except OSError as error:
        raise OutputError(
            say(
                "The folder %(folder)s cannot be written to (%(reason)s).",
                folder=str(into),
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def _put_in_place(
    interface: Interface, rows: Sequence[Values], path: Path, old: RegisterFile | None
) -> Updated:
    """Write beside, read back as `--register` would, check, keep the old file, and rename."""
    older = None
    with replaced(path) as fresh:
        _write(interface, rows, fresh)
        new = replace(read_register_file(fresh), file=path.name)
        check_plausible(new, old, interface.title)
        if old is not None and not filecmp.cmp(path, fresh, shallow=False):
            older = _keep_older(path, old)
    return Updated(path, len(new.rows), len(old.rows) if old else None, older)


def _write(interface: Interface, rows: Sequence[Values], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(interface.columns.values())
        writer.writerows(rows)


def _keep_older(path: Path, old: RegisterFile) -> Path:
    """Copy the old file to the folder of older ones, named after the last day that its rows state."""
    days = (row.get(DAY_COLUMN[old.kind], "").replace("-", "") for row in old.rows)
    day = max((day for day in days if len(day) == 8 and day.isdigit()), default=f"{today_in_korea():%Y%m%d}")
    folder = path.parent / OLDER
    folder.mkdir(exist_ok=True)
    endings = ("", *(f"_{number}" for number in range(2, MAX_OF_ONE_DAY + 1)))
    targets = [folder / f"{path.stem}_{day}{ending}{path.suffix}" for ending in endings]
    target = next((each for each in targets if not each.exists()), targets[-1])
    with replaced(target) as fresh:
        shutil.copyfile(path, fresh)
    return target
