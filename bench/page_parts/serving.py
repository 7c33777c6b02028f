"""Our application and the plain map, served by the same server and compressed alike; requests are counted."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response
from werkzeug.serving import WSGIRequestHandler, make_server

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open, as servers do, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, *_arguments: Any) -> None:
        """Say nothing."""


@dataclass
class Served:
    """An address, and every request that reached it: status and path."""

    origin: str
    requests: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def serving(app: Application) -> Iterator[Served]:
    """Serve an application on a free port."""
    served = Served("")
    server = make_server("127.0.0.1", 0, _noting(app, served), threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True  # type: ignore[attr-defined]
    served.origin = f"http://127.0.0.1:{server.port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def _noting(app: Application, served: Served) -> Callable[..., Iterable[bytes]]:
    def call(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            served.requests.append((status, environ["PATH_INFO"]))
            return start(status, headers, *rest)

        return app(environ, started)

    return call


def plain_app(pages: dict[int, bytes], files: dict[str, bytes]) -> Flask:
    """A server of pages by number of schools, and of the files that they link under `/lib/`."""
    app = Flask("plain")
    ready = {f"lib/{name}{'.css' if 'css' in name else '.js'}": content for name, content in files.items()}
    ready |= {str(size): page for size, page in pages.items()}
    compressed = {path: gzip.compress(content, 9) for path, content in ready.items()}

    @app.get("/<path:path>")
    def send(path: str) -> Response:
        if path not in compressed:
            return Response(status=404)
        kind = mimetypes.guess_type(path)[0] or "text/html"
        return Response(
            compressed[path], content_type=f"{kind}; charset=utf-8", headers={"Content-Encoding": "gzip"}
        )

    return app
