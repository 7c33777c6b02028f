"""The project folder: finding it, the lists that count in it, and its ledgers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from webmap.errors import ProjectError
from webmap.lists.naming.identity import ListIdentity
from webmap.project.file import FILE, ProjectFile, read_project_file
from webmap.project.versions import Version, versions_of
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import file_name

VARIABLE = "WEBMAP_PROJECT"
"""Environment variable that names a project folder, for commands that are started elsewhere."""
LISTS = "lists"
DECISIONS = "decisions.csv"
FINDINGS = "findings.csv"
CORRECTIONS = "corrections.csv"


@dataclass(frozen=True)
class Project:
    """A project folder and what its project.toml states."""

    file: ProjectFile

    @property
    def folder(self) -> Path:
        """The folder that holds all of it."""
        return self.file.path.parent

    @property
    def decisions(self) -> Path:
        """The decisions on all lists of the project."""
        return self.folder / DECISIONS

    @property
    def findings(self) -> Path:
        """The findings on schools of the project."""
        return self.folder / FINDINGS

    @property
    def corrections(self) -> Path:
        """The corrections of the project."""
        return self.folder / CORRECTIONS

    @property
    def registers(self) -> list[Path]:
        """The register files that project.toml names; none means those of the register folder."""
        return [self.folder / each for each in self.file.registers]

    def versions(self, slug: str) -> tuple[Version, ...]:
        """All versions of a list, the newest last. Raises ProjectError."""
        return versions_of(self.folder / LISTS / slug)

    @cached_property
    def lists(self) -> Mapping[Path, ListIdentity]:
        """The newest version of each list, by its path. Raises ProjectError where a list has none."""
        self.check_declared()
        newest: dict[Path, ListIdentity] = {}
        for slug, identity in self.file.lists.items():
            versions = self.versions(slug)
            if not versions:
                raise self.file.fault(
                    f"lists.{slug}", "",
                    say(
                        "the list has no version yet. Add one with webmap list add %(slug)s FILE, or take "
                        "the list out of this file",
                        slug=slug,
                    ),
                )  # fmt: skip
            newest[versions[-1].path] = replace(identity, version=versions[-1].name)
        if not newest:
            raise ProjectError(
                say(
                    "The project in %(folder)s has no list yet. Add one with: webmap list add SLUG FILE",
                    folder=str(self.folder),
                )
            )
        return newest

    def check_declared(self) -> None:
        """Raise ProjectError for files that would be left out without a word."""
        folder = self.folder / LISTS
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith(".") or path.name in self.file.lists:
                continue
            raise ProjectError(
                say(
                    "%(name)s lies in %(folder)s, but %(file)s names no such list. Add it with webmap list "
                    "add SLUG FILE, or take it out of the folder.",
                    name=file_name(path),
                    folder=str(folder),
                    file=FILE,
                )
            )


def find_project(stated: Path | None = None) -> Project | None:
    """The project of a folder: a stated one, or that of `WEBMAP_PROJECT`, or of the present folder or above.

    Raises ProjectError where a stated folder is none, or its project.toml cannot be used.
    """
    named = stated or (Path(text) if (text := os.environ.get(VARIABLE, "").strip()) else None)
    if named is not None:
        folder = named.parent if named.name == FILE else named
        if not (folder / FILE).is_file():
            raise ProjectError(
                say(
                    "%(folder)s is no project folder: it holds no %(file)s. Make one with: webmap init DIR",
                    folder=str(named),
                    file=FILE,
                )
            )
        return Project(read_project_file(folder.absolute() / FILE))
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if (folder / FILE).is_file()), None)
    return None if found is None else Project(read_project_file(found / FILE))


def needed_project(stated: Path | None = None) -> Project:
    """The same for commands that work on a project alone. Raises ProjectError where there is none."""
    project = find_project(stated)
    if project is None:
        raise ProjectError(
            say(
                "Neither this folder nor one above it is a project folder. Change into yours, give it with "
                "--project DIR, or make one with: webmap init DIR"
            )
        )
    return project
