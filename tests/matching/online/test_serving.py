import subprocess
import sys

import pytest

from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

IMPORT_ALL_THAT_SERVES = """
import importlib, pkgutil, sys
import webmap.app, webmap.serve, webmap.web
for each in pkgutil.walk_packages(webmap.web.__path__, "webmap.web."):
    importlib.import_module(each.name)
print([name for name in sys.modules if name.split(".")[0] == "geopy" or name.startswith("webmap.matching")])
"""


def test_nothing_that_serves_imports_what_asks_online():
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL_THAT_SERVES],
        env={"PYTHONPATH": str(data_path().parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.strip()
    assert "geopy" not in loaded
    assert "webmap.matching.online" not in loaded


def test_no_source_file_that_serves_names_it():
    package = data_path().parent / "webmap"
    serving = [
        *package.glob("web/**/*.py"),
        *package.glob("view/*.py"),
        package / "app.py",
        package / "serve.py",
    ]
    assert len(serving) > 10
    assert not [path.name for path in serving if "matching.online" in path.read_text("utf-8")]
