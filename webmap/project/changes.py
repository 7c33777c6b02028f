"""Making a project folder, and adding lists and versions to it; nothing that is there is overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import wrap

from webmap.errors import ProjectError
from webmap.lists.naming.identity import UNKNOWN, ListIdentity, fault_of_slug
from webmap.project.file import FILE, FORMAT, ProjectFile, parse_project, read_project_file
from webmap.project.project import LISTS, Project
from webmap.project.toml_lines import line_of, quoted
from webmap.project.versions import Version, ending_of, next_name, order_of
from webmap.system.atomic_file import make_folder, replaced, unwritable_folder
from webmap.system.disk import sync_folder
from webmap.system.lock import locked_folder
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import repeated

WAIT_S = 10
"""Seconds that an addition waits for another one to the same project."""

COMMENT_CHARACTERS = 90
REGISTERS = "register"
"""Folder for copied register files."""

HEAD = say(
    "This folder is a map: what it is made of. Build it here with: webmap build\n"
    "Every file is described in docs/project.md."
)
ABOUT_REGISTERS = say(
    "Files of the official school register, from this folder. Without any, those that webmap register update "
    "has fetched into var/register are used."
)
ABOUT_SETTINGS = say(
    "Settings as in docs/settings.md, in small letters without WEBMAP_; variables of the environment outrank "
    "them. Keys and passwords are refused here: they belong into the environment."
)
ABOUT_LISTS = say(
    "Lists; webmap list add writes them. kind is one of press, union, police, office, community, unknown. "
    "origin names the list from which this one is declared to be copied."
)


def make_project(
    folder: Path, language: str, ledgers: Mapping[str, bytes], registers: Mapping[str, bytes]
) -> Project:
    """Make a project folder with its files; `ledgers`: content of the empty ledgers by name.

    `registers`: register files by name, which are copied into it. What is there stays. Raises ProjectError
    where the folder is a project already, OutputError.
    """
    path = folder.absolute() / FILE
    if path.exists():
        raise ProjectError(say("%(folder)s is a project already. Nothing was changed.", folder=str(folder)))
    make_folder(folder / LISTS)
    if registers:
        make_folder(folder / REGISTERS)
    copies = {f"{REGISTERS}/{name}": content for name, content in registers.items()}
    new_file = project_text(language, copies).encode()
    for name, content in {**copies, **ledgers, FILE: new_file}.items():
        _write_new(folder / name, content)
    return Project(read_project_file(path))


def project_text(language: str, registers: Iterable[str]) -> str:
    """The text of a new project.toml, with remarks in a language, that names register files."""

    def comment(message: Message) -> str:
        lines = message.render(language).splitlines()
        return "".join(f"# {part}\n" for line in lines for part in wrap(line, COMMENT_CHARACTERS))

    names = ", ".join(map(quoted, registers))
    return "\n".join(
        [
            comment(HEAD) + f"format = {quoted(FORMAT)}\n",
            comment(ABOUT_REGISTERS) + f"registers = [{names}]\n",
            comment(ABOUT_SETTINGS) + f"[settings]\nlanguage = {quoted(language)}\n",
            comment(ABOUT_LISTS),
        ]
    )


def _write_new(path: Path, content: bytes) -> None:
    """Write a file unless there is one."""
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        return
    except OSError as error:
        raise unwritable_folder(path.parent, error) from error


def add_version(
    project: Project, identity: ListIdentity, source: Path, content: bytes, today: date
) -> Version:
    """Copy a file into the project as a version of a list, and declare a new list in project.toml.

    `identity.version` '' means the next date or number. Raises ProjectError where the version exists, or the
    same bytes are the newest version already, and OutputError.
    """
    if fault := fault_of_slug(identity.slug):
        raise ProjectError(say("%(slug)s: %(fault)s.", slug=repeated(identity.slug), fault=fault))
    ending = ending_of(source)
    folder = project.folder / LISTS
    make_folder(folder)
    try:
        with locked_folder(folder, WAIT_S):
            versions = project.versions(identity.slug)
            name = _name_of(identity, versions, content, today)
            text = _declared(project, identity)
            version = Version(name, folder / identity.slug / f"{name}{ending}")
            make_folder(version.path.parent)
            _copy(version.path, content)
            if text is not None:
                with replaced(project.file.path) as fresh:
                    fresh.write_bytes(text.encode())
            return version
    except OSError as error:
        raise unwritable_folder(folder, error) from error


def _name_of(identity: ListIdentity, versions: tuple[Version, ...], content: bytes, today: date) -> str:
    if versions and versions[-1].path.read_bytes() == content:
        raise ProjectError(
            say(
                "This file is version %(version)s of the list %(slug)s already. Nothing was changed.",
                version=versions[-1].name,
                slug=identity.slug,
            )
        )
    name = identity.version or next_name(versions, today)
    order = order_of(name)
    if order is None:
        raise ProjectError(
            say(
                "%(version)s cannot name a version. Use a date such as 2024-08-31, a second one of a day as "
                "2024-08-31.2, or a number.",
                version=repeated(name),
            )
        )
    if any(each.name == name for each in versions):
        raise ProjectError(
            say(
                "The list %(slug)s has a version %(version)s already, and versions are never replaced. Give "
                "another one with --version.",
                slug=identity.slug,
                version=name,
            )
        )
    if versions and bool(order[0]) is not bool(versions[-1].order[0]):
        raise ProjectError(
            say(
                "The versions of the list %(slug)s are named like %(other)s; %(version)s could not be put in "
                "order with them.",
                slug=identity.slug,
                other=versions[-1].name,
                version=name,
            )
        )
    return name


def _declared(project: Project, identity: ListIdentity) -> str | None:
    """The text of project.toml with a new list at its end; None where the list stands there already."""
    file = read_project_file(project.file.path)
    if identity.slug in file.lists:
        if replace(identity, version="") != ListIdentity(identity.slug):
            raise file.fault(
                f"lists.{identity.slug}", "",
                say("the list is known; change its title, kind or origin in this file, not with options"),
            )  # fmt: skip
        return None
    return with_list(file, identity)


def with_list(file: ProjectFile, identity: ListIdentity) -> str:
    """The text of project.toml with a new list at its end. Raises ProjectError."""
    lines = ["", f"[lists.{identity.slug}]", f"title = {quoted(identity.title)}"]
    lines.append(f"kind = {quoted(identity.kind or UNKNOWN)}")
    if identity.origin:
        lines.append(f"origin = {quoted(identity.origin)}")
    if identity.columns:
        lines.append(_columns_line(identity.columns))
    text = file.text.rstrip("\n") + "\n" + "\n".join(lines) + "\n"
    parse_project(file.path, text)
    return text


def with_columns(file: ProjectFile, slug: str, columns: Sequence[str]) -> str:
    """The text of project.toml with the columns of a list that it names. Raises ProjectError."""
    table = f"lists.{slug}"
    lines = file.text.splitlines(keepends=True)
    place = line_of(file.text, table, "columns" if file.lists[slug].columns else "")
    if file.lists[slug].columns:
        lines[place - 1] = ""
    lines.insert(place, f"{_columns_line(columns)}\n" if columns else "")
    text = "".join(lines)
    wanted = {**file.lists, slug: replace(file.lists[slug], columns=tuple(columns))}
    try:
        is_right = parse_project(file.path, text).lists == wanted
    except ProjectError:
        is_right = False
    if not is_right:
        raise file.fault(
            table, "columns",
            say("the line cannot be written here by a program; write it by hand: %(line)s",
                line=_columns_line(columns)),
        )  # fmt: skip
    return text


def _columns_line(columns: Sequence[str]) -> str:
    return f"columns = [{', '.join(map(quoted, columns))}]"


def _copy(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
    sync_folder(path.parent)
    sync_folder(path.parent.parent)
