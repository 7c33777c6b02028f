"""The preview of a release: the map's own application on the built snapshot, below the release's address.

The public application knows nothing of it: it gets requests whose addresses begin at its own root, as behind
a proxy, and the desk marks each of its pages. Who may not read the desk never gets this far.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from typing import Any
from urllib.parse import quote

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from webmap.errors import NotFoundError
from webmap.review.permissions import Action
from webmap.review.releases import folders, store
from webmap.review.releases.building import preview_settings
from webmap.review.releases.store import OPEN, Release
from webmap.vocabulary.messages import say
from webmap.web.desk.context import desk
from webmap.web.desk.gate import needs
from webmap.web.desk.look import rendered

blueprint = Blueprint("preview", __name__, url_prefix="/releases/<int:number>/preview")

MAX_APPS = 2
"""Previews that stay open: each holds its snapshot in memory."""
NOT_PASSED_ON = (
    "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_RANGE",
)  # fmt: skip
"""Headers that the map does not get: its answers are whole and plain, so that the mark can be put in."""
NOT_SENT_ON = ("ETag", "Last-Modified", "Vary")
FILE_NAME = re.compile(r"""(filename="|filename=(?!")|filename\*=UTF-8'')""")
BODY = re.compile(rb"<body\b[^>]*>")
HEADER = re.compile(rb'<header class="site-header"')

_apps: OrderedDict[tuple[str, str], Any] = OrderedDict()
_lock = threading.Lock()


@blueprint.get("/")
@blueprint.get("/<path:rest>")
@needs(Action.READ)
def answer(number: int, rest: str = "") -> Response:
    """An answer of the map of this release."""
    with desk().database.read() as connection:
        found = store.find(connection, number)
    if found.state not in OPEN or not found.version or found.kind == "rollback":
        raise NotFoundError(say("This release has no preview any more."))
    environ = {name: value for name, value in request.environ.items() if name not in NOT_PASSED_ON}
    root = url_for("preview.answer", number=number).rstrip("/")
    environ |= {"SCRIPT_NAME": request.environ.get("SCRIPT_NAME", "") + root, "PATH_INFO": f"/{rest}"}
    environ.pop("werkzeug.request", None)
    response = Response.from_app(_application(found), environ, buffered=True)
    for name in NOT_SENT_ON:
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "no-store"
    if response.mimetype == "text/html" and request.method == "GET":
        response.set_data(_marked(response.get_data(), found))
    if disposition := response.headers.get("Content-Disposition"):
        response.headers["Content-Disposition"] = _marked_name(disposition)
    return response


def _application(found: Release) -> Any:
    """The map's application on the snapshot of a release; opened once, and kept while others are few."""
    key = found.folder, found.version
    with _lock:
        if key not in _apps:
            snapshots = folders.snapshots_of(desk().settings.folder, found.folder)
            if not (snapshots / found.version).is_dir():
                raise NotFoundError(say("This release has no preview any more."))
            project = snapshots.parent / folders.PROJECT
            _apps[key] = desk().map_app(preview_settings(desk().map_settings, project, snapshots))
            while len(_apps) > MAX_APPS:
                _apps.popitem(last=False)
        _apps.move_to_end(key)
        return _apps[key]


def _marked(page: bytes, found: Release) -> bytes:
    """The page with a line above it that says what it is, and leads back."""
    mark = render_template("desk/preview_mark.html", release=found).encode()
    word = rendered(say("Preview")).encode()
    title = b"[" + word + b"] "
    meta = b'<meta name="title-mark" content="' + title + b'">'  # the map's script sets the title anew
    page = page.replace(b"<title>", meta + b"<title>" + title, 1)
    if match := HEADER.search(page) or BODY.search(page):
        place = match.start() if match.re is HEADER else match.end()
        return page[:place] + mark + page[place:]
    return mark + page


def _marked_name(disposition: str) -> str:
    """The header whose names of a file, in ASCII and in words, begin with what the file is of."""

    def marked(match: re.Match[str]) -> str:
        word = rendered(say("Preview")).replace(" ", "-")
        return match[0] + (f"{quote(word)}_" if "*" in match[0] else "preview_")

    return FILE_NAME.sub(marked, disposition)
