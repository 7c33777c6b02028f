"""The contents of the report for all its formats; texts are in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webmap.exports.about import About, Definition
from webmap.exports.content import Content
from webmap.exports.picture.column import BOUNDARIES, as_of
from webmap.exports.report.grid import EMPTY, Grid, grid_of, names_of_codes
from webmap.exports.request import Subject
from webmap.exports.tables.table import ExportTable
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel

SECTIONS = {
    "map_title": N_("Map of affected schools"),
    "map": N_("Map"),
    "time_line": N_("Time line"),
    "schools_by_week": N_("Schools by week of their first report"),
    "cautions": N_("Reading the figures"),
    "cautions_note": N_("The numbers stand in the last column of the table by region."),
    "not_placed": N_("What is not on the map"),
    "definitions": N_("What the words mean"),
    "sources": N_("Sources"),
    "status": N_("Status"),
    "level": N_("Level"),
    "outcome": N_("Outcome"),
    "filter": N_("Filter"),
    "boundaries": BOUNDARIES,
    "map_alt": N_("Map of the regions, coloured by the figures of the table by region."),
    "chart_alt": N_("Bars by week; the table below has their values."),
}
"""Headings and captions by their name in the templates."""


@dataclass(frozen=True)
class Entry:
    """A word with its meaning, or a figure with its value."""

    name: str
    text: str


@dataclass(frozen=True)
class Bar:
    """A week of the time line: its Monday and the number of schools first reported in it."""

    label: str
    value: int


@dataclass(frozen=True)
class Report:
    """A report: `regions` … `further` are its tables, `words` the headings between them.

    `cautions` are numbered as the last column of `regions` has them. `bars` leaves out schools without a
    date, which the table of weeks has. A report of protected numbers has no `weeks`, `cautions` or
    `sources`.
    """

    language: str
    title: str
    sentence: str
    filter: str
    as_of: str
    address: str
    created: str
    notice: str
    note: str
    disclosure_note: str
    key_figures: tuple[Entry, ...]
    regions: Grid
    changes: Grid | None
    level_status: Grid
    weeks: Grid | None
    bars: tuple[Bar, ...]
    cautions: tuple[Entry, ...]
    not_placed: tuple[Entry, ...]
    not_placed_sentence: str
    definitions: tuple[tuple[str, tuple[Entry, ...]], ...]
    sources: Grid | None
    remarks: tuple[str, ...]
    further: tuple[Grid, ...]
    words: dict[str, str]

    def grids(self) -> tuple[Grid | None, ...]:
        """Every table."""
        return (self.regions, self.changes, self.level_status, self.weeks, self.sources, *self.further)


def make_report(content: Content) -> Report:
    """The report of an export."""
    about, language = content.about, content.request.language
    names = names_of_codes(about.definitions)
    return Report(
        language=language,
        title=about.title,
        sentence=about.sentence,
        filter=about.filter,
        as_of=as_of(about, language),
        address=about.address,
        created=about.created,
        notice=about.notice,
        note=about.listed_note,
        disclosure_note=about.disclosure_note,
        key_figures=tuple(_key_figures(content)),
        regions=_regions(content, names),
        changes=_changes(content, names),
        level_status=_level_status(content, names),
        weeks=_weeks(content, names),
        bars=tuple(_bars(content.by_week)),
        cautions=_definition_entries(about, "caution"),
        not_placed=tuple(Entry(names[outcome], f"{count:,}") for outcome, count in about.not_placed.items()),
        not_placed_sentence=about.not_placed_sentence,
        definitions=tuple(
            (Message(SECTIONS[column]).render(language), _definition_entries(about, column))
            for column in ("status", "level", "outcome")
        ),
        sources=_sources(about, language),
        remarks=about.remarks,
        further=tuple(_further(content, names)),
        words={name: Message(text).render(language) for name, text in SECTIONS.items()},
    )


def _statuses(content: Content) -> list[str]:
    """Statuses that the report counts."""
    return [status.value for status in STATUSES if status.value in content.totals]


def _key_figures(content: Content) -> Iterator[Entry]:
    chosen = ["schools", *_statuses(content), "reports", "register_schools", "rate_per_100"]
    figures = grid_of(content.by_region, ["region_code", *chosen], {}, content.request.language)
    for name, text in zip(figures.headings[1:], figures.totals[1:], strict=True):
        yield Entry(name, text)


def _region_columns(content: Content) -> list[str]:
    name = "region_name" if content.request.language == "ko" else "region_name_en"
    return [name] if content.request.by is RegionLevel.SIDO else ["sido_name", name]


def _regions(content: Content, names: dict[str, str]) -> Grid:
    """The table by region; its last column has the numbers of the cautions."""
    numbers = {each.code: str(place) for place, each in enumerate(_caution_definitions(content.about), 1)}
    chosen = [
        *_region_columns(content), "schools", *(level.value for level in LEVELS), *_statuses(content),
        "reports", "register_schools", "rate_per_100", "caution",
    ]  # fmt: skip
    words = {**names, **numbers, **_sido_names(content)}
    grid = grid_of(content.by_region, chosen, words, content.request.language)
    lines = tuple((*line[:-1], _without_separators(line[-1])) for line in grid.lines)
    return replace(_with_region(grid, content), lines=lines)


def _with_region(grid: Grid, content: Content) -> Grid:
    """The table with one heading for the names of regions, be they Korean or English."""
    plain = {
        column.name: column.heading.render(content.request.language) for column in content.by_region.columns
    }
    headings = (plain["region_name"] if each == plain["region_name_en"] else each for each in grid.headings)
    return replace(grid, headings=tuple(headings))


def _sido_names(content: Content) -> dict[str, str]:
    """Korean name of a sido → its name in the reader's language."""
    if content.request.language == "ko":
        return {}
    return {region.name: region.name_en for region in content.view.table.regions(RegionLevel.SIDO)}


