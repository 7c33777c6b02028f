"""Asking a machine as a browser does, or as one should not."""

from __future__ import annotations

import io
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPMessage, HTTPResponse

from tests.deploy.machine import NAME

CLIENT = "127.0.0.77"
"""A visitor's address, unlike any of the machine's own."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")


def connect(port: int, tls: bool = True, client: str = CLIENT, name: str = NAME) -> socket.socket:
    raw = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(client, 0))
    if not tls:
        return raw
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(raw, server_hostname=name)


def ask(
    port: int,
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    body: bytes = b"",
    tls: bool = True,
    client: str = CLIENT,
) -> Answer:
    """One request on a connection of its own. Raises OSError where that fails."""
    sent = {"Connection": "close", **(headers or {})}
    if body:
        sent["Content-Length"] = str(len(body))
    with connect(port, tls, client) as connection:
        connection.sendall(_head(method, path, sent) + body)
        return _read(connection, method)


def ask_often(port: int, path: str, times: int, client: str = CLIENT) -> list[Answer]:
    """The same request many times, all sent at once on one connection."""
    with connect(port, client=client) as connection:
        connection.sendall(_head("GET", path, {}) * times)
        replies = Replies(connection)
        return [_read(replies) for _ in range(times)]


class Replies(io.BufferedReader):
    """Several answers on one connection; reading one leaves the next ones where they are."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection.makefile("rb", buffering=0))  # type: ignore[arg-type]

    def makefile(self, _mode: str) -> Replies:
        return self

    def close(self) -> None:
        pass


def _head(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        *(f"{each}: {text}" for each, text in ({"Host": NAME} | headers).items()),
    ]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode()


def _read(source: socket.socket | Replies, method: str = "GET") -> Answer:
    response = HTTPResponse(source, method=method)  # type: ignore[arg-type]
    response.begin()
    return Answer(response.status, response.headers, response.read())
