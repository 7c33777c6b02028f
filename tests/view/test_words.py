"""A view is said in the same words everywhere; `tests/browser/test_rules.py` holds the page to them, too."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.vectors import LISTS, vectors
from webmap.places.regions.region_table import load_region_table
from webmap.view.filters import NO_FILTER, Filters, parse_filters
from webmap.view.words import MAP, filter_in_words, phrases, sentence, title
from webmap.vocabulary.messages import LANGUAGES
from webmap.vocabulary.terms import Status

EXAMPLES = [(example, language) for example in vectors("sentences") for language in LANGUAGES]


def read(query: str) -> Filters:
    return parse_filters(dict(parse_qsl(query)), load_region_table(), also=["lang"], lists=LISTS)


@pytest.mark.parametrize(
    ("example", "language"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else value["query"]
)
def test_a_view_is_said_as_its_example_says(example: dict[str, Any], language: str):
    filters, table = read(example["query"]), load_region_table()
    assert sentence(filters, example["count"], table, language, LISTS) == example[language]["sentence"]
    assert ", ".join(phrases(filters, table, language, LISTS)) == example[language]["shown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_is_the_map_and_what_is_shown(language: str):
    table = load_region_table()
    shown = ", ".join(phrases(read("sido=41&level=high"), table, language))
    assert (
        title({"sido": "41", "level": "high"}, table, language, False) == f"{MAP.render(language)}: {shown}"
    )
    for arguments in ({}, {"sido": "99"}, {"colour": "red"}):
        assert title(arguments, table, language, False) == MAP.render(language)


def test_every_condition_names_also_what_is_as_at_the_start():
    table = load_region_table()
    assert (
        filter_in_words(NO_FILTER, table, "en")
        == "Nationwide, all levels, confirmed, under review or reported only"
    )
    assert filter_in_words(NO_FILTER, table, "ko") == "전국, 모든 학교급, 상태가 확인·조사 중·제보인 곳만"


def test_every_condition_names_every_region():
    table = load_region_table()
    provinces = frozenset(region.code for region in table.regions("sido"))
    said = filter_in_words(Filters(sido=provinces), table, "en")
    assert all(region.name_en in said for region in table.regions("sido"))


@pytest.mark.parametrize("status", Status)
def test_a_status_that_is_shown_alone_is_said(status: Status):
    said = {phrases(Filters(status=frozenset({status})), load_region_table(), each)[0] for each in LANGUAGES}
    assert len(said) == len(LANGUAGES)
