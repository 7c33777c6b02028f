"""The report of a build or geocoding on its lists: columns, remarks, outcomes."""

from __future__ import annotations

from collections.abc import Sequence

from webmap.build import Geocoded
from webmap.figures.listed_schools import outcome_counts
from webmap.lists.reader import SchoolList
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
        lines += [say("%(file)s: %(caution)s", file=each.file, caution=caution) for caution in each.cautions]
        lines += _about_rows(each)
    return lines


def _about_rows(school_list: SchoolList) -> list[Message]:
    """Remarks, refusals and skipped lines in the order of their rows; equal ones in a run are one line."""
    lines = [(each.row, each.reason) for each in school_list.skipped]
    for entry in school_list.entries:
        lines += [(entry.row, remark) for remark in dict.fromkeys(entry.remarks)]
        lines += [(entry.row, entry.refused)] if entry.refused else []
    lines.sort(key=lambda each: each[0])
    runs: list[tuple[int, int, Message]] = []
    for row, remark in lines:
        if runs and runs[-1][2] == remark and row - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], row, remark)
        else:
            runs.append((row, row, remark))
    return [_about_run(school_list.file, first, last, remark) for first, last, remark in runs]


def _about_run(file: str, first: int, last: int, remark: Message) -> Message:
    if first == last:
        return say("%(file)s, row %(row)s: %(remark)s", file=file, row=first, remark=remark)
    return say(
        "%(file)s, rows %(first)s–%(last)s: %(remark)s", file=file, first=first, last=last, remark=remark
    )


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
