"""Serving with granian, a production WSGI server that runs on Linux, macOS and Windows."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import socket
import sys
from tempfile import TemporaryDirectory

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from webmap.app import serve_app
from webmap.errors import ServingError
from webmap.settings.settings import Settings
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import Message, say
from webmap.web.serving.front import MAX_INSIDE
from webmap.web.serving.logs import log_config, log_what_python_prints, warning_line
from webmap.web.serving.observe import Observed
from webmap.web.serving.shared_responses import FOLDER

SPARE_THREADS = 20
"""Threads of each process that stay free for cached responses however many other requests wait."""
THREADS = MAX_INSIDE + SPARE_THREADS

SWITCH_S = 0.001
"""How long one thread may hold the interpreter while another one waits for it."""

HEAD_S = 10
"""Seconds within which the head of a request must arrive."""
MAX_HEAD_BYTES = 64 * 1024
"""Most bytes of the head of a request."""
CONNECTIONS = 4096
"""Connections that each process keeps open at a time, slow ones among them."""

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""Names of settings in glibc's malloc.h."""
ARENAS = 2
LONG_BLOCK = 256 * 1024
"""Bytes from which a free block is returned to the system at once."""


def serve(settings: Settings) -> None:
    """Serve until stopped. The processes read their settings from the environment, as this one did."""
    os.environ["WEBMAP_SNAPSHOTS"] = str(settings.snapshots)
    # Arrow's own allocator keeps each thread's memory after its use.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    with (
        TemporaryDirectory(prefix="webmap-counts-") as counts,
        TemporaryDirectory(prefix="webmap-shared-") as shared,
    ):
        os.environ.setdefault("WEBMAP_METRICS_FOLDER", counts)
        os.environ[FOLDER] = shared
        _serve(settings)


def _serve(settings: Settings) -> None:
    Granian(
        "webmap.serve:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        respawn_failed_workers=True,
        blocking_threads=THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_S * 1000, max_buffer_size=MAX_HEAD_BYTES),
        websockets=False,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        log_dictconfig=log_config(settings),
        workers_kill_timeout=settings.stop_seconds,
    ).serve()


def application() -> Observed:
    """The application of one server process."""
    log_what_python_prints()
    sys.setswitchinterval(SWITCH_S)
    _share_memory_among_threads()
    return serve_app()


def log_line(settings: Settings, warning: Message) -> str:
    """A warning before the server starts, in the form of its log."""
    return warning_line(settings, warning.render(settings.language))


def check_free(host: str, port: int) -> None:
    """Refuse an address that is in use: granian shares its port with whoever already listens on it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                # A port that was just released may be bound at once; one with a listener may not.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ServingError(
            say(
                "The map cannot be served at %(host)s:%(port)s (%(reason)s). Choose another "
                "port with --port, or PORT=… make run.",
                host=host,
                port=port,
                reason=reason_of(error),
            )
        ) from error


def _share_memory_among_threads() -> None:
    """Let glibc return memory that threads no longer need.

    By default every thread has an arena of its own, and after many unusual filters a process holds three
    times the memory that it uses (`make bench-serving`). Other C libraries have no such function.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_ARENA_MAX, ARENAS)
        mallopt(M_MMAP_THRESHOLD, LONG_BLOCK)
