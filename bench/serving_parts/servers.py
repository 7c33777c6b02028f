"""The servers that are measured, each a process of its own on a free port, ended with the measurement."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from serving_parts.memory import computed_s

WORKERS = 2
START_S = 60.0
CALM_S, MAX_BUSY = 1.5, 0.05
"""A server is calm when for so long it has used less than this share of a processor."""
MAX_WARM_UP_S = 240.0
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """Where a server listens, and its first process."""

    port: int
    pid: int

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def fetch(url: str, headers: Mapping[str, str] | None = None) -> Got:
    """Send one request; header names of the answer in lower case. Raises OSError where nobody answers."""
    request = urllib.request.Request(url, headers=dict(headers or {}))  # noqa: S310  # nosec B310
    try:
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310  # nosec B310
            return Got(response.status, {k.lower(): v for k, v in response.headers.items()}, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())


def free_port() -> int:
    """A port that nobody listens on; the range can be narrowed in BENCH_PORTS (as 8870-8899)."""
    first, last = (int(each) for each in os.environ.get("BENCH_PORTS", "0-0").split("-"))
    for port in range(first, last + 1):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("No port is free for the measurement.")


@contextmanager
def running(
    command: Sequence[str], port: int, path: str, log: Path, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server until it is no longer needed; it is there when it answers `path` with 200."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=file, cwd=ROOT, env={**os.environ, **(env or {})}
        )
    try:
        _wait_for(process, f"http://127.0.0.1:{port}{path}", log)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if fetch(url).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"{url} does not answer:\n{log.read_text(errors='replace')[-2000:]}")


@contextmanager
def our_application(snapshots: Path, folder: Path, **settings: str) -> Iterator[Server]:
    """`webmap run` with two workers, which have made ready what they do at the start.

    Proxies on this machine are believed, so that one client can speak for many.
    """
    port = free_port()
    env = {
        "WEBMAP_SNAPSHOTS": str(snapshots),
        "WEBMAP_WORKERS": str(WORKERS),
        "WEBMAP_TRUSTED_PROXIES": "127.0.0.1",
        **{f"WEBMAP_{name.upper()}": value for name, value in settings.items()},
    }
    command = [sys.executable, "-m", "webmap", "run", "--port", str(port)]
    with running(command, port, "/", folder / f"app_{port}.log", env) as server:
        wait_until_calm(server)
        yield server


def wait_until_calm(server: Server) -> float:
    """Wait until the server is ready; processor seconds that it has used by then."""
    until = time.monotonic() + MAX_WARM_UP_S
    while time.monotonic() < until:
        before = computed_s(server.pid)
        time.sleep(CALM_S)
        used = computed_s(server.pid)
        if used - before < MAX_BUSY * CALM_S:
            return used
    raise SystemExit("The server is not done with what it makes ready.")
