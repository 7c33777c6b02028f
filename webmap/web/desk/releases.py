"""Releases: proposed, built as a preview, approved by another person, published, served again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, g, jsonify, render_template, request
from werkzeug.wrappers import Response

from webmap.errors import WebmapError
from webmap.places.regions.region_table import load_region_table
from webmap.review.permissions import Action, Resource, may
from webmap.review.releases import approval, jobs, proposing, store
from webmap.review.releases.alarms import MAX_NAMES
from webmap.review.releases.approval import Seen
from webmap.review.releases.jobs import Job
from webmap.review.releases.store import STATES, Release
from webmap.snapshot.pointer import current_version
from webmap.vocabulary.messages import Message
from webmap.web.desk.context import actor, desk, field, require, require_fresh, to
from webmap.web.desk.difference import shown_difference
from webmap.web.desk.gate import needs
from webmap.web.desk.look import language

blueprint = Blueprint("releases", __name__, url_prefix="/releases")

PAGE = 20
KINDS_OF_STATE = {
    "published": "good", "ready": "warning", "failed": "danger", "stale": "danger", "rejected": "danger",
}  # fmt: skip
"""Colour of the tag of a state."""


@blueprint.get("/")
@needs(Action.READ)
def page() -> str:
    """All releases, what is served, and the form to propose one."""
    state = request.args.get("state", "")
    state = state if state in (*STATES, "open") else ""
    number = request.args.get("page", 1, type=int)
    with desk().database.read() as connection:
        total = store.count(connection, state)
        pages = max(1, -(-total // PAGE))
        number = min(max(number, 1), pages)
        found = store.releases(connection, state, PAGE, PAGE * (number - 1))
        served = store.base_of(connection, current_version(desk().map_settings.snapshots) or "")
        open_ones = store.count(connection, "open")
    return render_template(
        "desk/releases.html",
        releases=found, state=state, states=STATES, page=number, pages=pages, total=total, served=served,
        served_version=current_version(desk().map_settings.snapshots), tags=KINDS_OF_STATE,
        open_ones=open_ones,
    )  # fmt: skip


@blueprint.post("/")
@needs(Action.PROPOSE_RELEASE)
def propose() -> Response:
    """Propose a release."""
    with desk().database.write() as connection:
        number = proposing.propose(connection, actor(), field("note"), desk().map_settings.snapshots)
    return to("releases.release", number=number)


@blueprint.get("/<int:number>")
@needs(Action.READ)
def release(number: int) -> str:
    """One release: its progress, its difference, and what may be done with it."""
    with desk().database.read() as connection:
        found = store.find(connection, number)
        job = jobs.of_release(connection, number)
        ahead = jobs.ahead_of(connection, job) if job and job.state == "waiting" else 0
        has_worker = jobs.worker_is_there(connection, datetime.now(UTC))
        stale = approval.out_of_date(connection, found, desk().map_settings.snapshots)
        again = number in [each.id for each in store.published(connection)]
    served = current_version(desk().map_settings.snapshots)
    return render_template(
        "desk/release.html",
        release=found, job=job, ahead=ahead, has_worker=has_worker, stale=stale, states=STATES,
        tags=KINDS_OF_STATE, job_names=jobs.NAMES, can=_possible(found),
        is_served=bool(found.version) and found.version == served,
        may_be_served_again=again and found.version != served,
        difference=shown_difference(found, request.args, load_region_table(), language()),
        has_copy=desk().settings.copy_folder is not None, most_names=MAX_NAMES,
    )  # fmt: skip


@blueprint.get("/<int:number>/progress")
@needs(Action.READ)
def progress(number: int) -> Response:
    """How far the job of a release is, for the script of its page."""
    with desk().database.read() as connection:
        found, job = store.find(connection, number), jobs.of_release(connection, number)
    return jsonify(
        state=f"{found.state}/{job.state if job else ''}",
        share=job.share if job else 0,
        words=_words(job),
    )


@blueprint.post("/<int:number>/approve")
@needs(Action.APPROVE_RELEASE)
def approve(number: int) -> Response:
    """Approve a release and publish it."""
    with desk().database.read() as connection:
        found = store.find(connection, number)
    if not found.weakens_only:
        require(Action.APPROVE_RELEASE, Resource(authors=frozenset({found.author})))
    require_fresh()
    seen = Seen(field("input_digest"), field("manifest_sha256"), request.form.getlist("tick"))
    approval.approve(
        desk().database, actor(), number, seen, desk().map_settings.snapshots, desk().settings.folder
    )
    return to("releases.release", number=number, done="approved")


@blueprint.post("/<int:number>/reject")
@needs(Action.APPROVE_RELEASE)
def reject(number: int) -> Response:
    """Reject another person's release."""
    with desk().database.write() as connection:
        approval.reject(connection, actor(), number, field("why", proposing.MAX_NOTE))
    return to("releases.release", number=number, done="rejected")


@blueprint.post("/<int:number>/confirm")
@needs(Action.APPROVE_RELEASE)
def confirm(number: int) -> Response:
    """Confirm a release that one person published alone."""
    require_fresh()
    with desk().database.write() as connection:
        approval.confirm(connection, actor(), number)
    return to("releases.release", number=number, done="confirmed")


@blueprint.post("/<int:number>/withdraw")
@needs(Action.PROPOSE_RELEASE)
def withdraw(number: int) -> Response:
    """Take one's own proposal back."""
    with desk().database.write() as connection:
        proposing.withdraw(connection, actor(), number)
    return to("releases.release", number=number, done="withdrawn")


@blueprint.post("/<int:number>/again")
@needs(Action.PROPOSE_RELEASE)
def serve_again(number: int) -> Response:
    """Propose that an older release is served again."""
    with desk().database.write() as connection:
        made = proposing.propose_rollback(
            connection, actor(), number, field("note"), desk().map_settings.snapshots
        )
    return to("releases.release", number=made)


@blueprint.post("/<int:number>/copy")
@needs(Action.PROPOSE_RELEASE)
def copy(number: int) -> Response:
    """Have the static copy of a published release written once more."""
    with desk().database.write() as connection:
        proposing.ask_for_copy(connection, actor(), number)
    return to("releases.release", number=number)


@blueprint.app_context_processor
def _overdue() -> dict[str, Any]:
    """Releases that one person published alone and nobody confirmed in time: a banner on every page."""
    if g.get("actor") is None:
        return {}
    try:
        with desk().database.read() as connection:
            return {"overdue_releases": store.unconfirmed(connection, datetime.now(UTC))}
    except WebmapError:
        return {}  # the page that says why the database cannot be used has no banner


def _possible(found: Release) -> dict[str, bool]:
    """What the person may do with the release, as it stands."""
    person = actor()
    own = found.author == person.person
    by_role = bool(may(person, Action.APPROVE_RELEASE))
    return {
        "approve": found.state == "ready" and by_role and not own,
        "approve_alone": found.state == "ready" and by_role and own and found.weakens_only,
        "wait_for_other": found.state == "ready" and own and not found.weakens_only,
        "confirm": found.is_alone and by_role and not own,
        "withdraw": own and found.state in ("waiting", "building", "ready"),
        "propose": bool(may(person, Action.PROPOSE_RELEASE)),
    }


def _words(job: Job | None) -> str:
    if job is None or job.progress is None:
        return ""
    return Message.render(job.progress, language())
