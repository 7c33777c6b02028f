"""The published figures: typed, sourced, adding up, and with their contradictions named."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from webmap.figures.official_statistics import PARTS, UNITS, WHOLE, official_statistics

FIGURES = official_statistics()


def _figure(organisation: str, metric: str, day: str):
    (found,) = [
        each
        for each in FIGURES
        if (each.organisation, each.metric, each.as_of.isoformat()) == (organisation, metric, day)
    ]
    return found


def test_every_figure_has_a_source_a_unit_and_days_in_order():
    for each in FIGURES:
        assert each.sources
        assert all(url.startswith(("https://", "http://edaily.co.kr/")) for url in each.sources)
        assert each.unit in UNITS
        assert date(2021, 1, 1) <= each.start <= each.as_of <= date(2025, 3, 31)


def test_parts_that_make_up_a_whole_add_up_to_it():
    whole = [each for each in FIGURES for parts in WHOLE if set(parts) <= set(each.parts)]
    assert len(whole) > 10
    for each in whole:
        parts = next(parts for parts in WHOLE if set(parts) <= set(each.parts))
        assert sum(each.parts[part] for part in parts) == each.value, each


def test_no_part_is_larger_than_its_whole():
    for each in FIGURES:
        assert all(0 <= count <= each.value for count in each.parts.values())
        if "under_14" in each.parts:
            assert each.parts["under_14"] <= each.parts["teens"]


def test_a_code_has_one_name_and_one_unit():
    for name, label in (("organisation", "organisation_name"), ("metric", "metric_name")):
        names = {(getattr(each, name), tuple(getattr(each, label).values())) for each in FIGURES}
        assert len(names) == len({code for code, _ in names})
    assert len({(each.metric, each.unit) for each in FIGURES}) == len({each.metric for each in FIGURES})


def test_the_ministrys_cumulative_figures_never_fall():
    for metric in ("reports", "victims", "investigations", "deletion_support"):
        values = [each.value for each in FIGURES if (each.organisation, each.metric) == ("moe", metric)]
        assert values == sorted(values)
        assert len(values) > 5


def test_a_figure_that_was_worked_out_says_so_and_how():
    derived = [each for each in FIGURES if each.derived]
    assert [each.value for each in derived] == [434 + 32, 434 + 32 + 38, 542 + 10]
    assert all("+" in each.note[language] for each in derived for language in ("ko", "en"))


@pytest.mark.parametrize(
    ("organisation", "metric", "day", "number"),
    [
        ("moe", "reports", "2024-08-27", "196"),
        ("knpa", "arrests", "2024-11-30", "649"),
        ("knpa", "arrests", "2025-03-31", "573"),
        ("ktu", "survey_answers", "2024-08-28", "2,492"),
    ],
)
def test_contradictions_between_reports_are_named_in_both_languages(organisation, metric, day, number):
    contradiction = _figure(organisation, metric, day).contradiction
    assert number in contradiction["ko"]
    assert number in contradiction["en"]


def test_notes_come_in_both_languages_or_in_none():
    for each in FIGURES:
        assert bool(each.note["ko"]) == bool(each.note["en"])
        assert bool(each.contradiction["ko"]) == bool(each.contradiction["en"])


def test_every_figure_is_one_of_the_reference_figures(shared_data: Path):
    """No figure has changed on its way from the collected reports."""
    with (shared_data / "official_stats.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    texts = {row["url"]: "" for row in rows}
    for row in rows:
        texts[row["url"]] += " ".join(row.values())
    for each in FIGURES:
        statement = texts[each.sources[0]]
        for number in (each.value, *each.parts.values()):
            assert str(number) in statement, each


def test_no_school_is_named(official_register: list[Path]):
    text = "".join("".join(each.note.values()) + "".join(each.contradiction.values()) for each in FIGURES)
    for path, encoding in zip(official_register, ("cp949", "utf-8-sig"), strict=True):
        with path.open(encoding=encoding, newline="") as source:
            assert [row["학교명"] for row in csv.DictReader(source) if row["학교명"] in text] == []


def test_every_column_of_the_breakdown_is_named_to_readers():
    assert {part for each in FIGURES for part in each.parts} == set(PARTS)