def _without_separators(numbers: str) -> str:
    return "" if numbers == EMPTY else numbers.replace("; ", " ")


CHANGES = (
    "schools_before", "schools", "schools_change", "schools_new", "schools_gone",
    "rate_before", "rate_per_100", "rate_change",
)  # fmt: skip
"""Columns of the table of changes."""


def _changes(content: Content, names: dict[str, str]) -> Grid | None:
    if not content.request.compare:
        return None
    title = say("What has changed").render(content.request.language)
    chosen, words = [*_region_columns(content), *CHANGES], {**names, **_sido_names(content)}
    return _with_region(grid_of(content.by_region, chosen, words, content.request.language, title), content)


def _level_status(content: Content, names: dict[str, str]) -> Grid:
    chosen = ["level", *_statuses(content), "schools"]
    return grid_of(content.by_level_and_status, chosen, names, content.request.language)


def _weeks(content: Content, names: dict[str, str]) -> Grid:
    """The table by week; schools without a date have a line of their own."""
    language = content.request.language
    chosen = ["week", *_statuses(content), "schools", "schools_so_far"]
    grid = grid_of(content.by_week, chosen, names, language)
    undated = say("no date given").render(language)
    lines = ((undated if line[0] == EMPTY else line[0], *line[1:]) for line in grid.lines)
    return replace(grid, lines=tuple(lines))


def _bars(weeks: ExportTable) -> Iterator[Bar]:
    for line in weeks.records():
        if line["week"] is not None:
            yield Bar(str(line["week"]), int(str(line["schools"])))


def _caution_definitions(about: About) -> list[Definition]:
    return [each for each in about.definitions if each.column == "caution"]


def _definition_entries(about: About, column: str) -> tuple[Entry, ...]:
    return tuple(Entry(each.name, each.meaning) for each in about.definitions if each.column == column)


def _sources(about: About, language: str) -> Grid:
    """The sources, with their digests where the reader may know any."""
    words = [say("File"), say("What it is"), say("Rows"), say("SHA-256 (first 12)")]
    lines = [
        (
            str(source["file"]),
            str(source["kind"]),
            EMPTY if source["rows"] is None else f"{source['rows']:,}",
            (source["sha256"] or EMPTY)[:12],
        )
        for source in about.sources
    ]
    count = 4 if any(source["sha256"] for source in about.sources) else 3
    return Grid(
        Message(SECTIONS["sources"]).render(language),
        tuple(word.render(language) for word in words[:count]),
        (False, False, True, False)[:count],
        tuple(line[:count] for line in lines),
    )


SCHOOLS = ("name", "level", "status", "sido_name", "sigungu_name", "outcome", "first_reported", "reports")
NOT_PLACED = ("file", "row", "outcome", "level", "query", "region", "reason")
"""Columns of the longer tables that fit on paper; XLSX and CSV have all of them."""


def _further(content: Content, names: dict[str, str]) -> Iterator[Grid]:
    """The table of schools and the further tables of the request, with all lines."""
    language = content.request.language
    if content.request.what is Subject.SCHOOLS:
        yield grid_of(content.main, SCHOOLS, names, language)
    for table in content.further():
        yield grid_of(table, NOT_PLACED, names, language)
