"""What a folder's project.toml adds to that of the desk: new lists; other differences are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from webmap.errors import ProjectError
from webmap.lists.naming.identity import ListIdentity
from webmap.project.changes import with_list
from webmap.project.file import FILE, ProjectFile, parse_project
from webmap.vocabulary.messages import Message, say


@dataclass(frozen=True)
class TomlChange:
    """The text that the desk has afterwards, and the sentences on what was not taken."""

    content: bytes
    contradictions: tuple[Message, ...] = ()


def change_of(own: bytes, given: ProjectFile, *, is_replaced: bool = False) -> TomlChange:
    """What the folder's project.toml changes in the desk's bytes `own`.

    `is_replaced`: the folder's file is taken as it is, with the lists that only the desk has behind it.
    """
    content = given.path.read_bytes()
    if is_replaced:
        return TomlChange(_joined(content, _parsed(own)).content)
    if content == own or not _is_worth_keeping(own):
        return TomlChange(content)
    if content.startswith(own.rstrip(b"\r\n")) and _adds_lists_alone(own, given):
        return TomlChange(content)  # as webmap list add extends the file
    return _joined(own, given)


def _is_worth_keeping(own: bytes) -> bool:
    """Whether the desk's file states anything."""
    file = _parsed(own)
    return bool(file.lists or file.registers or file.settings.keys() - {"language"})


def _parsed(own: bytes) -> ProjectFile:
    return parse_project(Path(FILE), own.decode("utf-8-sig"))


def _adds_lists_alone(own: bytes, given: ProjectFile) -> bool:
    file = _parsed(own)
    return not list(_differences(file, given))


def _joined(own: bytes, given: ProjectFile) -> TomlChange:
    file = _parsed(own)
    contradictions = list(_differences(file, given))
    for identity in _in_order(given):
        if identity.slug not in file.lists:
            try:
                file = parse_project(file.path, with_list(file, identity))
            except ProjectError as error:
                contradictions.append(error.message)
    is_new = file.lists.keys() != _parsed(own).lists.keys()
    return TomlChange(file.text.encode() if is_new else own, tuple(contradictions))


def _in_order(given: ProjectFile) -> Iterator[ListIdentity]:
    """The lists, each behind the one that it is declared to be copied from."""
    waiting, known = dict(given.lists), set()
    while waiting:
        for slug, each in list(waiting.items()):
            if not each.origin or each.origin in known:
                known.add(slug)
                yield waiting.pop(slug)


def _differences(own: ProjectFile, given: ProjectFile) -> Iterator[Message]:
    """What both state, differently; lists that only one of them has are no difference."""
    if own.registers != given.registers:
        yield _difference("registers")
    for key in dict.fromkeys((*own.settings, *given.settings)):
        if own.settings.get(key) != given.settings.get(key):
            yield _difference(f"settings.{key}")
    for slug, identity in given.lists.items():
        other = own.lists.get(slug)
        if other is not None and replace(other, version="") != replace(identity, version=""):
            yield _difference(f"lists.{slug}")


def _difference(key: str) -> Message:
    return say(
        "project.toml, %(key)s: the desk states this differently. It was not taken; with --replace "
        "project.toml the folder's file is taken as it is.",
        key=key,
    )
