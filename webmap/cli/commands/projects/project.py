"""Making a project, and adding and showing its lists."""

from __future__ import annotations

import codecs
import shlex
from collections.abc import Sequence
from pathlib import Path

from webmap.cli.terminal import echo
from webmap.corrections.line import FORM as CORRECTIONS_FORM
from webmap.decisions.line import header
from webmap.errors import ListError
from webmap.findings.line import FORM
from webmap.lists.limits import Limits
from webmap.lists.naming.identity import ListIdentity
from webmap.lists.reader import SchoolList, read_list
from webmap.places.addresses.region_hints import is_region
from webmap.places.register.file import read_register_file
from webmap.project.changes import add_version, make_project
from webmap.project.project import CORRECTIONS, DECISIONS, FINDINGS, LISTS, Project, needed_project
from webmap.settings.settings import Settings
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.source_kinds import PUBLISHERS
from webmap.vocabulary.text import file_name

EMPTY_LEDGERS = {
    DECISIONS: codecs.BOM_UTF8 + header(),
    FINDINGS: codecs.BOM_UTF8 + FORM.header(),
    CORRECTIONS: codecs.BOM_UTF8 + CORRECTIONS_FORM.header(),
}
"""Ledgers of a new project by name, each with its header alone."""


def init_project(settings: Settings, folder: Path, registers: Sequence[Path]) -> None:
    """Make a project folder, and say what to do next. Raises ProjectError, OutputError, RegisterError."""
    copies = {path.name: _register_file(path) for path in registers}
    make_project(folder, settings.language, EMPTY_LEDGERS, copies)
    lines = [
        say("Made the project %(folder)s. Next:", folder=str(folder)),
        say("  cd %(folder)s", folder=shlex.quote(str(folder))),
        say("  webmap list add SLUG FILE --title TITLE --kind KIND"),
        say("  webmap build") if registers else say("  webmap build --register FILE"),
    ]
    for line in lines:
        echo(line, settings.language)


def _register_file(path: Path) -> bytes:
    """The bytes of a file that is a register. Raises RegisterError."""
    read_register_file(path)
    return path.read_bytes()


def add_list(settings: Settings, project_folder: Path | None, identity: ListIdentity, file: Path) -> None:
    """Add a file to the project as a version of a list, once it is known that it can be read."""
    project = needed_project(project_folder)
    content, read = _checked(file, settings.limits, identity)
    version = add_version(project, identity, file, content, today_in_korea())
    newest = project.versions(identity.slug)[-1]
    lines = [
        say(
            "Added to the list %(slug)s: version %(version)s, %(rows)s rows (%(path)s).",
            slug=identity.slug,
            version=version.name,
            rows=len(read.entries),
            path=f"{LISTS}/{identity.slug}/{version.path.name}",
        )
    ]
    if newest.name != version.name:
        lines.append(say("Version %(version)s is newer and still the one that counts.", version=newest.name))
    lines.append(say("Bring it onto the map with: webmap build"))
    for line in lines:
        echo(line, settings.language)


def _checked(file: Path, limits: Limits, identity: ListIdentity) -> tuple[bytes, SchoolList]:
    """The bytes of a file that can be read as a list. Raises ListError."""
    read = read_list(file, limits, name=identity.slug, is_region=is_region, identity=identity)
    try:
        return file.read_bytes(), read
    except OSError:
        raise ListError(
            say("%(file)s cannot be opened. Check that you may read it.", file=file_name(file))
        ) from None


def show_lists(settings: Settings, project_folder: Path | None) -> None:
    """Print the lists with their versions, the one that counts first."""
    project = needed_project(project_folder)
    lines = [line for identity in project.file.lists.values() for line in _about(project, identity)]
    for line in lines or [say("The project has no list yet.")]:
        echo(line, settings.language)


def _about(project: Project, identity: ListIdentity) -> list[Message]:
    versions = [each.name for each in reversed(project.versions(identity.slug))]
    words = {
        "slug": identity.slug,
        "title": identity.title or "-",
        "kind": Message(PUBLISHERS[identity.kind]),
    }
    head = say("%(slug)s: %(title)s (%(kind)s)", **words)
    if not versions:
        return [head, say("  no version yet")]
    counts = say("  counts: %(version)s", version=versions[0])
    kept = [say("  kept: %(versions)s", versions=", ".join(versions[1:]))] if versions[1:] else []
    origin = [say("  a copy of: %(origin)s", origin=identity.origin)] if identity.origin else []
    return [head, *origin, counts, *kept]
