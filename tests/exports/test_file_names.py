"""Names of downloaded files: they state every filter that applies, in words and in ASCII."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.making import TABLE
from webmap.exports.file_names import ascii_map_file_name, ascii_name, file_name, map_file_name
from webmap.exports.request import CHOICES, ExportRequest, Figure, Points, Subject
from webmap.figures.classes import ClassRule
from webmap.view.filters import FILTERS, NO_FILTER, PARAMETERS, Filters, Kind
from webmap.view.view import View
from webmap.vocabulary.terms import Level, RegionLevel, Status

MAX_BYTES = 255
"""Of a file's name on ext4, APFS and NTFS (there: UTF-16 units, which are never more)."""


def values_of(each):
    """Values of a filter, other than its default. Fails for a kind of filter that is not known here."""
    match each.kind:
        case Kind.TERMS:
            codes = list(each.terms)
            return st.sets(st.sampled_from(codes), min_size=1, max_size=len(codes) - 1).map(frozenset)
        case Kind.REGIONS:
            codes = [region.code for region in TABLE.regions(RegionLevel(each.name))]
            return st.sets(st.sampled_from(codes), min_size=1, max_size=9).map(frozenset)
        case Kind.FIRST_DAY:
            return st.dates(date(2024, 1, 1), date(2024, 6, 30))
        case Kind.LAST_DAY:
            return st.dates(date(2024, 7, 1), date(2025, 1, 1))
        case Kind.LISTS:
            return st.sampled_from([["press"], ["press", "union"], ["only:press.union"]]).map(frozenset)
        case Kind.TEXT:
            return st.sampled_from(["가상", "ㄱㅅ", "가" * 100, "gasang 7", "女子"])
        case _:
            raise AssertionError(f"how is a {each.kind} named in a file's name?")


every_filter = st.builds(Filters, **{PARAMETERS[each.name]: values_of(each) for each in FILTERS}).filter(
    lambda filters: all(filters.value(name) != NO_FILTER.value(name) for name in PARAMETERS)
)


@pytest.fixture(scope="module")
def view(published_snapshot):
    return View(published_snapshot, TABLE)


def names(view, filters, **asked):
    """All names of files of a view, by spelling."""
    return {
        **{
            language: file_name(view, ExportRequest(filters=filters, language=language, **asked), "csv")
            for language in ("ko", "en")
        },
        "ascii": ascii_name(view, ExportRequest(filters=filters, **asked), "csv"),
        "map": map_file_name(view, filters, "ko"),
        "ascii map": ascii_map_file_name(view, filters),
    }


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.name)
def test_a_filter_alone_is_stated_in_every_spelling(view, each):
    plain = names(view, NO_FILTER)

    @given(values_of(each).filter(lambda value: value != NO_FILTER.value(each.name)))
    def states(value):
        stated = names(view, replace(NO_FILTER, **{PARAMETERS[each.name]: value}))
        assert {spelling for spelling in plain if stated[spelling] == plain[spelling]} == set()
        assert f"_{each.name}-" in stated["ascii"]

    states()


@given(filters=every_filter)
def test_names_state_all_filters_at_once_and_fit_every_file_system(view, filters):
    stated = names(view, filters)
    for spelling, name in stated.items():
        assert len(name.encode()) <= MAX_BYTES
        assert not re.search(r'[\x00-\x1f<>:"/\\|?*]', name)
        assert view.as_of in name, spelling
    for name in PARAMETERS:
        assert f"_{name}" in stated["ascii"]
        assert f"_{name}" in stated["ascii map"]
    assert stated["ascii"].isascii()
    assert stated["ascii map"].isascii()
    for each in FILTERS:
        if each.kind is not Kind.REGIONS:
            without = names(view, replace(filters, **{PARAMETERS[each.name]: NO_FILTER.value(each.name)}))
            assert {key for key, name in without.items() if name == stated[key]} == set(), each.name


@pytest.mark.parametrize(
    "asked",
    [
        {"what": Subject.SCHOOLS}, {"by": RegionLevel.OFFICE}, {"unplaced": True},
        {"compare": "20240901T000000Z-1a2b3c4d"}, {"show": Figure.RATE},
        {"classes": ClassRule.NATURAL}, {"points": Points.OFF},
    ],
)  # fmt: skip
def test_files_that_differ_in_what_they_show_have_different_names(view, asked):
    for name in (file_name, ascii_name):
        assert name(view, ExportRequest(**asked), "png") != name(view, ExportRequest(), "png")


def test_every_choice_of_a_map_has_a_name_but_only_in_files_that_draw_one(view):
    for name, terms in CHOICES.items():
        usual, *others = terms
        for term in others:
            asked = ExportRequest(**{name: term})
            assert f"_{name}-{term}_" in ascii_name(view, asked, "pdf")
            assert ascii_name(view, asked, "csv") == ascii_name(view, ExportRequest(), "csv")
        assert ascii_name(view, ExportRequest(**{name: usual}), "pdf") == ascii_name(
            view, ExportRequest(), "pdf"
        )


def test_a_name_reads_as_a_person_would_write_it(view):
    filters = Filters(
        level=frozenset([Level.HIGH]), status=frozenset([Status.CONFIRMED]), sido=frozenset(["41"]),
        since=date(2024, 9, 1), until=date(2024, 9, 30), q="가상",
    )  # fmt: skip
    stated, day = names(view, filters, what=Subject.SCHOOLS), view.as_of
    assert stated["ko"] == (
        f"가상_목록에 오른 학교_경기도_고등학교_2024년 9월에 처음 알려진 곳_확인된 곳만_이름에 ‘가상’ 포함_{day}.csv"
    )
    assert stated["ascii"] == (
        f"fictional_listed-schools_level-high_status-confirmed_sido-41"
        f"_from-2024-09-01_to-2024-09-30_q-gasang_{day}.csv"
    )
    assert stated["ascii map"].startswith("affected-schools-map_level-")
