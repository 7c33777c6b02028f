"""The sources of a snapshot as an audience may see them: no digest or name of what it does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from webmap.snapshot.row_counts import RowCount
from webmap.vocabulary.geocoders import GEOCODERS

OF_ITS_FILE = "sha256"
"""Of a file that is not published itself no digest is: what a reader does not see of it could be guessed."""

OF_AN_IDENTITY = ("slug", "title", "publisher", "origin")
"""What is published of the identity of a list. Its version is not: a new one may hold nothing but what is
withheld."""


def allowed_sources(
    sources: Iterable[Mapping[str, Any]],
    counts: Sequence[RowCount],
    names: Mapping[str, str],
    places: Counter[str],
    findings: int = 0,
) -> Iterator[dict[str, Any]]:
    """The sources of the manifest for readers who may not see the files of the lists.

    `counts`: of the rows that they may see, with public names; `names`: public name of each list of which
    they may see a row; `places`: schools that they may see by the geocoder (code) of their point; `findings`:
    on schools that they may see.
    """
    decided = sum(each.decided for each in counts)
    by_title = {GEOCODERS[code].title: count for code, count in places.items() if code in GEOCODERS}
    for source in sources:
        match source["role"]:
            case "list":
                if source["file"] in names:
                    yield _list(source, names[source["file"]], counts)
            case "decisions":
                if decided:
                    yield _decisions(source, decided)
                    decided = 0  # those of several folders have one name, and are one source
            case "findings":
                if findings:
                    yield {name: source[name] for name in ("role", "kind")} | {
                        "file": source["file"].rpartition("/")[2],
                        "rows": findings,
                    }
                    findings = 0  # as of decisions
            case "geocoder":
                if source["file"] in by_title:
                    yield {**source, "rows": by_title[source["file"]]}
            case _:
                yield {name: value for name, value in source.items() if name != OF_ITS_FILE}


def _list(source: Mapping[str, Any], name: str, counts: Iterable[RowCount]) -> dict[str, Any]:
    own = [each for each in counts if each.file == name]
    return {
        "file": name,
        "role": source["role"],
        "kind": source["kind"],
        "rows": sum(each.rows for each in own),
        "remarks": sum(each.remarks for each in own),
        "first_day": min((each.first for each in own if each.first), default=""),
        "last_day": max((each.last for each in own if each.last), default=""),
        **{each: source[each] for each in OF_AN_IDENTITY if each in source},
    }


def _decisions(source: Mapping[str, Any], entries: int) -> dict[str, Any]:
    return {
        "file": source["file"].rpartition("/")[2],
        "role": source["role"],
        "kind": source["kind"],
        "entries_decided": entries,
    }
