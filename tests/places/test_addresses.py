"""Addresses in the forms that official files and people write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webmap.places.addresses.addresses import read_address
from webmap.places.addresses.legal_dongs import LegalDongs

UNDERSTOOD = {
    "전라남도 목포시 영산로 697 (석현동, 목포가톨릭대학교)": ("46110", "", "석현동"),
    "전라남도 나주시 켄텍길 21(빛가람동)": ("46170", "", "빛가람동"),
    "서울특별시 성북구 삼선교로16길 116 (삼선동2가, 한성대학교)": ("11290", "", "삼선동2가"),
    "전북특별자치도 전주시 완산구 효자동3가 1685": ("52110", "완산구", "효자동3가"),
    "서울시 종로구 종로 1가 12": ("11110", "", "종로1가"),
    "경상북도 경산시 하양읍 대경로105길 19 (부호리, 호산대학교)": ("47290", "", "하양읍 부호리"),
    "경상남도 창원시 의창구 동읍 화양리 988-1": ("48120", "의창구", "동읍 화양리"),
    "경기도 성남시 분당구 정자동 178-1": ("41130", "분당구", "정자동"),
    "성남 분당 정자동 1": ("41130", "분당구", "정자동"),
    "창원 마산합포 월영동 449": ("48120", "마산합포구", "월영동"),
    "경기도 고양시 일산서구 일산동 1041": ("41280", "일산서구", "일산동"),
    "세종특별자치시 조치원읍 신안리 300": ("36110", "", "조치원읍 신안리"),
    "세종특별자치시  남세종로 423 (보람동)": ("36110", "", "보람동"),
    "세종시 해밀동 116": ("36110", "", "해밀동"),
    "김해시 구산동 1058": ("48250", "", "구산동"),
    "06236 서울 강남구 테헤란로 152 역삼동": ("11680", "", "역삼동"),
    "(06236) 서울 강남구 테헤란로 152 (역삼동)": ("11680", "", "역삼동"),
    "대한민국 서울특별시 강남구 역삼동 1": ("11680", "", "역삼동"),
    "서울특별시강남구역삼동 123-4": ("11680", "", "역삼동"),
    "서울 강남구 역삼동123-4번지": ("11680", "", "역삼동"),
    "전북특별자치도교육청전주시 덕진구 금암동": ("52110", "덕진구", "금암동"),
    "전라특별자치도 전주시 완산구 홍산로 111 (효자동2가)": ("52110", "완산구", "효자동2가"),
    "경북 군위군 군위읍 동부리": ("27720", "", "군위읍 동부리"),
    "대구 군위군 삼국유사면 화북리": ("27720", "", "삼국유사면 화북리"),
    "인천광역시 남구 염전로333번길 23 (주안동, 대학(남인천캠퍼스))": ("28177", "", "주안동"),
    "인천 검단구 원당동": ("28260", "", "원당동"),
    "마산시 합포구 월영동": ("48120", "", "월영동"),
    "진해시 여좌동": ("48120", "", "여좌동"),
    "여주군 여주읍 창리 100": ("41670", "", "여주읍 창리"),
    "여주시 창동 8": ("41670", "", "창동"),
    "청원군 오창읍 양청리": ("43110", "", "오창읍 양청리"),
    "청주시 청원구 오창읍 양청리": ("43110", "청원구", "오창읍 양청리"),
    "청주시 상당구 북문로1가 1": ("43110", "상당구", "북문로1가"),
    "충남 당진군 당진읍 읍내리": ("44270", "", "당진읍 읍내리"),
    "당진시 읍내동 1": ("44270", "", "읍내동"),
    "부산광역시 기장군 정관읍 산단4로 2-69": ("26710", "", "정관읍"),
    "경상북도 고령군 대가야읍 대가야로 1103 (지산리, 가야대학교)": ("47830", "", "대가야읍 지산리"),
    "경기도 화성시 동탄구 능동 1": ("41590", "동탄구", "능동"),
    "경기도 화성시 남양읍 남양리 2057": ("41590", "", "남양읍 남양리"),
    "제주도 제주시 아라일동": ("50110", "", "아라일동"),
    "북제주군 애월읍 광령리": ("50110", "", "애월읍 광령리"),
    "제주특별자치도 서귀포시 남원읍 남원리 1": ("50130", "", "남원읍 남원리"),
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_an_address_gives_its_sigungu_gu_and_legal_dong(text: str, legal_dongs: LegalDongs) -> None:
    address = read_address(text, legal_dongs)
    assert address is not None
    assert (address.sigungu, address.gu, address.dong) == UNDERSTOOD[text]
    assert address.precision == "legal_dong"
    assert address.legal_dong


@pytest.mark.parametrize(
    ("text", "sigungu"),
    [
        ("포항 남구 지곡동", "47110"),
        ("남구 지곡동", "47110"),
        ("광주시 경안동 10", "41610"),
        ("광주시 북구 용봉동", "29170"),
        ("고성군 토성면 봉포리", "51820"),
        ("고성군 고성읍", "48820"),
        ("서울 역삼동 123", "11680"),
    ],
)
def test_a_shared_sigungu_name_is_resolved_by_the_legal_dong(
    text: str, sigungu: str, legal_dongs: LegalDongs
) -> None:
    address = read_address(text, legal_dongs)
    assert address is not None
    assert address.sigungu == sigungu


@pytest.mark.parametrize(
    "text",
    [
        "경기 수원시 장안구 장안제1동 12",
        "평택시 고덕국제5로 165 해창초등학교",
        "서울특별시 중랑구 망우로 353, C동 9층(상봉프레미어스엠코)",
        "강원 고성",
    ],
)
def test_without_a_legal_dong_the_whole_sigungu_is_the_circle(text: str, legal_dongs: LegalDongs) -> None:
    address = read_address(text, legal_dongs)
    assert address is not None
    assert address.precision == "sigungu"
    assert not address.legal_dong
    assert address.radius_m == legal_dongs.sigungu_circle(address.sigungu).radius_m > 3_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "중구 1",
        "서울",
        "서울 성남시 분당구",
        "북경시 조양구",
        "하노이",
        "고성군",
        "역삼동 12",
        "\0",
        "((((",
        "<b>서울</b>",
    ],
)
def test_what_fits_no_sigungu_or_several_has_no_place(text: str, legal_dongs: LegalDongs) -> None:
    assert read_address(text, legal_dongs) is None


def test_a_name_shared_by_two_gu_has_the_circle_of_both_until_the_gu_is_stated(
    legal_dongs: LegalDongs,
) -> None:
    shared = read_address("창원시 중앙동", legal_dongs)
    place = read_address("창원시 성산구 중앙동", legal_dongs)
    assert shared is not None
    assert place is not None
    assert (len(shared.legal_dong), len(place.legal_dong)) == (2, 1)
    assert shared.radius_m > place.radius_m
    assert (shared.lat, shared.lon) != (place.lat, place.lon)


def test_what_stands_behind_300_characters_is_not_read(legal_dongs: LegalDongs) -> None:
    address = read_address("서울 강남구 " + "가" * 100_000 + " (역삼동)", legal_dongs)
    assert address is not None
    assert address.precision == "sigungu"


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*" ".join(UNDERSTOOD).split(), "(", ")", "\0", "광주", "중구"]), max_size=8))
def test_any_words_can_be_asked_and_a_place_is_always_in_korea(
    legal_dongs: LegalDongs, words: list[str]
) -> None:
    address = read_address(" ".join(words), legal_dongs)
    if address is not None:
        assert 33 < address.lat < 39
        assert 124 < address.lon < 132
        assert address.radius_m > 0
        assert address.sigungu.startswith(address.sido)
