"""Korean words for codes: in addresses, on the command line and in settings; a refusal lists the choices."""

import re

import pytest

from tests.conftest import app_for
from webmap.errors import FilterError, SettingsError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings, load_settings
from webmap.view.audience import audience_of
from webmap.view.filters import parameters, parse_filters
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel, Status

TABLE = load_region_table()
(OFFICE,) = TABLE.named(RegionLevel.OFFICE, "경기도수원교육지원청")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"status": "확인"}, {"status": "confirmed"}),
        ({"status": "확인,조사 중"}, {"status": "confirmed,under_review"}),
        ({"status": "조사중, refuted"}, {"status": "refuted,under_review"}),
        ({"status": "사실아님"}, {"status": "refuted"}),
        ({"level": "고등학교,중학교"}, {"level": "high,middle"}),
        ({"sido": "경기"}, {"sido": "41"}),
        ({"sido": "경기도,서울,26"}, {"sido": "11,26,41"}),
        ({"sido": "전라북도"}, {"sido": "52"}),
        ({"sigungu": "수원시"}, {"sigungu": "41110"}),
        ({"sigungu": "수원"}, {"sigungu": "41110"}),
        ({"sigungu": "서울 중구"}, {"sigungu": "11140"}),
        ({"office": "수원교육지원청"}, {"office": OFFICE}),
    ],
)
def test_a_filter_takes_korean_words_for_its_codes(words, codes):
    assert parse_filters(words, TABLE) == parse_filters(codes, TABLE)


def test_every_name_of_a_term_and_of_a_province_is_taken():
    for name, terms in (("status", STATUSES), ("level", LEVELS)):
        for code, term in terms.items():
            word = Message(term.name).render("ko")
            assert parse_filters({name: word}, TABLE).value(name) == {code}
    for region in TABLE.regions(RegionLevel.SIDO):
        assert parse_filters({"sido": region.name}, TABLE).sido == {region.code}


@pytest.mark.parametrize(
    ("name", "text", "choices"),
    [
        ("sido", "경가", ["41 (경기도)", "11 (서울특별시)", "50 (제주특별자치도)"]),
        ("sido", "99", ["41 (경기도)", "11 (서울특별시)"]),
        ("sigungu", "중구", ["11140 (서울 중구)", "26110 (부산 중구)"]),
        ("sigungu", "수언시", ["41110 (경기 수원시)"]),
        ("status", "확실", ["confirmed", "under_review", "withdrawn"]),
    ],
)
def test_a_refusal_lists_the_choices(name, text, choices):
    with pytest.raises(FilterError) as refused:
        parse_filters({name: text}, TABLE)
    said = refused.value.message.render("en")
    assert [each for each in choices if each not in said] == []
    assert text in said


def test_the_setting_of_public_statuses_takes_korean_words_and_lists_the_choices(monkeypatch):
    monkeypatch.setenv("WEBMAP_PUBLIC_STATUSES", "확인, 조사 중,reported")
    assert audience_of(load_settings()).statuses == {Status.CONFIRMED, Status.UNDER_REVIEW, Status.REPORTED}
    monkeypatch.setenv("WEBMAP_PUBLIC_STATUSES", "확인,확실")
    with pytest.raises(SettingsError, match="확실") as refused:
        load_settings()
    assert "확인(confirmed), 조사 중(under_review)" in refused.value.message.render("ko")
    assert ", ".join(STATUSES) in refused.value.message.render("en")
    assert audience_of(Settings(public_statuses="철회")).statuses == {Status.WITHDRAWN}


@pytest.mark.parametrize(("name", "choice"), [("level", "중학교(middle)"), ("status", "철회(withdrawn)")])
def test_a_refused_word_is_answered_with_the_words_of_the_readers_language(sample_folder, name, choice):
    client = app_for(sample_folder).test_client()
    assert choice in client.get(f"/api/schools.geojson?{name}=foo&lang=ko").json["detail"]
    assert re.search("[가-힣]", client.get(f"/api/schools.geojson?{name}=foo&lang=en").json["detail"]) is None


def test_interfaces_take_words_and_write_codes(sample_folder):
    client = app_for(sample_folder).test_client()
    words, codes = "sido=경기&status=확인", "sido=41&status=confirmed"
    for address in ("/api/schools.geojson", "/exports/schools.json", "/ogc/collections/schools/items"):
        assert client.get(f"{address}?{words}").data == client.get(f"{address}?{codes}").data
    page = client.get(f"/?{words}&by=sigungu")
    assert (page.status_code, page.headers["Location"]) == (303, "/?status=confirmed&sido=41&by=sigungu")
    assert client.get("/?sido=경가").status_code == 200


def test_addresses_that_are_written_hold_codes_alone():
    filters = parse_filters({"sido": "경기", "status": "확인"}, TABLE)
    assert parameters(filters) == {"status": "confirmed", "sido": "41"}
