"""Paths of the shipped folders `data/` and `static/`.

In a checkout they are beside the package, in an installed copy inside it.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def _folder(name: str) -> Path:
    beside = PACKAGE.parent / name
    return beside if (PACKAGE.parent / "pyproject.toml").exists() else PACKAGE / f"_{name}"


def data_path(name: str = "") -> Path:
    """Path of a file or folder in `data/`."""
    return _folder("data") / name


def static_path(name: str = "") -> Path:
    """Path of a file or folder in `static/`."""
    return _folder("static") / name
