"""What becomes of an uploaded list: stored, proposed by its author, used or rejected by another person.

A version gets its date when it comes into use, so that the dates are in the order of use.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from webmap.decisions.decision import fault_of_why
from webmap.errors import ConflictError, DeskError, ForbiddenError
from webmap.lists.formats.list_kinds import FORMATS, LIST_KINDS, without_list_ending
from webmap.lists.naming.identity import ListIdentity
from webmap.lists.personal.detect import find_personal
from webmap.project.changes import with_columns, with_list
from webmap.project.file import FILE
from webmap.project.versions import Version, next_name, order_of
from webmap.review import journal
from webmap.review.files.contents import put_document
from webmap.review.permissions import Action, Actor, Resource, may
from webmap.review.releases import jobs
from webmap.review.tables.files import list_version
from webmap.review.uploads.reading import Reading
from webmap.review.uploads.versions import STATES, ListVersion, find, newest, project_file, versions
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import printable, strip_invisible

MAX_NAME_CHARACTERS = 100
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


@dataclass(frozen=True)
class Upload:
    """A file that a person uploads. `identity`: of its list; `is_new`: the list does not exist yet."""

    identity: ListIdentity
    is_new: bool
    file_name: str
    ending: str
    content: bytes
    columns: tuple[str, ...] = ()

    def with_ending(self, ending: str) -> Upload:
        """The upload with an ending, where its name has none of a list."""
        return self if self.ending else replace(self, ending=ending)


def store(connection: Connection, actor: Actor, upload: Upload, reading: Reading) -> str:
    """Store an uploaded file and how it is read; the result is the version's ID.

    Raises ConflictError where the list has just been made by another person, or the same bytes are there.
    """
    made, slug = uuid.uuid4().hex, upload.identity.slug
    if upload.is_new and slug in project_file(connection).lists:
        raise ConflictError(say("Another person has just made a list with this short name."))
    former, sha256 = newest(connection, slug), hashlib.sha256(upload.content).hexdigest()
    _refuse_same(connection, slug, sha256)
    connection.execute(
        insert(list_version).values(
            id=made,
            slug=slug,
            file_name=f"{made}{upload.ending}",
            sha256=sha256,
            content=upload.content,
            uploaded_name=upload.file_name,
            reading=reading,
            identity=_stated(upload.identity) if upload.is_new else None,
            columns=list(upload.columns),
            former=former.id if former else "",
            state="uploaded",
            author=actor.person,
            at=datetime.now(UTC),
        )
    )
    body = {"slug": slug, "sha256": sha256, "rows": reading.get("rows", 0)}
    journal.record(connection, actor.handle, "upload", "list_version", made, body)
    return made


def put_reading(
    connection: Connection, actor: Actor, version: ListVersion, columns: Sequence[str], reading: Reading
) -> None:
    """Store how a version is read with other columns; what was proposed has to be proposed again.

    Raises ForbiddenError for another person's version, ConflictError once it was judged.
    """
    present = find(connection, version.id)
    _refuse_other(actor, present)
    if present.state not in ("uploaded", "proposed"):
        raise ConflictError(say("Another person was faster: this version was judged meanwhile."))
    former = newest(connection, version.slug)
    connection.execute(
        update(list_version)
        .where(list_version.c.id == version.id)
        .values(reading=reading, columns=list(columns), former=former.id if former else "", state="uploaded")
    )
    body = {"slug": version.slug, "columns": len(columns), "rows": reading.get("rows", 0)}
    journal.record(connection, actor.handle, "read", "list_version", version.id, body)


def propose(connection: Connection, actor: Actor, version_id: str) -> None:
    """Propose one's own version for use. Raises ForbiddenError, ConflictError, DeskError."""
    version = find(connection, version_id)
    _refuse_other(actor, version)
    if version.state != "uploaded":
        raise ConflictError(say("This version was proposed already."))
    if not version.can_be_proposed:
        raise DeskError(say("A list that cannot be read is not proposed."))
    _refuse_outdated(connection, version)
    _set(connection, version_id, state="proposed")
    journal.record(connection, actor.handle, "propose", "list_version", version_id, {"slug": version.slug})


