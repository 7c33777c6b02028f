"""The targets, and the folders of their inputs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

TARGETS = ("lists", "filters", "names", "addresses")
ROOT = Path(__file__).parents[1]
KEPT = ROOT / "fuzz" / "corpus"
"""In the repository: inputs that reach code the others do not."""
FOUND = ROOT / "var" / "fuzz"
"""Of runs on this machine: new inputs, and those that failed."""


class Target(Protocol):
    """A module of `fuzz.targets`."""

    MAX_BYTES: int
    SEEDS: tuple[bytes, ...]

    @staticmethod
    def one_input(data: bytes) -> None:
        """Feed it one input; anything that is raised is a finding."""

    @staticmethod
    def words() -> list[str]:
        """Pieces of text worth trying."""


def target(name: str) -> Target:
    """The module of a target."""
    return cast(Target, import_module(f"fuzz.targets.{name}"))


def kept(name: str) -> list[Path]:
    """The kept inputs of a target."""
    return sorted(path for path in (KEPT / name).iterdir() if path.is_file())
