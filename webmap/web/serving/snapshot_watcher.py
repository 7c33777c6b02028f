"""A thread that polls for new snapshots, so that no request waits for one to be opened."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from typing import Any

from webmap.snapshot.pointer import Pointer
from webmap.web.http.published import RETRY_S, Served
from webmap.web.serving.front import ResponseCacheMiddleware

log = logging.getLogger(__name__)

EVERY_S = 1.0
"""Seconds between polls; each reads one small file."""


LOOK_S = 10.0
"""Seconds between two looks at the files of the served snapshot: a restart would need them whole."""

BEHIND = 10
"""Niceness of the thread: the system gives a processor to requests first."""


def _yield_to_readers() -> None:
    """Let requests go first; Linux alone has a niceness of each thread."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)


class SnapshotWatcher:
    """Opens a published snapshot, makes its responses, and only then serves it."""

    def __init__(self, published: Served[Any], front: ResponseCacheMiddleware) -> None:
        self._published = published
        self._front = front
        self._prepared: Pointer | None = None
        self._end = threading.Event()
        self._looked_at = -LOOK_S

    def start(self) -> None:
        """Poll from now on, until the process ends."""
        self._published.watched = True
        threading.Thread(target=self._poll_until_stopped, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Stop polling."""
        self._end.set()

    def poll_once(self) -> None:
        """Poll once."""
        pointer = self._published.newer()
        if pointer is not None:
            view = self._published.opened(pointer)
            if view is not None:
                # `rest` leaves half of the processor time to readers, who are served meanwhile.
                serve_responses = self._front.prepare(view, rest=self._prepared is not None)
                self._published.serve(pointer, view)
                serve_responses()
                self._prepared = pointer
                self._draw_ahead()
                return
        # A request has opened it first, or it was opened at the start.
        served = self._published.served
        if served is not None and served[0] != self._prepared:
            serve_responses = self._front.prepare(served[1])
            serve_responses()
            self._prepared = served[0]
            self._draw_ahead()
        self._look_at_files()

    def _look_at_files(self) -> None:
        """Log where the served snapshot could not be opened again."""
        now = self._published.clock()
        if now - self._looked_at >= LOOK_S:
            self._looked_at = now
            self._published.folder_state()

    def _draw_ahead(self) -> None:
        """Draw the pictures of the most shared links, until the next snapshot is there."""
        for draw in self._front.pictures_ahead():
            if self._end.is_set() or self._published.newer() is not None:
                return
            draw()

    def _poll_until_stopped(self) -> None:
        _yield_to_readers()
        while not self._end.is_set():
            wait_s = EVERY_S
            try:
                self.poll_once()
            # The served snapshot stays in place, and a later poll may succeed.
            except Exception:
                log.exception("the folder of snapshots could not be looked at")
                wait_s = RETRY_S
            self._end.wait(wait_s)
