"""Statuses that nobody understands: a build stops at them, as “taken down” may be among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from webmap.errors import ListError
from webmap.lists.columns import Column
from webmap.lists.personal.name_words import is_name
from webmap.lists.reader import SchoolList
from webmap.lists.statuses import MAX_ROWS
from webmap.lists.text import shorten
from webmap.vocabulary.messages import Message, say

_WORD = re.compile("[가-힣]+")
_UNDERSTOOD = "신고, 제보, 의심, 미확인, 조사중, 확인, 사실무근, 피해 없음, 철회, 취소"


def refuse_unknown_statuses(lists: Sequence[SchoolList]) -> None:
    """Raise ListError, with the first rows and their texts, if a status of the lists is not understood."""
    count = sum(each.statuses.unknown for each in lists)
    if not count:
        return
    rows = [
        say(
            "%(file)s, row %(row)s “%(text)s”",
            file=each.file,
            row=entry.row,
            text=_shown(entry.unknown_status),
        )
        for each in lists
        for entry in each.statuses.first
    ][:MAX_ROWS]
    shown = reduce(_list_of, rows)
    if count > len(rows):
        shown = say("%(rows)s and %(count)s more", rows=shown, count=count - len(rows))
    misread = [each for each in lists if each.statuses.is_misread]
    raise ListError(_no_statuses(misread[0], shown) if misread else _unknown(shown))


def _shown(text: str) -> str:
    """The text of a status for a message; a column read by mistake may hold names, and they are left out."""
    words = _WORD.findall(text)
    return "…" if any(is_name(word, short=len(words) == 1) for word in words) else shorten(text)


def _list_of(rows: Message, row: Message) -> Message:
    return say("%(rows)s; %(row)s", rows=rows, row=row)


def _unknown(rows: Message) -> Message:
    return say(
        "A status is not understood: %(rows)s. Nothing is published. Write a status that is understood, "
        "such as %(understood)s, or empty the cell; or give --lenient, which takes such rows as reported, "
        "with a remark.",
        rows=rows,
        understood=_UNDERSTOOD,
    )


def _no_statuses(each: SchoolList, rows: Message) -> Message:
    return say(
        "No status in column %(column)s of %(file)s is understood: %(rows)s. Nothing is published. Give "
        "the column another header if it holds no statuses; or write statuses that are understood, such as "
        "%(understood)s; or give --lenient, which takes such rows as reported, with a remark.",
        column=each.columns[Column.STATUS.value],
        file=each.file,
        rows=rows,
        understood=_UNDERSTOOD,
    )
