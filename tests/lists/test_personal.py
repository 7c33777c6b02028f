from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lists.making import read
from webmap.lists.personal import detect as personal
from webmap.lists.personal.detect import find_personal
from webmap.places.addresses.legal_dongs import load_legal_dongs
from webmap.places.gazetteer import Places
from webmap.vocabulary.terms import RegionLevel

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            personal.RESIDENT_NUMBER,
            (
                *(
                    "080101-3123456",
                    "0801013123456",
                    "080101 - 3123456",
                    "０８０１０１－４１２３４５６",
                    "080101–3123456",
                ),
                *(
                    "번호080101-3123456임",
                    "0 8 0 1 0 1 3 1 2 3 4 5 6",
                    "080101-\u200b3123456",
                    "080101-3******",
                ),
                *(
                    "990101-5123456",
                    "990101-9234567",
                    "990101-0234567",
                    "990101-1",
                    "080304–4",
                    "990101-1******",
                ),
                *(
                    "990101-*******",
                    "https://example.kr/?q=9901011234567",
                    "https://example.kr/990101-9234567",
                ),
            ),
        ),
        (
            personal.PHONE_NUMBER,
            (
                *(
                    "010-1234-5678",
                    "01012345678",
                    "010 1234 5678",
                    "010.1234.5678",
                    "０１０－１２３４－５６７８",
                ),
                *("+82 10-1234-5678", "82-10-1234-5678", "0 1 0 1 2 3 4 5 6 7 8", "010\u200b1234\u200b5678"),
                *(
                    "010/1234/5678",
                    "010·1234·5678",
                    "010_1234_5678",
                    "공일공 일이삼사 오육칠팔",
                    "O1O-1234-5678",
                ),
                *("연락처:010-1234-5678로", "02-735-1234", "(02) 735-1234", "031-250-1234", "1012345678"),
                *("٠١٠-١٢٣٤-٥٦٧٨", "https://example.kr/?tel=010-1234-5678", "011-234-5678", "070-8765-4321"),
                *(
                    "0082 10 1234 5678",
                    "00821012345678",
                    "+82 (0)10-1234-5678",
                    "10-1234-5678",
                    "10 1234 5678",
                ),
                *(
                    "010-일이삼사-5678",
                    "공1공-1234-5678",
                    "공일공에 일이삼사에 오육칠팔",
                    "010 가 1234 나 5678",
                ),
                "2024-08-26 02-735-1234",
            ),
        ),
        (
            personal.EMAIL,
            (
                "a.b@example.com",
                "ａ＠example.com",
                "abc @ naver . com",
                "abc(at)naver.com",
                "abc골뱅이naver.com",
                *("hong(at)example(dot)com", "hong[at]example[dot]com", "hong AT example DOT com"),
                *("hong 골뱅이 네이버 닷컴", "홍길동@한메일.넷", "hong@네이버", "hong at gmail.com"),
                "hong골뱅이네이버쩜컴",
            ),
        ),
        (
            personal.CARD_NUMBER,
            ("4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "3782 822463 10005"),
        ),
        (
            personal.HANDLE,
            (
                *(
                    "t.me/abcd",
                    "https://t.me/+abc",
                    "T . ME/abcd",
                    "open.kakao.com/o/abc",
                    "www.instagram.com/abc",
                ),
                *(
                    "https://x.com/abcd/status/1",
                    "@abcd_12",
                    "인스타: abcd_1",
                    "텔레그램 아이디: abcd",
                    "계정 abcd1",
                ),
                *("discord.gg/abc", "insta=abcd", "https://facebook.com/abc", "t\u200b.me/abcd"),
                *("인스타 hong_gildong", "인스타 honggildong", "인스타그램 아이디 hgd", "카톡 아이디 hgd1"),
                *(
                    "디코 honggd#1234",
                    "디코 홍길동#1234",
                    "honggd#1234",
                    "텔레 @hgd",
                    "텔레 @홍길동",
                    "discord hong123",
                ),
            ),
        ),
        (personal.PASSPORT, ("M12345678", "m123a4567", "여권 M12345678", "M 1234 5678", "M 123A 4567")),
        (
            personal.BIRTHDAY,
            (
                "2007년 3월 4일생",
                "07.03.04생",
                "3월 4일생",
                "20070304생",
                "070304생",
                "생일 3월 4일",
                "2007-03-04 생일",
            ),
        ),
        (personal.DRIVER_LICENCE, ("11-22-333333-44",)),
        (
            personal.CLASS,
            (
                "2학년 3반",
                "2학년3반 학생",
                "3 학년 12 반",
                "1학년 A반",
                "２학년　３반",
                "2-3반",
                "2학년, 3반이",
                *(
                    "이학년 삼반",
                    "2학년 삼반",
                    "고2 3반",
                    "중3 5반",
                    "가상고2 3반",
                    "2/3반",
                    "3반 12번",
                    "2학년 국제반",
                ),
                "2학년 이과반",
            ),
        ),
    ],
)
def test_personal_data_is_found_in_every_disguise(kind: str, texts: tuple[str, ...]) -> None:
    assert {text: find_personal(text) for text in texts} == dict.fromkeys(texts, kind)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "가상제2고",
            "가상시 가상로 123-4",
            "가상시 가상동 1234-56번지 본관 101호",
            "50번 가상여중",
            "가상중 3학년",
        ),
        *(
            "2024-08-26",
            "2024. 8. 26. 오후 3시 30분",
            "20240826",
            "2024-08-26 ~ 2024-09-01",
            "24.08.26 14:30:00",
        ),
        *("20240826153000", "2024년 8월 26일~9월 1일", "접수 2024-08-26 3건, 2024-08-27 4건", "B000011303"),
        *("https://n.news.naver.com/article/001/0014898765", "https://v.daum.net/v/20240828162700123"),
        *("https://www.yna.co.kr/view/AKR20240828012345004", "https://example.kr/a?id=1704101234567"),
        *(
            "http://example.ac.kr/abc",
            "www.example.kr",
            "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
            "1366",
            "1·2학년 전체",
        ),
        *(
            "1학년 일반학급",
            "가상대학교@부산광역시",
            "(06234) 가상시 가상구",
            "12345678",
            "D20240826",
            "text.me",
            "next.com/a",
        ),
        *("라인 2024", "텔레그램 2024년 8월", "37.5665, 126.9780", "3:4 5/6 7-8", "제1공학관 201-1호"),
    ],
)
def test_what_lists_are_full_of_is_not_taken_for_personal_data(text: str) -> None:
    assert find_personal(text, remark=True) is None


