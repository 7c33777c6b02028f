"""The units of systemd, checked by systemd itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.machine import DEPLOY

SYSTEMD = DEPLOY / "systemd"
UNITS = sorted(path.name for path in SYSTEMD.glob("webmap*.*") if path.suffix in (".service", ".timer"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here"),
]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as they would lie in /etc/systemd/system, of a clone that is not in /opt."""
    webmap = tmp_path / "webmap"
    webmap.write_text("#!/bin/sh\n")
    webmap.chmod(0o755)
    for name in UNITS:
        text = (SYSTEMD / name).read_text("utf-8")
        text = text.replace("/opt/webmap/.venv/bin/webmap", str(webmap))
        (tmp_path / name).write_text(text.replace("/opt/webmap/deploy", str(DEPLOY)), "utf-8")
    return tmp_path


def test_systemd_understands_every_line(installed: Path):
    units = [str(installed / name) for name in UNITS]
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("webmap.service", 1.0),
        ("webmap-rebuild.service", 1.2),
        ("webmap-pull.service", 1.2),
        ("webmap-desk.service", 1.2),
        ("webmap-desk-worker.service", 1.3),
        ("webmap-desk-backup.service", 1.2),
    ],
)
def test_services_are_let_into_little(installed: Path, unit: str, most: float):
    """Exposure as `systemd-analyze security` counts it: 0 is none, 10 all."""
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(installed / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level for \S+: ([0-9.]+)", said.stdout)
    assert found is not None, said.stderr
    assert float(found[1]) <= most
