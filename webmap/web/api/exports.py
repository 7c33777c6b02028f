"""Exports by address: `/exports/regions.<format>` and `/exports/schools.<format>`, with the same filters."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from http import HTTPStatus
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
from webmap.snapshot.snapshot import Snapshot
from webmap.system.temporary_folder import scratch_folder
from webmap.view.filters import PARAMETERS, parameters, plain_values
from webmap.view.view import View
from webmap.web.guard.limits import count_computation
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import EncodedBody, answer, encode_body, encode_json
from webmap.web.http.arguments import stated_once
from webmap.web.http.published import published, view
from webmap.web.http.request_language import language

blueprint = Blueprint("exports", __name__, url_prefix="/exports")
response_cache = ResponseCache("exports")

WHAT = ",".join(Subject)
STREAMED_FROM = 5_000
"""Lines from which on a CSV file is sent while it is made, and not kept."""
CACHED = "public, max-age=60, stale-while-revalidate=600"


@blueprint.get(f"/<any({WHAT}):what>.<suffix>")
def export(what: str, suffix: str) -> Response:
    """An export in one of the formats."""
    asked, current = _asked(Subject(what)), view()
    form = format_of(suffix, asked)
    streamed = form is FORMATS["csv"] and _lines(current, asked) >= STREAMED_FROM
    response = _stream(current, asked) if streamed else _kept(current, asked, form)
    if form is FORMATS["csv"]:
        address = url_for("exports.csv_metadata", what=what, _external=False) + _query(asked)
        response.headers["Link"] = f'<{address}>; rel="describedby"; type="{MIMETYPE}"'
    return response


@blueprint.get(f"/<any({WHAT}):what>.csv-metadata.json")
def csv_metadata(what: str) -> Response:
    """What the CSV file of the same parameters holds: columns, definitions, sources (CSV on the Web)."""
    asked, current = _asked(Subject(what)), view()
    format_of("csv", asked)
    file = url_for("exports.export", what=what, suffix="csv") + _query(asked)

    def make() -> EncodedBody:
        content = _content(current, asked)
        return encode_json(metadata(content, content.main, file), MIMETYPE)

    return answer(response_cache.get(("metadata", _key(current, asked)), make))


@blueprint.get(f"/<any({WHAT}):what>/preview.json")
def preview(what: str) -> Response:
    """The first lines of an export, and how many there are, for the dialog on the page."""
    asked, current = _asked(Subject(what)), view()

    def make() -> EncodedBody:
        return encode_json(first_lines(_content(current, asked)), "application/json")

    return answer(response_cache.get(("preview", _key(current, asked)), make))


def _asked(what: Subject) -> ExportRequest:
    return read_export_request(what, stated_once(), published().table, language())


def _lines(current: View, asked: ExportRequest) -> int:
    return len(current.schools(asked.filters)) if asked.what is Subject.SCHOOLS else 0


def _kept(current: View, asked: ExportRequest, form: Format) -> Response:
    def make() -> EncodedBody:
        with scratch_folder() as folder:
            path = folder / f"export.{form.suffix}"
            form.write(_content(current, asked), path)
            return encode_body(path.read_bytes(), form.mimetype)

    response = answer(response_cache.get((form.suffix, _key(current, asked)), make), CACHED)
    return _named(response, current, asked, form)


def _stream(current: View, asked: ExportRequest) -> Response:
    """A long CSV file, sent while it is made; its ETag names what it is made from.

    No length is stated, in the answer to HEAD neither: nobody knows it before the last line is made, and
    whatever number stood there would tell the client and every proxy where this answer ends.
    """
    form = FORMATS["csv"]
    response = Response(mimetype=form.mimetype, content_type=f"{form.mimetype}; charset=utf-8")
    response.automatically_set_content_length = False
    response.headers["Cache-Control"] = CACHED
    response.set_etag(hashlib.sha256(_key(current, asked).encode()).hexdigest()[:32])
    response.make_conditional(request)
    if response.status_code == HTTPStatus.OK and request.method != "HEAD":
        count_computation()
        content = _content(current, asked)
        texts = csv_texts(content, content.main)
        response.response = (text.encode("utf-8", "replace") for text in texts)
    return _named(response, current, asked, form)


def _named(response: Response, current: View, asked: ExportRequest, form: Format) -> Response:
    name, fallback = file_name(current, asked, form.suffix), ascii_name(current, asked, form.suffix)
    response.headers["Content-Disposition"] = disposition(name, fallback)
    return response


def _content(current: View, asked: ExportRequest) -> Content:
    if not asked.compare:
        return make_content(current, asked)
    snapshots = published().settings.snapshots
    return make_content(current, asked, older_view(current, _opened(snapshots, asked.compare)))


@lru_cache(maxsize=2)
def _opened(snapshots: Path, version: str) -> Snapshot:
    """An older snapshot; what is published under a version never changes."""
    return open_version(snapshots, version)


def _key(current: View, asked: ExportRequest) -> str:
    """All that an export is made from, as a text: the same in every process."""
    asked_for = {**vars(asked), "filters": plain_values(asked.filters)}
    seen = [sorted(current.audience.statuses), current.audience.notes, current.audience.row_texts]
    return json.dumps([__version__, current.snapshot.version, seen, asked_for], sort_keys=True)


def _query(asked: ExportRequest) -> str:
    """What was asked as a query in its one spelling, as answers that hold it are given to others."""
    others = {name: text for name, text in sorted(request.args.items()) if text and name not in PARAMETERS}
    stated = {**parameters(asked.filters), **others}
    return f"?{urlencode(stated, errors='replace')}" if stated else ""