@pytest.mark.parametrize(
    "text",
    [
        *("110-123-456789", "123456-01-123456", "1002-123-456789", "301-1234-5678-91", "3333-01-1234567"),
        *("국민은행 12345678901234", "계좌번호: 110 123 456789", "카뱅 3333011234567"),
    ],
)
def test_a_bank_account_is_found_in_every_column(text: str) -> None:
    assert find_personal(text, remark=True) == personal.BANK_ACCOUNT
    assert find_personal(text) == personal.BANK_ACCOUNT


@pytest.mark.parametrize(
    "text",
    ["2-3 홍길동", "가상고 2-3 홍길동", "2-3 홍길동이", "1-12 김가상", "(2-3 홍길동)", "2-3 김솔"],
)
def test_a_name_behind_a_class_is_found_in_remarks(text: str) -> None:
    assert find_personal(text, remark=True) == personal.PUPIL
    assert find_personal(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "가상동 2-3 가상고",
            "가상로 2-3 홍길고",
            "2-3 서울고",
            "2-3 정도",
            "1-2 이상",
            "2-3 여학생",
            "2-3 조사 중",
            "3-1 고지서",
        ),
        *("2024-08-26-123456", "123-45-67890", "제2024-123-456789호", "240826-1", "240826-3", "1234-1234"),
        *("온라인: https://example.kr", "트위터: https://example.kr/a", "인스타 story", "텔레그램 channel"),
        *(
            "인스타 계정 삭제됨",
            "카톡 계정 도용 2건",
            "posted at news.naver.com",
            "Telegram channel",
            "instagram list",
        ),
        *("2024년 8월 26일 생겨남", "26일 생방송", "2024.8.26 생중계", "3통 5반 12번지", "고2 3반대"),
        *("2학년 절반", "1학년 일반", "3학년 과반", "2학년 여러반", "2학년 3개 반"),
    ],
)
def test_what_looks_nearly_like_personal_data_is_kept(text: str) -> None:
    assert find_personal(text, remark=True) is None


@pytest.mark.parametrize("text", ["2-3 홍길동", "1-12 김가상"])
def test_only_notes_and_sources_are_read_as_remarks(text: str) -> None:
    found = read(f"학교,주소,출처,비고\n가상중,{text},,\n가상중,,{text},\n가상중,,,{text}\n")
    assert [entry.refused is None for entry in found.entries] == [True, False, False]


@given(
    piece=st.text(
        st.sampled_from("a1@.- /:t me공일아이디id()+닷점at인스타#학년반생_"), min_size=1, max_size=6
    )
)
@settings(deadline=timedelta(milliseconds=500))
def test_no_cell_takes_long_to_look_through(piece: str) -> None:
    find_personal((piece * 2000)[:2000], remark=True)


@pytest.mark.register
def test_no_name_or_address_of_the_official_registers_is_taken_for_personal_data() -> None:
    files = {
        "neis_schoolinfo_20260531.csv": ("cp949", ("학교명", "영문학교명", "도로명주소")),
        "schools_standard_20250325.csv": ("cp949", ("학교명", "소재지지번주소", "소재지도로명주소")),
        "schools_standard_20260320.csv": ("cp949", ("학교명", "소재지지번주소", "소재지도로명주소")),
        "universities_standard.csv": (
            "utf-8-sig",
            ("학교명", "학교 영문명", "소재지도로명주소", "소재지지번주소"),
        ),
    }
    if not DATA.exists():
        pytest.skip("the official registers are not at ../shared/data")
    taken = [
        (name, column)
        for name, (encoding, columns) in files.items()
        for row in csv.DictReader((DATA / name).read_text(encoding).splitlines())
        for column in columns
        if find_personal(row[column] or "", remark=True)
    ]
    assert taken == []


def test_no_region_or_legal_dong_is_taken_for_personal_data(places: Places) -> None:
    dongs = {dong.name for dong in load_legal_dongs(places.cache).all}
    regions = {region.name for level in RegionLevel for region in places.table.regions(level)}
    assert len(dongs) > 5000
    found = {
        name
        for name in dongs | regions
        for text in (name, f"가상고({name})", f"{name} 가상중")
        if find_personal(text)
    }
    assert found == set()
