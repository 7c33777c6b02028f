"""How many requests are worked on at a time, so that costly ones never keep the others waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class FullError(Exception):
    """So many wait already that another one is better told to come back."""


class Gate:
    """Lets a few in at a time; others wait in the order in which they came, and beyond a number are turned away.

    A place that is given up is handed to whoever has waited longest. A semaphore lets newcomers overtake, and
    in a crowd some would wait until they are turned away.
    """

    def __init__(self, at_once: int, waiting: int, longest_s: float) -> None:
        self._free = at_once
        self._most_waiting = waiting
        self._longest_s = longest_s
        self._line: deque[Lock] = deque()
        self._lock = Lock()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Be let in. Raises FullError where too many wait, or the wait takes too long."""
        turn = self._line_up()
        if turn is not None and not turn.acquire(timeout=self._longest_s):
            self._give_up(turn)
        try:
            yield
        finally:
            self._leave()

    def _line_up(self) -> Lock | None:
        """A lock that opens when it is one's turn; None where there is a free place now."""
        with self._lock:
            if self._free:
                self._free -= 1
                return None
            if len(self._line) >= self._most_waiting:
                raise FullError
            turn = Lock()
            turn.acquire()
            self._line.append(turn)
            return turn

    def _give_up(self, turn: Lock) -> None:
        """Leave the line, unless a place was handed over in this very moment."""
        with self._lock:
            if turn in self._line:
                self._line.remove(turn)
                raise FullError

    def _leave(self) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1
