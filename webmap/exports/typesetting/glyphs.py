"""Characters that the fonts of documents have: PDF/UA refuses a document with any other one.

A name, a note or a reader's own search may hold any character; one emoji must not cost everybody the report.
"""

from __future__ import annotations

import json
import struct
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MARK = "〓"
"""Stands for a character that cannot be shown, as printers have it stand for a missing type."""

INVISIBLE = {"Cf", "Mn", "Me"}
"""Categories of joiners, selectors and marks, which show nothing by themselves and are left out instead."""

EVERY_CHARACTER = 12
"""Format of the table that reaches beyond the first 65,536 characters (OpenType, `cmap`)."""

Change = Callable[[str], str]


def replace_missing(folder: Path, font: Path, can_show: Callable[[str], bool]) -> None:
    """Write `data.json` and pictures of a folder anew without characters that cannot be shown, if it has any.

    `font` has nearly all characters; `can_show` is asked about the others, which further fonts may have.
    """
    data = json.loads((folder / "data.json").read_text("utf-8"))
    pictures = {path: path.read_text("utf-8") for path in folder.glob("*.svg")}
    used = set().union(*texts_of([data, *pictures.values()]))
    missing = "".join(sorted(each for each in used - characters_of(font) if not _is_space(each)))
    if not missing or can_show(missing):
        return
    change = _without(missing)
    (folder / "data.json").write_text(json.dumps(with_texts(data, change), ensure_ascii=False), "utf-8")
    for path, picture in pictures.items():
        path.write_text(change(picture), "utf-8")


def _is_space(character: str) -> bool:
    return character in "\t\n\r" or unicodedata.category(character).startswith("Z")


def _without(missing: str) -> Change:
    instead = {ord(each): "" if unicodedata.category(each) in INVISIBLE else MARK for each in missing}
    return lambda text: text.translate(instead)


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def with_texts(value: Any, change: Change) -> Any:
    """A JSON value with every text changed; names of members stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [with_texts(each, change) for each in value]
    if isinstance(value, dict):
        return {name: with_texts(each, change) for name, each in value.items()}
    return value


def characters_of(font: Path) -> set[str]:
    """Characters that a font has (OpenType; of a collection, its first one). Raises ValueError for others."""
    data = font.read_bytes()
    first = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    cmap = _table(data, first, b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for number in range(count):
        start = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0]
        if struct.unpack_from(">H", data, start)[0] == EVERY_CHARACTER:
            return set(map(chr, _code_points(data, start)))
    raise ValueError(f"{font.name} has no table of all characters")


def _table(data: bytes, font: int, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, font + 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, font + 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError(f"no table {name.decode()}")


def _code_points(data: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    for first, last, _ in struct.iter_unpack(">III", data[start + 16 : start + 16 + 12 * count]):
        yield from range(first, last + 1)
