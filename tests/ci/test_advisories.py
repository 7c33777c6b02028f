"""Every dependency of the running map stands in the list of advisories, pinned to a version that mends them."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.version import Version

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9][a-z0-9._-]*) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
FLOOR = re.compile(r'"([a-z0-9-]+)(?:\[[a-z]+\])?>=([0-9.]+)"')


def pinned() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall((ROOT / "requirements/run.txt").read_text("utf-8")):
        found.setdefault(name, set()).add(version)
    return found


def rows() -> dict[str, tuple[set[str], str, str]]:
    text = (ROOT / "docs/security.md").read_text("utf-8")
    table = text.partition("| dependency | pinned |")[2].partition("\n\n")[0]
    return {
        name: (set(versions.split(", ")), advisories, mended)
        for name, versions, advisories, mended in ROW.findall(table)
    }


def test_every_pinned_dependency_was_looked_at_in_its_version():
    assert {name: versions for name, (versions, _, _) in rows().items()} == pinned()
    assert len(pinned()) > 30


def test_no_pinned_version_is_older_than_the_one_that_mends_its_last_advisory():
    for name, (versions, advisories, mended) in rows().items():
        assert ("CVE-" in advisories) == (mended != "–"), name
        if mended != "–":
            assert min(map(Version, versions)) >= Version(mended), name


def test_an_install_without_pins_takes_no_version_with_a_known_advisory():
    floors = dict(
        FLOOR.findall((ROOT / "pyproject.toml").read_text("utf-8").partition("optional-dependencies")[0])
    )
    behind = {
        name: (floors[name], mended)
        for name, (_, _, mended) in rows().items()
        if name in floors and mended != "–" and Version(floors[name]) < Version(mended)
    }
    assert behind == {}
