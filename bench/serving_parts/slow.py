"""Connections that read, or say what they want, byte by byte, while others read plain pages."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from page_parts.report import Report

from serving_parts.background import CODING, HOT, Background, Load, plain
from serving_parts.client import Answers, get
from serving_parts.servers import Server, fetch

CONNECTIONS = 300
BYTE_EVERY_S, HEAD_EVERY_S = 0.2, 1.0
EXPORT = "/exports/schools.geojson"
SETTLE_S = 3.0
READING, PAGES_A_SECOND = 20, 100.0
MAX_PAGE_MS, MAX_EXPORT_S = 100, 5.0


def slow(report: Report, ours: Server, seconds: float) -> None:
    """Pages beside slow readers and slow askers."""
    size = len(fetch(ours.origin + EXPORT).body)
    with Background() as background:
        quiet: Answers = background.start(_pages, ours, seconds).result()
        with slow_readers(ours.port) as readers:
            time.sleep(SETTLE_S)
            among_readers: Answers = background.start(_pages, ours, seconds).result()
            began = time.perf_counter()
            export = fetch(ours.origin + EXPORT + "?level=high")
            export_s = time.perf_counter() - began
            reading = sum(_is_open(each) for each in readers)
        with slow_heads(ours.port) as askers:
            time.sleep(SETTLE_S)
            among_askers: Answers = background.start(_pages, ours, seconds).result()
            asking = sum(_is_open(each) for each in askers)
    report.heading(
        f"{CONNECTIONS} connections that read {size / 1e6:.1f} MB byte by byte, then as many heads"
    )
    report.figure("plain pages in quiet, 95 % within", f"{quiet.within(0.95):.1f} ms")
    for name, found, still in (("readers", among_readers, reading), ("askers", among_askers, asking)):
        report.figure(f"slow {name} still connected at the end", f"{still}")
        text = f"plain pages beside slow {name}, 95 % within"
        report.at_most(text, found.within(0.95), MAX_PAGE_MS, "ms", 1)
        report.at_most("  failed", found.failed, 0, "")
    report.figure("a new export beside slow readers", f"{export_s:.2f} s, {export.status}")
    if export.status != 200 or export_s > MAX_EXPORT_S:
        report.missed.append("a new export beside slow readers")


def _pages(ours: Server, seconds: float) -> Answers:
    requests = [get(path, CODING) for path in HOT]
    return plain(ours.port, Load(int(PAGES_A_SECOND * seconds), READING, PAGES_A_SECOND), requests)


@contextmanager
def slow_readers(port: int) -> Iterator[list[socket.socket]]:
    """Ask for an export on each connection, and read a byte of it now and then."""
    made = [_connect(port, get(EXPORT)) for _ in range(CONNECTIONS)]
    with _beside(_read_slowly, made):
        yield made


@contextmanager
def slow_heads(port: int) -> Iterator[list[socket.socket]]:
    """Begin a request on each connection, and send a byte of it now and then."""
    made = [_connect(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ") for _ in range(CONNECTIONS)]
    with _beside(_send_slowly, made):
        yield made


def _connect(port: int, sent: bytes) -> socket.socket:
    made = socket.socket()
    # Small, so that the server has most of the answer still to send.
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect(("127.0.0.1", port))
    made.sendall(sent)
    made.setblocking(False)
    return made


@contextmanager
def _beside(work, made: list[socket.socket]) -> Iterator[None]:
    end = threading.Event()
    thread = threading.Thread(target=work, args=(made, end), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
        for each in made:
            each.close()


def _read_slowly(made: list[socket.socket], end: threading.Event) -> None:
    while not end.wait(BYTE_EVERY_S):
        for each in select.select(made, [], [], 0)[0]:
            _ignoring_ends(lambda each=each: each.recv(1))


def _send_slowly(made: list[socket.socket], end: threading.Event) -> None:
    while not end.wait(HEAD_EVERY_S):
        for each in made:
            _ignoring_ends(lambda each=each: each.send(b"x"))


def _ignoring_ends(work) -> None:
    try:
        work()
    except OSError:
        return


def _is_open(connection: socket.socket) -> bool:
    """Whether the server still holds the connection."""
    try:
        return connection.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
