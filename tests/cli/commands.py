"""Running `webmap` as a user does: in a process of its own, or here where the process is not what is proved."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from webmap.cli.main import main
from webmap.system.shipped_files import data_path

Done = subprocess.CompletedProcess[str]


def in_a_process(*arguments: object, cwd: Path, **environment: str) -> Done:
    """A process of its own: for its streams' encoding, warnings and progress, and what the system hands it."""
    return subprocess.run(
        [sys.executable, "-m", "webmap", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(data_path().parent), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def here(*arguments: object, cwd: Path, typed: str = "", **environment: str | None) -> Done:
    """In this process, which has imported already what a new one takes more than a second for.

    `environment`: variables to set, or with `None` to take away.
    """
    # Settings of a file (`--env-file`) come into the environment of the process and stay there.
    with chdir(cwd), patch.dict(os.environ):
        result = CliRunner().invoke(
            main, list(map(str, arguments)), input=typed, env=environment, prog_name="webmap"
        )
    return Done(arguments, result.exit_code, result.stdout, result.stderr)
