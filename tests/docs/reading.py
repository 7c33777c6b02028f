"""The documents of the repository, and what they name: files, tests, links, settings and commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from webmap.cli.main import main
from webmap.system.shipped_files import data_path

ROOT = data_path().parent
AT_THE_ROOT = sorted(path.name for path in ROOT.glob("*.md"))
IN_DOCS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
IN_DEPLOY = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").rglob("*.md"))
DOCUMENTS = (*AT_THE_ROOT, *IN_DOCS)

_CODE = re.compile(r"`([^`\n]+)`")
_EXTENSION = re.compile(r"\.[a-z]{2,8}")
"""The end of a file's name, quoted by itself: `.html`."""
_PATH = re.compile(r"([\w.-]+(?:/[\w.-]+)*/?)(?:::(\w+))?", re.ASCII)
_OF_A_PROGRAM = re.compile(r".*\.(?:py|js|css|po|html)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def paths_in(text: str) -> set[tuple[str, str]]:
    """Paths that a text quotes as code, each with the test that it names behind `::`, or ''.

    A path begins with a name of the repository's first level; a file of a program is a path wherever it lies.
    """
    found = {match.groups("") for quoted in _CODE.findall(text) if (match := _PATH.fullmatch(quoted))}
    found = {(path, test) for path, test in found if not _EXTENSION.fullmatch(path)}
    return {(path, test) for path, test in found if _is_ours(path) or test}


MADE_HERE = {"var"}
"""Folders that the program makes where it runs; git ignores them."""


def _is_ours(path: str) -> bool:
    first, slash, _ = path.partition("/")
    return (
        bool(slash and first not in MADE_HERE and (ROOT / first).exists())
        or _OF_A_PROGRAM.fullmatch(path) is not None
    )


def exists(path: str) -> bool:
    """Whether a path is there; the modules in the package's root are named without their folder."""
    return (ROOT / path).exists() or ("/" not in path and (ROOT / "webmap" / path).exists())


@cache
def functions_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def links_in(text: str) -> list[str]:
    """Links to other files or places of the repository."""
    return [link for link in _LINK.findall(text) if not re.match(r"https?:|mailto:", link)]


def anchors_in(text: str) -> set[str]:
    """The anchors that a site for code gives to headings."""
    headings = re.findall(r"^#{1,6} (.*)$", text, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def blocks_in(text: str) -> list[str]:
    """Blocks of shell commands, without their comments."""
    blocks = re.findall(r"```(?:sh|powershell)\n(.*?)```", text, flags=re.S)
    return [re.sub(r"[ \t]*#.*", "", block) for block in blocks]


def commands_in(text: str) -> Iterator[list[str]]:
    """Words of each `webmap …` in blocks and quoted code, without `webmap`."""
    lines = [line for block in blocks_in(text) for line in block.splitlines()]
    for line in [*lines, *_CODE.findall(text)]:
        match = re.match(r"(?:\S*[/\\])?webmap ([a-z].*)", line.strip())
        if match:
            yield match[1].split()


def unknown_in(words: list[str]) -> set[str]:
    """Commands and options of a command line that `webmap` does not know."""
    command: click.Command = main
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
    if isinstance(command, click.Group):
        return set(words[:1])
    known = {name for each in command.params for name in each.opts} | {"--help"}
    return {word.partition("=")[0] for word in words if word.startswith("-")} - known
