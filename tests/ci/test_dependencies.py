"""What is installed with the map is what it uses: neither more nor less is declared."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from webmap.system.shipped_files import data_path

ROOT = data_path().parent
BROUGHT = {
    "branca": "folium",
    "jinja2": "flask",
    "markupsafe": "flask",
    "numpy": "pandas",
    "pydantic": "pydantic-settings",
    "pydantic-core": "pydantic-settings",
    "pyogrio": "geopandas",
    "werkzeug": "flask",
}
"""Packages that are imported, too, by the declared one of which they are the lower half."""
FILES_ONLY = {"manimgx-fonts-cjk", "xstatic-leaflet"}
"""Packages of files: fonts and scripts, which are found by their folder."""


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {plain(re.match(r"[\w.-]+", each)[0]) for each in project["dependencies"]}


def imported():
    """Top names of the modules that `webmap` imports and Python does not bring."""
    names = set()
    for path in (ROOT / "webmap").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"webmap", "_typeshed"}


def test_every_package_that_is_imported_is_declared():
    owners = packages_distributions()
    known = declared() | {name for name, owner in BROUGHT.items() if owner in declared()}
    strange = {name for name in imported() if not {plain(each) for each in owners.get(name, [])} & known}
    assert strange == set()


def test_every_declared_package_is_imported():
    owners = packages_distributions()
    used = {plain(each) for name in imported() for each in owners.get(name, [])}
    assert declared() - used - FILES_ONLY == set()


def test_the_locks_hold_what_is_declared_with_the_hash_of_every_file():
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text("utf-8")
        pins = {plain(pin) for pin in re.findall(r"^([\w.-]+)==", text, re.M)}
        assert declared() <= pins
        assert "://" not in text


def test_what_the_tests_run_with_is_what_a_server_runs_with():
    pins = {
        name: set(re.findall(r"^[\w.-]+==.*", (ROOT / "requirements" / name).read_text("utf-8"), re.M))
        for name in ("run.txt", "dev.txt")
    }
    assert pins["run.txt"] - pins["dev.txt"] == set()
