"""The metadata of an export as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from webmap.exports.about import About, Definition
from webmap.view.column import Column
from webmap.vocabulary.messages import N_, Message, say

HEADINGS = {
    "status": N_("Statuses"),
    "level": N_("Levels"),
    "outcome": N_("Outcomes"),
    "caution": N_("Cautions"),
    "rules": N_("Rules of matching"),
    "region_level": N_("Region levels"),
    "form": N_("Forms of numbers"),
}
"""Headings of the definitions, by the column that holds the codes."""


def heading_of(vocabulary: str, language: str) -> str:
    """Heading of a vocabulary's definitions."""
    return Message(HEADINGS[vocabulary]).render(language)


def about_lines(about: About, columns: tuple[Column, ...], language: str) -> Iterator[str]:
    """The text of `about.txt`, line by line."""
    yield from (about.title, about.sentence, about.notice, about.listed_note, about.disclosure_note, "")
    for name, value in facts(about, language):
        yield f"{name}: {value}"
    yield from ("", *about.remarks)
    yield from ("", say("Columns").render(language))
    for column in columns:
        yield f"  {column.name} ({column.heading.render(language)}): {column.meaning.render(language)}"
    for vocabulary in vocabularies_of(about):
        yield from ("", heading_of(vocabulary, language))
        for definition in definitions_of(about, vocabulary):
            yield f"  {definition.code} ({definition.name}): {definition.meaning}"
    if about.sources:
        yield from ("", say("Sources").render(language))
    yield from (f"  {source['role_name']}: {source_line(source)}" for source in about.sources)


def facts(about: About, language: str) -> list[tuple[str, str]]:
    """The filter, the dates, the version and the address of the map, each with its name."""
    address = [(say("Address of the map").render(language), about.address)] if about.address else []
    not_placed = [(say("Not placed").render(language), about.not_placed_sentence)]
    return [
        (say("Filter").render(language), about.filter),
        (say("As of").render(language), about.as_of),
        (say("Snapshot").render(language), about.version),
        *address,
        *(not_placed if about.not_placed_sentence else []),
    ]


def vocabularies_of(about: About) -> list[str]:
    """The vocabularies that an export defines, in the order of their headings."""
    defined = {definition.column for definition in about.definitions}
    return [vocabulary for vocabulary in HEADINGS if vocabulary in defined]


def definitions_of(about: About, vocabulary: str) -> list[Definition]:
    """Definitions of one vocabulary."""
    return [definition for definition in about.definitions if definition.column == vocabulary]


def source_line(source: Mapping[str, Any]) -> str:
    """A source in one line: its file, kind, rows and digest."""
    values = (source.get(name) for name in ("file", "kind", "rows", "sha256"))
    return ", ".join(str(value) for value in values if value is not None)
