"""A thread that looks for new snapshots, so that no request waits for one to be opened."""

from __future__ import annotations

import logging
import threading

from webmap.snapshot.pointer import Pointer
from webmap.web.http.published import RETRY_S, Published
from webmap.web.serving.front import ResponseCacheMiddleware

log = logging.getLogger(__name__)

EVERY_S = 1.0
"""How often the folder is looked at: one small file is read."""


class SnapshotWatcher:
    """Opens what is published, makes its answers ready, and only then serves it."""

    def __init__(self, published: Published, front: ResponseCacheMiddleware) -> None:
        self._published = published
        self._front = front
        self._prepared: Pointer | None = None
        self._end = threading.Event()

    def start(self) -> None:
        """Look from now on, until the process ends."""
        self._published.watched = True
        threading.Thread(target=self._look_again_and_again, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._end.set()

    def poll_once(self) -> None:
        """Look once."""
        pointer = self._published.newer()
        if pointer is not None:
            view = self._published.opened(pointer)
            if view is not None:
                # Readers are served meanwhile: half of the time is theirs.
                begin = self._front.prepare(view, rest=self._prepared is not None)
                self._published.serve(pointer, view)
                begin()
                self._prepared = pointer
                return
        # A request has come upon it first, or it was opened at the start.
        served = self._published.served
        if served is not None and served[0] != self._prepared:
            begin = self._front.prepare(served[1])
            begin()
            self._prepared = served[0]

    def _look_again_and_again(self) -> None:
        while not self._end.is_set():
            wait_s = EVERY_S
            try:
                self.poll_once()
            # Whatever goes wrong, what is served goes on, and a later look may succeed.
            except Exception:
                log.exception("the folder of snapshots could not be looked at")
                wait_s = RETRY_S
            self._end.wait(wait_s)
