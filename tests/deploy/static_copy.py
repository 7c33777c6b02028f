"""A copy as `webmap publish` lays one out (webmap/site/layout.py), with few words in it."""

from __future__ import annotations

import gzip
from pathlib import Path

BROTLI = b"\x8b\x02\x80brotli\x03"
"""Not what the text holds: so it is seen that nginx sends the file that lies there."""

ASSET, DATA = "assets/map.0123456789ab.js", "data/schools.ko.0123456789ab.json"
PIECE = "data/pieces/0123456789ab/7-10.json"

TEXTS = {
    **{
        f"{folder}{page}index.html": f"<!doctype html><title>copy {folder}{page}</title>"
        for folder in ("", "en/")
        for page in ("", "embed/", "about/", "unplaced/", "unplaced/2/", "dataset/")
    },
    ASSET: "export {};",
    DATA: "{}",
    PIECE: "{}",
    "api/schools.geojson": '{"features":[]}',
    "en/api/schools.geojson": '{"features":[],"en":true}',
    "exports/schools.csv": "school\r\n",
    "exports/by-sido.csv": "sido\r\n",
    "embed.js": "void 0;",
    "map.html": "<!doctype html><title>one file</title>",
    "404.html": "<!doctype html><title>nothing here</title>",
    "site.json": "{}",
    "_headers": "/*\n",
}


def write_copy(folder: Path) -> None:
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(text.encode()))
        path.with_name(f"{path.name}.br").write_bytes(BROTLI)
