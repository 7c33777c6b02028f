"""The kinds of files that are read as lists, declared once; help, errors and documents are made from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ListKind:
    """One kind of file."""

    format: str
    """Its name in the manifest of a snapshot."""
    label: str
    """Its name for people, the same in every language."""
    endings: tuple[str, ...]
    """Endings of names that it usually has. A file is read by its content, whatever its ending."""


LIST_KINDS = (
    ListKind("xlsx", "XLSX", (".xlsx", ".xlsm", ".xltx")),
    ListKind("xls", "XLS", (".xls", ".xlt")),
    ListKind("xlsb", "XLSB", (".xlsb",)),
    ListKind("ods", "ODS", (".ods", ".ots")),
    ListKind("csv", "CSV", (".csv",)),
    ListKind("tsv", "TSV", (".tsv", ".tab")),
    ListKind("txt", "TXT", (".txt", ".text")),
    ListKind("hwpx", "HWPX", (".hwpx",)),
    ListKind("html", "HTML", (".html", ".htm", ".xhtml")),
    ListKind("json", "JSON", (".json",)),
    ListKind("jsonl", "JSON Lines", (".jsonl", ".ndjson", ".geojsonl", ".geojsons")),
    ListKind("geojson", "GeoJSON", (".geojson",)),
    ListKind("parquet", "Parquet", (".parquet", ".pq")),
)

FORMATS = tuple(kind.format for kind in LIST_KINDS)
ENDINGS = tuple(ending for kind in LIST_KINDS for ending in kind.endings)
JSON_ENDINGS = tuple(
    ending for kind in LIST_KINDS if kind.format in ("json", "jsonl", "geojson") for ending in kind.endings
)


def kinds_in_words() -> str:
    """Return the kinds as an enumeration for people."""
    return ", ".join(kind.label for kind in LIST_KINDS)


def without_list_ending(name: str) -> str:
    """Return the name of a file without the ending of a list."""
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), "")
    return name.removesuffix(name[len(name) - len(ending) :]) if ending else name
