"""What an export depends on besides the data: this program and what it stands on."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import webmap
from webmap.system.shipped_files import data_path, static_path


@cache
def software_digest() -> str:
    """Digest of this program's files and of the versions of all that is installed."""
    total = hashlib.sha256()
    for folder in (Path(webmap.__file__).parent, static_path(), data_path()):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    for installed in sorted(f"{each.name} {each.version}" for each in distributions()):
        total.update(installed.encode())
    return total.hexdigest()
