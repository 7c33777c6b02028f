"""Publishing a snapshot that lies whole in another folder, such as the preview of a release."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from webmap.errors import SnapshotError
from webmap.snapshot.folder import WAIT_S, in_place, prune, writing
from webmap.snapshot.forgetting.forgotten import refuse_forgotten, remove_forgotten
from webmap.snapshot.pointer import Pointer, current_version, write_pointer
from webmap.snapshot.publishing.kept import note_kept
from webmap.snapshot.snapshot import check_published
from webmap.system.disk import disk_failure
from webmap.system.lock import HeldError, locked_folder
from webmap.vocabulary.messages import say

CheckServed = Callable[[str | None], None]


def link_snapshot(source: Path, target: Path) -> None:
    """A snapshot's folder under another name: its files are linked, or copied onto another disk.

    No file of a snapshot is ever changed, so both can share them. Raises OSError.
    """
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            link_or_copy(path, target / path.name)


def link_or_copy(source: Path, target: Path) -> None:
    """Link a file, or copy it where that is not possible. Raises OSError."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def publish_ready_made(
    source: Path, pointer: Pointer, out: Path, keep: int, kept: Collection[str], check_served: CheckServed
) -> None:
    """Publish the snapshot `pointer`, which lies in the folder of snapshots `source`, in `out`.

    `kept`: versions that stay besides the last `keep`. `check_served` gets the served version once nobody
    else can change it, and may raise. Serving it already is no failure: a worker may repeat this.
    Raises SnapshotError for a damaged one, or where it cannot be written; the old one then stays.
    """
    with _failures_named(out), writing(out) as fresh:
        served = current_version(out)
        check_served(served)
        if served != pointer.version:
            link_snapshot(source / pointer.version, fresh)
            for path in fresh.iterdir():
                path.chmod(0o644)  # the desk's own files are closed to the server's user
            _check(fresh, pointer)
            with in_place(fresh, out / pointer.version, lambda folder: _is_whole(folder, pointer)):
                write_pointer(out, pointer)
        note_kept(out, kept)
        prune(out, keep, pointer.version, {pointer.version, served})
        remove_forgotten(out)


def serve_again(out: Path, pointer: Pointer, kept: Collection[str], check_served: CheckServed) -> None:
    """Serve an older snapshot that is still in `out`. Raises SnapshotError as `publish_ready_made` does."""
    with _failures_named(out), locked_folder(out, WAIT_S):
        check_served(current_version(out))
        check_published(out, pointer)
        write_pointer(out, pointer)
        note_kept(out, kept)


def _check(folder: Path, pointer: Pointer) -> None:
    refuse_forgotten(folder.parent, pointer.version)
    check_published(folder.parent, Pointer(folder.name, pointer.digest))


def _is_whole(folder: Path, pointer: Pointer) -> bool:
    try:
        _check(folder, pointer)
    except SnapshotError:
        return False
    return True


@contextlib.contextmanager
def _failures_named(out: Path) -> Iterator[None]:
    try:
        yield
    except HeldError as error:
        raise SnapshotError(
            say("Another build is writing to the folder of snapshots. Try again when it has finished.")
        ) from error
    except OSError as error:
        raise SnapshotError(
            say(
                "The snapshot could not be published in %(folder)s (%(reason)s). The old one is still "
                "served.",
                folder=str(out),
                reason=disk_failure(error) or "",
            )
        ) from error
