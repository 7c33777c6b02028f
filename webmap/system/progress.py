"""Progress bars: shown in a terminal, silent elsewhere; noted in a file where another process shows them."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from webmap.vocabulary.messages import Message

T = TypeVar("T")

Progress = Callable[[Iterable[T], Message, int], Iterable[T]]
"""Passes items on and shows their name and number: `ProgressBars.over`, or a silent one."""

VARIABLE = "WEBMAP_PROGRESS"
"""Environment variable that names the file."""
EVERY_S = 0.5
"""Seconds between two lines of the file about one step."""

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
        return _noted(bar, what, count) if os.environ.get(VARIABLE) else bar

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
        note(what)


def note(what: Message, done: int = 0, count: int = 0) -> None:
    """Add a line of JSON to the file of progress, if there is one: the step, and how much of it is done."""
    path = os.environ.get(VARIABLE)
    if path:
        line = json.dumps({"step": what.as_json(), "done": done, "of": count}, ensure_ascii=False)
        # Whoever shows it may have removed the file: the work goes on.
        with contextlib.suppress(OSError), Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _noted(items: Iterable[T], what: Message, count: int) -> Iterator[T]:
    """Pass the items on, noting their count from time to time."""
    last = 0.0
    for number, item in enumerate(items):
        if time.monotonic() - last >= EVERY_S:
            last = time.monotonic()
            note(what, number, count)
        yield item
