from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.columns import SPELLINGS, Column, column_of
from webmap.lists.text import spelling_key
from webmap.matching.grammar.tokens import tokens_of
from webmap.vocabulary.messages import LANGUAGES


@pytest.mark.parametrize("column", Column)
def test_every_spelling_names_its_column(column: Column) -> None:
    assert {column_of(spelling) for spelling in (column.value, *SPELLINGS[column])} == {column}


def test_no_spelling_names_two_columns() -> None:
    spellings = [
        spelling_key(spelling) for column in Column for spelling in {*map(spelling_key, SPELLINGS[column])}
    ]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize(
    "header", ["학교명", " 학교 명 ", "\ufeff학교명", "[학교명]", "School_Name", "학교명*", "학교 명"]
)
def test_case_spaces_and_punctuation_of_a_header_do_not_matter(header: str) -> None:
    assert column_of(header) is Column.SCHOOL


def test_a_header_in_decomposed_hangul_is_known() -> None:
    assert column_of("\u1112\u1161\u11a8\u1100\u116d") is Column.SCHOOL


def test_columns_may_stand_in_any_order() -> None:
    entry = read("비고,시도,이름\n글,서울,가상중\n").entries[0]
    assert (entry.school, entry.region, entry.note) == ("가상중", "서울", "글")


def test_province_and_city_columns_are_joined_in_their_order() -> None:
    found = read("시도,시군구,학교\n경기도,수원시,가상중\n,수원시,가상고\n")
    assert [entry.region for entry in found.entries] == ["경기도 수원시", "수원시"]
    assert found.columns["region"] == "시도, 시군구"


def test_of_two_headers_for_one_column_the_first_is_used_and_the_other_reported() -> None:
    found = read("학교,이름,비고,비고\n가상중,가상고,하나,둘\n")
    assert (found.entries[0].school, found.entries[0].note) == ("가상중", "하나")
    assert found.unknown_columns == ("이름", "비고")


@pytest.mark.parametrize("header", ["학교,학교2,학교3", "학교1,학교 2,학교3", "학교,학교,학교"])
def test_numbered_school_columns_are_several_schools_of_one_cell(header: str) -> None:
    found = read(f"{header},지역\n가상중,,나상고,서울\n,다상고,,부산\n")
    assert [entry.school for entry in found.entries] == ["가상중 / 나상고", "다상고"]
    words = [[token.text for token in tokens_of(entry.school)] for entry in found.entries]
    assert words == [["가상중", "나상고"], ["다상고"]]
    assert found.columns["school"] == header.replace(",", ", ")
    assert (found.unknown_columns, found.entries[0].remarks) == ((), ())


def test_a_name_repeated_in_json_is_a_further_school() -> None:
    assert read('[{"학교": "가상중", "학교": "나상고"}]').entries[0].school == "가상중 / 나상고"


def test_a_column_of_names_beside_a_school_column_is_not_read() -> None:
    found = read("이름,학교명\n홍길동,가상중\n")
    assert found.entries[0].school == "가상중"
    assert "홍길동" not in repr(found)


def test_a_column_of_names_alone_is_the_school_column() -> None:
    assert read("이름,지역\n가상중,서울\n").entries[0].school == "가상중"


@pytest.mark.parametrize("name", ["이름", "name", "Name", "이름1", " 이름 ", "[이름]"])
@pytest.mark.parametrize(
    "school",
    [
        "학교명(필수)", "소속학교", "School attended", "재학교", "출신 학교", "다니는 학교 이름을 적어 주세요",
        "재학 중인 고등학교", "학교(정식 명칭)", "모교", "소속 대학", "소속고교", "SCHOOL *required", "학교ID",
    ],
)  # fmt: skip
def test_a_file_whose_names_may_be_those_of_people_is_refused_with_both_headers(name, school) -> None:
    for header in (f"{name},{school},지역", f"{school},지역,{name}"):
        with pytest.raises(ListError) as failure:
            read(f"{header}\n홍길동,가상중,서울\n")
        for language in LANGUAGES:
            text = failure.value.message.render(language)
            assert name.strip() in text
            assert school in text
            assert "홍길동" not in text


@pytest.mark.parametrize(
    "beside", ["학교급", "학교주소", "학교구분", "school type", "교육청", "연락처", "학생 수"]
)
def test_a_column_of_names_is_the_school_column_beside_what_names_no_school(beside: str) -> None:
    assert read(f"이름,{beside}\n가상중,\n").entries[0].school == "가상중"


@pytest.mark.parametrize("name", ["이름", "성명", "name", "성함", "full name", "피해자명", "학생명"])
@pytest.mark.parametrize("further", ["", ",소속학교"])
def test_a_column_of_people_beside_a_known_school_column_is_not_read(name: str, further: str) -> None:
    found = read(f"{name},학교명{further}\n홍길동,가상중,\n")
    assert found.entries[0].school == "가상중"
    assert "홍길동" not in repr(found)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("학교,이름\n가상중,홍길동\n나상고,\n", "이름"),
        ("학교,지역,학교,지역\n가상중,서울,다상고,부산\n나상고,서울,,\n", "학교"),
        ("학교,지역,학교2,지역2\n가상중,서울,다상고,부산\n나상고,대구,,\n", "학교2"),
    ],
)
def test_a_further_school_column_that_is_not_read_is_reported_in_each_row_that_uses_it(
    text: str, unread: str
) -> None:
    used, unused = read(text).entries
    assert (used.school, unused.school) == ("가상중", "나상고")
    assert [remark.values["column"] for remark in used.remarks] == [unread]
    assert unused.remarks == ()


def test_the_region_of_a_school_that_is_not_read_is_not_given_to_another() -> None:
    found = read("학교,시도,지역,학교,시도,지역\n가상중,경기,수원,나상고,경남,창원\n")
    assert (found.entries[0].school, found.entries[0].region) == ("가상중", "경기 수원")


def test_the_headers_of_the_official_registers_are_known() -> None:
    found = read(
        "학교ID,학교명,학교급구분,소재지지번주소,소재지도로명주소,시도교육청명\nB0,가상중,중학교,가,나,다\n"
    )
    assert found.columns == {"school": "학교명", "level": "학교급구분", "address": "소재지지번주소"}
    assert found.unknown_columns == ("학교ID", "소재지도로명주소", "시도교육청명")


def test_a_long_header_is_shortened() -> None:
    found = read("학교," + "긴" * 500 + "\n가상중,x\n")
    assert len(found.unknown_columns[0]) == 40
