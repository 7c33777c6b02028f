from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.lists.layout.headings import looks_like_a_region, read_heading
from webmap.places.addresses.region_hints import is_region
from webmap.places.register.file import read_register_file
from webmap.vocabulary.terms import Level

REGIONS = [
    ("[부산]", "부산"), ("■ 부산", "부산"), ("부산광역시", "부산광역시"), ("<경남 창원시>", "경남 창원시"),
    ("부산 (12교)", "부산"), ("부산: 12개교", "부산"), ("▶ 수원 지역", "수원"), ("부산 지역 학교 명단", "부산"),
    ("【 대구광역시 】", "대구광역시"), ("Ⅱ. 대구광역시", "대구광역시"), ("1. 부산", "부산"), ("① 경기도 수원시", "경기도 수원시"),
    ("===부산===", "부산"), ("○ 서울", "서울"), ("(세종특별자치시)", "세종특별자치시"), ("부산시 소재 학교", "부산시"),
    ("서울특별시 강남구 (총 3개교)", "서울특별시 강남구"), ("해운대교육지원청", "해운대교육지원청"), ("경남권", "경남"),
    ("＜강원도＞", "강원도"), ("[수원]", "수원"), ("- 전북 -", "전북"), ("《고성군》", "고성군"), ("[대치동]", "대치동"),
]  # fmt: skip


@pytest.mark.parametrize("in_school_column", [True, False])
@pytest.mark.parametrize(("text", "region"), REGIONS)
def test_a_line_that_only_names_a_region_is_its_heading(text, region, in_school_column) -> None:
    heading = read_heading(text, is_region, of_schools=in_school_column)
    assert heading is not None
    assert (heading.region, heading.level, heading.certain) == (region, None, True)


@pytest.mark.parametrize(
    ("text", "region", "level"),
    [
        ("[고등학교]", "", Level.HIGH), ("중학교", "", Level.MIDDLE), ("■ 대학교", "", Level.UNIVERSITY),
        ("중학교 명단", "", Level.MIDDLE), ("【서울/고등학교】", "서울", Level.HIGH), ("[부산 중학교]", "부산", Level.MIDDLE),
        ("고등학교 (12교)", "", Level.HIGH), ("[초등]", "", Level.ELEMENTARY), ("<경기도 - 고교>", "경기도", Level.HIGH),
    ],
)  # fmt: skip
def test_a_line_that_names_a_level_is_its_heading(text, region, level) -> None:
    heading = read_heading(text, is_region, of_schools=True)
    assert heading is not None
    assert (heading.region, heading.level) == (region, level)


@pytest.mark.parametrize(
    "text",
    ["가상고", "부산고등학교", "부산 고등학교", "■ 부산중학교", "1. 가상고", "휘문", "부산중학교 (서울)", "- 가상여중", "가상중·고",
     "가상고 12명", "Gasang High School",
     "가상초등학교수정분교장", "가상수정고", "가상기준중"],
)  # fmt: skip
def test_the_name_of_a_school_is_no_heading(text) -> None:
    assert read_heading(text, is_region, of_schools=True) is None


@pytest.mark.parametrize(
    "text", ["합계", "소계 12", "총 12교", "이상 12개교", "계", "Total: 12", "총계 : 3", "- 끝 -"]
)
def test_a_total_is_no_row_and_holds_nothing(text) -> None:
    heading = read_heading(text, is_region, of_schools=True)
    assert heading is not None
    assert heading.holds_nothing


@pytest.mark.parametrize(
    "text",
    [
        "2차",
        "2차 접수",
        "[추가 제보]",
        "2024. 8. 26.",
        "※ 9월 1일 기준",
        "수도권",
        "<1권역>",
        "1분기",
        "출처: 가상일보",
    ],
)
def test_other_headings_are_not_understood(text) -> None:
    heading = read_heading(text, is_region, of_schools=True)
    assert heading is not None
    assert (heading.region, heading.level, heading.holds_nothing) == ("", None, False)


REMARKS = (
    "추가",
    "제보",
    "접수",
    "추가요",
    "2차 추가",
    "(추가)",
    "신고 접수",
    "최종",
    "8월 27일 추가",
    "NEW",
    "page 2",
    "복수 제보",
)


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize(
    "name", ["가상가람고", "가상가람여자중학교", "가상 국제학교", "KIS", "가나다", "Gasang High School"]
)
def test_a_name_beside_a_remark_is_a_row_and_no_heading(name, remark) -> None:
    for text in (f"{name} {remark}", f"{remark} {name}", f"[{name} {remark}]"):
        assert read_heading(text, is_region, of_schools=True) is None


