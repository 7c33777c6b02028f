"""pygeoapi and Datasette with the same schools, each set up as its own guide says."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from serving_parts.servers import ROOT, WORKERS, Server, free_port, running

MAX_ROWS = 1000
PROGRAMS = Path(os.environ.get("BENCH_PROGRAMS", ROOT / ".venv" / "bench" / "bin"))
"""Programs of the environment that `make bench` makes for them, as the application does not need them."""


def pygeoapi_configuration(data: Path, origin: str) -> dict[str, Any]:
    """One collection of the GeoJSON provider (https://docs.pygeoapi.io/en/stable/configuration.html)."""
    crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": 80},
            "url": origin,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": {"default_items": 10, "max_items": MAX_ROWS},
            "map": {"url": "", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "Schools",
                "description": "Schools",
                "keywords": ["schools"],
                "keywords_type": "theme",
                "terms_of_service": "",
                "url": origin,
            },
            "license": {"name": "", "url": origin},
            "provider": {"name": "", "url": origin},
            "contact": {"name": ""},
        },
        "resources": {
            "schools": {
                "type": "collection",
                "title": "Schools",
                "description": "Schools",
                "keywords": ["schools"],
                "links": [],
                "extents": {"spatial": {"bbox": [124, 33, 132, 39], "crs": crs}},
                "providers": [
                    {"type": "feature", "name": "GeoJSON", "data": str(data), "id_field": "id"},
                ],
            }
        },
    }


@contextmanager
def pygeoapi(folder: Path, collection: dict[str, Any]) -> Iterator[tuple[Server, str]]:
    """Its own Flask application under granian with two workers, and the path that holds all schools."""
    port = free_port()
    data, settings, described = folder / "schools.geojson", folder / "pygeoapi.json", folder / "openapi.yml"
    features = collection["features"]
    data.write_text(json.dumps(collection, ensure_ascii=False))
    # JSON is YAML, which is what it reads.
    settings.write_text(json.dumps(pygeoapi_configuration(data, f"http://127.0.0.1:{port}")))
    env = {"PYGEOAPI_CONFIG": str(settings), "PYGEOAPI_OPENAPI": str(described)}
    subprocess.run(
        [str(PROGRAMS / "pygeoapi"), "openapi", "generate", str(settings), "--output-file", str(described)],
        env={**os.environ, **env},
        check=True,
        capture_output=True,
    )
    path = f"/collections/schools/items?f=json&limit={len(features)}"
    command = [
        str(PROGRAMS / "granian"), "--interface", "wsgi", "--workers", str(WORKERS), "--no-ws",
        "--no-access-log", "--port", str(port), "pygeoapi.flask_app:APP",
    ]  # fmt: skip
    with running(command, port, path, folder / "pygeoapi.log", env) as server:
        yield server, path


@contextmanager
def datasette(folder: Path, collection: dict[str, Any]) -> Iterator[tuple[Server, str]]:
    """`datasette serve` on a table of the schools, and the path of all its rows as JSON."""
    port, database = free_port(), folder / "schools.db"
    _write_table(database, collection)
    path = "/schools/schools.json?_size=max&_shape=array"
    command = [
        str(PROGRAMS / "datasette"), "serve", "--immutable", str(database), "--port", str(port),
        "--setting", "max_returned_rows", str(MAX_ROWS),
    ]  # fmt: skip
    with running(command, port, path, folder / "datasette.log") as server:
        yield server, path


def _write_table(database: Path, collection: dict[str, Any]) -> None:
    rows = []
    for feature in collection["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        rows.append({**feature["properties"], "lon": lon, "lat": lat})
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    with sqlite3.connect(database) as connection:
        connection.execute(f'CREATE TABLE schools ({columns}, PRIMARY KEY ("id"))')
        connection.executemany(
            f"INSERT INTO schools VALUES ({marks})",  # noqa: S608  # nosec B608
            [[_scalar(row[name]) for name in names] for row in rows],
        )
    connection.close()


def _scalar(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
