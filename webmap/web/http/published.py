"""The snapshot that this process serves, opened once and looked at again when another is published."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from webmap.errors import SnapshotError
from webmap.places.regions.region_table import RegionTable
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import Pointer, read_pointer
from webmap.snapshot.snapshot import open_snapshot
from webmap.view.audience import audience_of
from webmap.view.view import View
from webmap.vocabulary.messages import Message

log = logging.getLogger(__name__)

RETRY_S = 10.0
"""Seconds for which a snapshot that could not be opened is left alone."""

_shown: ContextVar[View | None] = ContextVar("shown", default=None)


@contextmanager
def override_view(view: View) -> Iterator[None]:
    """Answer what is asked inside, in this thread, from a view that is not served yet."""
    token = _shown.set(view)
    try:
        yield
    finally:
        _shown.reset(token)


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
    watched: bool = False
    """Whether a thread looks after the folder, so that requests need not."""
    _served: tuple[Pointer, View] | None = None
    _failure: Failure | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def view(self) -> View:
        """The view of the snapshot now published. Raises SnapshotError where there is none."""
        served = self._served
        if self.watched and served is not None:
            return served[1]
        return self.refreshed()

    def refreshed(self) -> View:
        """The same, with a look at the folder before. Raises SnapshotError where there is none."""
        served = self._served
        pointer = self.newer()
        if pointer is None and served is not None:
            return served[1]
        with self._lock:
            return self._look_at(read_pointer(self.settings.snapshots) if pointer is None else pointer)

    def newer(self) -> Pointer | None:
        """What is published and not served yet, if it can be told."""
        try:
            pointer = read_pointer(self.settings.snapshots)
        except SnapshotError:
            return None
        # Versions as the pointer names them: a folder may have been renamed.
        return None if self._served is not None and self._served[0] == pointer else pointer

    def opened(self, pointer: Pointer) -> View | None:
        """A published snapshot that is not served by that; None where it can not be opened now."""
        failure = self._failure
        if failure is not None and failure.pointer == pointer and self.clock() < failure.again_at:
            return None
        try:
            snapshot = open_snapshot(self.settings.snapshots, pointer)
        except SnapshotError as error:
            # One that was replaced while it was read is not damaged.
            damaged = self.newer() == pointer
            if damaged:
                log.error("%s", error.message.render("en"))
            self._failure = Failure(pointer, error.message, self.clock() + (RETRY_S if damaged else 0))
            return None
        return View(snapshot, self.table, audience_of(self.settings))

    def serve(self, pointer: Pointer, view: View) -> None:
        """Answer from this view from now on."""
        self._served = pointer, view

    @property
    def served(self) -> tuple[Pointer, View] | None:
        """What is answered from now."""
        return self._served

    def _look_at(self, pointer: Pointer) -> View:
        if self._served is None or self._served[0] != pointer:
            view = self.opened(pointer)
            if view is not None:
                self.serve(pointer, view)
        if self._served is not None:
            return self._served[1]
        raise SnapshotError(cast(Failure, self._failure).message)


def published() -> Published:
    """The published snapshot of the running application."""
    return cast(Published, current_app.extensions["webmap"])


def view() -> View:
    """The current view."""
    shown = _shown.get()
    return published().view() if shown is None else shown