@pytest.mark.parametrize(
    "text", ["○○고등학교", "○고등학교", "△△중학교", "□□고", "◯◯여자고등학교", "**고등학교", "OO중학교"]
)
def test_signs_in_place_of_a_name_are_no_heading_of_a_level(text) -> None:
    assert read_heading(text, is_region, of_schools=True) is None


@pytest.mark.register
def test_no_school_of_the_register_is_lost_as_a_heading(official_register) -> None:
    names = {row["학교명"] for file in map(read_register_file, official_register) for row in file.rows}
    lost = [
        text
        for name in sorted(names)
        for text in (f"{name} 추가", f"{name} 접수", f"[{name}] 제보")
        if (heading := read_heading(text, is_region, of_schools=True)) and heading.certain
    ]
    assert lost == []


def test_a_bare_word_that_may_be_a_region_or_a_school_is_not_certain() -> None:
    for word in ("수원", "강남", "고성"):
        heading = read_heading(word, is_region, of_schools=True)
        assert heading is not None
        assert not heading.certain


def test_without_a_gazetteer_a_region_is_known_by_its_shape() -> None:
    assert all(
        map(
            looks_like_a_region,
            ("서울", "부산광역시", "경남 창원시", "서울 강남구", "수원시", "경기도 수원시 팔달구"),
        )
    )
    assert not any(map(looks_like_a_region, ("가상고", "수원", "홍길구", "명단", "")))


def _regions(text: str) -> list[tuple[str, str, Level | None]]:
    found = read(text, is_region=is_region)
    return [(entry.school, entry.region, entry.level) for entry in found.entries]


def test_a_heading_holds_for_the_rows_below_until_the_next_and_is_no_row() -> None:
    found = read("학교,비고\n[부산]\n가상고,\n나상고,\n■ 인천,\n다상고\n", is_region=is_region)
    assert [(entry.row, entry.school, entry.region) for entry in found.entries] == [
        (2, "가상고", "부산"),
        (3, "나상고", "부산"),
        (5, "다상고", "인천"),
    ]
    assert [each.row for each in found.skipped] == [1, 4]


@pytest.mark.parametrize("place", range(3))
def test_a_heading_may_stand_in_any_column(place) -> None:
    line = ["", "", ""]
    line[place] = "부산광역시"
    text = f"번호,학교,지역\n{','.join(line)}\n1,가상고,\n"
    assert _regions(text) == [("가상고", "부산광역시", None)]


def test_the_region_of_a_row_narrows_that_of_its_heading() -> None:
    assert _regions("학교,지역\n부산,\n가상고,중구\n나상고,부산 해운대구\n") == [
        ("가상고", "부산 중구", None),
        ("나상고", "부산 해운대구", None),
    ]


def test_headings_of_regions_and_levels_hold_inside_each_other() -> None:
    text = "학교,비고\n[부산]\n[고등학교]\n가상\n[중학교]\n나상\n[서울]\n다상\n"
    assert _regions(text) == [
        ("가상", "부산", Level.HIGH),
        ("나상", "부산", Level.MIDDLE),
        ("다상", "서울", None),
    ]
    text = "학교,비고\n[고등학교]\n[부산]\n가상\n[서울]\n나상\n[중학교]\n다상\n"
    assert _regions(text) == [
        ("가상", "부산", Level.HIGH),
        ("나상", "서울", Level.HIGH),
        ("다상", "", Level.MIDDLE),
    ]


def test_a_heading_that_is_not_understood_leaves_the_one_above_in_doubt() -> None:
    found = read(
        "학교,비고\n[부산]\n가상고,\n2차,\n나상고,\n합계 2,\n[인천]\n다상고\n합계 3\n라상고\n",
        is_region=is_region,
    )
    assert [(entry.region, entry.region_assumed) for entry in found.entries] == [
        ("부산", False),
        ("부산", True),
        ("인천", False),
        ("인천", False),
    ]


def test_what_stands_alone_in_the_column_of_regions_is_a_region_whatever_it_says() -> None:
    assert _regions("지역,학교\n수도권,\n,가상고\n") == [("가상고", "수도권", None)]


def test_a_name_alone_in_a_column_of_people_is_never_shown() -> None:
    for name in ("이천", "홍길동", "고성"):
        found = read(f"이름,학교,지역\n{name},,\n,가상고,\n", is_region=is_region)
        assert name not in repr(found)
        assert found.entries[-1].region == ""


def test_an_address_or_a_note_alone_stays_a_row() -> None:
    found = read("학교,주소,비고\n,서울특별시 강남구,\n,,부산\n", is_region=is_region)
    assert [(entry.address, entry.note) for entry in found.entries] == [
        ("서울특별시 강남구", ""),
        ("", "부산"),
    ]
