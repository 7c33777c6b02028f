"""Counts of requests: plain numbers in each process, written to a file each second for the others."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from webmap.system.disk import reason_of
from webmap.web.guard.limits import refused
from webmap.web.http.answer_cache import RESPONSE_CACHES

log = logging.getLogger(__name__)

BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the histogram of response times (s); longer times count after the last."""

NOTED_EACH_S = 1.0

METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OTHER = "other"
"""Label of all other methods: a client could invent any number of them, each a new metric."""

Answer = tuple[str, str, str, bool]
"""Endpoint, method, status as three digits, and whether the response came from the cache."""


class Times:
    """Sum of response times (s), bytes sent, and the number of responses by upper bound."""

    __slots__ = ("bounds", "bytes", "sum")

    def __init__(self) -> None:
        self.sum = 0.0
        self.bytes = 0
        self.bounds = [0] * (len(BOUNDS_S) + 1)


class Counts:
    """Counts of the responses of this process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._answers: dict[Answer, Times] = {}

    def add(self, key: Answer, seconds: float, size: int) -> None:
        """Count an answer."""
        bound = bisect_left(BOUNDS_S, seconds)
        # Every response passes here: `with` takes a quarter of a microsecond longer.
        self._lock.acquire()
        try:
            times = self._answers.get(key) or self._new(key)
            times.bounds[bound] += 1
            times.sum += seconds
            times.bytes += size
        finally:
            self._lock.release()

    def _new(self, key: Answer) -> Times:
        route, method, status, cached = key
        known = method if method in METHODS else OTHER
        return self._answers.setdefault((route, known, status, cached), Times())

    def noted(self) -> dict[str, Any]:
        """All counts of this process, fit for JSON."""
        with self._lock:
            answers = [[*key, each.sum, each.bytes, list(each.bounds)] for key, each in self._answers.items()]
        return {
            "pid": os.getpid(),
            "lives": True,
            "answers": answers,
            "refused": dict(refused),
            "shelves": {
                response_cache.name: [dict(response_cache.counts), response_cache.bytes, len(response_cache)]
                for response_cache in list(RESPONSE_CACHES)
            },
            "process": _process(),
        }

    def all_processes(self) -> Iterator[dict[str, Any]]:
        """The counts of every process since the start; of this one, the current counts."""
        yield self.noted()
        for path in sorted(self._folder.glob("*.json")) if self._folder else ():
            if path.stem != str(os.getpid()):
                try:
                    yield {**json.loads(path.read_text("utf-8")), "lives": _lives(path)}
                except (OSError, ValueError):
                    log.warning("counts of a process could not be read")

    def keep_noting(self) -> None:
        """Write the counts each second, in a thread that ends with the process."""
        if self._folder is not None:
            threading.Thread(target=self._note_for_ever, args=(self._folder,), daemon=True).start()

    def _note_for_ever(self, folder: Path) -> None:
        is_warned = False
        while True:
            time.sleep(NOTED_EACH_S)
            try:
                self.note(folder)
                is_warned = False
            except OSError as error:
                if not is_warned:
                    log.warning("counts can not be noted: %s", reason_of(error).render("en"))
                is_warned = True

    def note(self, folder: Path) -> None:
        """Write this process's file, whole or not at all. Raises OSError."""
        beside = folder / f"{os.getpid()}.part"
        beside.write_text(json.dumps(self.noted()), "utf-8")
        beside.replace(folder / f"{os.getpid()}.json")


def _lives(path: Path) -> bool:
    """Whether a process has written its counts in the last seconds."""
    return time.time() - path.stat().st_mtime < NOTED_EACH_S * 10


def _process() -> dict[str, float]:
    """Processor seconds and bytes of memory of this process (memory: Linux only)."""
    times = os.times()
    values: dict[str, float] = defaultdict(
        float, cpu=times.user + times.system, threads=threading.active_count()
    )
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        values["memory"] = pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        pass
    return values
