"""Exports by address: `/exports/regions.<format>` and `/exports/schools.<format>`, with the same filters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Response, request, url_for

from webmap import __version__
from webmap.exports.content import Content, make_content
from webmap.exports.csv.file import csv_texts
from webmap.exports.csv.metadata import MIMETYPE, metadata
from webmap.exports.file_names import ascii_name, disposition, file_name
from webmap.exports.formats import FORMATS, Format, format_of
from webmap.exports.preview import preview as first_lines
from webmap.exports.request import ExportRequest, Subject, read_export_request
from webmap.exports.tables.older_snapshot import older_view, open_version
from webmap.places.regions.short_codes import PARAMETER as SHORT_CODE
from webmap.snapshot.snapshot import Snapshot
from webmap.system.temporary_folder import scratch_folder
from webmap.view.filters import PARAMETERS, parameters, plain_values
from webmap.view.view import View
from webmap.web.guard.limits import count_computation
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import EncodedBody, answer, encode_body, encode_json, streamed_answer
from webmap.web.http.arguments import known_lists, stated_once
from webmap.web.http.published import published, view
from webmap.web.http.request_language import language

blueprint = Blueprint("exports", __name__, url_prefix="/exports")
response_cache = ResponseCache("exports")

SUBJECTS = ",".join(Subject)
STREAMED_FROM = 5_000
"""A CSV file with at least so many lines is sent while it is made, and not cached."""
CACHED = "public, max-age=60, stale-while-revalidate=600"


@blueprint.get(f"/<any({SUBJECTS}):what>.<suffix>")
def export(what: str, suffix: str) -> Response:
    """An export in one of the formats."""
    export_request, current = _read_request(Subject(what)), view()
    form = format_of(suffix, export_request)
    streamed = form is FORMATS["csv"] and _lines(current, export_request) >= STREAMED_FROM
    response = _stream(current, export_request) if streamed else _cached_file(current, export_request, form)
    if form is FORMATS["csv"]:
        address = url_for("exports.csv_metadata", what=what, _external=False) + _query(export_request)
        response.headers["Link"] = f'<{address}>; rel="describedby"; type="{MIMETYPE}"'
    return response


@blueprint.get(f"/<any({SUBJECTS}):what>.csv-metadata.json")
def csv_metadata(what: str) -> Response:
    """Metadata of the CSV file of the same parameters: columns, definitions, sources (CSV on the Web)."""
    export_request, current = _read_request(Subject(what)), view()
    format_of("csv", export_request)
    file = url_for("exports.export", what=what, suffix="csv") + _query(export_request)

    def make() -> EncodedBody:
        content = _content(current, export_request)
        return encode_json(metadata(content, content.main, file), MIMETYPE)

    return answer(response_cache.get(("metadata", _key(current, export_request)), make))


@blueprint.get(f"/<any({SUBJECTS}):what>/preview.json")
def preview(what: str) -> Response:
    """The first lines of an export, and their total number, for the dialog on the page."""
    export_request, current = _read_request(Subject(what)), view()

    def make() -> EncodedBody:
        return encode_json(first_lines(_content(current, export_request)), "application/json")

    return answer(response_cache.get(("preview", _key(current, export_request)), make))


def _read_request(what: Subject) -> ExportRequest:
    arguments = stated_once()
    return read_export_request(what, arguments, published().table, language(), known_lists(arguments))


def _lines(current: View, export_request: ExportRequest) -> int:
    return len(current.schools(export_request.filters)) if export_request.what is Subject.SCHOOLS else 0


def _cached_file(current: View, export_request: ExportRequest, form: Format) -> Response:
    def make() -> EncodedBody:
        with scratch_folder() as folder:
            path = folder / f"export.{form.suffix}"
            form.write(_content(current, export_request), path)
            return encode_body(path.read_bytes(), form.mimetype)

    response = answer(response_cache.get((form.suffix, _key(current, export_request)), make), CACHED)
    return _as_attachment(response, current, export_request, form)


def _stream(current: View, export_request: ExportRequest) -> Response:
    """A long CSV file, sent while it is made; its ETag is a digest of the request and the snapshot."""
    form = FORMATS["csv"]

    def make() -> Iterator[bytes]:
        count_computation()
        content = _content(current, export_request)
        return (text.encode("utf-8", "replace") for text in csv_texts(content, content.main))

    etag = hashlib.sha256(_key(current, export_request).encode()).hexdigest()[:32]
    response = streamed_answer(etag, form.mimetype, CACHED, make)
    return _as_attachment(response, current, export_request, form)


def _as_attachment(
    response: Response, current: View, export_request: ExportRequest, form: Format
) -> Response:
    name, fallback = (
        file_name(current, export_request, form.suffix),
        ascii_name(current, export_request, form.suffix),
    )
    response.headers["Content-Disposition"] = disposition(name, fallback)
    return response


def _content(current: View, export_request: ExportRequest) -> Content:
    settings, older = published().settings, None
    if export_request.compare:
        older = older_view(current, _older_snapshot(settings.snapshots, export_request.compare))
    return make_content(current, export_request, older, settings.base_url)


@lru_cache(maxsize=2)
def _older_snapshot(snapshots: Path, version: str) -> Snapshot:
    """An older snapshot; a published version never changes."""
    return open_version(snapshots, version)


def _key(current: View, export_request: ExportRequest) -> str:
    """Everything that an export depends on, as a text that is the same in every process."""
    fields = {**vars(export_request), "filters": plain_values(export_request.filters)}
    audience = [sorted(current.audience.statuses), current.audience.notes, current.audience.row_texts]
    return json.dumps([__version__, current.snapshot.version, audience, fields], sort_keys=True)


def _query(export_request: ExportRequest) -> str:
    """The request as a query in canonical spelling, as cached answers that contain it are sent to others."""
    others = {
        name: text
        for name, text in sorted(request.args.items())
        if text and name not in {*PARAMETERS, SHORT_CODE}
    }
    query = {**parameters(export_request.filters), **others}
    return f"?{urlencode(query, errors='replace')}" if query else ""
