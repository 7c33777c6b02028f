"""Whether a file is fictional sample data, as the data package beside it states."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from webmap.system.shipped_files import data_path
from webmap.vocabulary.fictional import INVENTED

DATA_PACKAGE = "datapackage.json"
"""Frictionless data package: https://datapackage.org/standard/data-package/."""


def is_fictional(path: Path) -> bool:
    """Whether the nearest data package, in the file's folder or above it, marks the file `"fictional": true`.

    Without a readable data package, a file is not fictional, unless it is a copied file of the shipped
    sample.
    """
    path = path.resolve()
    return _is_marked(path) or _is_of_the_sample(path)


def is_invented(names: Iterable[str]) -> bool:
    """Whether every school's name begins like those of the sample, even in rewritten files.

    No name in the official register begins like that (national standard data, 2025-03-25).
    """
    return all(name.startswith(INVENTED) for name in [*names] or [""])


def _is_of_the_sample(path: Path) -> bool:
    return any(_same_content(path, each) for each in data_path("sample").iterdir() if each.is_file())


def _same_content(path: Path, sample: Path) -> bool:
    try:
        return path.stat().st_size == sample.stat().st_size and path.read_bytes() == sample.read_bytes()
    except OSError:
        return False


def _is_marked(path: Path) -> bool:
    package = next((file for folder in path.parents if (file := folder / DATA_PACKAGE).is_file()), None)
    if package is None:
        return False
    return any(
        resource.get("fictional") is True and path in _paths(resource, package.parent)
        for resource in _resources(package)
    )


def _resources(package: Path) -> Iterator[dict[str, Any]]:
    try:
        description = json.loads(package.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return
    resources = description.get("resources") if isinstance(description, dict) else None
    if isinstance(resources, list):
        yield from (resource for resource in resources if isinstance(resource, dict))


def _paths(resource: dict[str, Any], folder: Path) -> Iterator[Path]:
    """Paths of a resource, which is one file or several; `path` is relative to the data package."""
    paths = resource.get("path")
    for each in paths if isinstance(paths, list) else [paths]:
        if isinstance(each, str) and each and "\0" not in each:
            yield (folder / each).resolve()
