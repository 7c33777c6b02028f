"""Updates one source of the register: fetched, checked, and only then put in place of the old file."""

from __future__ import annotations

import csv
import filecmp
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from webmap.errors import RegisterUpdateError, SettingsError
from webmap.places.register.file import RegisterFile, RegisterKind, read_register_file
from webmap.places.register.folder import OLDER
from webmap.places.register_update.client import Client
from webmap.places.register_update.fetch import Fetcher
from webmap.places.register_update.interface import PAGE_SIZE, Interface, Values
from webmap.places.register_update.key import Key
from webmap.places.register_update.pages import PageStore
from webmap.places.register_update.patience import RetryPolicy
from webmap.places.register_update.plausible import check_plausible
from webmap.system.atomic_file import replaced, unwritable_folder
from webmap.system.clock import today_in_korea
from webmap.system.progress import Progress
from webmap.vocabulary.messages import say

MAX_OF_ONE_DAY = 99

DAY_COLUMN = {RegisterKind.STANDARD: "데이터기준일자", RegisterKind.NEIS: "수정일자"}


@dataclass(frozen=True)
class Access:
    """Address and key of one interface."""

    interface: Interface
    address: str
    key: Key


@dataclass(frozen=True)
class UpdateResult:
    """Result of one update: the file, its rows, those before (None at first), the path of the old file."""

    file: Path
    rows: int
    rows_before: int | None
    older: Path | None


def check_keys(sources: Sequence[Access]) -> None:
    """Raise SettingsError for a source whose key is not set, before any request."""
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
    source: Access, into: Path, retry_policy: RetryPolicy, progress: Progress[Any], size: int = PAGE_SIZE
) -> UpdateResult:
    """Fetch a source into its file in `into` (UTF-8 with BOM, the published headers).

    Raises RegisterUpdateError (or RegisterLimitError) or OutputError; the old file then stays as it is.
    """
    path = into / source.interface.file
    old = read_register_file(path) if path.exists() else None
    pages = PageStore(into, source.interface, source.address, size)
    _begin(pages, into)
    client = Client(source.interface, source.address, source.key)
    fetcher = Fetcher(source.interface, client, pages, retry_policy, size)
    try:
        rows = fetcher.rows(progress)
    finally:
        if not pages.count:
            pages.remove()
    try:
        result = _put_in_place(source.interface, rows, path, old)
    except RegisterUpdateError:
        pages.remove()  # another run would only use the same rows
        raise
    pages.remove()
    return result


def _begin(pages: PageStore, into: Path) -> None:
    try:
        pages.begin()
    except OSError as error:
        raise unwritable_folder(into, error) from error


def _put_in_place(
    interface: Interface, rows: Sequence[Values], path: Path, old: RegisterFile | None
) -> UpdateResult:
    """Write beside, read like `--register`, check, copy the old file, and rename."""
    older = None
    with replaced(path) as fresh:
        _write(interface, rows, fresh)
        new = replace(read_register_file(fresh), file=path.name)
        check_plausible(new, old, interface.title)
        if old is not None and not filecmp.cmp(path, fresh, shallow=False):
            older = _keep_older(path, old)
    return UpdateResult(path, len(new.rows), len(old.rows) if old else None, older)


def _write(interface: Interface, rows: Sequence[Values], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(interface.columns.values())
        writer.writerows(rows)


def _keep_older(path: Path, old: RegisterFile) -> Path:
    """Copy the old file to the folder of older ones, named after the latest day in its rows."""
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
