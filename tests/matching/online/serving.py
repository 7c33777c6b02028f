"""A local server that answers as a provider documents, or misbehaves."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False


def as_json(value: object, status: int = 200, **headers: str) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False).encode(), status, headers)


@dataclass
class ReceivedRequest:
    path: str
    query: dict[str, str]
    headers: dict[str, str]


class LocalProvider:
    """Gives the replies in order, the last one again and again; records the requests."""

    def __init__(self, port: int) -> None:
        self.domain = f"127.0.0.1:{port}"
        self.replies: list[Reply] = [Reply()]
        self.requests: list[ReceivedRequest] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{self.domain}"

    def replies_with(self, *replies: Reply) -> None:
        self.replies = list(replies)

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def local_provider() -> Iterator[LocalProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            provider.requests.append(ReceivedRequest(parts.path, query, dict(self.headers)))
            reply = provider.next_reply()
            if reply.hangs:
                provider.released.wait(20)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that hung up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    provider = LocalProvider(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        provider.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
