"""Where the list stands in a JSON value, and what is no list."""

from __future__ import annotations

import json

import pytest

from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.column_map import Choice
from webmap.lists.columns import Column
from webmap.lists.limits import Limits
from webmap.lists.reader import SchoolList

ROWS = [{"학교": "가상중"}, {"학교": "나상고"}]


def _schools(value: object, choice: Choice | None = None) -> list[str]:
    return [entry.school for entry in _list(value, choice).entries]


def _list(value: object, choice: Choice | None = None, limits: Limits | None = None) -> SchoolList:
    text = json.dumps(value, ensure_ascii=False)
    return read(text, "가상.json", limits, choice=choice or Choice())


def _is_refused(value: object) -> bool:
    try:
        _list(value)
    except ListError as error:
        assert "가상.json" in error.message.render("en")
        return True
    return False


def _nested(depth: int) -> object:
    value: object = ROWS
    for _ in range(depth):
        value = {"data": value}
    return value


def test_a_list_lies_eight_envelopes_deep_at_most() -> None:
    assert _schools(_nested(8)) == ["가상중", "나상고"]
    assert _is_refused(_nested(9))


def test_an_array_of_twenty_envelopes_is_looked_through_and_one_of_more_is_not() -> None:
    for envelopes, is_found in ((20, True), (21, False)):
        value = [{"head": number} for number in range(envelopes - 1)] + [{"row": ROWS}]
        assert _is_refused(value) is not is_found


def test_a_table_wins_over_names_beside_it_and_two_tables_are_not_guessed() -> None:
    names = ["다상고", "라상중"]
    assert _schools({"sources": names, "rows": ROWS}) == ["가상중", "나상고"]
    assert _schools({"rows": [["학교"], ["가상중"]], "names": names}) == ["가상중"]
    assert _is_refused({"a": names, "b": names})
    assert _is_refused({"a": ROWS, "b": [["학교"], ["가상중"]]})
    assert _schools({"a": [{"메뉴": "국수"}], "b": ROWS, "c": [[1, 2]]}) == ["가상중", "나상고"]


def test_names_are_taken_by_their_own_look_or_by_the_name_of_their_array() -> None:
    assert _schools({"school": ["휘문", "대왕"]}) == ["휘문", "대왕"]
    assert _schools({"rows": ["가상중", None, "나상고"]}) == ["가상중", "", "나상고"]
    assert _is_refused({"rows": ["휘문", "대왕"]})
    assert _is_refused({"rows": []})
    assert _is_refused({"rows": ["가상중", 3]})


def test_an_object_with_a_name_is_one_row_unless_its_school_is_an_array() -> None:
    assert _schools({"school": "가상중", "sources": ["신문", "방송"]}) == ["가상중"]
    assert _schools({"school": ["가상중", "나상고"], "year": 2024}) == ["가상중", "나상고"]
    assert _schools({"school": ["가상중", "나상고"], "region": "서울"}) == ["가상중, 나상고"]
    assert _schools({"school": "머리글", "rows": ROWS}) == ["가상중", "나상고"]


def test_columns_of_equal_length_are_a_table() -> None:
    found = _list({"학교": ["가상중", "나상고"], "지역": ["서울", "부산"], "x": ["1", "2"]})
    assert [(entry.school, entry.region) for entry in found.entries] == [
        ("가상중", "서울"),
        ("나상고", "부산"),
    ]
    assert found.unknown_columns == ("x",)
    assert _schools({"학교": ["가상중", "나상고"], "지역": ["서울"]}) == ["가상중, 나상고"]
    assert _schools({"학교": ["가상중", "나상고"]}) == ["가상중", "나상고"]


def test_columns_and_data_of_a_program_are_a_table_where_they_hold_rows() -> None:
    columns = ["학교", "지역"]
    assert _schools({"columns": columns, "data": [["가상중", "서울"]]}) == ["가상중"]
    assert _schools({"columns": columns, "data": ROWS}) == ["가상중", "나상고"]
    assert _is_refused({"columns": ["x", "y"], "data": [["가상중", "서울"]]})
    assert _is_refused({"columns": "학교", "data": [["가상중", "서울"]]})


def test_rows_that_are_no_arrays_or_objects_refuse_themselves_only() -> None:
    found = _list(
        [
            ["학교", "지역"],
            ["가상중", "서울"],
            None,
            None,
            "나상고",
            ["다상고", ["서울", 3]],
            [["라상중"], "서울"],
        ]
    )
    assert [(entry.row, entry.school, entry.region, entry.refused is None) for entry in found.entries] == [
        (1, "가상중", "서울", True),
        (4, "", "", False),
        (5, "다상고", "서울, 3", True),
        (6, "라상중", "서울", True),
    ]
    found = _list([*ROWS, None, 5, {"학교": [["다상고"]]}, {"학교": ["라상중", None, "마상중"]}])
    assert [(entry.row, entry.school, entry.refused is None) for entry in found.entries] == [
        (1, "가상중", True),
        (2, "나상고", True),
        (4, "", False),
        (5, "", False),
        (6, "라상중, 마상중", True),
    ]
    found = _list(["가상중", None, "나상고"])
    assert [(entry.school, entry.refused is None) for entry in found.entries] == [
        ("가상중", True),
        ("", False),
        ("나상고", True),
    ]


