"""Pages fetched today, stored beside the file until it is complete, so that a second run continues."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from webmap.places.regions.cache import digest
from webmap.places.register_update.interface import Interface, Page
from webmap.system.atomic_file import replaced
from webmap.system.clock import today_in_korea

FOLDER = ".pages"


class PageStore:
    """The pages of one interface that were fetched on one day.

    Pages of another day, address or page size are never mixed with them: if the register changed in
    between, rows would move from page to page, and one could be lost.
    """

    def __init__(
        self,
        into: Path,
        interface: Interface,
        address: str,
        size: int,
        today: Callable[[], date] = today_in_korea,
    ) -> None:
        self._folder = (
            into / FOLDER / f"{interface.kind.value}-{today():%Y%m%d}-{digest([address, str(size)])}"
        )
        self._columns = len(interface.columns)
        self._prefix = f"{interface.kind.value}-"

    def get(self, number: int) -> Page | None:
        """A stored page; None where it is missing or damaged."""
        try:
            content = json.loads(self._path(number).read_text("utf-8"))
            rows = tuple(tuple(map(str, row)) for row in content["rows"])
            is_whole = all(len(row) == self._columns for row in rows)
            return Page(int(content["total"]), rows) if is_whole else None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def put(self, number: int, page: Page) -> None:
        """Store a page. Raises OutputError."""
        with replaced(self._path(number)) as fresh:
            fresh.write_text(
                json.dumps({"total": page.total, "rows": page.rows}, ensure_ascii=False), "utf-8"
            )

    def begin(self) -> None:
        """Make the folder, and delete pages of other days. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for other in self._folder.parent.glob(f"{self._prefix}*"):
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)

    def clear(self) -> None:
        """Delete all pages."""
        for path in self._folder.glob("*.json"):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete the folder, and its parent if that is then empty."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._folder.parent.is_dir() and not any(self._folder.parent.iterdir()):
            self._folder.parent.rmdir()

    @property
    def count(self) -> int:
        """Number of stored pages."""
        return len(list(self._folder.glob("[0-9]*.json")))

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:05}.json"
