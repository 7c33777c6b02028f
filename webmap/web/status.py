"""Whether this process is well."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from webmap.web.published import view

blueprint = Blueprint("status", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 with the version served; 503 where nothing can be served."""
    snapshot = view().snapshot
    answer = jsonify(status="ok", version=snapshot.version, fictional=snapshot.fictional)
    answer.headers["Cache-Control"] = "no-store"
    return answer
