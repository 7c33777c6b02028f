"""Databases for the tests: a file of SQLite, and a PostgreSQL server of their own where Debian's is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "postgres"
NOT_HERE = "PostgreSQL is not installed here (Debian: postgresql)"


def programs() -> Path | None:
    """Folder of PostgreSQL's programs, the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _as_server(command: list[object]) -> None:
    """Run a program as the server's user: it refuses to run as root."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """A server on a socket in a short-named folder, without waiting for disks; the result is its address."""
    binaries = programs()
    assert binaries
    home = Path("/tmp") / f"webmap-pg-{uuid.uuid4().hex[:8]}"  # noqa: S108 (a socket's path has 107 bytes)
    home.mkdir(mode=0o777)
    home.chmod(0o777)
    if os.geteuid() == 0:
        shutil.chown(home, USER)
    data = home / "data"
    options = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"
    try:
        _as_server([binaries / "initdb", "-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C"])
        _as_server(
            [binaries / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", f"{options} -k {home}", "start"]
        )
        try:
            yield f"postgresql+psycopg://{USER}@/{{name}}?host={home}"
        finally:
            _as_server([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def new_database(server: str) -> str:
    """Address of a new, empty database of a server."""
    name = f"desk_{uuid.uuid4().hex}"
    with psycopg.connect(server.format(name=USER).replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.format(name=name)
