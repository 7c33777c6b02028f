"""A client that sends requests at a fixed rate, whatever the server does (open loop), or after each answer.

At a fixed rate each latency counts from the moment at which the request was due, not from the one at which a
connection was free for it: a server that stands still for a second is seen by all who came in that second.
"""

from __future__ import annotations

import gc
import re
import select
import socket
import time
from array import array
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
BUFFER = 256 * 1024
PATIENCE_S = 30.0
"""Time to wait for the last answers."""
PAUSE_S = 0.05
"""Longest sleep between two looks at the clock."""

MakeRequest = Callable[[int], bytes]
"""The whole head of request number n."""


@dataclass
class Answers:
    """The answers: latencies in seconds, statuses, and faults of connections."""

    latencies: array[float] = field(default_factory=lambda: array("d"))
    statuses: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    busy: float = 0.0
    """Share of the time in which the client itself used a processor."""

    def within(self, share: float) -> float:
        """Milliseconds within which this share was answered."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("inf")

    @property
    def failed(self) -> int:
        """Requests without an answer, or with one that reports a fault of the server."""
        return sum(self.faults.values()) + sum(n for status, n in self.statuses.items() if status >= 500)

    @property
    def by_status(self) -> str:
        """How many of each, for people."""
        counts = [f"{count:,} × {status}" for status, count in sorted(self.statuses.items())]
        return ", ".join(counts + [f"{count:,} {kind}" for kind, count in sorted(self.faults.items())])

    def add(self, other: Answers) -> None:
        """Count another client's answers, too."""
        self.latencies.extend(other.latencies)
        self.statuses += other.statuses
        self.faults += other.faults
        self.seconds += other.seconds

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0


class Connection:
    """One kept-alive connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.due = 0.0
        self.head = b""
        self.left = -1
        """Bytes of the body still to come; -1 before the head, -2 for a chunked body."""
        self.status = 0
        self.closing = False

    def ask(self, request: bytes, due: float) -> None:
        """Send a request (short enough for the socket's buffer)."""
        self.due, self.head, self.left = due, b"", -1
        self.socket.send(request)

    def take(self, buffer: bytearray) -> bool:
        """Read the bytes that have arrived; True when complete. Raises ConnectionError where none come."""
        count = self.socket.recv_into(buffer)
        if not count:
            raise ConnectionResetError
        if self.left == -2:
            self.head = (self.head + buffer[:count])[-7:]
            return self.head.endswith(b"\r\n0\r\n\r\n")
        if self.left >= 0:
            self.left -= count
            return self.left <= 0
        return self._begin(self.head + buffer[:count])

    def _begin(self, content: bytes) -> bool:
        end = content.find(b"\r\n\r\n")
        if end < 0:
            self.head = content
            return False
        head = content[: end + 2]
        self.status = int(head[9:12])
        self.closing = CLOSING.search(head) is not None
        if CHUNKED.search(head):
            self.left, self.head = -2, content[-7:]
            return self.head.endswith(b"\r\n0\r\n\r\n")
        length = LENGTH.search(head)
        body = 0 if self.status == 304 or length is None else int(length[1])
        self.left = body - (len(content) - end - 4)
        return self.left <= 0


class Client:
    """Drives a number of connections to one port of this machine."""

    def __init__(self, port: int, connections: int, make_request: MakeRequest) -> None:
        self._port, self._make = port, make_request
        self._poll = select.epoll()
        self._open: dict[int, Connection] = {}
        self._idle: deque[Connection] = deque()
        self._buffer = bytearray(BUFFER)
        self.answers = Answers()
        for _ in range(connections):
            self._connect()

    def _connect(self) -> None:
        made = Connection(self._port)
        self._open[made.socket.fileno()] = made
        self._poll.register(made.socket, select.EPOLLIN)
        self._idle.append(made)

    def run(self, count: int, rate: float | None = None) -> Answers:
        """Ask `count` times, `rate` times a second or as soon as there is a free connection."""
        gc.collect()
        gc.freeze()
        began, used, sent = time.perf_counter(), time.process_time(), 0
        last_due = began + (count / rate if rate else 600.0)
        while len(self._idle) < len(self._open) or sent < count:
            now = time.perf_counter()
            sent = self._ask_due(sent, count, began, rate, now)
            wait = PAUSE_S if rate is None or sent >= count else began + sent / rate - now
            self._collect(min(max(wait, 0.0), PAUSE_S))
            if now > last_due + PATIENCE_S:
                self.answers.faults["unanswered"] += len(self._open) - len(self._idle) + count - sent
                break
        self.answers.seconds = time.perf_counter() - began
        self.answers.busy = (time.process_time() - used) / self.answers.seconds
        for each in self._open.values():
            each.socket.close()
        return self.answers

    def _ask_due(self, sent: int, count: int, began: float, rate: float | None, now: float) -> int:
        while self._idle and sent < count:
            due = now if rate is None else began + sent / rate
            if due > now:
                break
            connection = self._idle.popleft()
            try:
                connection.ask(self._make(sent), due)
            except OSError:
                self._fault(connection, "refused")
            sent += 1
        return sent

    def _collect(self, wait: float) -> None:
        for number, _ in self._poll.poll(wait):
            connection = self._open[number]
            try:
                if connection.take(self._buffer):
                    self._note(connection)
            except BlockingIOError:
                continue
            except OSError:
                # An idle connection may be closed by the server; one with a request under way may not.
                idle = connection in self._idle
                if idle:
                    self._idle.remove(connection)
                self._fault(connection, "" if idle else "closed")

    def _note(self, connection: Connection) -> None:
        self.answers.latencies.append(time.perf_counter() - connection.due)
        self.answers.statuses[connection.status] += 1
        if connection.closing:
            self._fault(connection, "")
        else:
            self._idle.append(connection)

    def _fault(self, connection: Connection, kind: str) -> None:
        if kind:
            self.answers.faults[kind] += 1
        del self._open[connection.socket.fileno()]
        connection.socket.close()
        self._connect()


def get(path: str, *headers: str) -> bytes:
    """A GET of this machine, as bytes."""
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers)
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
