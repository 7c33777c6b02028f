"""What the schema and the snapshot hold, recorded by version, so that a change of either demands a new one.

`python -m tests.view.recording` (`make records`) writes the records into docs/schema and the tables of
docs/exports.md and docs/schema-changelog.md. A record that is there is never changed: whoever published that
version has promised what it says.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from webmap.exports.comparison.columns import LIST_COLUMNS
from webmap.exports.dataset.resources import RESOURCES
from webmap.exports.formats import CSV_ZIP, FORMATS, Format
from webmap.exports.tables.comparison_columns import REGION_CHANGES, SCHOOL_CHANGES
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.manifest import COUNTS, FORMAT, ROWS, SCHOOLS, region_file
from webmap.view.column import Column
from webmap.view.columns import CONTEXT_COLUMNS, LEVEL_STATUS_COLUMNS, WEEK_COLUMNS
from webmap.view.columns_regions import REGION_COLUMNS
from webmap.view.columns_schools import NOTES, SCHOOL_COLUMNS
from webmap.view.columns_unplaced import UNPLACED_COLUMNS
from webmap.vocabulary.schema_version import API_VERSION, as_markdown
from webmap.vocabulary.terms import RegionLevel
from webmap.web.api.ogc.collections import COLLECTIONS
from webmap.web.api.openapi import describe

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = DOCS / "schema"
API_RECORD, SNAPSHOT_RECORD = SCHEMA / f"api-{API_VERSION}.json", SCHEMA / f"snapshot-{FORMAT}.json"

MAX_CODES = 20
"""Longer lists of codes, as of regions, are facts about the country and no part of the schema."""

WORDS = ("description", "required")
"""Of a schema, what is said elsewhere: meanings, and every name once more."""

TABLES: dict[str, tuple[Column, ...]] = {
    "regions": REGION_COLUMNS,
    "schools": (*SCHOOL_COLUMNS, NOTES),
    "not_placed": UNPLACED_COLUMNS,
    "by_level_and_status": LEVEL_STATUS_COLUMNS,
    "by_week": WEEK_COLUMNS,
    "every line of CSV": CONTEXT_COLUMNS,
    "regions, compared": REGION_CHANGES,
    "schools, compared": SCHOOL_CHANGES,
    "lists": LIST_COLUMNS,
}
"""Tables of docs/exports.md, by the end of their headings."""


def api_schema() -> dict[str, Any]:
    """Fields and parameters of API, OGC collections and data package, without their meanings."""
    components = describe("en", "", load_region_table())["components"]
    return {
        "fields": {name: _plain(schema) for name, schema in components["schemas"].items()},
        "filters": {name: _plain(each["schema"]) for name, each in components["parameters"].items()},
        "collections": {name: _columns(each.fields) for name, each in COLLECTIONS.items()},
        "dataset": {each.path: _columns(each.fields) for each in RESOURCES if each.fields},
        "exports": {name: _columns(columns) for name, columns in TABLES.items()},
    }


def _plain(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_plain(each) for each in schema] if len(schema) <= MAX_CODES else ["…"]
    if not isinstance(schema, dict):
        return schema
    kept = {name: value for name, value in schema.items() if isinstance(value, dict) or name not in WORDS}
    return {name: _plain(value) for name, value in kept.items()}


def _columns(columns: tuple[Column, ...]) -> dict[str, str]:
    return {
        each.name: " ".join(
            [each.kind, *(["or nothing"] if each.may_be_empty else []), *each.codes[:MAX_CODES]]
        )
        for each in columns
    }


def snapshot_shape(folder: Path) -> dict[str, Any]:
    """Columns of the files of a snapshot's folder with the types of their values."""
    tables = [ROWS, SCHOOLS, COUNTS, *map(region_file, RegionLevel)]
    return {
        name: {field.name: str(field.type).removeprefix("large_") for field in pq.read_schema(folder / name)}
        for name in tables
    }


