from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.errors import ListError


def test_an_object_may_hold_the_list_next_to_other_things() -> None:
    found = read('{"title": "목록", "tags": ["x"], "schools": [{"학교": "가상중", "시도": "서울"}]}')
    assert [(entry.school, entry.region) for entry in found.entries] == [("가상중", "서울")]


def test_an_object_with_several_lists_is_not_guessed() -> None:
    with pytest.raises(ListError):
        read('{"a": [{"학교": "가상중"}], "b": [{"학교": "가상고"}]}')


def test_json_lines_keep_the_number_of_blank_lines() -> None:
    found = read('{"학교": "가상중"}\n\n{"학교": "가상고", "시도": "서울"}\n')
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중"), (3, "가상고")]
    assert (found.format, found.blank_rows) == ("jsonl", 1)


def test_a_single_object_is_a_list_of_one() -> None:
    assert [entry.school for entry in read('{"school": "가상중"}').entries] == ["가상중"]


def test_columns_come_from_all_objects() -> None:
    found = read('[{"학교": "가상중"}, {"시도": "서울", "학교": "가상고", "키": 1}]')
    assert found.entries[1].region == "서울"
    assert found.unknown_columns == ("키",)


def test_a_lone_surrogate_is_not_stored() -> None:
    entry = read('[{"school": "가상\\ud800중", "note": "\\udfff"}]').entries[0]
    assert (entry.school, entry.note) == ("가상중", "")


def test_deep_nesting_is_reported() -> None:
    with pytest.raises(ListError):
        read("[" * 100_000)
    with pytest.raises(ListError):
        read('{"a":' * 100_000)


def test_nan_is_blank_and_numbers_keep_their_form() -> None:
    entry = read('[{"school": NaN, "note": 1.50, "address": -Infinity, "source": %s}]' % ("9" * 20)).entries[
        0
    ]
    assert (entry.school, entry.note, entry.address, entry.source) == ("", "1.50", "", "9" * 20)


def test_a_number_of_ten_thousand_digits_refuses_its_row_only() -> None:
    found = read('[{"school": %s}, {"school": "가상중"}]' % ("9" * 10_000))
    assert [entry.refused is None for entry in found.entries] == [False, True]


def test_a_nested_value_refuses_its_row_only() -> None:
    found = read('[{"school": {"name": "가상중"}}, {"school": "가상고"}, "가상여중"]')
    assert [entry.refused is None for entry in found.entries] == [False, True, False]


def test_a_list_of_plain_values_is_one_cell() -> None:
    assert read('[{"school": "가상중", "sources": ["신문", "방송"]}]').entries[0].source == "신문, 방송"


def test_a_repeated_name_is_reported_and_the_first_is_used() -> None:
    found = read('[{"school": "가상중", "note": "하나", "note": "둘"}]')
    assert found.entries[0].note == "하나"
    assert found.unknown_columns == ("note (3)",)


def test_a_mistake_is_reported_with_its_line() -> None:
    with pytest.raises(ListError) as failure:
        read('[{"school": "가상중"},\n{"school": }]')
    assert failure.value.message.values["line"] == 2
    with pytest.raises(ListError) as failure:
        read('{"school": "가상중"}\n{"school": "가상고"}\n{"school"\n')
    assert failure.value.message.values["line"] == 3


@pytest.mark.parametrize(
    "text",
    [
        '["가상중", "가상고"]',
        '{"updated": "2024-08-26", "schools": ["가상중", "가상고"]}',
        '{"schoolInfo": [{"head": [{"count": 2}]}, {"row": [{"학교": "가상중"}, {"학교": "가상고"}]}]}',
        '{"result": [["우리 목록"], ["번호", "학교"], [1, "가상중"], [2, "가상고"]]}',
        '{"data": [{"학교": "가상중"}, {"학교": "가상고"}], "fields": ["학교"], "errors": []}',
        '\x1e{"type": "Feature", "properties": {"학교": "가상중"}}\n\x1e{"type": "Feature", "properties": {"학교": "가상고"}}',
    ],
)
def test_a_list_is_found_in_the_envelope_of_a_program(text: str) -> None:
    assert [entry.school for entry in read(text).entries] == ["가상중", "가상고"]


def test_an_array_of_other_words_is_no_list_of_names() -> None:
    for text in (
        '["홍길동", "김가상"]',
        '{"people": ["홍길동"], "total": 1}',
        '{"tags": ["가", "나", "다"]}',
    ):
        with pytest.raises(ListError):
            read(text)


def test_the_geometry_of_a_map_is_not_read_and_mentioned() -> None:
    found = read(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"학교": "가상중", "위도": 1},'
        ' "geometry": {"type": "Point", "coordinates": [127, 37]}}]}'
    )
    assert [entry.school for entry in found.entries] == ["가상중"]
    assert found.format == "geojson"
    assert "geometry" in found.unknown_columns


def test_a_title_in_brackets_is_not_json() -> None:
    assert read("[우리 목록]\n학교,지역\n가상중,서울\n").entries[0].school == "가상중"


@pytest.mark.parametrize("text", ["[]", "{}", '["가상"]', '[{"번호": 1}]'])
def test_json_without_a_school_is_reported(text: str) -> None:
    with pytest.raises(ListError):
        read(text, "a.json")
