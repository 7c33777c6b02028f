"""Whether this process lives, and whether it can serve."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify

from webmap.web.http.published import published, view

blueprint = Blueprint("status", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 as long as this process responds: a restart would not help it."""
    return _json(status="ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """200 with the version served; 503 where nothing can be served.

    A folder that cannot be read, or whose newest snapshot cannot be opened, is reported (`unreadable`,
    `unusable`; the log says why) but takes no machine out of service: a snapshot in memory can still be
    served, and all machines may share that folder. The store of limits is not needed.
    """
    snapshot = view().snapshot
    return _json(
        status="ready",
        version=snapshot.version,
        fictional=snapshot.fictional,
        folder=published().folder_state(),
    )


def _json(**values: Any) -> Response:
    answer = jsonify(values)
    answer.headers["Cache-Control"] = "no-store"
    return answer
