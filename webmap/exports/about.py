"""Metadata of every export: date, version, filter, definitions, notice, number of unplaced entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from webmap.exports.request import ExportRequest, Subject
from webmap.matching.rules import RULES
from webmap.view.filters import plain_values
from webmap.view.view import View
from webmap.view.words import filter_in_words, list_titles, sentence
from webmap.vocabulary.disclosed import Disclosed
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.source_kinds import kind_of, role_of
from webmap.vocabulary.terms import (
    CAUTIONS,
    LEVELS,
    OUTCOMES,
    REGION_LEVELS,
    STATUSES,
    UNPLACED_OUTCOMES,
    Outcome,
    RegionLevel,
    Status,
    Term,
)

VOCABULARIES: Mapping[str, Mapping[Any, Term]] = {
    "status": STATUSES,
    "level": LEVELS,
    "outcome": OUTCOMES,
    "caution": CAUTIONS,
    "rules": RULES,
}
"""The vocabularies that every export defines, by the column that holds their codes."""


@dataclass(frozen=True)
class Definition:
    """A code of a column, with its name and meaning in the reader's language."""

    column: str
    code: str
    name: str
    meaning: str


@dataclass(frozen=True)
class About:
    """Metadata of an export; texts are in the reader's language.

    `sentence` describes the view with its number, `filter` every condition, `parameters` the same for
    programs. `not_placed` counts entries that are not on the map by outcome, without any filter. `notice` is
    '' unless the data is fictional. `disclosed`: what of the schools the map shows, `disclosure_note`
    that in a sentence. `remarks`: further notes. `address`: where the map is, as people read it; ''
    where the operator states none. `main_table`: name of the requested table.
    `listed`: the title of its other tables, after their own.
    """

    title: str
    sentence: str
    filter: str
    parameters: Mapping[str, Any]
    as_of: str
    version: str
    created: str
    fictional: bool
    notice: str
    listed_note: str
    disclosed: Disclosed
    disclosure_note: str
    definitions: tuple[Definition, ...]
    not_placed: Mapping[Outcome, int]
    not_placed_sentence: str
    sources: tuple[Mapping[str, Any], ...]
    remarks: tuple[str, ...] = ()
    address: str = ""
    main_table: str = ""
    listed: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fields for JSON and for the metadata of files."""
        return {
            "title": self.title,
            "sentence": self.sentence,
            "filter": self.filter,
            "parameters": dict(self.parameters),
            "as_of": self.as_of,
            "snapshot": self.version,
            "created": self.created,
            "fictional": self.fictional,
            "notice": self.notice,
            "note": self.listed_note,
            "disclosure": self.disclosed.level,
            "disclosure_note": self.disclosure_note,
            "not_placed": {outcome.value: count for outcome, count in self.not_placed.items()},
            "not_placed_sentence": self.not_placed_sentence,
            "remarks": list(self.remarks),
            "definitions": [vars(definition) for definition in self.definitions],
            "sources": [dict(source) for source in self.sources],
        }


def about(
    view: View,
    request: ExportRequest,
    totals: Mapping[str, Any],
    remarks: tuple[str, ...] = (),
    base_url: str = "",
) -> About:
    """Metadata of an export with these totals; `base_url` is the map's own address."""
    manifest, language = view.snapshot.manifest, request.language
    account, confirmed = view.account(), totals.get(Status.CONFIRMED)
    titles = list_titles(view, request.filters.lists, language)
    not_placed = {outcome: account[outcome] for outcome in UNPLACED_OUTCOMES}
    return About(
        title=title_of(subject_of(request), confirmed).render(language),
        sentence=sentence(request.filters, int(totals["schools"]), view.table, language, titles),
        filter=filter_in_words(request.filters, view.table, language, titles),
        parameters=plain_values(request.filters),
        as_of=view.as_of,
        version=view.snapshot.version,
        created=str(manifest["created"]),
        fictional=view.snapshot.fictional,
        notice=FICTIONAL.render(language) if view.snapshot.fictional else "",
        listed_note=say("Listed schools; listing does not mean that a case is confirmed.").render(language),
        disclosed=view.audience.disclosed,
        disclosure_note=view.audience.disclosed.sentence(partial(Message.render, language=language)),
        definitions=tuple(_definitions(language)),
        not_placed=not_placed,
        not_placed_sentence=_not_placed(not_placed, language),
        sources=tuple(_sources(view.sources, language)),
        remarks=remarks,
        address=readable_address(base_url),
        main_table=str(request.what),
        listed=title_of(LISTED, confirmed).render(language),
    )


LISTED = say("Schools on the list")
SUBJECTS = {
    RegionLevel.SIDO: say("Schools on the list by province"),
    RegionLevel.SIGUNGU: say("Schools on the list by city or county"),
    RegionLevel.OFFICE: say("Schools on the list by office of education"),
}


def subject_of(request: ExportRequest) -> Message:
    """What an export lists, without any number."""
    return LISTED if request.what is Subject.SCHOOLS else SUBJECTS[request.by]


def title_of(subject: Message, confirmed: int | None) -> Message:
    """Title of a file: a listing is no finding, so it says how many are; None where they are left out."""
    if confirmed is None:
        return subject
    # Text: title of a file; subject = schools on the list, by region or not
    return say("%(subject)s (confirmed: %(count)s)", subject=subject, count=f"{confirmed:,}")


def readable_address(base_url: str) -> str:
    """The map's address as people read it, without its scheme."""
    parts = urlsplit(base_url)
    return f"{parts.netloc}{parts.path}"


def _definitions(language: str) -> Iterator[Definition]:
    for column, words in {**VOCABULARIES, "region_level": REGION_LEVELS}.items():
        for code, word in words.items():
            name, meaning = Message(word.name).render(language), Message(word.meaning).render(language)
            yield Definition(column, str(code), name, meaning)


def _not_placed(counts: Mapping[Outcome, int], language: str) -> str:
    parts = [
        f"{Message(OUTCOMES[outcome].name).render(language)} {count:,}" for outcome, count in counts.items()
    ]
    return say(
        "Entries of the lists that are not on the map, whatever the filter: %(count)s (%(parts)s).",
        count=f"{sum(counts.values()):,}",
        parts=", ".join(parts),
    ).render(language)


def _sources(sources: Sequence[Mapping[str, Any]], language: str) -> Iterator[Mapping[str, Any]]:
    for source in sources:
        yield {
            "file": source["file"],
            "role": source["role"],
            "role_name": Message(role_of(source)).render(language),
            "kind": Message(kind_of(source)).render(language),
            "rows": source.get("rows"),
            "sha256": source.get("sha256"),
        }
