"""The content of an export of protected numbers, of which each format writes what it can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from webmap.disclosure.menu import ALL, COUNTED
from webmap.errors import NotFoundError
from webmap.exports.about import About, Definition, readable_address
from webmap.exports.formats import FORMATS
from webmap.exports.protected.choice import ALL_LEVELS, STANDING, Choice
from webmap.exports.protected.numbers import Numbers
from webmap.exports.protected.tables import national_table, region_table
from webmap.exports.protected.words import FORMS, SUMS, caption, in_words
from webmap.exports.request import ExportRequest
from webmap.exports.tables.table import ExportTable
from webmap.view.parameters import quoted
from webmap.vocabulary.disclosed import REGIONS_ONLY
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import REGION_LEVELS, STATUSES, Status

LISTED_NOTE = say("Listed schools; listing does not mean that a case is confirmed.")


@dataclass(frozen=True)
class ProtectedContent:
    """An export: one line for each region, and the numbers of the whole country.

    It has what the writers of tables read of `webmap.exports.content.Content`; there is no line of totals,
    as the number of the whole country is shown by itself.
    """

    numbers: Numbers
    choice: Choice
    request: ExportRequest
    about: About
    main: ExportTable
    nation: ExportTable

    def tables(self) -> Iterator[ExportTable]:
        """Every table, the requested one first."""
        yield self.main
        yield from self.further()

    def further(self) -> Iterator[ExportTable]:
        """The table beside the requested one."""
        yield self.nation


def make_protected_content(
    numbers: Numbers, choice: Choice, language: str, base_url: str = "", bom: bool = True
) -> ProtectedContent:
    """Make an export; `base_url` is the map's own address, '' where the operator states none."""
    request = ExportRequest(by=choice.by, language=language, bom=bom)
    return ProtectedContent(
        numbers,
        choice,
        request,
        about_numbers(numbers, choice, language, base_url),
        region_table(numbers, choice, language),
        national_table(numbers, language),
    )


def about_numbers(numbers: Numbers, choice: Choice, language: str, base_url: str) -> About:
    """The metadata of an export: nothing in it depends on anything but what is shown."""
    return About(
        title=choice.title.render(language),
        sentence=sentence(numbers, choice).render(language),
        filter=choice.subject.render(language),
        parameters={"by": choice.by.value, "level": choice.level, "status": choice.status},
        as_of=numbers.as_of,
        version=numbers.version,
        created=numbers.created,
        fictional=numbers.fictional,
        notice=FICTIONAL.render(language) if numbers.fictional else "",
        listed_note=LISTED_NOTE.render(language),
        disclosed=REGIONS_ONLY,
        disclosure_note=REGIONS_ONLY.sentence(partial(Message.render, language=language)),
        definitions=tuple(_definitions(language)),
        not_placed={},
        not_placed_sentence="",
        sources=(),
        remarks=tuple(each.render(language) for each in remarks(numbers)),
        address=readable_address(base_url),
        main_table="regions",
        listed=say("Schools on the list").render(language),
    )


def sentence(numbers: Numbers, choice: Choice) -> Message:
    """The number of the whole country that goes with a choice, in a sentence."""
    form, existing = numbers.national(choice.level, choice.status)
    # Text: which schools are counted, nationwide, and how many there are (a number or a range)
    return say(
        "Nationwide (%(subject)s): %(number)s.",
        subject=choice.subject,
        number=in_words(form, existing, numbers.parameters),
    )


def remarks(numbers: Numbers) -> list[Message]:
    """What every reader of a file needs to know."""
    return [caption(numbers.parameters, numbers.checked), SUMS]


def _definitions(language: str) -> Iterator[Definition]:
    vocabularies: dict[str, Mapping[Any, Any]] = {
        "level": {ALL: ALL_LEVELS},
        "status": {COUNTED: STANDING, Status.CONFIRMED: STATUSES[Status.CONFIRMED]},
        "form": FORMS,
        "region_level": REGION_LEVELS,
    }
    for column, terms in vocabularies.items():
        for code, term in terms.items():
            name, meaning = Message(term.name).render(language), Message(term.meaning).render(language)
            yield Definition(column, str(code), name, meaning)


WRITERS = {
    "csv": "csv.file",
    "xlsx": "protected.xlsx",
    "json": "json_file",
    "geojson": "gis.geojson_file",
    "gpkg": "protected.geopackage",
    "parquet": "gis.geoparquet_file",
    "pdf": "protected.report",
    "hwpx": "protected.report",
    "png": "protected.picture",
    "svg": "protected.vector",
}
"""Formats of protected numbers, and the module that writes each."""


def write_protected(content: ProtectedContent, suffix: str, path: Path) -> None:
    """Write an export. Raises NotFoundError for a format that does not exist here."""
    check_format(suffix)
    write = cast(Callable[[ProtectedContent, Path], None], _module(suffix).write)
    write(content, path)


def check_format(suffix: str) -> None:
    """Raise NotFoundError for a format that does not exist here."""
    if suffix not in WRITERS:
        raise NotFoundError(
            say(
                "There is no format %(name)s. Known formats: %(known)s.",
                name=quoted(suffix),
                known=", ".join(WRITERS),
            )
        )


def _module(suffix: str) -> Any:
    return import_module(f"webmap.exports.{WRITERS[suffix]}")


def mimetype(suffix: str) -> str:
    """Media type of a format."""
    return FORMATS[suffix].mimetype
