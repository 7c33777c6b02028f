"""`webmap desk worker`: do the desk's jobs until stopped; and the worker beside `webmap desk run`."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

from webmap.cli.terminal import echo
from webmap.settings.desk import load_desk_settings
from webmap.settings.settings import load_settings
from webmap.vocabulary.messages import say

STOP_S = 20
"""Seconds that a stopped worker has to end; what it was building is built again later."""


def work(parent: int = 0) -> None:
    """Do jobs until stopped, or until the process `parent` ends."""
    from webmap.desk import open_desk
    from webmap.review.queue import job as _questions  # noqa: F401 (it adds its handler)
    from webmap.review.releases import building, cleaning, publishing  # noqa: F401 (they add their handlers)
    from webmap.review.releases.worker import run_worker

    settings, map_settings = load_desk_settings(), load_settings()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    desk = open_desk(settings, map_settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(stop))
    if not parent:
        echo(say("The worker waits for jobs (stop with Ctrl+C)."), settings.language)
    with contextlib.suppress(KeyboardInterrupt):
        run_worker(desk.database, settings, map_settings, stop, parent)


def _stop(stop: threading.Event) -> None:
    """End at once, also in the middle of a build, which ends with this process and is begun again later."""
    stop.set()
    raise KeyboardInterrupt


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """Run a worker as a process of its own while the block runs."""
    command = [sys.executable, "-m", "webmap", "desk", "worker", "--parent", str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 (no shell, our own words)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
