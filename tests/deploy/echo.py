"""An echo server in the place of the application: it answers with the request it gets."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.deploy.asking import Answer, ask
from tests.deploy.machine import Machine

MANY_BYTES = 16 * 1024 * 1024
"""More than the buffers of any socket hold."""


@dataclass
class Echo:
    """A machine whose application echoes, and whether its answer with very many bytes was taken whole."""

    machine: Machine
    taken: threading.Event = field(default_factory=threading.Event)

    def ask(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return ask(self.machine.https, path, headers)


@contextmanager
def echoing(machine: Machine) -> Iterator[Echo]:
    """Answers contain the request's headers and a number of their own; `?cache=` is their Cache-Control."""
    count, echo = itertools.count(), Echo(machine)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen = {name.lower(): value for name, value in self.headers.items()}
            content = json.dumps(seen | {"number": next(count)}).encode()
            many = self.path == "/many"
            self.send_response(200)
            self.send_header("Content-Length", str(MANY_BYTES if many else len(content)))
            self.send_header("Cache-Control", self.path.partition("cache=")[2])
            self.end_headers()
            self.wfile.write(bytes(MANY_BYTES) if many else content)
            if many:
                echo.taken.set()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", machine.app_port), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield echo
    finally:
        server.shutdown()
        server.server_close()