def judge(
    connection: Connection, actor: Actor, version_id: str, accept: bool, answer: str = "",
    today: date | None = None,
) -> ListVersion:  # fmt: skip
    """Accept or reject another person's version; accepted, it is the newest of its list.

    Raises ForbiddenError for one's own, ConflictError where somebody was faster or a newer version came, and
    DeskError for an answer with personal data.
    """
    if fault := fault_of_why(answer):
        raise DeskError(say("This cannot be saved: %(fault)s.", fault=fault))
    version = find(connection, version_id)
    resource = Resource(authors=frozenset({version.author or ""}), areas=frozenset())
    if not (allowed := may(actor, Action.JUDGE, resource)):
        raise ForbiddenError(allowed.reason)
    if version.state != "proposed":
        raise ConflictError(say("Another person was faster: this version was judged meanwhile."))
    values: dict[str, Any] = {"state": "rejected"}
    if accept:
        _refuse_outdated(connection, version)
        _declare(connection, version)
        values = {"state": "in_use", "file_name": _next_file(connection, version, today or today_in_korea())}
    _set(connection, version_id, judged_by=actor.person, judged=datetime.now(UTC), answer=answer, **values)
    body = {"slug": version.slug, "sha256": version.sha256, "file": values.get("file_name", "")}
    action = "accept" if accept else "reject"
    journal.record(connection, actor.handle, action, "list_version", version_id, body)
    if accept:
        jobs.add_once(connection, "questions")
    return find(connection, version_id)


def discard(connection: Connection, actor: Actor, version_id: str) -> ListVersion:
    """Remove one's own version, with its bytes, unless it is in use. Raises ForbiddenError, ConflictError."""
    version = find(connection, version_id)
    _refuse_other(actor, version)
    if version.state == "in_use":
        raise ConflictError(say("Another person was faster: this version is in use."))
    connection.execute(delete(list_version).where(list_version.c.id == version_id))
    body = {"slug": version.slug, "sha256": version.sha256}
    journal.record(connection, actor.handle, "discard", "list_version", version_id, body)
    return version


def name_to_keep(name: str) -> str:
    """The name of an uploaded file, as it is shown: without folders and invisible signs.

    Blank where it holds personal data, which no page of the desk needs to know.
    """
    plain = printable(strip_invisible(_FOLDERS.sub("", name)))[:MAX_NAME_CHARACTERS]
    stem = without_list_ending(plain)
    is_personal = find_personal(stem, remark=True) or find_personal(stem.replace("_", " "), remark=True)
    return "" if is_personal else plain


def ending_for(reading: Reading) -> str:
    """The ending of a list by its format, for a file whose name has none."""
    found = reading.get("format", "")
    return LIST_KINDS[FORMATS.index(found)].endings[0] if found in FORMATS else ".txt"


def _set(connection: Connection, version_id: str, **values: Any) -> None:
    connection.execute(update(list_version).where(list_version.c.id == version_id).values(**values))


def _declare(connection: Connection, version: ListVersion) -> None:
    """Name a new list in project.toml, or the columns that were chosen for a known one."""
    file = project_file(connection)
    if version.slug not in file.lists:
        identity = version.identity or ListIdentity(version.slug)
        stated = ListIdentity(
            identity.slug, identity.title, identity.kind, identity.origin, columns=version.columns
        )
        put_document(connection, FILE, with_list(file, stated).encode())
    elif version.columns != file.lists[version.slug].columns:
        put_document(connection, FILE, with_columns(file, version.slug, version.columns).encode())


def _next_file(connection: Connection, version: ListVersion, today: date) -> str:
    """A name behind those of all versions in use, with the ending of the file."""
    found = [each.name for each in versions(connection, version.slug, "in_use")]
    orders = sorted(order for name in found if (order := order_of(name)))
    if orders and orders[-1][0]:
        today = max(today, date.fromisoformat(orders[-1][0]))
    name = next_name([Version("", Path(), order) for order in orders], today)
    return name + version.file_name.removeprefix(version.id)


def _refuse_same(connection: Connection, slug: str, sha256: str) -> None:
    for each in versions(connection, slug):
        if each.sha256 == sha256 and each.state != "rejected":
            raise ConflictError(
                say(
                    "The list %(slug)s has this very file already (%(state)s). Nothing was changed.",
                    slug=slug,
                    state=Message(STATES[each.state]),
                )
            )


def _refuse_other(actor: Actor, version: ListVersion) -> None:
    if version.author != actor.person:
        raise ForbiddenError(say("Only the person who uploaded it may do this."))


def _refuse_outdated(connection: Connection, version: ListVersion) -> None:
    present = newest(connection, version.slug)
    if (present.id if present else "") != version.former:
        raise ConflictError(
            say(
                "A newer version of this list came into use meanwhile, so what this one would change is not "
                "known. The person who uploaded it reads it again and proposes it again."
            )
        )


def _stated(identity: ListIdentity) -> dict[str, str]:
    return {"title": identity.title, "kind": identity.kind, "origin": identity.origin}
