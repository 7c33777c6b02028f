"""The forms of lists: an uploaded file with its list, and the columns that a person chose."""

from __future__ import annotations

from pathlib import Path

from flask import request

from webmap.errors import DeskError, ProjectError, TooLargeError
from webmap.lists.column_map import headers_of
from webmap.lists.columns import Column
from webmap.lists.naming.identity import ListIdentity, fault_of_kind, fault_of_slug, fault_of_title
from webmap.project.file import ProjectFile
from webmap.project.versions import ending_of
from webmap.review.uploads.steps import Upload, name_to_keep
from webmap.vocabulary.messages import say
from webmap.web.desk.context import field
from webmap.web.desk.failures import TOO_LARGE

NEW = "new"
MAX_HEADER_CHARACTERS = 200


def uploaded(project: ProjectFile, limit: int) -> Upload:
    """The file of the form, of at most `limit` bytes, and its list. Raises DeskError with what is wrong."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise DeskError(say("Choose a file first."))
    content = file.stream.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError(TOO_LARGE)
    if not content.strip():
        raise DeskError(say("The file is empty."))
    identity, is_new = _list_of_form(project)
    try:
        ending = ending_of(Path(Path(file.filename.replace("\\", "/")).name))
    except ProjectError:
        ending = ""
    return Upload(identity, is_new, name_to_keep(file.filename), ending, content, identity.columns)


def _list_of_form(project: ProjectFile) -> tuple[ListIdentity, bool]:
    slug = field("list", 60)
    if slug in project.lists:
        return project.lists[slug], False
    if slug != NEW:
        raise DeskError(say("Choose the list to which the file belongs."))
    slug, title, kind, origin = field("slug", 60), field("title", 200), field("kind", 40), field("origin", 60)
    for fault in (fault_of_slug(slug), fault_of_title(title), fault_of_kind(kind)):
        if fault:
            raise DeskError(say("The list cannot be made: %(fault)s.", fault=fault))
    if not title:
        raise DeskError(say("Give the list a title: readers of the map see it."))
    if slug in project.lists:
        raise DeskError(say("There is a list with this short name already. Choose it above."))
    if origin and origin not in project.lists:
        raise DeskError(say("The list from which this one is copied is not known."))
    return ListIdentity(slug, title, kind, origin), True


def chosen_columns() -> tuple[str, ...]:
    """The columns of the form, as project.toml has them. Raises DeskError."""
    chosen = [
        f"{column.value}={header.strip()}"
        for column in Column
        for header in field(f"column_{column.value}", MAX_HEADER_CHARACTERS).splitlines()
        if header.strip()
    ]
    try:
        headers_of(chosen)
    except ValueError:
        raise DeskError(say("A header of a column has letters or digits.")) from None
    return tuple(chosen)
