"""Writing a file whole or not at all, and checking beforehand that this is possible."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from webmap.errors import OutputError, WebmapError
from webmap.system.disk import disk_failure, reason_of, sync_file
from webmap.vocabulary.messages import Message, say


@contextmanager
def replaced(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """Give a path beside `path` to write to, and move it to `path` at the end; a failure leaves nothing.

    `mode`: who may read the file; while it is written, its owner alone.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        fresh = Path(name)
        try:
            yield fresh
            fresh.chmod(mode)
            sync_file(fresh)
            fresh.replace(path)
        except WebmapError:
            raise
        except Exception as error:
            reason = disk_failure(error, path.parent, Path(tempfile.gettempdir()))
            if reason is None:
                raise
            raise _not_written(path, reason) from error
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, disk_failure(error) or "") from error


def check_output(path: Path, extensions: Collection[str] = (), force: bool = True) -> None:
    """Raise OutputError where a file cannot be written, before any work is done.

    `extensions` are the known ones, with their dots; without `force` no file is replaced.
    """
    if extensions and path.suffix.lower() not in extensions:
        raise OutputError(
            say(
                "The output %(file)s has an extension that is not known. Use one of: %(known)s.",
                file=path.name,
                known=", ".join(extensions),
            )
        )
    if path.is_dir():
        raise _no_folder(path)
    check_folder_of(path)
    if path.exists() and not force:
        raise OutputError(say("The file %(file)s exists already. Add --force to replace it.", file=str(path)))


def check_folder_of(path: Path) -> None:
    """Raise OutputError where there is no folder for a file or folder that will be written."""
    if not path.parent.is_dir():
        raise _no_folder(path)


def make_folder(folder: Path) -> None:
    """Make a folder unless it exists. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable_folder(folder, error) from error


def unwritable_folder(folder: Path, error: OSError) -> OutputError:
    """The failure of a folder that cannot be written to."""
    reason = reason_of(error)
    return OutputError(
        say("The folder %(folder)s cannot be written to (%(reason)s).", folder=str(folder), reason=reason)
    )


def _no_folder(path: Path) -> OutputError:
    return OutputError(say("The output %(file)s lies in no existing folder. Make it first.", file=str(path)))


def _not_written(path: Path, reason: Message | str) -> OutputError:
    return OutputError(
        say("The file %(file)s could not be written (%(reason)s).", file=str(path), reason=reason)
    )
