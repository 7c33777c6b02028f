"""The sources of a snapshot in the reader's words: each file's kind, and the parts that were not used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from webmap.snapshot.publishing.journal_head import DESK, journal_head_of
from webmap.snapshot.snapshot import Snapshot
from webmap.system.clock import KOREA
from webmap.view.view import View
from webmap.vocabulary.messages import Message, Texts, say
from webmap.vocabulary.source_kinds import PUBLISHERS, kind_of, role_of
from webmap.vocabulary.terms import OUTCOMES, UNPLACED_OUTCOMES
from webmap.web.http.disclosed import disclosure_fields
from webmap.web.http.request_language import gettext, language


def source_in_words(source: Mapping[str, Any], manifest: Mapping[str, Any]) -> dict[str, Any]:
    """A source with kind, role and notes in the reader's language."""
    return {
        **source,
        "kind": gettext(kind_of(source)),
        "role_name": gettext(role_of(source)),
        "notes": [message.render(language()) for message in _notes(source, manifest)],
    }


def _notes(source: Mapping[str, Any], manifest: Mapping[str, Any]) -> Iterator[Message]:
    yield from _dates(source)
    match source["role"]:
        case "list":
            yield from _of_list(source, manifest.get("texts", {}))
        case "register":
            yield from _of_register(source, manifest.get("texts", {}))
        case "decisions":
            yield from _of_decisions(source, manifest)
        case "geocoder":
            yield say("%(count)s places refined by it", count=source.get("rows", 0))


def _dates(source: Mapping[str, Any]) -> Iterator[Message]:
    if source.get("as_of"):
        yield say("latest date in it: %(day)s", day=source["as_of"])
    if source.get("first_day"):
        yield say("dates from %(first)s to %(last)s", first=source["first_day"], last=source["last_day"])


def _of_list(source: Mapping[str, Any], texts: Texts) -> Iterator[Message]:
    if source.get("slug"):
        publisher = Message(PUBLISHERS[source["publisher"]])
        yield say("%(title)s (%(publisher)s)", title=source["title"] or source["slug"], publisher=publisher)
    if source.get("origin"):
        yield say("declared to be copied from %(origin)s", origin=source["origin"])
    yield from (Message.from_json(each, texts) for each in source.get("cautions", ()))
    if source.get("skipped_rows"):
        yield say("%(count)s lines are headings, totals or headers", count=source["skipped_rows"])
    if source.get("blank_rows"):
        yield say("%(count)s blank rows were skipped", count=source["blank_rows"])
    if source.get("unknown_columns"):
        yield say("columns not read: %(names)s", names=", ".join(source["unknown_columns"]))
    if source.get("unread_sheets"):
        yield say("sheets not read: %(names)s", names=", ".join(source["unread_sheets"]))
    if source.get("remarks"):
        yield say("%(count)s rows with a remark on how they were read", count=source["remarks"])


def _of_register(source: Mapping[str, Any], texts: Texts) -> Iterator[Message]:
    for reason, count in source.get("left_out", {}).items():
        yield say("%(count)s rows left out: %(reason)s", count=count, reason=_translatable(reason, texts))
    for reason, count in source.get("unused_points", {}).items():
        yield say("%(count)s points not used: %(reason)s", count=count, reason=_translatable(reason, texts))


def _translatable(text: str, texts: Texts) -> Message:
    return Message(text, stored=texts.get(text, {}))


def _of_decisions(source: Mapping[str, Any], manifest: Mapping[str, Any]) -> Iterator[Message]:
    if "entries_decided" in source:
        yield say("%(entries)s entries decided by people", entries=source["entries_decided"])
        return
    for each in manifest.get("decisions", []):
        if each["file"] == source["file"]:
            yield say(
                "%(in_force)s decisions in force; %(entries)s entries decided by them",
                in_force=each["in_force"],
                entries=each["entries_decided"],
            )


FICTIONAL = say(
    "Fictional sample data: no school on this map exists, and nothing here says anything of a real school."
)


def notice(snapshot: Snapshot) -> str | None:
    """The notice that goes with fictional data, in the reader's language; None where the data is real."""
    return notice_of(snapshot.fictional)


def notice_of(fictional: bool) -> str | None:
    """The notice in the reader's language where data is fictional, else None."""
    return FICTIONAL.render(language()) if fictional else None


def described(view: View) -> dict[str, Any]:
    """The manifest for templates and the API, with the account in words, as the audience may see it.

    `desk`, the line of the review desk's journal, is there where a desk has released the snapshot.
    """
    manifest = view.snapshot.manifest
    head = journal_head_of(manifest)
    return {
        **{name: manifest[name] for name in ("version", "created", "fictional")},
        "as_of": view.as_of,
        **view.sizes(),
        "notice": notice(view.snapshot),
        **disclosure_fields(),
        "account": account(view),
        "sources": [source_in_words(source, manifest) for source in view.sources],
        "place_check": {name: manifest["place_check"][name] for name in ("compared", "agreeing", "nearest")},
        **({DESK: asdict(head)} if head else {}),
    }


def described_for_pages(view: View) -> dict[str, Any]:
    """The same with `updated`, the day (in Korea) on which the data was last brought up to date."""
    created = datetime.fromisoformat(str(view.snapshot.manifest["created"]))
    return {**described(view), "updated": created.astimezone(KOREA).date().isoformat()}


def account(view: View) -> list[dict[str, Any]]:
    """Every outcome with its name, meaning and number of entries."""
    counts = view.account()
    return [
        {
            "outcome": outcome.value,
            "name": gettext(word.name),
            "meaning": gettext(word.meaning),
            "count": counts[outcome],
            "on_map": outcome not in UNPLACED_OUTCOMES,
        }
        for outcome, word in OUTCOMES.items()
    ]
