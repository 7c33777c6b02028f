"""Writing the project folder from the database, byte for byte as it came in."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import Connection

from webmap.errors import DeskError
from webmap.review.files.contents import StoredFile, digest_of_files, stored_files
from webmap.system.atomic_file import check_folder_of, unwritable_folder
from webmap.system.disk import sync_folder, sync_tree
from webmap.system.progress import BeginStep, silent
from webmap.vocabulary.messages import Message, say

UNFINISHED = ".webmap-desk-export-"
"""Beginning of the name of a folder that is still being written."""


def export_project(connection: Connection, folder: Path) -> str:
    """Write the whole project into a new or empty folder; the result is the SHA-256 of its content.

    Only what was accepted or imported is in it. Raises DeskError where the folder holds something, and
    OutputError.
    """
    files = stored_files(connection)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_full(folder)
        return _write(connection, files, folder, silent)
    except OSError as error:
        raise unwritable_folder(folder, error) from error


def export_safely(connection: Connection, folder: Path, begin: BeginStep = silent) -> str:
    """The same for a folder that people use: it is there whole or not at all, whatever stops the program.

    Raises DeskError and OutputError.
    """
    files = stored_files(connection)
    folder = folder.absolute()
    check_folder_of(folder)
    try:
        for left in folder.parent.glob(f"{UNFINISHED}{folder.name}-*"):
            shutil.rmtree(left, ignore_errors=True)
        _refuse_full(folder)
        fresh = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{folder.name}-", dir=folder.parent))
        try:
            digest = _write(connection, files, fresh, begin)
            sync_tree(fresh)
            fresh.rename(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise unwritable_folder(folder, error) from error
    return digest


def _refuse_full(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise DeskError(say("The folder %(folder)s is not empty. Nothing was written.", folder=str(folder)))


def _write(connection: Connection, files: list[StoredFile], folder: Path, begin: BeginStep) -> str:
    for file in files:
        begin(Message(file.path))
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.bytes_in(connection))
    return digest_of_files({file.path: file.sha256 for file in files})
