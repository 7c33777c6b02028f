"""Whether this process lives, and whether it can serve."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify

from webmap.errors import SnapshotError
from webmap.snapshot.pointer import read_pointer
from webmap.web.http.published import published, view

blueprint = Blueprint("status", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 as long as this process answers: to restart it would not help where this is said."""
    return _told(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 with the version served; 503 where nothing can be served.

    What is served from memory is served whether or not the folder can still be read, and all machines may
    share that folder: it is told, and takes none of them out of service. The store of limits is not needed.
    """
    snapshot = view().snapshot
    return _told(
        status="ready",
        version=snapshot.version,
        fictional=snapshot.fictional,
        folder="readable" if folder_is_readable() else "unreadable",
    )


def folder_is_readable() -> bool:
    """Whether the folder of snapshots tells which one is published."""
    try:
        read_pointer(published().settings.snapshots)
    except SnapshotError:
        return False
    return True


def _told(**values: Any) -> Response:
    answer = jsonify(values)
    answer.headers["Cache-Control"] = "no-store"
    return answer
