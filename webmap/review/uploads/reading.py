"""What a list says, as its page at the desk shows it: columns, rows, refused rows, unknown words, changes.

Everything is plain JSON, as it is stored beside the bytes. Refused rows have a number and a reason, and no
text: it may be personal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from webmap.comparison.changes import Changes, changes_between
from webmap.comparison.claims import TEXT, Claim, ListVersion
from webmap.errors import ListError
from webmap.lists.entry import Entry
from webmap.lists.limits import Limits
from webmap.lists.naming.identity import ListIdentity
from webmap.lists.reader import SchoolList, read_list
from webmap.matching.text import name_key, strip_list_marks
from webmap.places.addresses.region_hints import is_region
from webmap.vocabulary.terms import Outcome

MAX_ROWS_SHOWN = 500
"""Refused rows, and rows without an entry, that are listed; the counts say how many there are."""
MAX_WORDS = 100
MAX_CHANGES = 200
EXAMPLES = 5

Reading = dict[str, Any]


def read_upload(path: Path, former: Path, request: Mapping[str, Any]) -> Reading:
    """Read a list by a request: `slug`, `columns` (as project.toml has them) and `limits`.

    `former`: the version before it, which may not exist. A list that cannot be read gives `{"fault": …}`.
    """
    limits = Limits(**request["limits"])
    identity = ListIdentity(request["slug"], columns=tuple(request["columns"]))
    try:
        found = _list(path, limits, identity)
    except ListError as error:
        return {"fault": error.message.as_json()}
    reading = _reading(found)
    if former.exists():
        try:
            reading["changes"] = changes_of(_list(former, limits, identity), found)
        except ListError as error:
            reading["former_fault"] = error.message.as_json()
    return reading


def _list(path: Path, limits: Limits, identity: ListIdentity) -> SchoolList:
    return read_list(path, limits, name=identity.slug, is_region=is_region, identity=identity)


def _reading(found: SchoolList) -> Reading:
    refused = [each for each in found.entries if each.refused is not None]
    words = Counter(each.unknown_status for each in found.entries if each.unknown_status)
    return {
        "format": found.format,
        "encoding": found.encoding,
        "rows": len(found.entries),
        "blank_rows": found.blank_rows,
        "columns": dict(found.columns),
        "unknown_columns": list(found.unknown_columns)[:MAX_WORDS],
        "refused": len(refused),
        "refused_rows": [[e.row, e.refused.as_json()] for e in refused[:MAX_ROWS_SHOWN] if e.refused],
        "skipped": len(found.skipped),
        "skipped_rows": [[each.row, each.reason.as_json()] for each in list(found.skipped)[:MAX_ROWS_SHOWN]],
        "unknown_words": words.most_common(MAX_WORDS),
        "unread_sheets": list(found.unread_sheets)[:MAX_WORDS],
        "cautions": [each.as_json() for each in found.cautions],
        "examples": [_example(each) for each in _first(found.entries)],
    }


def _first(entries: Iterable[Entry]) -> Iterable[Entry]:
    """The first rows that are not refused."""
    left = EXAMPLES
    for each in entries:
        if each.refused is None:
            yield each
            left -= 1
        if not left:
            return


def _example(entry: Entry) -> dict[str, str | int]:
    return {
        "row": entry.row,
        "school": entry.school,
        "level": entry.level.value if entry.level else "",
        "region": entry.region,
        "address": entry.address,
        "date": entry.date.isoformat() if entry.date else "",
        "status": entry.status.value,
        "source": entry.source,
    }


def changes_of(before: SchoolList, after: SchoolList) -> Reading:
    """What changed between two versions by their words: which school they mean is asked by the build."""
    found = changes_between(_version(before), _version(after))
    return {
        "kept": found.kept,
        **{name: len(getattr(found, name)) for name in ("added", "dropped", "new_status", "new_day")},
        "refuted": len(found.refuted),
        "first": _first_changes(found),
    }


def _first_changes(found: Changes) -> dict[str, list[list[str]]]:
    return {
        "added": [[each.text, each.status.value] for each in found.added[:MAX_CHANGES]],
        "dropped": [[each.text, each.status.value] for each in found.dropped[:MAX_CHANGES]],
        "new_status": [
            [after.text, before.status.value, after.status.value]
            for before, after in found.new_status[:MAX_CHANGES]
        ],
    }


def _version(found: SchoolList) -> ListVersion:
    return ListVersion(
        slug=found.file, label=found.sha256, claims=tuple(map(_claim, found.entries)), rows=len(found.entries)
    )


def _claim(entry: Entry) -> Claim:
    """A row as a claim about the text in it; a refused row has none."""
    if entry.refused is not None:
        return Claim("", Outcome.REFUSED)
    level = entry.level.value if entry.level else ""
    form = "|".join((name_key(strip_list_marks(entry.school)), name_key(entry.region), level))
    text = " · ".join(filter(None, (entry.school, entry.region)))
    return Claim(TEXT + form, Outcome.UNMATCHED, entry.status, entry.date, form, text)
