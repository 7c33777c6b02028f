"""The name of each list file: people read it, and it identifies the file's rows."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PureWindowsPath

from webmap.errors import ListError
from webmap.lists.naming.identity import ListIdentity
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import file_name


def names_of_lists(paths: Sequence[Path], identities: Mapping[Path, ListIdentity] | None = None) -> list[str]:
    """Return one name for each file, no two the same: `list.csv`, `list (2).csv`; the slug of its identity.

    Names hold no folders, which may name a person or a machine. Raises ListError where one file is
    given twice: its rows would all be duplicates.
    """
    _refuse_repetition(paths)
    names: list[str] = []
    identities = identities or {}
    slugs = [each.slug for each in identities.values()]
    for path in paths:
        identity = identities.get(path)
        names.append(identity.slug if identity else free_name(file_name(path), [*slugs, *names]))
    return names


def _refuse_repetition(paths: Sequence[Path]) -> None:
    seen: set[str] = set()
    for path in paths:
        place = os.path.realpath(path)  # unlike resolve(), it never fails
        if place in seen:
            raise ListError(say("%(file)s is given twice. Name each list once.", file=file_name(path)))
        seen.add(place)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number where another list has it already."""
    split = PureWindowsPath(name)
    free, number = split.name or "?", 1
    while free in taken:
        number += 1
        free = f"{split.stem or '?'} ({number}){split.suffix}"
    return free
