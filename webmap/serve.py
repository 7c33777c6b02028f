"""Serving with granian, a production WSGI server that runs on Linux, macOS and Windows."""

from __future__ import annotations

import os
import socket
from tempfile import TemporaryDirectory

from granian import Granian
from granian.constants import Interfaces

from webmap.errors import ServingError
from webmap.language import say
from webmap.logs import log_config
from webmap.settings import Settings

THREADS = 4
"""Requests that one process answers at a time."""


def serve(settings: Settings) -> None:
    """Serve until stopped. The processes read their settings from the environment, as this one did."""
    os.environ["WEBMAP_SNAPSHOTS"] = str(settings.snapshots)
    with TemporaryDirectory(prefix="webmap-counts-") as folder:
        os.environ.setdefault("WEBMAP_METRICS_FOLDER", folder)
        _serve(settings)


def _serve(settings: Settings) -> None:
    Granian(
        "webmap.app:create_server",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        log_dictconfig=log_config(settings),
        workers_kill_timeout=settings.stop_seconds,
    ).serve()


def check_free(host: str, port: int) -> None:
    """Refuse an address that is in use: granian shares its port with whoever already listens on it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                # A port that was just given up may be taken at once; one that is listened on may not.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ServingError(
            say(
                "The map can not be served at %(host)s:%(port)s (%(reason)s). "
                "Choose another port with --port, or PORT=… make run.",
                host=host,
                port=port,
                reason=error.strerror or type(error).__name__,
            )
        ) from error
