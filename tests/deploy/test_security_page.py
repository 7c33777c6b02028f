"""The threat model names files and tests that exist, and settings that can be set."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from webmap.settings.settings import Settings
from webmap.system.shipped_files import data_path

ROOT = data_path().parent
PAGES = ("docs/security.md", "SECURITY.md")
QUOTED = re.compile(r"`([\w./-]+?)(?:::(\w+))?`")


def named() -> list[tuple[str, str]]:
    """Paths in the documents, each with the test that stands behind it, or ''."""
    text = "".join((ROOT / page).read_text("utf-8") for page in PAGES)
    return sorted({(path, test) for path, test in QUOTED.findall(text) if "/" in path[1:] or test})


@cache
def defined_in(path: Path) -> set[str]:
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize(("path", "test"), [each for each in named() if not each[0].startswith("/")])
def test_every_file_and_test_that_is_named_exists(path, test):
    assert (ROOT / path).is_file()
    if test:
        assert test in defined_in(ROOT / path)


def test_every_setting_that_is_named_exists():
    text = "".join((ROOT / page).read_text("utf-8") for page in PAGES)
    found = {name.lower() for name in re.findall(r"WEBMAP_([A-Z_]+)", text)}
    assert {"trusted_hosts", "trusted_proxies", "base_url"} <= found <= set(Settings.model_fields)


def test_every_threat_says_what_is_not_defended():
    text = (ROOT / "docs/security.md").read_text("utf-8")
    threats = [part for part in text.split("\n## ")[2:] if not part.startswith("운영자")]
    assert len(threats) >= 8
    assert [part.splitlines()[0] for part in threats if "**Not defended:**" not in part] == []
