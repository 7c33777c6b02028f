"""The served map as a process of its own, and answers read from the wire as a client must read them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import pytest

from tests.free_ports import free_port

PATIENCE_S = 60


def until(condition: Callable[[], Any]) -> Any:
    """What a condition gives once it gives anything."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)  # asking without a pause would take the processor from what is waited for
    return pytest.fail("it does not come about")


class Answer(NamedTuple):
    """Head (names in lower case, and `status`) and body of an answer."""

    head: dict[str, Any]
    body: bytes


class Served:
    """`webmap run`, in a process group of its own."""

    def __init__(self, snapshots: Path, folder: Path, **settings: object) -> None:
        self.port = free_port()
        self.folder = folder
        self.log = folder / "log"
        stated = {"SNAPSHOTS": snapshots, "WORKERS": 2, "LANGUAGE": "en", "LOG_REQUESTS": "all", **settings}
        environ = {f"WEBMAP_{name}": str(value) for name, value in stated.items()}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "webmap", "run", "--port", str(self.port)],
                env={**os.environ, **environ, "TMPDIR": str(folder)},
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def ask(self, address: str, **headers: str) -> tuple[int, bytes]:
        """Status and body, by a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def refuses(self) -> bool:
        """Whether nobody listens."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def is_ready(self) -> bool:
        return not self.refuses() and self.ask("/readyz")[0] == 200

    def is_gone(self) -> bool:
        """Whether no process of the group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False


def running(snapshots: Path, folder: Path, **settings: object) -> Iterator[Served]:
    """A server that is ready, and ended at the end."""
    server = Served(snapshots, folder, **settings)
    try:
        until(server.is_ready)
        yield server
    finally:
        if not server.is_gone():
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()


def on_one_connection(server: Served, *requests: str) -> list[Answer]:
    """Answers to requests that are sent at once; nothing may follow the last one.

    A request is its first line without the version, and the lines of its head after it.
    """
    texts = [_request(text, last=number == len(requests)) for number, text in enumerate(requests, 1)]
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE_S) as connection:
        connection.sendall("".join(texts).encode())
        with connection.makefile("rb") as wire:
            answers = [read_answer(wire, text) for text in requests]
            rest = wire.read()
    assert rest == b"", f"{len(rest)} bytes follow the last answer to {requests}"
    return answers


def _request(text: str, *, last: bool) -> str:
    line, *head = text.splitlines()
    lines = [f"{line} HTTP/1.1", "Host: localhost", *head, *(["Connection: close"] if last else [])]
    return "".join(f"{each}\r\n" for each in (*lines, ""))


def read_answer(wire: BinaryIO, request: str) -> Answer:
    """Head and body as the head says where the body ends; a client has no other way to know."""
    status, *lines = iter(lambda: wire.readline().decode("latin-1").rstrip("\r\n"), "")
    head: dict[str, Any] = {
        name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
    }
    version, code, *_ = status.split()
    assert version == "HTTP/1.1", f"no answer begins where that to {request} should: {status[:80]!r}"
    head["status"] = int(code)
    if request.startswith("HEAD") or head["status"] == 304:
        return Answer(head, b"")
    if head.get("transfer-encoding") == "chunked":
        return Answer(head, b"".join(_chunks(wire)))
    body = wire.read(int(head["content-length"]))
    assert len(body) == int(head["content-length"]), f"the answer to {request} ends before its length"
    return Answer(head, body)


def _chunks(wire: BinaryIO) -> Iterator[bytes]:
    while size := int(wire.readline(), 16):
        yield wire.read(size)
        assert wire.readline() == b"\r\n"
    assert wire.readline() == b"\r\n"
