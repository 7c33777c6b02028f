"""Lists at the desk: their versions, uploading one, how it is read, proposing and judging its use."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.wrappers import Response as Answer

from webmap.errors import ConflictError, DeskError
from webmap.lists.columns import Column
from webmap.review.files.registers import registers_of
from webmap.review.permissions import Action, Resource
from webmap.review.uploads import steps
from webmap.review.uploads.run import read_in_process
from webmap.review.uploads.versions import (
    ListVersion,
    content_of,
    find,
    newest,
    project_file,
    versions,
)
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import say
from webmap.web.desk.context import actor, desk, field, require, to
from webmap.web.desk.gate import needs, takes_files
from webmap.web.desk.lists.forms import chosen_columns, uploaded
from webmap.web.desk.lists.shown import Overview, handles_of, version_page

blueprint = Blueprint("files", __name__, url_prefix="/lists")

EVERYWHERE = Resource(areas=frozenset())
"""A list touches the whole country: roles that are limited to a region read about it only."""


@blueprint.get("/")
@needs(Action.READ)
def page() -> str:
    """All lists, and the forms to upload one."""
    with desk().database.read() as connection:
        overview = Overview(project_file(connection), versions(connection), request.args)
    return render_template("desk/files.html", overview=overview, chosen=request.args.get("to", ""))


@blueprint.post("/upload")
@needs(Action.UPLOAD_LIST)
@takes_files
def upload() -> Answer:
    """Take a file in, as a version of a known or a new list, and show how it is read."""
    require(Action.UPLOAD_LIST, EVERYWHERE)
    limits = desk().map_settings.limits
    with desk().database.read() as connection:
        given = uploaded(project_file(connection), limits.file_bytes)
        former = newest(connection, given.identity.slug)
        before = content_of(connection, former.id) if former else None
    reading = read_in_process(given.content, before, given.identity.slug, given.columns, limits)
    with desk().database.write() as connection:
        made = steps.store(connection, actor(), given.with_ending(steps.ending_for(reading)), reading)
    return to("files.version", version_id=made, done="uploaded")


@blueprint.get("/versions/<version_id>")
@needs(Action.READ)
def version(version_id: str) -> str:
    """How a version of a list is read, and what can be done with it."""
    with desk().database.read() as connection:
        found = find(connection, version_id)
        former = next((v for v in versions(connection, found.slug) if v.id == found.former), None)
        present = newest(connection, found.slug)
        handles = handles_of(connection)
        known = project_file(connection).lists.get(found.slug)
    shown = version_page(found, former, present, handles, known)
    return render_template("desk/file.html", shown=shown, version=found, columns=list(Column))


@blueprint.post("/versions/<version_id>/read")
@needs(Action.UPLOAD_LIST)
def read(version_id: str) -> Answer:
    """Read a version again, with the columns that the form names."""
    require(Action.UPLOAD_LIST, EVERYWHERE)
    columns = chosen_columns()
    with desk().database.read() as connection:
        found = _own(find(connection, version_id))
        content = content_of(connection, version_id)
        former = newest(connection, found.slug)
        before = content_of(connection, former.id) if former else None
    reading = read_in_process(content, before, found.slug, columns, desk().map_settings.limits)
    with desk().database.write() as connection:
        steps.put_reading(connection, actor(), found, columns, reading)
    return to("files.version", version_id=version_id, done="read")


@blueprint.post("/versions/<version_id>/propose")
@needs(Action.UPLOAD_LIST)
def propose(version_id: str) -> Answer:
    """Propose one's own version for use."""
    require(Action.UPLOAD_LIST, EVERYWHERE)
    with desk().database.write() as connection:
        steps.propose(connection, actor(), version_id)
    return to("files.version", version_id=version_id, done="proposed")


@blueprint.post("/versions/<version_id>/judge")
@needs(Action.JUDGE)
def judge(version_id: str) -> Answer:
    """Accept or reject another person's version."""
    accept = field("judgment") == "accept"
    answer = field("answer", 1_000)
    if not accept and not answer:
        raise DeskError(say("Say why the version is rejected: its author reads it."))
    with desk().database.write() as connection:
        if find(connection, version_id).sha256 != field("sha256"):
            raise ConflictError(say("This is another file than the one that you looked at."))
        steps.judge(connection, actor(), version_id, accept, answer)
    return to("files.version", version_id=version_id, done="accepted" if accept else "rejected")


@blueprint.post("/versions/<version_id>/discard")
@needs(Action.UPLOAD_LIST)
def discard(version_id: str) -> Answer:
    """Remove one's own version and its bytes, unless it is in use."""
    with desk().database.write() as connection:
        steps.discard(connection, actor(), version_id)
    return to("files.page", done="discarded")


@blueprint.get("/versions/<version_id>/file")
@needs(Action.UPLOAD_LIST)
def download(version_id: str) -> Response:
    """The bytes as they were uploaded, never to be shown by a browser."""
    require(Action.UPLOAD_LIST, EVERYWHERE)
    with desk().database.read() as connection:
        found = find(connection, version_id)
        content = content_of(connection, version_id)
    answer = make_response(content)
    ending = found.file_name.rpartition(".")[2]
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{found.slug}-{found.name or found.sha256[:8]}.{ending}"'
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@blueprint.get("/registers")
@needs(Action.READ)
def registers() -> str:
    """Which register a build uses, its day and age, and how another edition comes in."""
    with desk().database.read() as connection:
        project = project_file(connection)
        folder = desk().map_settings.register_folder
        found = list(registers_of(connection, project, folder, today_in_korea()))
    return render_template("desk/registers.html", registers=found, named=bool(project.registers))


def _own(version: ListVersion) -> ListVersion:
    if version.author != actor().person:
        raise DeskError(say("Only the person who uploaded it may do this."))
    return version
