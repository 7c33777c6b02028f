"""The report of protected numbers: the country, the map, the regions, and what the forms mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from webmap.exports.protected.choice import subject
from webmap.exports.protected.content import ProtectedContent
from webmap.exports.protected.picture import plate
from webmap.exports.protected.tables import rate_words
from webmap.exports.protected.words import FORMS, in_digits
from webmap.exports.report import hwpx, pdf
from webmap.exports.report.grid import EMPTY, Grid
from webmap.exports.report.report import SECTIONS, Entry, Report
from webmap.places.regions.region_table import Region
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import RegionLevel


def write(content: ProtectedContent, path: Path) -> None:
    """Write the report as PDF, or as HWPX where the path says so. Raises RenderingError."""
    as_hwpx = path.suffix == ".hwpx"
    report = make_region_report(content)
    (hwpx.write_report if as_hwpx else pdf.write_report)(report, plate(content), path)


def make_region_report(content: ProtectedContent) -> Report:
    """The report of an export."""
    about, language = content.about, content.request.language
    return Report(
        language=language,
        title=about.title,
        sentence=about.sentence,
        filter=about.filter,
        as_of=f"{say('As of %(date)s', date=about.as_of).render(language)} · {about.version}",
        address=about.address,
        created=about.created,
        notice=about.notice,
        note=about.listed_note,
        disclosure_note=about.disclosure_note,
        key_figures=tuple(_key_figures(content)),
        regions=_regions(content),
        changes=None,
        level_status=_nation(content),
        weeks=None,
        bars=(),
        cautions=(),
        not_placed=(),
        not_placed_sentence="",
        definitions=((say("Forms of numbers").render(language), _forms(language)),),
        sources=None,
        remarks=about.remarks,
        further=(),
        words={name: Message(text).render(language) for name, text in SECTIONS.items()},
    )


def _key_figures(content: ProtectedContent) -> list[Entry]:
    """The numbers of the whole country, of all levels together."""
    language, numbers = content.request.language, content.numbers
    figures = []
    for level, status in numbers.national_menu()[:4]:
        form, existing = numbers.national(level, status)
        figures.append(
            Entry(subject(level, status).render(language), in_digits(form, existing).render(language))
        )
    return figures


def _forms(language: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(Message(term.name).render(language), Message(term.meaning).render(language))
        for term in FORMS.values()
    )


def _nation(content: ProtectedContent) -> Grid:
    language, numbers = content.request.language, content.numbers
    lines = []
    for level, status in numbers.national_menu():
        form, existing = numbers.national(level, status)
        words = subject(level, status).render(language)
        lines.append((words, in_digits(form, existing).render(language), f"{existing:,}"))
    headings = (say("What is counted"), say("Listed schools"), say("Existing schools"))
    return Grid(
        content.nation.title,
        tuple(each.render(language) for each in headings),
        (False, True, True),
        tuple(lines),
    )


def _regions(content: ProtectedContent) -> Grid:
    language = content.request.language
    sido = {each.code: each for each in content.numbers.table.regions(RegionLevel.SIDO)}
    headings = (
        say("Province"), say("Region"), say("Listed schools"), say("Existing schools"), say("Per 100"),
    )  # fmt: skip
    lines = tuple(
        (
            _name(sido[row.region.sido], language),
            _name(row.region, language),
            in_digits(row.form, row.existing).render(language),
            f"{row.existing:,}",
            rate_words(row) or EMPTY,
        )
        for row in content.numbers.rows(content.choice)
    )
    grid = Grid(
        content.main.title,
        tuple(each.render(language) for each in headings),
        (False, False, True, True, True),
        lines,
    )
    return _without_province(grid) if content.choice.by is RegionLevel.SIDO else grid


def _without_province(grid: Grid) -> Grid:
    """The table without its first column, which repeats the second one."""
    lines = tuple(line[1:] for line in grid.lines)
    return replace(grid, headings=grid.headings[1:], numeric=grid.numeric[1:], lines=lines)


def _name(region: Region, language: str) -> str:
    return region.name if language == "ko" else region.name_en
