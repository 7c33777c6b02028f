"""Serving on a free port of this machine while tests run, and the browser that looks at what is served."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.chromium import Screen
from tests.browser.watch import Watch

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open, as servers do, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, *_arguments: Any) -> None:
        pass


BLANK = "/between-tests"
SETTLES_MS = 30_000
"""How long a page may take to show something: a machine that runs three browsers beside each other takes its time."""
WIDE = (1440, 900)


def with_blank(app: Flask) -> WSGIApplication:
    """The application, and beside it an empty page of the same site, for which no icon is requested."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != BLANK:
            return app(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b'<!doctype html><title>Blank</title><link rel="icon" href="data:,">']

    return answer


@contextmanager
def serving(app: WSGIApplication, port: int = 0) -> Iterator[str]:
    """Serve an application and give its origin, such as `http://127.0.0.1:40123`."""
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def host_page(
    frames: str, script: str = "", tall: bool = False, sandbox: str | None = None, height: int = 700
) -> Flask:
    """Another site, on a page of which an address of ours is framed.

    `script`: address of a script that the page loads; `tall`: with so much text around that it scrolls;
    `sandbox`: what the frame allows, where it is sandboxed; `height`: of the frame (px).
    """
    app = Flask("host")
    space = '<p style="height: 900px">…</p>' if tall else ""
    loaded = f'<script src="{script}" async></script>' if script else ""
    limits = "" if sandbox is None else f' sandbox="{sandbox}"'
    page = (
        '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Host</title>'
        '<link rel="icon" href="data:,"><body style="margin: 0">'
        f'<iframe src="{frames}" title="Map" width="{"100%" if tall or script else 1000}" height="{height}"{limits}>'
        "</iframe>"
        f"{loaded}{space}"
    )
    app.add_url_rule("/", "page", lambda: page)
    return app


@contextmanager
def serving_files(folder: Path, kind: type[QuietFiles] | None = None, port: int = 0) -> Iterator[str]:
    """Serve a folder as the plainest host does, which knows nothing but files, and give its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(kind or QuietFiles, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class QuietFiles(SimpleHTTPRequestHandler):
    """Files of a folder; keeps connections open and writes no log."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments: Any) -> None:
        pass


class FilesWithHeaders(QuietFiles):
    """Files of a copy as hosts serve them that read its `_headers`."""

    def end_headers(self) -> None:
        for header in self._stated():
            name, _, value = header.partition(": ")
            self.send_header(name, value)
        super().end_headers()

    def _stated(self) -> Iterator[str]:
        applies, path = False, urlsplit(self.path).path
        for line in (Path(self.directory) / "_headers").read_text("utf-8").splitlines():
            if line.startswith("  "):
                if applies:
                    yield line.strip()
            else:
                applies = path == line or (line.endswith("*") and path.startswith(line[:-1]))


def contexts_of(
    browser_for: Callable[[Screen], Browser], base_url: str | None = None
) -> Callable[..., BrowserContext]:
    """Contexts by size, colours and screen, made once: the map keeps nothing in them but the cache of its files."""

    @cache
    def context(
        size: tuple[int, int] = WIDE,
        colours: str = "light",
        script: bool = True,
        screen: Screen = Screen.STILL,
    ) -> BrowserContext:
        made = browser_for(screen).new_context(
            base_url=base_url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=colours,  # type: ignore[arg-type]
            reduced_motion=screen.reduced_motion,
            java_script_enabled=script,
            locale="ko-KR",
        )
        made.set_default_timeout(SETTLES_MS)
        return made

    return context


@contextmanager
def watch_for(address: str) -> Iterator[Watch]:
    """Watches pages of the origin of an address; fails on what must never happen on one."""
    watch, parts = Watch(), urlsplit(address)
    watch.origins.add(f"{parts.scheme}://{parts.netloc}")
    yield watch
    assert not watch.problems, watch.problems
