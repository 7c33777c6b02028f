"""No file of the project names the host of a package registry: mirrors and machines without a network take none."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOSTS = re.compile(rb"\b(?:pypi|pythonhosted|npmjs|crates|rubygems|yarnpkg)\.(?:org|com|io)\b")


def test_no_tracked_file_names_a_registry_host():
    assert HOSTS.search(b"see https://files.pythonhosted" + b".org/x")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    assert [path.name for path in paths if path.is_file() and HOSTS.search(path.read_bytes())] == []
