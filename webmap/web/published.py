"""The snapshot that this process serves, opened once and looked at again when another is published."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import cast

from flask import current_app

from webmap.errors import SnapshotError
from webmap.places.region_table import RegionTable
from webmap.settings import Settings
from webmap.snapshot import current_version, open_snapshot
from webmap.view import View


@dataclass
class Published:
    """Gives each request the current view; a new snapshot is picked up without a restart."""

    settings: Settings
    table: RegionTable
    _view: View | None = None

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def view(self) -> View:
        """The view of the snapshot now published. Raises SnapshotError where there is none."""
        version = current_version(self.settings.snapshots)
        view = self._view
        if view is not None and version in (view.snapshot.version, None):
            return view
        with self._lock:
            if self._view is None or self._view.snapshot.version != version:
                self._view = self._open(view)
            return self._view

    def _open(self, old: View | None) -> View:
        try:
            snapshot = open_snapshot(self.settings.snapshots)
        except SnapshotError:
            # A damaged new snapshot must not take down what is served.
            if old is None:
                raise
            return old
        return View(snapshot, self.table, self.settings.reader)


def published() -> Published:
    """The published snapshot of the running application."""
    return cast(Published, current_app.extensions["webmap"])


def view() -> View:
    """The current view."""
    return published().view()