FEATURE = {"type": "Feature", "properties": {"학교": "가상중", "지역": "서울"}, "geometry": {"type": "Point"}}


@pytest.mark.parametrize(
    ("feature", "unknown"),
    [
        (FEATURE, ("geometry",)),
        ({**FEATURE, "geometry": None}, ()),
        ({**FEATURE, "properties": {"학교": "가상중", "지역": "서울", "geometry": 1}}, ("geometry",)),
        ({"type": "Feature", "학교": "가상중", "지역": "서울"}, ("type",)),
        (
            {"type": "School", "학교": "가상중", "지역": "서울", "properties": {"학교": "나상중"}},
            ("type", "properties"),
        ),
    ],
)
def test_a_feature_is_a_row_of_its_properties(feature: dict[str, object], unknown: tuple[str, ...]) -> None:
    for value in (feature, [feature]):
        found = _list(value)
        assert [(entry.school, entry.region) for entry in found.entries] == [("가상중", "서울")]
        assert set(found.unknown_columns) | {"type"} == {*unknown, "type"}


def test_geojson_is_told_by_its_type_and_content() -> None:
    for value, format_ in (
        ({"type": "FeatureCollection", "features": [FEATURE]}, "geojson"),
        (FEATURE, "geojson"),
        ({"type": "FeatureCollection", "rows": ROWS}, "json"),
        ({"type": "Schools", "features": ROWS}, "json"),
        ([FEATURE], "json"),
    ):
        assert _list(value).format == format_


def test_the_operators_header_is_looked_for_in_every_form() -> None:
    choice = Choice({Column.SCHOOL: ("어디",)})
    for value in (
        [{"어디": "가상중"}],
        {"a": {"b": [{"어디": "가상중"}]}},
        [["어디", "x"], ["가상중", "y"]],
        {"columns": ["어디", "x"], "data": [["가상중", "y"]]},
        {"어디": ["가상중"], "x": ["y"]},
        {"어디": "가상중"},
        {"어디": ["가상중"]},
        {"type": "Feature", "properties": {"어디": "가상중"}},
        [{"head": 1}, {"row": [{"어디": "가상중"}]}],
    ):
        assert _schools(value, choice) == ["가상중"]


def test_values_and_columns_may_be_as_many_as_their_limits() -> None:
    assert len(_list(ROWS, limits=Limits(json_values=4)).entries) == 2
    with pytest.raises(ListError, match=r"가상\.json"):
        _list(ROWS, limits=Limits(json_values=3))
    wide = [{"학교": "가상중", "가": 1, "나": 2}]
    assert _list(wide, limits=Limits(columns=3)).entries[0].school == "가상중"
    with pytest.raises(ListError, match=r"가상\.json"):
        _list(wide, limits=Limits(columns=2))
    lines = '{"학교": "가상중"}\n{"학교": "나상고"}\n\n\n\n'
    assert len(read(lines, "가상.jsonl", Limits(json_values=5)).entries) == 2
    with pytest.raises(ListError, match=r"가상\.jsonl"):
        read(lines, "가상.jsonl", Limits(json_values=4))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('[{"school": "가상중"},\n{"school": }]', 2, 12),
        ('{"school": "가상중"}\n{"school": "나상고"} x\n', 2, 19),
        ('{"school": "가상중"}\n{"school": "나상고"}\n\n{"school" 1}', 4, 11),
        ('{"school":\n "가상중"} {"school": "나상고"}', 2, 9),
        ('{"school": "가상중"} {"school": "나상고"}\n', 1, 19),
        ('{"school": "가상중"}\n{"school": "나상고"}\n{"a": 1}\n{"a": 2} {"b": 3}\n', 4, 10),
    ],
)
def test_a_mistake_is_told_with_its_line_and_character(text: str, line: int, column: int) -> None:
    with pytest.raises(ListError) as failure:
        read(text, "가상.json")
    assert failure.value.message.values == {"file": "가상.json", "line": line, "column": column}


def test_marks_of_a_sequence_are_no_part_of_its_values() -> None:
    text = '\x1e{"학교": "가상중", "비고": "글"}\n\x1e{"학교": "나상고", "비고": "글"}\n'
    found = read(text, "a.geojsons")
    assert [(entry.row, entry.school) for entry in found.entries] == [(1, "가상중"), (2, "나상고")]


def test_a_name_that_is_repeated_keeps_every_value() -> None:
    found = read('[{"school": "가상중", "note": "1", "note": "2", "note": "3", "x": 5, "x": 6}]')
    assert found.entries[0].note == "1"
    assert found.unknown_columns == ("note (3)", "note (4)", "x", "x (6)")