def differences(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """What is new, gone or changed between two records, each in a few words."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            here = f"{place}.{name}".removeprefix(".")
            if name not in old or name not in new:
                yield f"{here} is {'new' if name in new else 'gone'}"
            else:
                yield from differences(old[name], new[name], here)
    elif old != new:
        yield f"{place} was {json.dumps(old)} and is {json.dumps(new)}"


def table_of(columns: tuple[Column, ...]) -> str:
    """A table of docs/exports.md."""
    lines = ["| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{each.name}` | {each.kind} | {each.meaning.render('en')} |" for each in columns]
    return "\n".join(lines)


FORMATS_OF_EXPORTS = (*FORMATS.values(), CSV_ZIP)

KNOWN_TO_NGINX = ("json", "pdf", "png", "svg", "xlsx", "zip")
"""Of the mime.types that nginx brings along and deploy/nginx/nginx.conf includes; it warns of a second one."""

NGINX = {
    "nginx/http.conf": [each for each in FORMATS_OF_EXPORTS if each.suffix not in KNOWN_TO_NGINX],
    "static/nginx.conf": list(FORMATS_OF_EXPORTS),
}
"""Configuration below deploy/ → the formats whose types it states."""

MADE = re.compile(r"(    # Formats of exports, written by `make records`:\n)(?:    \S+ \w+;\n)*")


def formats_table() -> str:
    """The table of formats in docs/exports.md."""
    rows = [f"| `{each.suffix}` | {each.word.name} | {each.word.meaning} |" for each in FORMATS.values()]
    return "\n".join(["| suffix | name | for |", "| --- | --- | --- |", *rows])


def nginx_types(formats: Iterable[Format]) -> str:
    """The lines of a block `types { … }` of nginx."""
    return "".join(f"    {each.mimetype} {each.suffix};\n" for each in formats)


def write_documents() -> None:
    """Write the tables of columns and formats into docs/, and the types of formats into deploy/."""
    text = (DOCS / "exports.md").read_text("utf-8")
    tables = {f"Columns: {name}": table_of(columns) for name, columns in TABLES.items()}
    for name, table in {"Formats": formats_table(), **tables}.items():
        heading = f"## {name}\n\n"
        before, found, after = text.partition(heading)
        if not found:
            raise SystemExit(f"docs/exports.md has no heading “{name}”: add it, with a table below.")
        rest = re.sub(r"^([|].*\n)+", "", after)
        text = f"{before}{heading}{table}\n{rest}"
    (DOCS / "exports.md").write_text(text, "utf-8")
    for name, formats in NGINX.items():
        path = DOCS.parent / "deploy" / name
        lines = nginx_types(formats)
        path.write_text(MADE.sub(lambda mark, lines=lines: mark[1] + lines, path.read_text("utf-8")), "utf-8")
    (DOCS / "schema-changelog.md").write_text(as_markdown(), "utf-8")


def record(path: Path, shape: dict[str, Any], version: str) -> None:
    """Write a record that is not there yet. Exits where it is there and says something else."""
    text = json.dumps(shape, ensure_ascii=False, indent=1) + "\n"
    if path.exists() and path.read_text("utf-8") != text:
        found = "; ".join(list(differences(json.loads(path.read_text("utf-8")), shape))[:5])
        raise SystemExit(
            f"{path.name} is recorded and says something else ({found or 'another order'}). Raise {version}. "
            f"Only while that version was never published: delete docs/schema/{path.name} and run this again."
        )
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    """Write documents and records."""
    from tests.conftest import silent
    from webmap.build import SAMPLE_LISTS, SAMPLE_REGISTER, geocode, make_snapshot
    from webmap.lists.limits import Limits
    from webmap.places.gazetteer import load_places
    from webmap.settings.publishing import default_cache
    from webmap.snapshot.snapshot import write_snapshot
    from webmap.system.shipped_files import data_path

    write_documents()
    record(API_RECORD, api_schema(), "API_VERSION in webmap/vocabulary/schema_version.py")
    places = load_places(default_cache())
    lists, registers = map(data_path, SAMPLE_LISTS), map(data_path, SAMPLE_REGISTER)
    snapshot = make_snapshot(geocode(list(lists), list(registers), places, Limits(), silent), places)
    with tempfile.TemporaryDirectory() as folder:
        shape = snapshot_shape(write_snapshot(snapshot, Path(folder)))
    record(SNAPSHOT_RECORD, shape, "FORMAT in webmap/snapshot/manifest.py")


if __name__ == "__main__":
    sys.exit(main())
