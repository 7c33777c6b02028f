"""Every output of the fictional sample as comparable text, to compare two versions of this program.

Usage: python bench/outputs.py FOLDER

Run it in the checkout of each version with a folder of its own, then `diff -r` the two folders. It writes the
content of the snapshot, the published copy with every export in both languages, the answers of the API, and
all help texts. What differs by nature is replaced by a name: versions, times of building, digests of files
that contain them, and addresses of scripts and style sheets. Archives, workbooks, GeoPackages, GeoParquet and
PDF files become the text that is in them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from pypdf import PdfReader

ROOT = Path(__file__).parents[1]
TODAY = re.compile(r"20(?!2[0-5])\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+]\d\d:\d\d)?")
REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"20\d{6}T\d{6}Z(-|%2D)[0-9a-f]{8}"), "VERSION"),
    (TODAY, "TIME"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SHA256"),
    (re.compile(r"sha256-[A-Za-z0-9+/]{43}="), "CSP-HASH"),
    (re.compile(r"(?<=[./=\"-])[0-9a-f]{8,20}(?=[./\"&-])"), "DIGEST"),
    (re.compile(r"(?<=[?&]v=)[0-9a-f]+"), "DIGEST"),
    (re.compile(r'(?<="bytes": )\d+'), "SIZE"),
    (re.compile(r"(?m)^(ETag|Date|Content-Length): .*\n"), ""),
    (re.compile(r"urn:uuid:[0-9a-f-]{36}"), "UUID"),
)
COMPRESSED = (".br", ".gz")
HELP = (
    *("", "build", "geocode", "explain", "locate", "run", "decide", "export", "export regions"),
    *("export schools", "export map", "publish", "register", "register update", "register diff"),
)
ADDRESSES = (
    *("/api/openapi.json", "/api/schools.geojson", "/api/manifest.json", "/api/unplaced.json"),
    *(f"/api/regions/{level}.geojson" for level in ("sido", "sigungu", "office")),
    *(
        "/",
        "/embed",
        "/map.html",
        "/unplaced",
        "/about",
        "/matching",
        "/corrections",
        "/dataset/",
        "/api/docs",
        "/?lang=en",
    ),
    *("/?sido=41&level=high&lang=en", "/?q=가상&from=2024-09-01&status=confirmed,refuted", "/?sido=99"),
    *("/api/schools.geojson?level=high&sido=41", "/api/schools.geojson?level=kindergarten"),
    *("/ogc?f=json", "/ogc/collections?f=json", "/ogc/conformance?f=json"),
    *(f"/ogc/collections/{name}/items?f=json&limit=20" for name in ("schools", "sido", "offices")),
    "/ogc/openapi",
    *("/ogc/collections/schools?f=json", "/ogc/collections/schools/queryables?f=json"),
    *("/dataset/datapackage.json", "/dataset/feed.atom", "/oembed?url=http://localhost/"),
    *("/healthz", "/no-such-page", "/exports/regions.csv?by=sido&zip=1", "/exports/regions.xlsx?by=town"),
    *(f"/exports/{what}" for what in ("regions.json?by=sido&level=high", "schools.csv?sido=41")),
)


def main(folder: Path) -> None:
    """Write everything into a folder that is empty or does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        snapshots, copy = Path(made, "snapshots"), Path(made, "copy")
        run("build", "--out", str(snapshots))
        os.environ["WEBMAP_SNAPSHOTS"] = str(snapshots)
        write_tree(next(path for path in snapshots.iterdir() if path.is_dir()), folder / "snapshot")
        run("publish", str(copy), "--base-url", "https://map.example")
        write_tree(copy, folder / "copy")
        for language in ("ko", "en"):
            for command in HELP:
                text = run(*command.split(), "--help", language=language)
                save(folder / "help" / language / f"{command.replace(' ', '_') or 'webmap'}.txt", text)
        write_answers(folder / "answers")


def run(*words: str, language: str = "ko") -> str:
    """Output of a command, whatever its exit code."""
    environment = {**os.environ, "WEBMAP_LANGUAGE": language, "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "webmap", *words],
        capture_output=True, text=True, cwd=ROOT, env=environment, check=False,
    )  # fmt: skip
    return f"{done.stdout}{done.stderr}exit code {done.returncode}\n"


def write_answers(folder: Path) -> None:
    """Status, headers and body of addresses."""
    sys.path.insert(0, str(ROOT))
    from webmap.app import create_app

    client = create_app().test_client()
    for address in ADDRESSES:
        answer = client.get(address)
        headers = "".join(f"{name}: {value}\n" for name, value in sorted(answer.headers.items()))
        name = re.sub(r"\W+", "_", address).strip("_") or "root"
        save(folder / f"{name}.headers.txt", f"{answer.status}\n{headers}")
        save(folder / f"{name}.body.txt", text_of(f"x.{answer.mimetype.rpartition('/')[2]}", answer.data))


def write_tree(source: Path, target: Path) -> None:
    """Every file of a folder as text, under names that hold no digest."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix not in COMPRESSED:
            name = comparable(path.relative_to(source).as_posix())
            save(target / f"{name}.txt", text_of(path.name, path.read_bytes()))


def save(path: Path, text: str) -> None:
    """Write a text, one statement a line where it is one long line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"(>)(<)|([,{}])(?=[\"{])", r"\1\3\n\2", comparable(text))
    path.write_text(text if len(text) < 4_000_000 else hashlib.sha256(text.encode()).hexdigest(), "utf-8")


def comparable(text: str) -> str:
    """A text without the parts that differ at every run."""
    for pattern, name in REPLACED:
        text = pattern.sub(name, text)
    return text


def text_of(name: str, data: bytes) -> str:
    """The content of a file as text."""
    suffix = Path(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None and data[:4] == b"PK\x03\x04":
        reader = archive_text
    if reader is not None:
        return reader(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return hashlib.sha256(data).hexdigest()


def archive_text(data: bytes) -> str:
    """The members of an archive, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(f"== {name}\n{text_of(name, archive.read(name))}" for name in archive.namelist())


def geopackage_text(data: bytes) -> str:
    """All statements that would recreate a GeoPackage."""
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(data)
        file.flush()
        with sqlite3.connect(file.name) as database:
            return "\n".join(dump(database))


def dump(database: sqlite3.Connection) -> Iterator[str]:
    """Tables and rows; spatial indexes need functions that are not here."""
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in sorted(name for name in names if not name.startswith("rtree_")):
        yield f"== {name}"
        yield from (repr(row) for row in database.execute(f'SELECT * FROM "{name}"'))  # noqa: S608  # nosec B608


def parquet_text(data: bytes) -> str:
    """The rows of a GeoParquet file, geometry as WKB."""
    table = pd.read_parquet(io.BytesIO(data))
    return str(table.to_csv(index=False))


def pdf_text(data: bytes) -> str:
    """The text of a PDF, page by page."""
    return "\f".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def json_text(data: bytes) -> str:
    """JSON, indented, in its own order."""
    return json.dumps(json.loads(data), ensure_ascii=False, indent=1)


READERS: dict[str, Callable[[bytes], str]] = {
    ".gpkg": geopackage_text,
    ".parquet": parquet_text,
    ".pdf": pdf_text,
    ".json": json_text,
    ".geojson": json_text,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
