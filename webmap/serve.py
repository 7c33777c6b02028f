"""Serving with granian, a production WSGI server that runs on Linux, macOS and Windows."""

from __future__ import annotations

import os

from granian import Granian
from granian.constants import Interfaces

from webmap.settings import Settings

THREADS = 4
"""Requests that one process answers at a time."""


def serve(settings: Settings) -> None:
    """Serve until stopped. The processes read their settings from the environment, as this one did."""
    os.environ["WEBMAP_SNAPSHOTS"] = str(settings.snapshots)
    Granian(
        "webmap.app:create_app",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()
