"""What html-validate finds in pages, by the rules beside this file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

HERE = Path(__file__).parent
PROGRAM = Path(sys.prefix) / "node/node_modules/html-validate/bin/html-validate.mjs"
NONE_HERE = "The markup was not checked: html-validate is not here (`make lint-js` installs it where npm is)."
MAX_SECONDS = 120

Rules = Literal["served", "after_scripts"]

needs_html_validate = pytest.mark.skipif(
    not (PROGRAM.is_file() and shutil.which("node")),
    reason=NONE_HERE,
)


def findings(pages: Mapping[str, str], rules: Rules, folder: Path) -> list[str]:
    """What is wrong in pages, one line each: file, line and column, rule, message. A single process reads them all.

    `pages`: file name → HTML; `folder`: an empty one that the pages are written into.
    """
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    command = ["node", str(PROGRAM), "--config", str(HERE / f"{rules}.mjs"), "--formatter", "text", "*.html"]
    done = subprocess.run(
        command, capture_output=True, check=False, cwd=folder, encoding="utf-8", timeout=MAX_SECONDS
    )
    lines = done.stdout.splitlines()
    assert lines or done.returncode == 0, done.stderr
    return lines
