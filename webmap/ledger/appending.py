"""Adding entries to a ledger: whole lines at its end, synced to the disk at once."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

from webmap.ledger.form import E, Form, K
from webmap.ledger.reading import LedgerOf, parse
from webmap.ledger.records import end_of_half, fields_of
from webmap.system.disk import reason_of, sync_folder
from webmap.system.lock import locked


def append_entries(
    path: Path,
    form: Form[E, K],
    chosen: Callable[[LedgerOf[E, K]], Sequence[E]],
    together_with: Callable[[], object] | None = None,
) -> int:
    """Append the entries that `chosen` gives for what the file holds, and return how many were written.

    `together_with` writes what belongs to them elsewhere; where it raises, the file is as it was before.

    The file's content is never changed, and is read under its lock. Raises the error of the form if the file
    is unusable, before anything is written, or if writing fails.
    """
    try:
        is_new = not path.exists()
        with FileIO(path, "a+") as file, locked(file):
            count = _append_locked(file, path, form, chosen, together_with)
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise form.error(form.sentences.not_saved(str(path), reason_of(error))) from error
    return count


def _append_locked(
    file: FileIO,
    path: Path,
    form: Form[E, K],
    chosen: Callable[[LedgerOf[E, K]], Sequence[E]],
    together_with: Callable[[], object] | None,
) -> int:
    file.seek(0)
    content = file.readall()
    ledger = parse(content, path.name, form)
    if ledger.unusable:
        raise form.error(ledger.unusable)
    new = chosen(ledger)
    if new:
        columns = ledger.columns or form.columns
        lines = b"".join(form.line_of(each, columns) for each in new)
        try:
            _write(file, joint_of(content, ledger, form) + lines)
            if together_with is not None:
                together_with()
        except BaseException:
            # The disk is full, or the other half is missing: what was written here holds no entry.
            with suppress(OSError):
                file.truncate(len(content))
            raise
    return len(new)


def joint_of(content: bytes, ledger: LedgerOf[E, K], form: Form[E, K]) -> bytes:
    """The text between the content and a new line: the end of a half line, and the header."""
    if not content:
        return codecs.BOM_UTF8 + form.header()
    if not ledger.columns:
        return (b"\r\n" if ledger.rest else b"") + form.header()
    if not ledger.rest:
        return b""
    is_header = form.columns_of(fields_of(ledger.rest)) is not None
    return b"\r\n" if is_header else end_of_half(ledger.rest, len(ledger.columns))


def _write(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())
