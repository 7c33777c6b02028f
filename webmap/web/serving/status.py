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
    """200 as long as this process responds: a restart would not help it."""
    return _json(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 with the version served; 503 where nothing can be served.

    An unreadable folder is reported but takes no machine out of service: a snapshot in memory can still be
    served, and all machines may share that folder. The store of limits is not needed.
    """
    snapshot = view().snapshot
    return _json(
        status="ready",
        version=snapshot.version,
        fictional=snapshot.fictional,
        folder="readable" if folder_is_readable() else "unreadable",
    )


def folder_is_readable() -> bool:
    """Whether the pointer to the published snapshot can be read."""
    try:
        read_pointer(published().settings.snapshots)
    except SnapshotError:
        return False
    return True


def _json(**values: Any) -> Response:
    answer = jsonify(values)
    answer.headers["Cache-Control"] = "no-store"
    return answer
