"""Corrections: the page, its feed, and the same as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, request, url_for

from webmap.snapshot.corrections import delay_of, personal_data_of
from webmap.view.allowed.corrections import (
    CorrectionPages,
    SeenCorrection,
    cause_in_words,
    corrections_of,
    page_of,
    state_in_words,
    subject_in_words,
)
from webmap.view.unplaced_filters import page_number
from webmap.view.view import View
from webmap.vocabulary.corrections import GRAVITIES
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.schema_version import API_VERSION
from webmap.web.api.feed import add_link, add_text, begin_feed, identifier, moment_in_utc, tag
from webmap.web.http.answer_cache import ResponseCache
from webmap.web.http.answers import answer, encode_body, encode_json
from webmap.web.http.arguments import only
from webmap.web.http.disclosed import disclosure_fields
from webmap.web.http.environ import link_base
from webmap.web.http.published import view
from webmap.web.http.request_language import language
from webmap.web.http.static_copy import static_copy, whole_address
from webmap.web.map.carried_view import carried_view
from webmap.web.pages.manifest import notice
from webmap.web.pages.page import page as shared_page

blueprint = Blueprint("corrections", __name__)
response_cache = ResponseCache("corrections", 4 * 1024 * 1024)
ATOM = "application/atom+xml"
TITLE = say("Map of affected schools: corrections")
MAX_IN_FEED = 100
"""Newest corrections in the feed; the pages have all of them."""


@blueprint.get("/corrections")
def page() -> Response:
    """What was wrong on the map and was put right, the newest first, page by page."""
    current, number = view(), _requested_page()
    stated = {} if number is None else {"page": str(number)}
    return shared_page(
        "corrections.html", lambda: _page_values(current, number), {**carried_view().parameters, **stated}
    )


def _requested_page() -> int | None:
    text = request.args.get("page")
    return None if text is None else page_number(text)


def _page_values(current: View, number: int | None) -> dict[str, Any]:
    pages = CorrectionPages(corrections_of(current))
    found = pages.on(number)
    page = number if number and number <= pages.closed else pages.closed + 1
    return {
        "total": len(pages.found),
        "corrections": [_in_words(current, each) for each in found],
        "personal_data": _months(current) if page > pages.closed else [],
        "delay_days": delay_of(current.snapshot),
        "newer_url": _page_address(page + 1, pages.closed) if page <= pages.closed else "",
        "older_url": _page_address(page - 1, pages.closed) if page > 1 else "",
        "is_newest": page > pages.closed,
    }


def _page_address(page: int, closed: int) -> str:
    """Address of a page with the view that its links carry; the newest one has no number."""
    values: dict[str, Any] = {**carried_view().parameters, "lang": language()}
    if page <= closed:
        values["page"] = page
    return url_for("corrections.page", **values)


@blueprint.get("/corrections/feed.atom")
def feed() -> Response:
    """The corrections as an Atom feed."""
    only()
    current = view()
    links = _feed_links()
    key = ("feed", current.snapshot.version, current.audience, language(), links)
    return answer(response_cache.get(key, lambda: encode_body(_atom(current, *links), ATOM)))


@blueprint.get("/api/corrections.json")
def as_json() -> Response:
    """The corrections with their codes."""
    only()
    current = view()
    key = ("json", current.snapshot.version, current.audience, language())
    return answer(response_cache.get(key, lambda: encode_json(_json(current), "application/json")))


def in_words(current: View) -> list[dict[str, Any]]:
    """The corrections in the reader's language, the newest first."""
    return [_in_words(current, each) for each in reversed(corrections_of(current))]


def _in_words(current: View, correction: SeenCorrection) -> dict[str, Any]:
    def render(text: Message | str) -> str:
        return text.render(language()) if isinstance(text, Message) else text

    return {
        "number": correction.number,
        "day": correction.day,
        "key": correction.key,
        "subject": subject_in_words(current, correction, language()),
        "was": render(state_in_words(correction.was)),
        "now": render(state_in_words(correction.now)),
        "cause": render(cause_in_words(correction.cause)),
        "why": correction.why,
        "gravity": render(Message(GRAVITIES[correction.gravity])),
        "objection": correction.objection,
    }


def _months(current: View) -> list[dict[str, Any]]:
    """Cases of personal data by month, the newest first; none for readers of a part of the map."""
    if current.audience.within is not None:
        return []
    months = personal_data_of(current.snapshot)
    return [{"month": month, "cases": count} for month, count in sorted(months.items(), reverse=True)]


def _json(current: View) -> dict[str, Any]:
    words = in_words(current)
    return {
        "meta": {
            "api_version": API_VERSION,
            "version": current.snapshot.version,
            "as_of": current.as_of,
            "fictional": current.snapshot.fictional,
            "notice": notice(current.snapshot),
            **disclosure_fields(),
            "delay_days": delay_of(current.snapshot),
        },
        "corrections": [
            {
                "number": each.number,
                "day": each.day,
                "school": each.key or None,
                "name": each.name or None,
                "level": each.level or None,
                "sido": each.sido or None,
                "was": each.was or None,
                "now": each.now or None,
                "cause": each.cause.value,
                "gravity": each.gravity.value,
                "objection": each.objection or None,
                "why": each.why or None,
                "text": text_of(in_words),
            }
            for each, in_words in zip(reversed(corrections_of(current)), words, strict=True)
        ],
        "personal_data": _months(current),
    }


def text_of(words: dict[str, Any]) -> str:
    """A correction in one line, as the feed has it."""
    change = say(
        "%(subject)s: %(was)s → %(now)s.", **{name: words[name] for name in ("subject", "was", "now")}
    )
    number = words["objection"]
    objection = say("Objection %(number)s.", number=number).render(language()) if number else ""
    return " ".join(filter(None, (change.render(language()), words["cause"], words["why"], objection)))


def _atom(current: View, feed_address: str, page_address: str) -> bytes:
    entries = in_words(current)[:MAX_IN_FEED]
    created = moment_in_utc(str(current.snapshot.manifest["created"]))
    updated = _moment(entries[0]) if entries else created
    root = begin_feed(
        "corrections", TITLE.render(language()), updated, language(), (feed_address, page_address)
    )
    _add_entries(root, entries)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _add_entries(root: ET.Element, entries: Sequence[dict[str, Any]]) -> None:
    for each in entries:
        entry = ET.SubElement(root, tag("entry"))
        title = say("Correction no. %(number)s", number=each["number"]).render(language())
        add_text(entry, "id", identifier(f"correction/{each['number']}"))
        add_text(entry, "title", title)
        add_text(entry, "updated", _moment(each))
        add_link(entry, "alternate", _address_of(each["number"]), "text/html")
        add_text(entry, "content", text_of(each), {"type": "text"})


def _address_of(number: int) -> str:
    """Public address of a correction, which stays; '' in a copy without a public address."""
    if static_copy() and not link_base():
        return ""
    page = whole_address(link_base(), "corrections.page", lang=language(), page=page_of(number))
    return f"{page}#c{number}"


def _moment(words: dict[str, Any]) -> str:
    """The beginning of a correction's day in Korea, in RFC 3339."""
    return f"{words['day']}T00:00:00+09:00"


def _feed_links() -> tuple[str, str]:
    """Public addresses of the feed and of its page; both '' in a copy without a public address."""
    if static_copy() and not link_base():
        return "", ""
    base, lang = link_base(), language()
    feed_address = whole_address(base, "corrections.feed", lang=lang)
    return feed_address, whole_address(base, "corrections.page", lang=lang)
