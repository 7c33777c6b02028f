"""The snapshot that this process serves, opened once and looked at again when another is published."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from webmap.errors import SnapshotError
from webmap.language import Message
from webmap.places.region_table import RegionTable
from webmap.pointer import Pointer, read_pointer
from webmap.settings import Settings
from webmap.snapshot import open_snapshot
from webmap.view import View

log = logging.getLogger(__name__)

RETRY_S = 10.0
"""Seconds for which a snapshot that could not be opened is left alone."""


@dataclass(frozen=True)
class Failure:
    """What could not be opened, why, and when it may be tried again (seconds of the clock)."""

    pointer: Pointer
    message: Message
    again_at: float


@dataclass
class Published:
    """Gives each request the current view; a new snapshot is picked up without a restart.

    A new snapshot that is damaged never takes down what is served.
    """

    settings: Settings
    table: RegionTable
    clock: Callable[[], float] = time.monotonic
    _served: tuple[Pointer, View] | None = None
    _failure: Failure | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def view(self) -> View:
        """The view of the snapshot now published. Raises SnapshotError where there is none."""
        served = self._served
        try:
            pointer = read_pointer(self.settings.snapshots)
        except SnapshotError:
            if served is None:
                raise
            return served[1]
        # Versions as the pointer names them: a folder may have been renamed.
        if served is not None and served[0] == pointer:
            return served[1]
        with self._lock:
            return self._look_at(pointer)

    def _look_at(self, pointer: Pointer) -> View:
        if self._served is None or self._served[0] != pointer:
            self._open(pointer)
        if self._served is not None:
            return self._served[1]
        raise SnapshotError(cast(Failure, self._failure).message)

    def _open(self, pointer: Pointer) -> None:
        failure = self._failure
        if failure is not None and failure.pointer == pointer and self.clock() < failure.again_at:
            return
        try:
            snapshot = open_snapshot(self.settings.snapshots, pointer)
        except SnapshotError as error:
            log.error("%s", error.message.render("en"))
            self._failure = Failure(pointer, error.message, self.clock() + RETRY_S)
        else:
            self._served = pointer, View(snapshot, self.table, self.settings.reader)


def published() -> Published:
    """The published snapshot of the running application."""
    return cast(Published, current_app.extensions["webmap"])


def view() -> View:
    """The current view."""
    return published().view()
