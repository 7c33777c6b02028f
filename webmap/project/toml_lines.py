"""In which line of a TOML file a key stands, and what a parser says is wrong with it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([\w.'\"-]+(?:\s*\.\s*[\w'\"-]+)*)\s*=")
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_AT = re.compile(r"\(at line (\d+)")


def line_of(text: str, table: str, key: str = "") -> int:
    """Line (from 1) of a table's header, or of a key in it; 1 where it is written in another way."""
    present = ""
    wanted = f"{table}.{key}".strip(".")
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            present = _plain(header[1])
            if not key and present == table:
                return number
        elif (found := _KEY.match(line)) and f"{present}.{_plain(found[1])}".strip(".") == wanted:
            return number
    return 1


def parsed(text: str) -> tuple[dict[str, Any], int]:
    """The content of a TOML file and 0; or nothing, and the line that cannot be read."""
    try:
        return tomllib.loads(text), 0
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT.search(str(error))
        return {}, int(found[1]) if found else max(1, text.count("\n") + 1)


def quoted(text: str) -> str:
    """A text as a basic string of TOML."""
    return '"' + _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + '"'


def _plain(name: str) -> str:
    return re.sub(r"[\s'\"]", "", name)
