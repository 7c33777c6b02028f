"""The report of a build or geocoding on its lists: columns, remarks, outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from operator import itemgetter

from webmap.build import Geocoded
from webmap.lists.entry import Entry
from webmap.lists.reader import SchoolList
from webmap.settings.settings import Settings
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import OUTCOMES, Outcome


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
        lines += [say("%(file)s: %(caution)s", file=each.file, caution=caution) for caution in each.cautions]
    return lines


def row_remarks(geocoded: Geocoded) -> Iterator[Message]:
    """Remarks on single rows, refused rows and skipped lines, by file and row."""
    for each in geocoded.lists:
        yield from _about_rows(each)


def _about_rows(school_list: SchoolList) -> Iterator[Message]:
    """Remarks, refusals and skipped lines in the order of their rows; equal ones in a run are one line."""
    skipped = ((each.row, each.reason) for each in school_list.skipped)
    lines = merge(skipped, _about_entries(school_list.entries), key=itemgetter(0))
    run: tuple[int, int, Message] | None = None
    for row, remark in lines:
        if run is not None and run[2] == remark and row - run[1] <= 1:
            run = (run[0], row, remark)
            continue
        if run is not None:
            yield _about_run(school_list.file, *run)
        run = (row, row, remark)
    if run is not None:
        yield _about_run(school_list.file, *run)


def _about_entries(entries: Iterable[Entry]) -> Iterator[tuple[int, Message]]:
    for entry in entries:
        for remark in dict.fromkeys(entry.remarks):
            yield entry.row, remark
        if entry.refused:
            yield entry.row, entry.refused


def _about_run(file: str, first: int, last: int, remark: Message) -> Message:
    if first == last:
        return say("%(file)s, row %(row)s: %(remark)s", file=file, row=first, remark=remark)
    return say(
        "%(file)s, rows %(first)s–%(last)s: %(remark)s", file=file, first=first, last=last, remark=remark
    )


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
