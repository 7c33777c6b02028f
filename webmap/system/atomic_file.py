"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webmap.errors import OutputError, WebmapError
from webmap.system.disk import disk_failure, sync_file
from webmap.vocabulary.messages import say


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to, and move it there at the end; on failure nothing is left."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        fresh = Path(name)
        try:
            yield fresh
            fresh.chmod(0o644)
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


def _not_written(path: Path, reason: str) -> OutputError:
    return OutputError(
        say("The file %(file)s could not be written (%(reason)s).", file=str(path), reason=reason)
    )
