"""Writing the project folder from the database, byte for byte as it came in."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from webmap.errors import DeskError
from webmap.review.files.contents import digest_of_files, stored_files
from webmap.system.atomic_file import unwritable_folder
from webmap.vocabulary.messages import say


def export_project(connection: Connection, folder: Path) -> str:
    """Write the whole project into a new or empty folder; the result is the SHA-256 of its content.

    Only what was accepted or imported is in it. Raises DeskError where the folder holds something, and
    OutputError.
    """
    files = stored_files(connection)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise DeskError(
                say("The folder %(folder)s is not empty. Nothing was written.", folder=str(folder))
            )
        for file in files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.bytes_in(connection))
    except OSError as error:
        raise unwritable_folder(folder, error) from error
    return digest_of_files({file.path: file.sha256 for file in files})
