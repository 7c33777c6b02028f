"""The sources of a snapshot in the reader's words: what each file is, and what was not used of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.source_kinds import kind_of, role_of
from webmap.web.http.request_language import gettext, language


def source_in_words(stored: Mapping[str, Any], manifest: Mapping[str, Any]) -> dict[str, Any]:
    """A source with kind, role and notes in the reader's language."""
    return {
        **stored,
        "kind": gettext(kind_of(stored)),
        "role_name": gettext(role_of(stored)),
        "notes": [message.render(language()) for message in _notes(stored, manifest)],
    }


def _notes(stored: Mapping[str, Any], manifest: Mapping[str, Any]) -> Iterator[Message]:
    yield from _dates(stored)
    match stored["role"]:
        case "list":
            yield from _of_list(stored)
        case "register":
            yield from _of_register(stored)
        case "decisions":
            yield from _of_decisions(stored, manifest)
        case "geocoder":
            yield say("%(count)s places made finer by it", count=stored.get("rows", 0))


def _dates(stored: Mapping[str, Any]) -> Iterator[Message]:
    if stored.get("as_of"):
        yield say("latest date in it: %(day)s", day=stored["as_of"])
    if stored.get("first_day"):
        yield say("dates from %(first)s to %(last)s", first=stored["first_day"], last=stored["last_day"])


def _of_list(stored: Mapping[str, Any]) -> Iterator[Message]:
    if stored.get("blank_rows"):
        yield say("%(count)s blank rows were passed over", count=stored["blank_rows"])
    if stored.get("unknown_columns"):
        yield say("columns not read: %(names)s", names=", ".join(stored["unknown_columns"]))
    if stored.get("unread_sheets"):
        yield say("sheets not read: %(names)s", names=", ".join(stored["unread_sheets"]))
    if stored.get("remarks"):
        yield say("%(count)s rows with a remark on how they were read", count=stored["remarks"])


def _of_register(stored: Mapping[str, Any]) -> Iterator[Message]:
    for reason, count in stored.get("left_out", {}).items():
        yield say("%(count)s rows left out: %(reason)s", count=count, reason=Message(reason))
    for reason, count in stored.get("unused_points", {}).items():
        yield say("%(count)s points not used: %(reason)s", count=count, reason=Message(reason))


def _of_decisions(stored: Mapping[str, Any], manifest: Mapping[str, Any]) -> Iterator[Message]:
    for each in manifest.get("decisions", []):
        if each["file"] == stored["file"]:
            yield say(
                "%(in_force)s decisions in force; %(entries)s entries decided by them",
                in_force=each["in_force"],
                entries=each["entries_decided"],
            )
