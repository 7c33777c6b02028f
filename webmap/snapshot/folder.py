"""The folder of snapshots: one writer at a time, and nothing left of one that was killed."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from webmap.snapshot.manifest import MANIFEST
from webmap.snapshot.pointer import FRESH_POINTER, VERSION
from webmap.snapshot.publishing.kept import kept_in
from webmap.system.disk import sync_file, sync_folder
from webmap.system.lock import locked_folder

FRESH = ".new-"
"""Beginning of the names of folders that are being written."""
GOING = ".old-"
"""Beginning of the names of folders that are being removed."""
WAIT_S = 120.0
"""Seconds for which a build waits for another one that is writing; that takes seconds."""
ABANDONED_S = 24 * 3600
"""Seconds after which, on a disk without locks, what is being written belongs to a build that was killed."""


@contextmanager
def writing(out: Path) -> Iterator[Path]:
    """Hold the folder of snapshots and give a new folder in it to write to, which is removed afterwards.

    Raises HeldError where another build holds it too long, and OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    with locked_folder(out, WAIT_S) as alone:
        _forget_leftovers(out, alone)
        fresh = Path(tempfile.mkdtemp(prefix=FRESH, dir=out))
        try:
            fresh.chmod(0o755)  # mkdtemp's folders are closed to other users
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def in_place(fresh: Path, target: Path, is_whole: Callable[[Path], bool]) -> Iterator[None]:
    """Give a written folder its name, once all of it is on the disk; remove it where a later step fails.

    A whole one of the same name stays: the same build in the same second has published it.
    Raises OSError.
    """
    if target.is_dir() and is_whole(target):
        yield
        return
    _put_in_place(fresh, target)
    try:
        yield
    except OSError:
        target.rename(fresh)
        raise


def _put_in_place(fresh: Path, target: Path) -> None:
    for path in fresh.iterdir():
        sync_file(path)
    sync_folder(fresh)
    if target.is_dir():
        target.rename(target.with_name(f"{GOING}{fresh.name}"))
    fresh.rename(target)
    sync_folder(target.parent)


def prune(out: Path, keep: int, newest: str, needed: Collection[str | None]) -> None:
    """Remove all but the last published snapshots; one that a reader still opens goes in a later build.

    One dated after the `newest` was made while a clock was wrong, and is removed first. `needed` stay, and
    those that the file `kept` names.
    """
    stay = {*needed, *kept_in(out)}
    published = sorted(
        (path.name for path in out.iterdir() if VERSION.fullmatch(path.name) and (path / MANIFEST).is_file()),
        key=lambda name: (name <= newest, name),
    )
    for name in published[:-keep]:
        if name not in stay:
            going = out / f"{GOING}{name}"
            with contextlib.suppress(OSError):
                # Renamed before removal: a half removed folder would look like a damaged snapshot.
                (out / name).rename(going)
                shutil.rmtree(going, ignore_errors=True)


def _forget_leftovers(out: Path, alone: bool) -> None:
    """Remove the leftovers of killed builds: all of them where no other build can be writing now."""
    for beginning in (FRESH, GOING, FRESH_POINTER):
        for path in out.glob(f"{beginning}*"):
            with contextlib.suppress(OSError):
                if alone or time.time() - path.stat().st_mtime > ABANDONED_S:
                    _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
