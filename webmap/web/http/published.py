"""The snapshot that this process serves, opened once and replaced when another is published."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, cast

from flask import current_app

from webmap.errors import SnapshotError
from webmap.places.regions.region_table import RegionTable
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import Pointer, read_pointer
from webmap.snapshot.snapshot import check_published, open_snapshot
from webmap.view.audience import audience_of
from webmap.view.view import View
from webmap.vocabulary.messages import Message

log = logging.getLogger(__name__)

RETRY_S = 10.0
"""Seconds before a snapshot that could not be opened is tried again."""

Look = tuple[tuple[str, int, int], ...]
"""Names of files, their sizes in bytes, and the times of their last change in nanoseconds."""

_override: ContextVar[Any] = ContextVar("override", default=None)


@contextmanager
def override_view(view: Any) -> Iterator[None]:
    """Answer requests inside the block, in this context, from what is not served yet."""
    token = _override.set(view)
    try:
        yield
    finally:
        _override.reset(token)


class FolderState(StrEnum):
    """The state of the folder of snapshots."""

    READABLE = "readable"
    UNREADABLE = "unreadable"
    """The pointer to the published snapshot is not there, or cannot be read."""
    UNUSABLE = "unusable"
    """The snapshot that it names cannot be opened, and an older one is served; or its files were damaged
    after it was opened, and it is served from memory, but could not be opened again."""


class Described(NamedTuple):
    """What is served: its version, when it was made (ISO), and whether it is fictional."""

    version: str
    created: str
    fictional: bool


@dataclass(frozen=True)
class Failure:
    """A snapshot that could not be opened, the reason, and the next attempt (seconds of the clock)."""

    pointer: Pointer
    message: Message
    again_at: float


T = TypeVar("T")
"""What requests are answered from: a view, or protected numbers."""


@dataclass
class Served(Generic[T]):
    """Gives each request what is published now; a new snapshot is picked up without a restart.

    A new snapshot that is damaged never takes down what is served.
    """

    settings: Settings
    table: RegionTable
    clock: Callable[[], float] = time.monotonic
    watched: bool = False
    """Whether a thread watches the folder, so that requests need not check it."""
    _served: tuple[Pointer, T] | None = None
    _failure: Failure | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _logged: str = ""
    _checked: tuple[Look | None, Message | None] = (None, None)

    def view(self) -> T:
        """What is made of the published snapshot. Raises SnapshotError where there is none."""
        served = self._served
        if self.watched and served is not None:
            return served[1]
        return self.refreshed()

    def refreshed(self) -> T:
        """The same, after checking the folder. Raises SnapshotError where there is none."""
        served = self._served
        pointer = self.newer()
        if pointer is None and served is not None:
            return served[1]
        with self._lock:
            return self._look_at(read_pointer(self.settings.snapshots) if pointer is None else pointer)

    def newer(self) -> Pointer | None:
        """The published snapshot that is not served yet; None where none is, or the folder is unreadable."""
        try:
            pointer = read_pointer(self.settings.snapshots)
        except SnapshotError as error:
            self._log_once(error.message)
            return None
        # Pointers are compared, not versions of snapshots: a folder may have been renamed.
        return None if self._served is not None and self._served[0] == pointer else pointer

    def opened(self, pointer: Pointer) -> T | None:
        """What is made of a published snapshot, not served yet; None where it cannot be opened now."""
        failure = self._failure
        if failure is not None and failure.pointer == pointer and self.clock() < failure.again_at:
            return None
        try:
            return self._open(pointer)
        except SnapshotError as error:
            # A snapshot that was replaced while it was read is not damaged.
            damaged = self.newer() == pointer
            if damaged:
                self._log_once(error.message)
            self._failure = Failure(pointer, error.message, self.clock() + (RETRY_S if damaged else 0))
            return None

    def described(self) -> Described:
        """What is served now. Raises SnapshotError where there is nothing."""
        return self.describe(self.view())

    def _open(self, pointer: Pointer) -> T:
        """Open a snapshot. Raises SnapshotError."""
        raise NotImplementedError

    def _check(self, pointer: Pointer) -> None:
        """Check the files of a snapshot. Raises SnapshotError."""
        raise NotImplementedError

    def describe(self, current: T) -> Described:
        """What the server's state says of it."""
        raise NotImplementedError

    def school_count(self, current: T) -> int | None:  # noqa: ARG002 (others count)
        """Schools in it, for the metrics; None where that is nobody's business."""
        return None

    def folder_state(self) -> FolderState:
        """The state of the folder of snapshots now, whatever is served."""
        try:
            pointer = read_pointer(self.settings.snapshots)
        except SnapshotError as error:
            self._log_once(error.message)
            return FolderState.UNREADABLE
        if self._served is None or self._served[0] != pointer:
            failed = self._failure is not None and self._failure.pointer == pointer
            return FolderState.UNUSABLE if failed else FolderState.READABLE
        damage = self._damage(pointer)
        if damage is not None:
            self._log_once(damage)
        return FolderState.READABLE if damage is None else FolderState.UNUSABLE

    def _damage(self, pointer: Pointer) -> Message | None:
        """What has happened to the files of the served snapshot since it was opened.

        They are read again only where one of them looks changed: this is looked at every few seconds.
        """
        look = _look_of(self.settings.snapshots / pointer.version)
        if look != self._checked[0]:
            self._checked = look, self._fault(pointer)
        return self._checked[1]

    def _fault(self, pointer: Pointer) -> Message | None:
        try:
            self._check(pointer)
        except SnapshotError as error:
            return error.message
        return None

    def _log_once(self, message: Message) -> None:
        """Log what is wrong with the folder, but not at every poll."""
        text = message.render("en")
        if text != self._logged:
            self._logged = text
            log.error("%s", text)

    def serve(self, pointer: Pointer, view: T) -> None:
        """Answer from this view from now on."""
        self._served = pointer, view
        self._logged = ""

    @property
    def served(self) -> tuple[Pointer, T] | None:
        """The pointer and view that requests are answered from."""
        return self._served

    def _look_at(self, pointer: Pointer) -> T:
        if self._served is None or self._served[0] != pointer:
            view = self.opened(pointer)
            if view is not None:
                self.serve(pointer, view)
        if self._served is not None:
            return self._served[1]
        raise SnapshotError(cast(Failure, self._failure).message)


