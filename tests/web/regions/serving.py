"""An application at WEBMAP_DISCLOSURE=regions, and every address that it has."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import pyarrow.parquet as pq
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import app_for
from webmap.exports.protected.choice import choices
from webmap.exports.protected.content import WRITERS
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import RegionLevel

BASE = "https://map.example.org"
ARGUMENTS: Mapping[str, Sequence[str]] = {
    "suffix": list(WRITERS),
    "level": list(RegionLevel),
    "region_level": list(RegionLevel),
    "version": ["x"],
    "name": ["icon.svg", "bundle/regions.js", "bundle/regions.css", "vendor/leaflet/leaflet.js"],
}
"""By argument of a route: values for which there is an answer."""
OF_A_CHOICE = ("pages.index", "pages.embed", "exports.export", "exports.csv_metadata", "link_picture.picture")
"""Endpoints that know the tables of the menu."""
OF_NO_LANGUAGE = ("assets.file", "map_data.regions", "height.script", "status.", "metrics.", "oembed.")


def regions_app(folder: Path, **settings: object) -> Flask:
    return app_for(folder, disclosure="regions", **{"base_url": BASE, **settings})


def every_address(app: Flask) -> Iterator[tuple[str, str]]:
    """(endpoint, address) of every route, table of the menu and language. KeyError for an unknown argument."""
    routes = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        names = sorted(rule.arguments)
        for values in product(*(ARGUMENTS[name] for name in names)):
            path = routes.build(rule.endpoint, dict(zip(names, map(str, values), strict=True)))
            yield from ((rule.endpoint, f"{path}{query}") for query in _queries(rule.endpoint))


def _queries(endpoint: str) -> list[str]:
    if endpoint == "oembed.oembed":
        return [f"?url={BASE}/", f"?url={BASE}/embed%3Fby%3Dsigungu&format=xml"]
    if endpoint.startswith(OF_NO_LANGUAGE):
        return [""]
    if endpoint not in OF_A_CHOICE:
        return [f"?lang={code}" for code in LANGUAGES]
    stated = ["&".join(f"{name}={value}" for name, value in each.parameters().items()) for each in choices()]
    return [f"?{query}&lang={code}".replace("?&", "?") for query in stated for code in LANGUAGES]


def content_of(client: FlaskClient, address: str) -> bytes:
    """The answer, and what its packed parts hold: the files of archives, the values of tables."""
    answer = client.get(address, base_url="http://localhost")
    assert answer.status_code == 200, address
    return answer.data + b"".join(unpacked(address.partition("?")[0], answer.data))


def unpacked(name: str, content: bytes) -> Iterator[bytes]:
    if name.endswith((".xlsx", ".hwpx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(each) for each in archive.namelist())
    if name.endswith(".parquet"):
        table = pq.read_table(io.BytesIO(content))
        yield repr(table.drop_columns("geometry").to_pylist()).encode()
        yield repr(table.schema.metadata).encode()
    if name.endswith(".gpkg"):
        with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
            Path(file.name).write_bytes(content)
            with sqlite3.connect(file.name) as package:
                yield "\n".join(package.iterdump()).encode()
