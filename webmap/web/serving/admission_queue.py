"""A limit on requests worked on at a time, so that costly ones never delay the others."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class QueueFullError(Exception):
    """Too many requests wait already."""


class PlacesTakenError(QueueFullError):
    """The client has as many requests in the queue as it may have; others still have room."""


class AdmissionQueue:
    """Works on a few requests at a time, one of each client by turns; beyond a number it turns them away.

    Clients are named by their networks, the narrowest first. Each may be here `places` times, a network of
    networks `WIDER` times as often; requests of nobody in particular (no name) are counted together only.

    It has worker threads of its own instead of a semaphore, which lets new requests overtake: under load some
    would wait until they are turned away. And every thread that has worked once retains memory, which adds up
    where two hundred of them wait and any may be the next (`make bench-serving`).
    """

    WIDER = 2

    def __init__(self, concurrency: int, waiting: int, max_wait_s: float, places: int | None = None) -> None:
        self._pool = ThreadPoolExecutor(concurrency, thread_name_prefix="gate")
        self._max_present = concurrency + waiting
        self._max_wait_s = max_wait_s
        self._places = places
        self._present = 0
        self._present_of: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = OrderedDict()
        self._lock = Lock()

    def holds(self, client: Sequence[str]) -> bool:
        """Whether a request of the client is here already."""
        return any(self._present_of[name] for name in client)

    def run(self, work: Callable[[], T], client: Sequence[str] = ()) -> T:
        """Do some work when it is the client's turn.

        Raises PlacesTakenError where the client takes all its places, QueueFullError where too many wait, or
        this one for too long.
        """
        self._enter(client)
        try:
            future: Future[T] = Future()
            with self._lock:
                self._waiting.setdefault(client[-1] if client else "", deque()).append((future, work))
            self._pool.submit(self._work_on_next)
            try:
                return future.result(self._max_wait_s)
            except TimeoutError:
                # Work that has begun cannot be cancelled: wait for it.
                if future.cancel():
                    raise QueueFullError from None
                return future.result()
        finally:
            self._leave(client)

    def _enter(self, client: Sequence[str]) -> None:
        with self._lock:
            if self._present >= self._max_present:
                raise QueueFullError
            for step, name in enumerate(client):
                if self._places is not None and self._present_of[name] >= self._places * self.WIDER**step:
                    raise PlacesTakenError
            self._present += 1
            self._present_of.update(client)

    def _leave(self, client: Sequence[str]) -> None:
        with self._lock:
            self._present -= 1
            for name in client:
                self._present_of[name] -= 1
                if not self._present_of[name]:
                    del self._present_of[name]

    def _work_on_next(self) -> None:
        """Work on the first request of the client whose turn it is, who then comes last."""
        with self._lock:
            name, line = self._waiting.popitem(last=False)
            future, work = line.popleft()
            if line:
                self._waiting[name] = line
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is raised where the work is waited for
            future.set_exception(error)
        else:
            future.set_result(result)
