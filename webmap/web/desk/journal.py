"""The journal: every change at the desk, by whom, and the digest that chains it to the one before."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webmap.review import journal
from webmap.review.permissions import Action
from webmap.vocabulary.messages import N_
from webmap.web.desk.context import desk
from webmap.web.desk.gate import needs

blueprint = Blueprint("journal", __name__, url_prefix="/journal")

PAGE = 100
MAX_FILTER_CHARACTERS = 200

KINDS = {
    "release": N_("Release"),
    "job": N_("Job of the worker"),
    "ledger_line": N_("Decision, finding or correction"),
    "list_version": N_("Version of a list"),
    "project_document": N_("File of the project"),
    "question": N_("Open row"),
    "objection": N_("Objection"),
    "hold": N_("School under review"),
    "person": N_("Person"),
    "role_grant": N_("Role"),
    "session": N_("Session"),
    "invitation": N_("Invitation"),
}
"""Names of what a line is about, by its kind; others are shown by their kind."""


@blueprint.get("/")
@needs(Action.READ_JOURNAL)
def page() -> str:
    """Lines of the journal, the newest first; by person, kind and subject, and older than a line."""
    chosen = {
        name: request.args.get(name, "").replace("\0", "").strip()[:MAX_FILTER_CHARACTERS]
        for name in ("kind", "subject", "actor")
    }
    before = request.args.get("before", 0, type=int)
    with desk().database.read() as connection:
        found = journal.lines(connection, **chosen, before=max(before, 0), limit=PAGE + 1)
        head = journal.head_of(connection)
        kinds = journal.kinds(connection)
    lines = found[:PAGE]
    return render_template(
        "desk/journal.html",
        lines=lines, head=head, chosen=chosen, before=before,
        older=lines[-1].number if len(found) > PAGE else 0,
        kinds=[(kind, KINDS.get(kind, kind)) for kind in kinds], names=KINDS,
        subject_addresses={"release": "releases.release"},
    )  # fmt: skip
