"""Versions of a list: files named by a date or a number, of which the newest counts and all are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from webmap.errors import ProjectError
from webmap.lists.formats.list_kinds import ENDINGS, without_list_ending
from webmap.vocabulary.messages import say
from webmap.vocabulary.text import file_name

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d{0,3}))?", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_NO_VERSION = ("~$", ".")
"""Beginnings of files that other programs leave in a folder, such as those of an open workbook."""
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})

Order = tuple[str, int]


@dataclass(frozen=True)
class Version:
    """One version of a list and its file."""

    name: str
    path: Path
    order: Order = ("", 0)
    """By which the versions of a list are ordered; the newest last."""


def order_of(name: str) -> Order | None:
    """The order of a version by its name (`2024-08-31`, `2024-08-31.2`, `12`), None for any other text.

    Dates and numbers are never compared: a list has one kind.
    """
    if _NUMBER.fullmatch(name):
        return "", int(name)
    found = _DATE.fullmatch(name)
    if found is None or found[2] == "1":
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[1], int(found[2] or 1)


def versions_of(folder: Path) -> tuple[Version, ...]:
    """The versions in the folder of a list, the newest last; none where there is no folder.

    Raises ProjectError for a file whose name is no version, for two files of one version, and where dates and
    numbers are mixed.
    """
    found = sorted(_found(folder), key=lambda each: (each.order, each.path.name))
    _refuse_mixed(folder, found)
    for before, after in pairwise(found):
        if before.name == after.name:
            raise ProjectError(
                say(
                    "Version %(version)s stands twice in %(folder)s, as %(first)s and %(second)s. Rename one "
                    "of them to another date or number.",
                    version=after.name,
                    folder=str(folder),
                    first=before.path.name,
                    second=after.path.name,
                )
            )
    return tuple(found)


def _found(folder: Path) -> Iterator[Version]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.startswith(_NO_VERSION) or path.name.casefold() in _LEFT_BY_SYSTEMS:
            continue
        name = without_list_ending(path.name)
        order = order_of(name)
        if order is None or name == path.name or not path.is_file():
            raise ProjectError(
                say(
                    "%(file)s in %(folder)s is no version of a list. Name it by a date or a number, such as "
                    "2024-08-31.csv or 2.xlsx, or take it out and add it with: webmap list add",
                    file=file_name(path),
                    folder=str(folder),
                )
            )
        yield Version(name, path, order)


def _refuse_mixed(folder: Path, found: Sequence[Version]) -> None:
    numbers = [each for each in found if not each.order[0]]
    dates = [each for each in found if each.order[0]]
    if numbers and dates:
        raise ProjectError(
            say(
                "The versions in %(folder)s are named partly by dates (%(date)s) and partly by numbers "
                "(%(number)s), so nobody can say which is the newest. Rename them all in one way.",
                folder=str(folder),
                date=dates[-1].path.name,
                number=numbers[-1].path.name,
            )
        )


def next_name(versions: Iterable[Version], today: date) -> str:
    """The name of a new version: the next number where versions have numbers, else today's date."""
    orders = [each.order for each in versions]
    if orders and not orders[-1][0]:
        return str(orders[-1][1] + 1)
    day = today.isoformat()
    of_today = [number for stated, number in orders if stated == day]
    return f"{day}.{max(of_today) + 1}" if of_today else day


def ending_of(path: Path) -> str:
    """The ending of a list file in small letters, such as `.csv`. Raises ProjectError for any other."""
    ending = next((each for each in ENDINGS if path.name.lower().endswith(each)), "")
    if not ending:
        raise ProjectError(
            say(
                "%(file)s has no ending of a list. Known are: %(known)s.",
                file=file_name(path),
                known=", ".join(ENDINGS),
            )
        )
    return ending
