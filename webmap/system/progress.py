"""Progress bars: shown in a terminal, silent elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from tqdm import tqdm

from webmap.vocabulary.messages import Message

T = TypeVar("T")

Progress = Callable[[Iterable[T], Message, int], Iterable[T]]
"""Passes items on and shows their name and number: `ProgressBars.over`, or a silent one."""

BeginStep = Callable[[Message], None]
"""Shows the step that begins: `Steps.begin`, or a silent one."""


def silent(_step: Message) -> None:
    """Steps without a display."""


class ProgressBars:
    """Shows progress on the standard error stream, in a language; silent if `quiet` or outside a terminal."""

    def __init__(self, language: str, *, quiet: bool = False) -> None:
        self._language = language
        self._silent = quiet or not sys.stderr.isatty()

    def over(self, items: Iterable[T], what: Message, count: int) -> Iterable[T]:
        """Pass the items on, showing their count."""
        bar: tqdm[Any] = tqdm(
            items, what.render(self._language), count, disable=self._silent, leave=False, delay=0.5
        )
        return bar

    def steps(self, count: int, delay: float = 0) -> Steps:
        """A bar over a number of named steps, shown once `delay` seconds have passed."""
        return Steps(count, self._language, self._silent, delay)


class Steps:
    """A bar that moves on by named steps."""

    def __init__(self, count: int, language: str, silent: bool, delay: float = 0) -> None:
        self._bar: tqdm[Any] = tqdm(
            total=count, disable=silent, leave=False, delay=delay, bar_format="{desc} {bar} {n}/{total}"
        )
        self._language = language

    def __enter__(self) -> Steps:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def begin(self, what: Message) -> None:
        """Name the step that begins, and count it."""
        self._bar.total = max(int(self._bar.total or 0), int(self._bar.n) + 1)
        self._bar.set_description_str(what.render(self._language))
        self._bar.update(1)
