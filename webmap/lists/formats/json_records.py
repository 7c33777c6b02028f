"""Tables in JSON: one value, or one value per line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.formats.json_lists import find_lists, is_geojson, names_of
from webmap.lists.limits import Limits
from webmap.lists.table import Table, check_width, no_school_column
from webmap.vocabulary.messages import say

_SIGNS = "{[,"
"""Each value except the first follows one of these, so their number bounds the values."""
_RECORD_MARK = "\x1e"
"""Sign before each value of a GeoJSON text sequence."""
_LOOKS_LIKE_JSON = re.compile(r"\x1e?\s*(\{\s*[\"}]|\[\s*(?:[\[{\]]|\"(?:[^\"\\\n]|\\.)*\"\s*[,\]]))")


def looks_like_json(text: str) -> bool:
    """Tell JSON from a table whose title begins with a bracket."""
    return bool(_LOOKS_LIKE_JSON.match(text))


def read_json(text: str, limits: Limits, file: str, choice: Choice = NO_CHOICE) -> Table:
    """Read JSON.

    Raises ListError if it is not valid, too large, or holds no list with a school.
    """
    _check_size(sum(map(text.count, _SIGNS)), limits, file)
    text = text.replace(_RECORD_MARK, "") if text.startswith(_RECORD_MARK) else text
    try:
        value = _parse(text, file)
        return _table("geojson" if is_geojson(value) else "json", value, limits, file, choice)
    except _SeveralValuesError:
        _check_size(text.count("\n"), limits, file)
        return _table("jsonl", list(_parse_lines(text, file)), limits, file, choice)


def _check_size(values: int, limits: Limits, file: str) -> None:
    if values > limits.json_values:
        raise ListError(
            say(
                "%(file)s holds more than %(limit)s values. Split it into several files, or keep only the "
                "names needed.",
                file=file,
                limit=limits.json_values,
            )
        )


class _SeveralValuesError(Exception):
    """The text holds more than one JSON value."""


def _parse(text: str, file: str, line: int = 1) -> Any:
    try:
        # Numbers stay texts as they were written; NaN and Infinity become blank.
        return json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=lambda _: None,
            object_pairs_hook=_keep_all,
        )
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and line == 1 and _is_one_line(text, error.pos):
            raise _SeveralValuesError from None
        raise _invalid(file, line + error.lineno - 1, error.colno) from None
    except RecursionError:
        raise ListError(
            say("%(file)s is nested too deeply to be a list. Write one array of objects.", file=file)
        ) from None


def _is_one_line(text: str, end: int) -> bool:
    """Tell whether the first value of a text fills just its first line, as in JSON lines."""
    return "\n" not in text[:end].strip() and "\n" in text[:end]


def _parse_lines(text: str, file: str) -> Iterator[Any]:
    for number, line in enumerate(text.rstrip().split("\n"), 1):
        yield _parse_line(line, file, number) if line.strip() else {}


def _parse_line(line: str, file: str, number: int) -> Any:
    try:
        return _parse(line, file, number)
    except _SeveralValuesError:
        raise _invalid(file, number, 1) from None


def _invalid(file: str, line: int, column: int) -> ListError:
    return ListError(
        say(
            "%(file)s is not valid JSON: the mistake is in line %(line)s, character %(column)s.",
            file=file,
            line=line,
            column=column,
        )
    )


def _keep_all(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which repeated names get a number, so that no value is lost."""
    record: dict[str, Any] = {}
    for name, value in pairs:
        record[name if name not in record else f"{name} ({len(record) + 1})"] = value
    return record


def _table(format_: str, value: Any, limits: Limits, file: str, choice: Choice) -> Table:
    lists = find_lists(value, choice)
    if len(lists) != 1:
        raise _no_array(file)
    found = lists[0]
    check_width(len(names_of(found.rows)), limits, file)
    if not found.is_known and found.form == "objects":
        raise no_school_column([tuple(names_of(found.rows))], file, choice)
    return Table(format_, *found.table(limits, file, choice))


def _no_array(file: str) -> ListError:
    """The error for JSON with no list of schools, or several."""
    return ListError(
        say(
            "%(file)s must hold exactly one list of schools: an array of objects, "
            'such as [{"school": "…", "region": "…"}].',
            file=file,
        )
    )
