"""The files of `webmap compare`: all as `comparison/1`, the schools as CSV, a workbook, or a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

import webmap.web
from webmap.cli.files.geocoded import write_csv
from webmap.cli.files.geocoded_table import Table, Value
from webmap.cli.files.geocoded_xlsx import write_book
from webmap.comparison.claims import Claim, ListVersion
from webmap.comparison.comparison import Comparison
from webmap.comparison.document import as_bytes
from webmap.comparison.measures import Measures
from webmap.exports.comparison.values import ListsPage
from webmap.system.atomic_file import replaced
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Outcome
from webmap.web.http.assets import joined_sheet

SCHOOLS = ("key", "name", "standing", "lists", "origins_low", "origins_high")
"""Columns of the schools; behind them, one for each list holds its status."""
LISTS = (
    "list", "title", "version", "rows", "entries", "schools", "alone", "nonexistent", "repeated", "with_date",
    "with_source", "withdrawn", "checked", "refuted", "refuted_from", "refuted_to", "still_listed",
)  # fmt: skip
"""Columns of the lists, before one for each outcome. `refuted_from`, `refuted_to`: interval of the share."""
PAIRS = (
    "first", "second", "common", "signs", "weight", "fewer_oddities", "order", "chance", "containment",
    "earlier", "same_status",
)  # fmt: skip
CHANGES = ("list", "before", "after", "change", "school", "name", "text", "outcome", "status", "was")


def write_comparison(comparison: Comparison, path: Path, language: str, fictional: bool) -> None:
    """Write a comparison in the format of the extension, whole or not at all. Raises OutputError."""
    notice = FICTIONAL.render(language) if fictional else ""
    with replaced(path) as fresh:
        if path.suffix.lower() == PAGE:
            fresh.write_text(comparison_page(comparison, language, notice), "utf-8")
        else:
            WRITERS[path.suffix.lower()](comparison, fresh, notice)


def _write_json(comparison: Comparison, path: Path, notice: str) -> None:
    path.write_bytes(as_bytes(comparison, with_texts=True, notice=notice))


def _write_csv(comparison: Comparison, path: Path, notice: str) -> None:
    # The columns are fixed, so in CSV the notice can only travel with each line.
    table = schools_table(comparison)
    if notice:
        table = Table((*table.columns, "notice"), ((*line, notice) for line in table.lines))
    write_csv(table, path)


def _write_xlsx(comparison: Comparison, path: Path, notice: str) -> None:
    tables = {
        "schools": schools_table(comparison),
        "lists": Table((*LISTS, *Outcome), map(_list_line, comparison.measures, comparison.lists)),
        "pairs": Table(PAIRS, _pair_lines(comparison)),
        "changes": Table(CHANGES, _change_lines(comparison)),
    }
    write_book(tables, notice, path)


WRITERS: Mapping[str, Callable[[Comparison, Path, str], None]] = {
    ".json": _write_json,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
}
"""Format by extension."""
PAGE = ".html"
EXTENSIONS = (*WRITERS, PAGE)
TEMPLATES = Path(webmap.web.__path__[0]) / "templates"


def schools_table(comparison: Comparison) -> Table:
    """One line for each school, with its status in each list."""
    slugs = [each.slug for each in comparison.lists]
    return Table((*SCHOOLS, *slugs), (_school_line(comparison, key, slugs) for key in comparison.presence))


def _school_line(comparison: Comparison, key: str, slugs: Iterable[str]) -> tuple[Value, ...]:
    origin = comparison.origins[key]
    statuses = (comparison.statuses[slug].get(key) for slug in slugs)
    return (
        key, comparison.names[key], comparison.standing[key].value, origin.lists, origin.low, origin.high,
        *(status.value if status else None for status in statuses),
    )  # fmt: skip


def _list_line(measures: Measures, version: ListVersion) -> tuple[Value, ...]:
    lower, upper = measures.refuted.interval or (None, None)
    return (
        measures.slug, version.title, version.label, measures.rows,
        measures.entries, measures.schools, measures.alone, measures.nonexistent, measures.repeated,
        measures.with_day, measures.with_source, measures.withdrawn, measures.refuted.n,
        measures.refuted.count, lower, upper, measures.still_listed,
        *(measures.outcomes.get(outcome, 0) for outcome in Outcome),
    )  # fmt: skip


def _pair_lines(comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    for each in comparison.signs:
        same = comparison.agreements[each.first, each.second].same
        yield (
            each.first, each.second, each.common, each.strength.value, each.weight, each.fewer, each.order,
            each.chance, each.containment, each.earlier, same,
        )  # fmt: skip


def _change_lines(comparison: Comparison) -> Iterator[tuple[Value, ...]]:
    for slug, steps in comparison.changes.items():
        for step in steps:
            where = (slug, step.before, step.after)
            for claim in step.added:
                yield (*where, "added", *_claim_values(claim), "")
            for claim in step.dropped:
                yield (*where, "dropped", *_claim_values(claim), "")
            for before, claim in step.moved:
                yield (*where, "changed_by_matching", *_claim_values(claim), before.outcome.value)
            for before, claim in step.new_status:
                yield (*where, "status_changed", *_claim_values(claim), before.status.value)
            for before, claim in step.new_day:
                day = before.day.isoformat() if before.day else ""
                yield (*where, "date_changed", *_claim_values(claim), day)


def _claim_values(claim: Claim) -> tuple[Value, ...]:
    key = claim.key if claim.is_school else ""
    return key, claim.name, claim.text, claim.outcome.value, claim.status.value


def comparison_page(comparison: Comparison, language: str, notice: str) -> str:
    """The page in a language; it loads nothing, and names every school as the lists do."""

    def translated(text: str, **values: Any) -> str:
        return Message(text, values).render(language)

    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    templates.globals["_"] = translated
    values = ListsPage(comparison, lambda message: message.render(language)).values()
    return templates.get_template("lists_alone.html").render(
        **values, language=language, notice=notice, sheet=joined_sheet("lists"), map_address=""
    )