def _look_of(folder: Path) -> Look:
    try:
        with os.scandir(folder) as found:
            files = [(each.name, each.stat()) for each in found]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files))


class Published(Served[View]):
    """Gives each request the current view."""

    def _open(self, pointer: Pointer) -> View:
        audience = audience_of(self.settings)
        snapshot = open_snapshot(self.settings.snapshots, pointer, notes=audience.notes)
        return View(snapshot, self.table, audience)

    def _check(self, pointer: Pointer) -> None:
        check_published(self.settings.snapshots, pointer)

    def describe(self, current: View) -> Described:
        """What the server's state says of it."""
        snapshot = current.snapshot
        return Described(snapshot.version, str(snapshot.manifest["created"]), snapshot.fictional)

    def school_count(self, current: View) -> int:
        """Schools that the audience sees."""
        return int(current.sizes()["schools"])


def served() -> Served[Any]:
    """What the running application serves, whatever it is made of."""
    return cast(Served[Any], current_app.extensions["webmap"])


def described() -> Described:
    """What is served now, or is being prepared. Raises SnapshotError where there is nothing."""
    override = _override.get()
    return served().described() if override is None else served().describe(override)


def published() -> Published:
    """The published snapshot of the running application."""
    return cast(Published, current_app.extensions["webmap"])


def view() -> View:
    """The current view."""
    return cast(View, now_served())


def now_served() -> Any:
    """What requests are answered from now, whatever it is made of."""
    override = _override.get()
    return served().view() if override is None else override
