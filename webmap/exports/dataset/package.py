"""The data set as a Frictionless data package: every file, its description and its digest."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from webmap.exports.about import LISTED, title_of
from webmap.exports.comparison.file import comparison_file
from webmap.exports.dataset.geopackage import geopackage
from webmap.exports.dataset.resources import DESCRIPTION, RESOURCES, Resource
from webmap.exports.dataset.tables import as_csv
from webmap.settings.licence import DataLicence
from webmap.view.column import TYPES, Column, Kind
from webmap.view.filters import NO_FILTER
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES, N_, Message, Render, say
from webmap.vocabulary.schema_version import API_VERSION
from webmap.vocabulary.terms import Status

NAME = "affected-schools-map"
# Text: title of the data set; listed = "Schools on the list (confirmed: 60)"
TITLE = N_("%(listed)s: claims, figures by region, and what could not be placed")
DESCRIPTION_TEXT = N_(
    "A line says what a list claims and what is known of the claim; it does not say that anything happened "
    "at a school. Texts that a spreadsheet would run as a formula have an apostrophe in front."
)
OTHERS = N_(
    "Sources keep their own terms: those of the lists' authors, of the register's publisher, "
    "and of the National Geographic Information Institute for the boundaries (attribution)."
)
NO_LICENCE = N_(
    "The operator of this map has stated no licence for this data. Without one, ask the operator before you "
    "publish it again; numbers and facts may be cited."
)
CITATION = say("Map of affected schools, as of %(date)s, version %(version)s")
CITATION_WITH_ADDRESS = say("Map of affected schools, as of %(date)s, version %(version)s. %(address)s")


_TYPES = {Kind.DATE: "date", Kind.TEXTS: "string"}
"""Types of Table Schema where they are not those of JSON: a cell of CSV holds several texts as one."""


@dataclass(frozen=True)
class Files:
    """The files of the data set by path, without their description."""

    view: View
    content: Mapping[str, bytes]


def make_files(view: View, base: str) -> Files:
    """Write every file of the data set; `base` is the public address of the map, '' where none is stated."""
    return Files(view, {each.path: _content(each, view, base) for each in RESOURCES})


def _content(resource: Resource, view: View, base: str) -> bytes:
    match resource.media_type:
        case "text/csv":
            return as_csv(resource, view)
        case "application/json":
            return comparison_file(view)
        case "text/plain":
            return "".join(f"{citation(view, base, language)}\n" for language in LANGUAGES).encode()
    return geopackage(view)


def citation(view: View, base: str, language: str) -> str:
    """How to cite the edition in a language."""
    values = {"date": view.as_of, "version": view.snapshot.version, "address": f"{base}/dataset/"}
    return Message((CITATION_WITH_ADDRESS if base else CITATION).text, values).render(language)


def describe(files: Files, render: Render, base: str, stated: DataLicence | None = None) -> dict[str, Any]:
    """datapackage.json; `base` is the public address of the map, '' where none is stated.

    `stated`: the licence of the data, None where the operator states none.
    """
    snapshot = files.view.snapshot
    terms = stated.title if stated else render(Message(NO_LICENCE))
    notice = {"notice": render(FICTIONAL)} if snapshot.fictional else {}
    disclosed = files.view.audience.disclosed.as_json(render)
    note, others = disclosed["disclosure_note"], render(Message(OTHERS))
    sentences = (render(Message(DESCRIPTION_TEXT)), note, terms, others)
    return {
        "profile": "data-package",
        "name": NAME,
        "id": f"{NAME}:{snapshot.version}",
        "title": render(Message(TITLE, {"listed": _listed(files.view)})),
        "description": " ".join([*notice.values(), *sentences]),
        "version": snapshot.version,
        "schema_version": API_VERSION,
        "created": snapshot.manifest["created"],
        "as_of": files.view.as_of,
        "fictional": snapshot.fictional,
        **notice,
        **disclosed,
        **({"homepage": f"{base}/dataset/"} if base else {}),
        **({"licenses": [stated.as_json()]} if stated else {}),
        "sources": [{"title": _source(each)} for each in files.view.sources],
        "resources": [_resource(each, files, render) for each in RESOURCES],
    }


def _source(source: Mapping[str, Any]) -> str:
    digest = f", SHA-256 {source['sha256']}" if source.get("sha256") else ""
    return f"{source['file']} ({source['role']}{digest})"


def _listed(view: View) -> Message:
    """What the data set lists, with the number of confirmed ones where the audience may know it."""
    confirmed = (view.totals(NO_FILTER) or {}).get(Status.CONFIRMED)
    return title_of(LISTED, confirmed if Status.CONFIRMED in view.audience.statuses else None)


def _resource(resource: Resource, files: Files, render: Render) -> dict[str, Any]:
    content = files.content[resource.path]
    description = {
        "name": resource.name,
        "path": resource.path,
        "title": render(Message(resource.title)),
        "format": resource.path.rpartition(".")[2],
        "mediatype": resource.media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "last-modified": files.view.snapshot.manifest["created"],
        **(
            {"sources": [{"title": render(Message(each))} for each in resource.terms]}
            if resource.terms
            else {}
        ),
    }
    if not resource.fields:
        return {**description, "profile": "data-resource"}
    schema = {
        "fields": [_field(column, resource.key, render) for column in resource.fields],
        "primaryKey": list(resource.key),
        "missingValues": [""],
    }
    return {**description, "profile": "tabular-data-resource", "encoding": "utf-8", "schema": schema}


def _field(column: Column, key: tuple[str, ...], render: Render) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.name in key else {}
    if column.codes and column.kind is not Kind.TEXTS:
        constraints["enum"] = column.codes
    description = {
        "name": column.name,
        "type": _TYPES.get(column.kind) or TYPES[column.kind],
        "description": render(column.meaning),
    }
    return {**description, "constraints": constraints} if constraints else description


def archive(files: Files, description: Mapping[str, Any]) -> bytes:
    """All files and their description in one ZIP; the same bytes for the same snapshot."""
    target = BytesIO()
    text = json.dumps(description, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in {DESCRIPTION: text, **files.content}.items():
            entry = zipfile.ZipInfo(path, _moment(files.view))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return target.getvalue()


def _moment(view: View) -> tuple[int, int, int, int, int, int]:
    text = str(view.snapshot.manifest["created"])
    year, month, day, hour, minute, second = (
        int(text[begin:end]) for begin, end in ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19))
    )
    return max(year, 1980), month, day, hour, minute, second
