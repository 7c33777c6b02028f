"""What a command reads: lists, registers and ledgers, as typed or as the project folder has them."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from webmap.cli.help import translated_metavars
from webmap.cli.usage import SentenceError
from webmap.decisions.line import FORM as DECISIONS_FORM
from webmap.findings.line import FORM as FINDINGS_FORM
from webmap.lists.naming.identity import ListIdentity, fault_of_slug
from webmap.project.project import CORRECTIONS, FINDINGS, Project, find_project
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import file_name, repeated

FIRST_BYTES = 512


@dataclass(frozen=True)
class Inputs:
    """The files of a build. Without lists, it is that of the fictional sample."""

    lists: Sequence[Path] = ()
    registers: Sequence[Path] = ()
    decisions: Path | None = None
    """One file for all lists; None means the file beside each list."""
    identities: Mapping[Path, ListIdentity] = field(default_factory=dict)
    findings: Sequence[Path] = ()
    """Files of findings, which hold for all lists; those that do not exist are empty."""
    older: Mapping[Path, ListIdentity] = field(default_factory=dict)
    """Versions before those of `lists`, the oldest of each list first; they are compared and not counted."""
    corrections: Path | None = None
    """The file of corrections, which may not exist; None where there is no place for one."""
    project: Project | None = None
    """The project whose lists these are; None for lists that were typed."""


def inputs_of(
    lists: Sequence[Path],
    named_lists: Sequence[str],
    registers: Sequence[Path],
    decisions: Path | None,
    project_folder: Path | None = None,
) -> Inputs:
    """The files that a command line names, or else those of the project folder.

    Raises SentenceError for a `--list` that is not understood, and ProjectError.
    """
    project = find_project(project_folder)
    registers = registers_of(registers, project_folder)
    named = dict(map(_named_list, named_lists))
    _refuse_double_slugs(named)
    typed = [*lists, *named]
    _refuse_ledgers(typed)
    if typed or project is None:
        findings = _findings(typed, project)
        return Inputs(typed, registers, decisions, named, findings, corrections=_corrections(findings))
    return Inputs(
        list(project.lists),
        registers,
        decisions or project.decisions,
        project.lists,
        [project.findings],
        corrections=project.corrections,
        older=_older_versions(project),
        project=project,
    )


def compared_inputs(
    lists: Sequence[Path],
    named_lists: Sequence[str],
    registers: Sequence[Path],
    decisions: Path | None,
    project_folder: Path | None = None,
) -> Inputs:
    """The files of a comparison: all versions of a project, and all files of a slug."""
    project = find_project(project_folder)
    registers = registers_of(registers, project_folder)
    if lists or named_lists or project is None:
        named = dict(_numbered([_named_list(text) for text in named_lists]))
        typed = [*lists, *(path for path in named if path not in lists)]
        return Inputs(typed, registers, decisions, named, _findings(typed, project))
    versions = {
        version.path: replace(identity, version=version.name)
        for identity in project.lists.values()
        for version in project.versions(identity.slug)
    }
    return Inputs(
        list(versions),
        registers,
        decisions or project.decisions,
        versions,
        [project.findings],
        project=project,
    )


def _older_versions(project: Project) -> dict[Path, ListIdentity]:
    return {
        version.path: replace(identity, version=version.name)
        for identity in project.lists.values()
        for version in project.versions(identity.slug)[:-1]
    }


def _numbered(named: Sequence[tuple[Path, ListIdentity]]) -> Iterator[tuple[Path, ListIdentity]]:
    """Files of one slug as its versions, in the order in which they are named."""
    count: Counter[str] = Counter()
    for path, identity in named:
        count[identity.slug] += 1
        yield path, replace(identity, version=str(count[identity.slug]))


def findings_file(stated: Path | None, project_folder: Path | None) -> Path:
    """The file of findings to write to: a stated one, the project's, or that of the present folder."""
    if stated is not None:
        return stated
    project = find_project(project_folder)
    return project.findings if project else Path(FINDINGS)


def corrections_file(stated: Path | None, project_folder: Path | None) -> Path:
    """The file of corrections to write to: a stated one, the project's, or that of the present folder."""
    if stated is not None:
        return stated
    project = find_project(project_folder)
    return project.corrections if project else Path(CORRECTIONS)


def registers_of(registers: Sequence[Path], project_folder: Path | None) -> Sequence[Path]:
    """The register files that were typed, or else those that the project names."""
    project = find_project(project_folder)
    return registers or (project.registers if project else ())


def needed_lists(inputs: Inputs) -> None:
    """Raise click's error for a missing argument where there are no lists at all."""
    if not inputs.lists:
        hint = translated_metavars("LIST...")
        raise click.MissingParameter(ctx=click.get_current_context(), param_hint=hint)


def _named_list(text: str) -> tuple[Path, ListIdentity]:
    slug, equals, path = text.partition("=")
    if not equals or not path.strip():
        raise SentenceError(
            say("--list %(value)s is not understood: write --list SLUG=FILE.", value=repeated(text))
        )
    if fault := fault_of_slug(slug):
        raise SentenceError(_sentence(slug, fault))
    return Path(path), ListIdentity(slug)


def _sentence(slug: str, fault: Message) -> Message:
    return say("%(slug)s: %(fault)s.", slug=repeated(slug), fault=fault)


def _refuse_double_slugs(named: Mapping[Path, ListIdentity]) -> None:
    slugs = [each.slug for each in named.values()]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise SentenceError(
                say("--list %(slug)s is given twice. Give the newest version of each list.", slug=slug)
            )


def _refuse_ledgers(paths: Sequence[Path]) -> None:
    """Raise SentenceError for a ledger among the lists, such as by *.csv: its keys would be read as names."""
    beginnings = (FINDINGS_FORM.header(), DECISIONS_FORM.header())
    for path in paths:
        if _first_bytes(path).startswith(beginnings):
            raise SentenceError(
                say(
                    "%(file)s holds decisions or findings and is no list. Leave it out: those beside the "
                    "lists are read without being named.",
                    file=file_name(path),
                )
            )


def _first_bytes(path: Path) -> bytes:
    """The beginning of a file; nothing where it cannot be read, of which the reader of lists tells."""
    try:
        with path.open("rb") as file:
            return file.read(FIRST_BYTES).removeprefix(codecs.BOM_UTF8)
    except (OSError, ValueError):
        return b""


def _findings(lists: Sequence[Path], project: Project | None) -> list[Path]:
    """The findings of the project, and those beside each list."""
    beside = [path.parent / FINDINGS for path in lists]
    return list(dict.fromkeys([*([project.findings] if project else []), *beside]))


def _corrections(findings: Sequence[Path]) -> Path | None:
    """The first file of corrections beside the files of findings, None where there is none."""
    beside = (path.with_name(CORRECTIONS) for path in findings)
    return next((path for path in beside if path.exists()), None)
