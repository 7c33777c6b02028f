"""nginx with two workers: plain files of the application's bytes, and the published copy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from serving_parts.servers import WORKERS, Got, Server, free_port, running

MODULES = Path("/etc/nginx/modules-enabled")
"""Debian's list of modules to load, brotli among them where it is installed."""

OF_THE_CONNECTION = {"connection", "content-length", "content-type", "date", "etag", "keep-alive", "server"}
"""Headers that nginx writes itself, or gets from other directives."""

CONFIGURATION = """
{user}
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log error;
include {modules}/*.conf;
events {{ worker_connections 4096; }}
http {{
    types {{ text/html html; application/geo+json geojson; text/javascript js; text/css css;
             application/json json; image/svg+xml svg; }}
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 10000000;
    server_tokens off;
    open_file_cache max=2000 inactive=60s;
    open_file_cache_valid 5s;
    open_file_cache_errors on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} reuseport;
        root {root};
        {rules}
    }}
}}
"""


@dataclass(frozen=True)
class Page:
    """A file under a name, and the headers that go with it."""

    name: str
    answer: Got


def location(page: Page) -> str:
    """A plain file with the headers of the application's answer."""
    headers = {k: v for k, v in page.answer.headers.items() if k not in OF_THE_CONNECTION}
    directives = "\n".join(f'add_header {name} "{_quoted(value)}";' for name, value in headers.items())
    kind = page.answer.headers.get("content-type", "application/octet-stream")
    return f'location = /{page.name} {{ types {{ }} default_type "{kind}";\n{directives}\n}}'


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


@contextmanager
def serving(folder: Path, root: Path, rules: str, path: str) -> Iterator[Server]:
    """Serve a folder under some rules; `folder` takes the configuration and logs."""
    port = free_port()
    folder.mkdir(exist_ok=True)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        CONFIGURATION.format(
            user="user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else "",
            workers=WORKERS,
            folder=folder,
            modules=MODULES,
            port=port,
            root=root,
            rules=rules,
        )
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    command = [program, "-c", str(configuration), "-e", str(folder / "nginx.log")]
    with running(command, port, path, folder / "printed.log") as server:
        yield server


@contextmanager
def plain_files(folder: Path, pages: Mapping[str, Got]) -> Iterator[Server]:
    """Files of the same bytes, sent with the same headers and nothing to decide."""
    root = folder / "plain"
    root.mkdir(exist_ok=True)
    for name, answer in pages.items():
        (root / name).write_bytes(answer.body)
    rules = "\n".join(location(Page(name, answer)) for name, answer in pages.items())
    with serving(folder / "nginx_plain", root, rules, f"/{next(iter(pages))}") as server:
        yield server
