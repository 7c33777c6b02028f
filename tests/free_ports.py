"""Ports for servers that tests start, which no other test and no connection of this machine takes meanwhile."""

from __future__ import annotations

import os
import random
import socket
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

PORTS = range(20_000, 30_000)
"""Below what Linux, macOS and Windows give to outgoing connections (32768 or 49152 and above): a port from there may
be taken by a connection between its choice and the start of the server."""

_LOCKS: list[FileLock] = []
"""One per port of this process, for as long as it lives: workers that run tests beside each other do not share one."""


def free_port() -> int:
    """A port on which nothing listens, for this process alone."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"webmap-test-ports-{user}"
    folder.mkdir(exist_ok=True)
    for port in random.sample(PORTS, len(PORTS)):
        lock = FileLock(folder / str(port))
        try:
            lock.acquire(blocking=False)
        except Timeout:
            continue
        if _is_free(port):
            _LOCKS.append(lock)
            return port
        lock.release()
    raise OSError("every port for tests is taken")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
