"""The settings of a project folder: those of its project.toml, with folders relative to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from webmap.project.project import Project
from webmap.vocabulary.messages import say

FOLDERS = (Path, Path | None)
TABLE = "settings"


def stated_settings(
    project: Project, fields: Mapping[str, FieldInfo], variable_of: Callable[[str], str]
) -> dict[str, Any]:
    """Values of project.toml that no variable of the environment outranks, folders made absolute.

    Folders that nobody states lie in the project folder, too. Raises ProjectError for what is no setting, or
    is a secret.
    """
    from_environment = {name.upper() for name in os.environ}
    stated = project.file.settings
    _refuse_unusable(project, fields)
    values = {**_default_folders(fields), **stated}
    return {
        name: _in_folder(project.folder, value) if fields[name].annotation in FOLDERS else value
        for name, value in values.items()
        if variable_of(name) not in from_environment
    }


def _refuse_unusable(project: Project, fields: Mapping[str, FieldInfo]) -> None:
    for name in project.file.settings:
        if name not in fields:
            near = get_close_matches(name.lower().removeprefix("webmap_"), fields, n=3, cutoff=0)
            raise project.file.fault(
                TABLE, name, say("there is no such setting. Did you mean %(near)s?", near=", ".join(near))
            )
        if fields[name].annotation is SecretStr:
            raise project.file.fault(
                TABLE, name,
                say(
                    "it is a secret, and a project is passed on. Remove it here, and set %(name)s in the "
                    "environment",
                    name=f"WEBMAP_{name.upper()}",
                ),
            )  # fmt: skip


def _default_folders(fields: Mapping[str, FieldInfo]) -> dict[str, Any]:
    """The folders that are relative by default."""
    return {
        name: each.default
        for name, each in fields.items()
        if each.annotation is Path and isinstance(each.default, Path) and not each.default.is_absolute()
    }


def _in_folder(folder: Path, value: Any) -> Any:
    return folder / value if isinstance(value, str | Path) and str(value) else value
