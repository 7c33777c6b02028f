from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.errors import ListError
from webmap.lists.column_map import Choice
from webmap.lists.columns import SPELLINGS, Column, column_of
from webmap.lists.reader import check_chosen
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
    found = read("시도,시군구,학교\n경기도,수원시,가상중\n경기도,,가상여중\n경기도,,나상중\n,수원시,가상고\n")
    assert [entry.region for entry in found.entries] == ["경기도 수원시", "경기도", "경기도", "수원시"]
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


SCHOOL_HEADERS = [
    "학교명(필수)", "소속학교", "School attended", "재학교", "출신 학교", "다니는 학교 이름을 적어 주세요",
    "재학 중인 고등학교", "학교(정식 명칭)", "모교", "소속 대학", "소속고교", "SCHOOL *required", "연계 학교명",
    "Q1. 피해가 발생한 학교는 어디인가요?", "[필수] 재학 중인 학교", "학교명/School name", "Name of your school",
    "학교가 어디입니까?", "소속(학교)", "당신이 다니는 학교", "현재 재학중인 학교명을 입력해 주세요.", "교명",
    "university/college", "중·고등학교명", "학 교 명 *", "1) 학교 이름 (예: 가상고)",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["이름", "name", "Name", "이름1", " 이름 ", "[이름]", "성명", "작성자", "응답자 이름"]
)
@pytest.mark.parametrize("school", SCHOOL_HEADERS)
def test_names_of_people_beside_any_header_for_the_school_are_neither_read_nor_shown(name, school) -> None:
    for header, row in (
        (f"{name},{school},지역", "홍길동,가상중,서울"),
        (f"{school},지역,{name}", "가상중,서울,홍길동"),
    ):
        found = read(f"{header}\n{row}\n")
        assert [(entry.school, entry.region) for entry in found.entries] == [("가상중", "서울")]
        assert "홍길동" not in repr(found)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("학교급", "level"), ("학교 소재지", "address"), ("재학 중인 학교의 주소", "address"), ("학교 지역", "region"),
        ("School district", "region"), ("School level (required)", "level"), ("관할교육청", "region"),
        ("피해 발생 일자", "date"), ("처리 상태(관리자)", "status"), ("학교의 위치", "address"), ("학교 종류", "level"),
    ],
)  # fmt: skip
def test_what_a_header_says_of_a_school_besides_its_name_is_no_name(header, column) -> None:
    found = read(f"{header},학교명(필수)\n가,가상중\n")
    assert found.columns == {"school": "학교명(필수)", column: header}


@pytest.mark.parametrize(
    "header",
    ["학교 전화번호", "학교장", "학교폭력 유형", "학교 홈페이지", "학교수", "School ID", "가해 학교", "학교 담당 선생님",
     "거주지 주소", "생년월일", "제보자 주소"],
)  # fmt: skip
def test_other_things_of_a_school_or_a_person_are_not_read(header) -> None:
    found = read(f"{header},학교\n홍길동,가상중\n")
    assert (found.unknown_columns, found.entries[0].school) == ((header,), "가상중")
    assert "홍길동" not in repr(found)


@pytest.mark.parametrize(
    ("weak", "clear"),
    [
        ("기관명", "학교명(정식)"),
        ("이름", "연계학교"),
        ("소속학교", "학교명"),
        ("기관명", "소속 학교"),
        ("명칭", "모교"),
    ],
)
def test_of_several_headers_for_the_school_the_clearest_is_read(weak, clear) -> None:
    for header, row in ((f"{weak},{clear}", "가,가상중"), (f"{clear},{weak}", "가상중,가")):
        assert read(f"{header}\n{row}\n").entries[0].school == "가상중"


@pytest.mark.parametrize(
    ("first", "second"),
    [("소속학교", "출신학교"), ("학교명", "피해학교"), ("중학교", "고등학교"), ("재학 학교", "졸업 학교")],
)
def test_two_headers_that_name_the_school_equally_well_are_refused_with_the_way_out(first, second) -> None:
    with pytest.raises(ListError) as failure:
        read(f"{first},{second},지역\n가상중,나상고,서울\n")
    for language in LANGUAGES:
        text = failure.value.message.render(language)
        assert first in text
        assert second in text
        assert f"--column school={first}" in text
        assert "가상중" not in text


def test_the_operator_says_which_column_holds_the_school() -> None:
    text = "소속,출신학교,비고\n가상중,나상고,다\n"
    said = Choice({Column.SCHOOL: ("소속",), Column.REGION: ("비고",)})
    found = read(text, choice=said)
    assert (found.entries[0].school, found.entries[0].region, found.entries[0].note) == ("가상중", "다", "")
    assert found.unknown_columns == ("출신학교",)
    assert found.entries[0].remarks == ()
    both = read(text, choice=Choice({Column.SCHOOL: ("출신학교", "소속")}))
    assert both.entries[0].school == "가상중 / 나상고"


def test_a_column_that_the_operator_names_may_hold_what_looks_like_people() -> None:
    said = Choice({Column.SCHOOL: ("이름",)})
    assert read("이름,성별\n가상중,\n", choice=said).entries[0].school == "가상중"


def test_a_header_that_no_list_has_is_reported() -> None:
    said = Choice({Column.SCHOOL: ("재학교",)})
    with pytest.raises(ListError, match="재학교"):
        read("소속,지역\n가상중,서울\n", choice=said)
    with pytest.raises(ListError, match="재학교"):
        check_chosen(said, [read("학교,지역\n가상중,서울\n", choice=said)])


@pytest.mark.parametrize("name", ["이름", "name", " 이름 "])
@pytest.mark.parametrize(
    "beside", ["학교ID", "학교 전화번호", "성별", "나이", "학년", "휴대폰", "Gender", "생년월일"]
)
def test_a_file_whose_names_may_be_those_of_people_is_refused_with_both_headers(name, beside) -> None:
    for header in (f"{name},{beside},지역", f"{beside},지역,{name}"):
        with pytest.raises(ListError) as failure:
            read(f"{header}\n홍길동,가상중,서울\n")
        for language in LANGUAGES:
            text = failure.value.message.render(language)
            assert name.strip() in text
            assert beside in text
            assert "--column school=" in text
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
        ("학교,소속학교\n가상중,다상고\n나상고,\n", "소속학교"),
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
    assert found.columns == {
        "school": "학교명",
        "level": "학교급구분",
        "region": "시도교육청명",
        "address": "소재지지번주소",
    }
    assert found.unknown_columns == ("학교ID", "소재지도로명주소")


def test_the_office_of_education_is_read_as_the_region_only_where_no_column_states_that() -> None:
    assert read("교육청,학교,지역\n가,가상중,서울\n").entries[0].region == "서울"
    assert read("교육청,교육지원청,학교\n가,나,가상중\n").entries[0].region == "가 나"


def test_a_long_header_is_shortened() -> None:
    found = read("학교," + "긴" * 500 + "\n가상중,x\n")
    assert len(found.unknown_columns[0]) == 40


def test_a_mere_division_that_holds_regions_is_read_as_the_region() -> None:
    found = read("구분,학교\n서울,가상중\n부산,나상고\n고등학교,다상\n")
    assert [(entry.region, entry.level is None, entry.remarks) for entry in found.entries] == [
        ("서울", True, ()),
        ("부산", True, ()),
        ("", False, ()),
    ]
