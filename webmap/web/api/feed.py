"""The Atom feed (RFC 4287) of snapshots and the changes between them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from webmap.exports.dataset.changes import Changes
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES
from webmap.web.http.disclosed import disclosure_note

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
    name = "/".join(filter(None, ["feed", code]))
    feed_title = f"{TITLE.render(language)}{f' ({province})' if province else ''}"
    updated = moment_in_utc(history[0].now.created)
    feed = begin_feed(name, feed_title, updated, language, (feed_address, page_address))
    for changes in history:
        _entry(feed, changes, language, page_address, province, code)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def begin_feed(
    name: str, feed_title: str, updated: str, language: str, addresses: tuple[str, str]
) -> ET.Element:
    """A feed without entries.

    `name` tells this map's feeds apart; `updated`: moment in RFC 3339; `addresses`: of the feed and its page.
    """
    feed = ET.Element(tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": language})
    add_text(feed, "id", identifier(name))
    add_text(feed, "title", feed_title)
    add_text(feed, "subtitle", disclosure_note())
    add_text(feed, "updated", updated)
    add_text(ET.SubElement(feed, tag("author")), "name", say("Map of affected schools").render(language))
    add_link(feed, "self", addresses[0], "application/atom+xml")
    add_link(feed, "alternate", addresses[1], "text/html")
    return feed


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
    entry = ET.SubElement(feed, tag("entry"))
    now = changes.now
    add_text(entry, "id", identifier("/".join(filter(None, ["snapshot", now.version, code]))))
    add_text(entry, "title", f"{f'{province}: ' if province else ''}{title(changes, language)}")
    add_text(entry, "updated", moment_in_utc(now.created))
    add_link(entry, "alternate", page_address and f"{page_address}#{now.version}", "text/html")
    add_text(entry, "content", "\n".join(change_lines(changes, language)), {"type": "text"})


def title(changes: Changes, language: str) -> str:
    """Date and version of a snapshot."""
    now = changes.now
    return say("As of %(date)s, version %(version)s", date=now.as_of, version=now.version).render(language)


def add_link(parent: ET.Element, rel: str, address: str, kind: str) -> None:
    """Add a link, unless there is no address."""
    if address:
        ET.SubElement(parent, tag("link"), {"rel": rel, "type": kind, "href": address})


def add_text(parent: ET.Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    """Add an element with a text."""
    ET.SubElement(parent, tag(name), attributes or {}).text = text


def tag(name: str) -> str:
    """The name of an element of Atom."""
    return f"{{{ATOM}}}{name}"


def moment_in_utc(stored: str) -> str:
    """A stored moment as RFC 3339 in UTC."""
    return f"{stored[:19]}Z"
