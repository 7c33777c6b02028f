"""Everything that a reader can be sent of a map: addresses of every route, with the answers to them."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from flask import Flask

from tests.conftest import app_for
from tests.web.addresses import BASE, addresses
from webmap.exports.dataset.resources import RESOURCES
from webmap.exports.formats import FORMATS
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import Snapshot
from webmap.view.audience import audience_of
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES, RegionLevel
from webmap.web.api.ogc.collections import COLLECTIONS
from webmap.web.http.answer_cache import RESPONSE_CACHES
from webmap.web.http.byte_lru import LruByBytes
from webmap.web.http.published import override_view

OLDER, NOW = "20240101T000000Z-older", "20240201T000000Z-now"
"""Versions of the compared snapshots: random in a real one, the same here."""

ALL = f"status={','.join(STATUSES)}"
SECRET_KEY = "V000000062"
LEVELS = [level.value for level in RegionLevel]

SLOW = ("pdf", "hwpx", "png")
"""Formats that take about a second; they are asked for once."""

MORE: Mapping[str, list[str]] = {
    "pages.index": [f"/?{ALL}", "/?lang=en&q=가상", "/?page=2", "/?sido=26", "/?nothing=1", "/?lists=union"],
    "pages.embed": [f"/embed?{ALL}"],
    "pages.unplaced": [
        "/unplaced?lang=en",
        "/unplaced?q=가상",
        "/unplaced?file=open.csv",
        "/unplaced?file=x.csv",
    ],
    "pages.about": ["/about?lang=en"],
    "lists.lists": ["/lists?lang=en"],
    "onefile.file": [f"/map.html?{ALL}"],
    "map_data.regions": [f"/api/map/regions/{level}.json" for level in LEVELS],
    "map_data.schools": ["/api/map/schools.json?v=0", "/api/map/schools.json?lang=en"],
    "api.schools": [
        f"/api/schools.geojson?{ALL}",
        "/api/schools.geojson?q=ㄱㅅ",
        *(f"/api/schools.geojson?lists={each}" for each in ("union", "open-csv", "only:open-csv.union", "x")),
        "/api/schools.geojson?to=2024-01-01",
    ],
    "api.school": [
        f"/api/schools/{quote(key)}" for key in (SECRET_KEY, "address:open.csv:1", "address:open.csv:5", "x")
    ],
    "api.regions": [f"/api/regions/{level}.geojson?{ALL}" for level in LEVELS],
    "api.region": ["/api/regions/sido/29", "/api/regions/sido/99"],
    "api.unplaced": ["/api/unplaced.json?page=1", "/api/unplaced.json?lang=en", "/api/unplaced.json?page=2"],
    "dataset.file": [f"/dataset/{each.path}" for each in RESOURCES] + ["/dataset/x.csv"],
    "dataset.feed": ["/dataset/feed.atom?lang=en"],
    "dataset.province_feed": ["/dataset/feed-29.atom?lang=en", "/dataset/feed-26.atom"],
    "exports.export": [
        *(
            f"/exports/{what}.{form}"
            for what in ("regions", "schools")
            for form in FORMATS
            if form not in SLOW
        ),
        *("/exports/regions.pdf?by=sido", "/exports/schools.hwpx?by=sido", "/exports/schools.png"),
        *(f"/exports/{what}.csv?zip=1&unplaced=1&lang=en&{ALL}" for what in ("regions", "schools")),
        *(f"/exports/{what}.json?compare={OLDER}&{ALL}" for what in ("regions", "schools")),
        f"/exports/schools.xlsx?compare={OLDER}&unplaced=1",
        "/exports/regions.json?compare=x",
    ],
    "exports.preview": ["/exports/schools/preview.json"],
    "exports.csv_metadata": ["/exports/schools.csv-metadata.json"],
    "ogc.collection": [f"/ogc/collections/{name}" for name in COLLECTIONS],
    "ogc.items": [
        *(f"/ogc/collections/{name}/items" for name in COLLECTIONS),
        "/ogc/collections/schools/items?filter=status%20IN%20('refuted','withdrawn','reported')",
        "/ogc/collections/schools/items?filter=reports>1%20OR%20first_reported<'2024-01-01'&sortby=-reports",
        "/ogc/collections/schools/items?filter=disputed&f=html",
        "/ogc/collections/schools/items?reports=2&properties=reports,first_reported",
        "/ogc/collections/sigungu/items?filter=refuted>0%20OR%20reported>0%20OR%20refuted%20IS%20NULL",
        "/ogc/collections/sido/items?sortby=-refuted,-withdrawn,-reported,-reports&f=html",
    ],
    "ogc.item": [f"/ogc/collections/schools/items/{key}" for key in (SECRET_KEY, "x")],
}
"""Endpoint → further addresses of it, in which what is withheld might show."""

OF_THE_PROCESS = ("metrics.metrics",)
"""Endpoints that count what the process does; of them only what is said of the snapshot is compared."""

OF_A_VERSION = ("webmap.web.api.", "webmap.web.map.", "webmap.exports.tables.")
"""Modules that keep values under a version."""

FAILED = (429, 500, 503)
"""Statuses of failures, which would compare as equal."""

Answers = dict[str, tuple[int, tuple[tuple[str, str], ...], bytes]]
"""Address → status, headers and body."""


def app_of(folder: Path, **settings: str) -> Flask:
    """The public application of a folder with the older snapshot."""
    return app_for(folder, base_url=BASE, limit_clients=False, **settings)


def every_answer(app: Flask, snapshot: Snapshot | None, slow: bool) -> Answers:
    """The answers of every route; of a snapshot that is not written, or of the served one.

    `slow`: also of the formats that take a second.
    """
    forget_answers()
    if snapshot is None:
        return dict(_answers(app, slow))
    view = View(snapshot, load_region_table(), audience_of(app.config["WEBMAP_SETTINGS"]))
    with override_view(view):
        return dict(_answers(app, slow))


def every_address(app: Flask, slow: bool = True) -> Iterator[tuple[str, str]]:
    """Endpoint and address of every route. Raises KeyError for a route that no table names."""
    first = addresses(app.test_client())
    for endpoint in sorted({rule.endpoint for rule in app.url_map.iter_rules()}):
        for address in dict.fromkeys([first[endpoint], *MORE.get(endpoint, [])]):
            if slow or not (address.partition("?")[0].endswith(SLOW) or endpoint == "onefile.file"):
                yield endpoint, address


def _answers(app: Flask, slow: bool) -> Iterator[tuple[str, tuple[int, tuple[tuple[str, str], ...], bytes]]]:
    client = app.test_client()
    for endpoint, address in every_address(app, slow):
        answer = client.get(address)
        if answer.status_code in FAILED:
            raise AssertionError(f"{address} is answered with {answer.status}")
        body = answer.data
        if endpoint in OF_THE_PROCESS:
            body = b"\n".join(line for line in body.splitlines() if line.startswith(b"webmap_snapshot"))
            answer.headers.remove("Content-Length")
        answer.headers.pop("Date", None)
        yield address, (answer.status_code, tuple(sorted(answer.headers)), body)


def forget_answers() -> None:
    """Clear what this process keeps under a version, as two snapshots share one here."""
    for cache in RESPONSE_CACHES:
        cache._answers = LruByBytes(cache._answers._max_bytes, size=cache._answers._size)
    for name, module in list(sys.modules.items()):
        if name.startswith(OF_A_VERSION):
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """Addresses whose answers differ."""
    return sorted(address for address in {**one, **other} if one.get(address) != other.get(address))
