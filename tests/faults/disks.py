"""A disk in memory that a test may fill and make read-only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOMY_KB = 64 * 1024


@contextmanager
def mounted(folder: Path) -> Iterator[bool]:
    """Mount a disk at `folder`; return whether that succeeded."""
    done = _run("mount", "-t", "tmpfs", "-o", f"size={ROOMY_KB}k", "tmpfs", str(folder))
    try:
        yield done
    finally:
        if done:
            _run("umount", "-l", str(folder))


@dataclass(frozen=True)
class Disk:
    """The disk mounted at `folder`."""

    folder: Path

    @property
    def used_kb(self) -> int:
        space = os.statvfs(self.folder)
        return (space.f_blocks - space.f_bfree) * space.f_frsize // 1024

    def leave_free(self, kilobytes: int) -> None:
        """Let no more than that be written."""
        assert _run("mount", "-o", f"remount,size={self.used_kb + kilobytes}k", str(self.folder))

    def make_roomy(self) -> None:
        assert _run("mount", "-o", f"remount,rw,size={ROOMY_KB}k", str(self.folder))

    def make_read_only(self) -> None:
        assert _run("mount", "-o", "remount,ro", str(self.folder))


def _run(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except OSError:
        return False
