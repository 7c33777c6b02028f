"""The Atom feed (RFC 4287) of snapshots and the changes between them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from webmap.exports.dataset.changes import Changes
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES

ATOM = "http://www.w3.org/2005/Atom"
ET.register_namespace("", ATOM)

TITLE = say("Map of affected schools: snapshots and what changed")
FIRST = say("The oldest snapshot that is kept: %(count)s schools.")
LINES = (
    say("Schools that stand: %(now)s (before: %(before)s)."),
    say("Schools newly listed: %(added)s; no longer listed: %(removed)s."),
)
NOTHING = say("No figure has changed.")


def atom(
    history: Sequence[Changes],
    language: str,
    feed_address: str,
    page_address: str,
    province: str = "",
    code: str = "",
) -> bytes:
    """The feed, newest snapshot first; the addresses are those of the feed and of its page ('' for none).

    `province`, `code`: name and code of the province that the feed is about, '' for all.
    """
    feed = ET.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _text(feed, "id", identifier("/".join(filter(None, ["feed", code]))))
    _text(feed, "title", f"{TITLE.render(language)}{f' ({province})' if province else ''}")
    _text(feed, "updated", _moment(history[0].now.created))
    _text(ET.SubElement(feed, _tag("author")), "name", say("Map of affected schools").render(language))
    _link(feed, "self", feed_address, "application/atom+xml")
    _link(feed, "alternate", page_address, "text/html")
    for changes in history:
        _entry(feed, changes, language, page_address, province, code)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def change_lines(changes: Changes, language: str) -> list[str]:
    """The changes in sentences."""
    now, before = changes.now, changes.before
    notice = [FICTIONAL] if now.fictional else []
    if before is None:
        lines = [*notice, Message(FIRST.text, {"count": now.schools})]
        return [line.render(language) for line in lines]
    numbers = {
        "now": now.schools,
        "before": before.schools,
        "added": changes.added,
        "removed": changes.removed,
    }
    lines = [Message(line.text, numbers) for line in LINES] if changes_anything(changes) else [NOTHING]
    lines += [
        say("%(name)s: %(change)s", name=Message(STATUSES[status].name), change=f"{number:+d}")
        for status, number in changes.statuses.items()
    ]
    lines += [
        say("%(name)s: %(before)s → %(now)s", name=name, before=pair[0], now=pair[1])
        for name, pair in changes.provinces.items()
    ]
    return [line.render(language) for line in [*notice, *lines]]


def changes_anything(changes: Changes) -> bool:
    """Whether any figure differs."""
    before = changes.before
    totals = before is not None and before.schools != changes.now.schools
    return bool(totals or changes.added or changes.removed or changes.statuses or changes.provinces)


def identifier(name: str) -> str:
    """A URN that stays the same wherever the map is reached."""
    return uuid5(NAMESPACE_URL, f"tag:affected-schools-map,2024:{name}").urn


def _entry(
    feed: ET.Element, changes: Changes, language: str, page_address: str, province: str, code: str
) -> None:
    entry = ET.SubElement(feed, _tag("entry"))
    now = changes.now
    _text(entry, "id", identifier("/".join(filter(None, ["snapshot", now.version, code]))))
    _text(entry, "title", f"{f'{province}: ' if province else ''}{title(changes, language)}")
    _text(entry, "updated", _moment(now.created))
    _link(entry, "alternate", page_address and f"{page_address}#{now.version}", "text/html")
    _text(entry, "content", "\n".join(change_lines(changes, language)), {"type": "text"})


def title(changes: Changes, language: str) -> str:
    """Date and version of a snapshot."""
    now = changes.now
    return say("As of %(date)s, version %(version)s", date=now.as_of, version=now.version).render(language)


def _link(parent: ET.Element, rel: str, address: str, kind: str) -> None:
    if address:
        ET.SubElement(parent, _tag("link"), {"rel": rel, "type": kind, "href": address})


def _text(parent: ET.Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    ET.SubElement(parent, _tag(name), attributes or {}).text = text


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _moment(stored: str) -> str:
    """A stored moment as RFC 3339 in UTC."""
    return f"{stored[:19]}Z"
