"""The answers of the OGC API as pages to read: each is made of the document that programs get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from webmap.view.column import Column
from webmap.vocabulary.messages import Message, say
from webmap.web.api.ogc.collections import Collection
from webmap.web.api.ogc.reference_systems import short_name
from webmap.web.http.request_language import gettext, language

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Link:
    """A link by its name."""

    name: str
    address: str


@dataclass(frozen=True)
class Term:
    """A name in code, its kind, and its meaning."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Cell:
    """A value of a table, with the link that it is, if any."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Page:
    """A page: title, sentences, links, terms, and a table; `pager`: links to the pages before and behind."""

    title: str
    sentences: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    pager: dict[str, str] = field(default_factory=dict)
    json: str = ""


def landing(document: Document) -> Page:
    """Where everything is."""
    names = {
        "data": gettext("Collections"),
        "conformance": gettext("Conformance classes"),
        "service-doc": gettext("Addresses"),
    }
    links = [
        Link(names[each["rel"]], as_html(each["href"])) for each in document["links"] if each["rel"] in names
    ]
    return Page("OGC API – Features", [document["description"]], links, json=_self(document))


def conformance(document: Document) -> Page:
    """The classes of the standards that are met."""
    return Page(gettext("Conformance classes"), rows=[[Cell(each)] for each in document["conformsTo"]])


def openapi(document: Document) -> Page:
    """All addresses."""
    terms = [Term(f"GET /ogc{path}", "", each["get"]["summary"]) for path, each in document["paths"].items()]
    return Page(document["info"]["title"], [document["info"]["description"]], terms=terms)


def collections(document: Document) -> Page:
    """All collections, each with a link to its page."""
    rows = [[Cell(each["title"], _self(each)), Cell(each["description"])] for each in document["collections"]]
    rows = [[Cell(name.text, as_html(name.address)), text] for name, text in rows]
    headings = [gettext("Collection"), gettext("What it is")]
    return Page(gettext("Collections"), headings=headings, rows=rows, json=_self(document))


def collection(document: Document) -> Page:
    """One collection: what it is, where and when, and where its features are."""
    names = {
        "items": gettext("Items"),
        "schema": gettext("Properties"),
        "queryables": gettext("Properties for conditions"),
        "sortables": gettext("Properties for sorting"),
    }
    ends = {each["rel"].rpartition("/")[2]: each["href"] for each in document["links"]}
    box = ", ".join(f"{each:g}" for each in document["extent"]["spatial"]["bbox"][0])
    systems = ", ".join(map(short_name, document["crs"]))
    days = [str(each or "..")[:10] for each in document["extent"]["temporal"]["interval"][0]]
    sentences = [
        document["description"],
        say("West, south, east, north: %(box)s", box=box).render(language()),
        say("First reports: %(begin)s to %(end)s", begin=days[0], end=days[1]).render(language()),
        say("Reference systems: %(names)s", names=systems).render(language()),
    ]
    links = [Link(name, as_html(ends[end])) for end, name in names.items()]
    return Page(document["title"], sentences, links, json=_self(document))


def schema(document: Document) -> Page:
    """The properties of features, each with its type and meaning."""
    terms = [
        Term(name, _type(each), each.get("description", "")) for name, each in document["properties"].items()
    ]
    return Page(document["title"], terms=terms, json=document["$id"])


def items(collection: Collection, document: Document, language: str) -> Page:
    """A page of features as a table, with links to the pages before and behind it."""
    features = document["features"]
    fields = [each for each in collection.fields if not features or each.name in features[0]["properties"]]
    own = next(each["href"] for each in document["links"] if each["rel"] == "collection")
    rows = [
        [
            Cell(
                _text(feature["properties"][column.name], column, language),
                as_html(f"{own}/items/{quote(feature['id'], safe='')}") if number == 0 else "",
            )
            for number, column in enumerate(fields)
        ]
        for feature in features
    ]
    counts = say(
        "%(matched)s match, %(returned)s of them on this page.",
        matched=document["numberMatched"],
        returned=document["numberReturned"],
    )
    pager = {each["rel"]: each["href"] for each in document["links"] if each["rel"] in ("prev", "next")}
    return Page(
        Message(collection.title).render(language),
        [counts.render(language)],
        headings=[column.heading.render(language) for column in fields],
        rows=rows,
        pager=pager,
        json=next(each["href"] for each in document["links"] if each["rel"] == "alternate"),
    )


def item(collection: Collection, document: Document, language: str) -> Page:
    """One feature: its properties, and where it is."""
    terms = [
        Term(
            column.name,
            column.heading.render(language),
            _text(document["properties"][column.name], column, language),
        )
        for column in collection.fields
    ]
    name = str(document["properties"]["name"])
    place = document["geometry"]
    if place["type"] == "Point":
        where = ", ".join(str(each) for each in place["coordinates"])
        terms.append(Term("geometry", place["type"], where))
    return Page(name, terms=terms, json=_self(document))


def as_html(address: str) -> str:
    """The address of the same as a page in the reader's language."""
    parts = urlsplit(address)
    others = [(name, text) for name, text in parse_qsl(parts.query) if name not in ("f", "lang")]
    return urlunsplit(parts._replace(query=urlencode([*others, ("f", "html"), ("lang", language())])))


def _self(document: Document) -> str:
    return next((str(each["href"]) for each in document["links"] if each["rel"] == "self"), "")


def _type(described: Document) -> str:
    kind = described.get("type", described.get("format", ""))
    return kind if isinstance(kind, str) else " / ".join(kind)


def _text(value: Any, column: Column, language: str) -> str:
    """A value in words; '' where there is none."""
    if isinstance(value, list):
        return ", ".join(_text(each, column, language) for each in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    words = {str(code): term.name for code, term in column.values.items()}
    return Message(words[value]).render(language) if str(value) in words else str(value)
