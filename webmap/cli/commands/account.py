"""The report of a build or geocoding on its lists: columns, remarks, outcomes."""

from __future__ import annotations

from collections.abc import Mapping

from webmap.build import Geocoded
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES, Outcome


def about_online(settings: Settings, geocoded: Geocoded) -> list[Message]:
    """The report of the online geocoder; nothing where none is on."""
    if geocoded.online:
        return geocoded.online.lines()
    return [say("The data is fictional, so nothing was asked online.")] if settings.geocoder else []


def about_lists(geocoded: Geocoded) -> list[Message]:
    """Columns and sheets that were not read, and remarks by file and row."""
    lines = []
    for each in geocoded.lists:
        if each.unknown_columns:
            lines.append(
                say(
                    "%(file)s: these columns are not known and were not stored: %(columns)s",
                    file=each.file,
                    columns=", ".join(each.unknown_columns),
                )
            )
        if each.unread_sheets:
            lines.append(
                say(
                    "%(file)s: only the first sheet with schools was read, not these: %(sheets)s",
                    file=each.file,
                    sheets=", ".join(each.unread_sheets),
                )
            )
        lines += [
            say("%(file)s, row %(row)s: %(remark)s", file=each.file, row=entry.row, remark=remark)
            for entry in each.entries
            for remark in entry.remarks
        ]
    return lines


def account_lines(rows: int, account: Mapping[Outcome, int]) -> list[Message]:
    """Rows in = the sum of the outcomes, with the entries that split cells add; `account`: by outcome."""
    entries = sum(account.values())
    more = entries - rows
    head = say(
        "Rows: %(rows)s, and %(more)s more schools named in the same cells: %(entries)s entries.",
        rows=rows,
        more=more,
        entries=entries,
    )
    return [
        head,
        *(
            say("  %(name)s: %(count)s", name=Message(OUTCOMES[outcome].name), count=count)
            for outcome, count in account.items()
        ),
    ]
