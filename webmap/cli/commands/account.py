"""The report of a build or geocoding on its lists: columns, remarks, outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.build import Geocoded
from webmap.figures.listed_schools import outcome_counts
from webmap.matching.result import Match
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES


def about_online(settings: Settings, geocoded: Geocoded) -> list[Message]:
    """The report of the online geocoder; nothing where none is on."""
    if geocoded.online:
        return geocoded.online.lines()
    return [say("The data is fictional, so nothing was asked online.")] if settings.geocoder else []


def about_lists(geocoded: Geocoded) -> list[Message]:
    """Columns and sheets that were not read."""
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
    return lines


def row_remarks(geocoded: Geocoded) -> list[Message]:
    """Remarks on single rows, by file and row."""
    return [
        say("%(file)s, row %(row)s: %(remark)s", file=each.file, row=entry.row, remark=remark)
        for each in geocoded.lists
        for entry in each.entries
        for remark in entry.remarks
    ]


def account_lines(rows: int, matches: Sequence[Match]) -> list[Message]:
    """Rows in = the sum of the outcomes, with the entries that split cells add."""
    account = outcome_counts(matches)
    more = len(matches) - rows
    head = say(
        "Rows: %(rows)s, and %(more)s more schools named in the same cells: %(entries)s entries.",
        rows=rows,
        more=more,
        entries=len(matches),
    )
    return [
        head,
        *(
            say("  %(name)s: %(count)s", name=Message(OUTCOMES[outcome].name), count=count)
            for outcome, count in account.items()
        ),
    ]
