"""Running something in a process of its own that is killed in the middle, as by a power cut."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

MAX_SECONDS = 120
NEVER = 10**9
FILE_EVENTS = ("open", "os.", "shutil.", "tempfile.")
"""Beginnings of the names of Python's audit events of file-system calls."""


@dataclass(frozen=True)
class Child:
    """A forked process; `pipe` is the pipe into which it writes how many calls it has made."""

    pid: int
    pipe: int

    def kill_after(self, seconds: float) -> bool:
        """Kill it after so long; False where it has ended well before. It must not fail."""
        ready, _, _ = select.select([self.pipe], [], [], seconds)
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
        return self.was_killed()

    def has_ended(self) -> bool:
        """Whether it has done its work or is gone."""
        return bool(select.select([self.pipe], [], [], 0)[0])

    def was_killed(self) -> bool:
        """Wait for its end: True where it was killed, False where it has done its work."""
        ready, _, _ = select.select([self.pipe], [], [], MAX_SECONDS)
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        assert ready, "it hangs"
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed"
        return os.WIFSIGNALED(status)

    def calls(self) -> int:
        """Wait for its end, and give the number of its file-system calls."""
        text = os.read(self.pipe, 100)
        assert not self.was_killed()
        return int(text)


@contextmanager
def child(run: Callable[[], object], kill_at: int = NEVER) -> Iterator[Child]:
    """Run in a fork of this process, which has everything loaded; it kills itself before call `kill_at`."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _run_and_end(run, kill_at, writing)
    os.close(writing)
    try:
        yield Child(pid, reading)
    finally:
        os.close(reading)


def _run_and_end(run: Callable[[], object], kill_at: int, pipe: int) -> None:
    code = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        counted = _die_at(kill_at)
        run()
        os.write(pipe, str(counted()).encode())
        code = 0
    finally:
        os._exit(code)


def _die_at(number: int) -> Callable[[], int]:
    made = 0

    def count(event: str = "os.fsync", _arguments: object = None) -> None:
        nonlocal made
        if event.startswith(FILE_EVENTS):
            made += 1
            if made == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sync = os.fsync

    def counted_sync(handle: int) -> None:
        count()  # Python tells its listeners of every call but this one
        sync(handle)

    os.fsync = counted_sync
    sys.addaudithook(count)
    return lambda: made


def seconds_of(run: Callable[[], object]) -> float:
    begun = time.monotonic()
    with child(run) as running:
        assert not running.was_killed()
    return time.monotonic() - begun
