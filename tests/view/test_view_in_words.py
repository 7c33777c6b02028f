"""A view in words at its bounds: how many regions are named, when a year is said once, which status stands."""

from datetime import date

import pytest

from webmap.places.regions.region_table import load_region_table
from webmap.view.column import Column, Kind, fields, json_schema, names, object_schema
from webmap.view.filters import NO_FILTER, Filters
from webmap.view.period import period_in_words
from webmap.view.search import fold_query, name_test, search_fold, search_text
from webmap.view.words import MAX_PLACES, filter_in_words, phrases, sentence, title
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import STATUSES, Level, Status, Term

TABLE = load_region_table()


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("since", "until", "korean", "english"),
    [
        ("", "", "", ""), ("2024-08-26", "", "2024년 8월 26일부터 처음 알려진 곳", "first reported since August 26, 2024"),
        ("", "2024-08-26", "2024년 8월 26일까지 처음 알려진 곳", "first reported by August 26, 2024"),
        ("2024-08-26", "2024-08-26", "2024년 8월 26일에 처음 알려진 곳", "first reported on August 26, 2024"),
        ("2024-08-01", "2024-08-31", "2024년 8월에 처음 알려진 곳", "first reported in August 2024"),
        ("2024-02-01", "2024-02-28", "2024년 2월 1일부터 2월 28일까지 처음 알려진 곳", "first reported from February 1 to February 28, 2024"),
        ("2024-02-01", "2024-02-29", "2024년 2월에 처음 알려진 곳", "first reported in February 2024"),
        ("2024-08-01", "2024-09-30", "2024년 8월부터 9월까지 처음 알려진 곳", "first reported from August to September 2024"),
        ("2024-01-01", "2024-12-31", "2024년에 처음 알려진 곳", "first reported in 2024"),
        ("2023-01-01", "2024-12-31", "2023년부터 2024년까지 처음 알려진 곳", "first reported from 2023 to 2024"),
        ("2024-08-02", "2024-08-31", "2024년 8월 2일부터 8월 31일까지 처음 알려진 곳", "first reported from August 2 to August 31, 2024"),
        ("2024-08-01", "2024-08-30", "2024년 8월 1일부터 8월 30일까지 처음 알려진 곳", "first reported from August 1 to August 30, 2024"),
        ("2023-08-01", "2024-09-30", "2023년 8월부터 2024년 9월까지 처음 알려진 곳", "first reported from August 2023 to September 2024"),
        ("2024-01-01", "2024-11-30", "2024년 1월부터 11월까지 처음 알려진 곳", "first reported from January to November 2024"),
        ("2024-02-01", "2024-12-31", "2024년 2월부터 12월까지 처음 알려진 곳", "first reported from February to December 2024"),
        ("2023-08-02", "2024-09-30", "2023년 8월 2일부터 2024년 9월 30일까지 처음 알려진 곳", "first reported from August 2, 2023 to September 30, 2024"),
        ("2024-01-01", "2024-01-01", "2024년 1월 1일에 처음 알려진 곳", "first reported on January 1, 2024"),
    ],
)  # fmt: skip
def test_a_period_is_a_year_a_month_or_a_day_where_it_is_exactly_one(since, until, korean, english):
    assert period_in_words(day(since), day(until), "ko") == korean
    assert period_in_words(day(since), day(until), "en") == english


HIGH = frozenset({Level.HIGH})
STANDING = ", confirmed, under review or reported only"
DONGBU = "Seoul Dongbu District Office of Education"


@pytest.mark.parametrize(
    ("filters", "said", "short", "full"),
    [
        (NO_FILTER, "5 schools nationwide", [], f"Nationwide, all levels{STANDING}"),
        (Filters(level=HIGH), "5 high schools nationwide", ["high schools nationwide"], f"Nationwide, high schools{STANDING}"),
        (Filters(sido=frozenset({"11", "26", "27"})), "5 schools in Seoul, Busan and Daegu", ["Seoul, Busan and Daegu"], f"Seoul, Busan and Daegu, all levels{STANDING}"),
        (Filters(sido=frozenset({"11", "26", "27", "28"})), "5 schools in Seoul, Busan, Daegu and 1 more", ["Seoul, Busan, Daegu and 1 more"],
         f"Seoul, Busan, Daegu and Incheon, all levels{STANDING}"),
        (Filters(sido=frozenset({"41"}), sigungu=frozenset({"41110"})), "5 schools in Suwon-si (Gyeonggi-do)", ["Suwon-si (Gyeonggi-do)"], f"Suwon-si (Gyeonggi-do), all levels{STANDING}"),
        (Filters(sido=frozenset({"11"}), sigungu=frozenset({"41110"})), "5 schools in Seoul · Suwon-si (Gyeonggi-do)", ["Seoul · Suwon-si (Gyeonggi-do)"],
         f"Seoul · Suwon-si (Gyeonggi-do), all levels{STANDING}"),
        (Filters(sido=frozenset({"41"}), sigungu=frozenset({"41110", "11680"})), "5 schools in Gyeonggi-do · Gangnam-gu (Seoul) and Suwon-si (Gyeonggi-do)",
         ["Gyeonggi-do · Gangnam-gu (Seoul) and Suwon-si (Gyeonggi-do)"], f"Gyeonggi-do · Gangnam-gu (Seoul) and Suwon-si (Gyeonggi-do), all levels{STANDING}"),
        (Filters(office=frozenset({"7021000"})), f"5 schools under {DONGBU}", [DONGBU], f"{DONGBU}, all levels{STANDING}"),
        (Filters(level=HIGH, office=frozenset({"7021000"}), sigungu=frozenset({"11680"})), f"5 high schools in Gangnam-gu (Seoul) under {DONGBU}",
         [f"high schools in Gangnam-gu (Seoul) under {DONGBU}"], f"Gangnam-gu (Seoul) · {DONGBU}, high schools{STANDING}"),
        (Filters(status=frozenset({Status.REFUTED})), "5 schools nationwide, refuted claims only", ["refuted claims only"], "Nationwide, all levels, refuted claims only"),
        (Filters(status=frozenset(STATUSES)), "5 schools nationwide, including refuted and withdrawn claims", ["including refuted and withdrawn claims"],
         "Nationwide, all levels, including refuted and withdrawn claims"),
        (Filters(status=frozenset(STATUSES) - {Status.WITHDRAWN}), "5 schools nationwide, including refuted claims", ["including refuted claims"],
         "Nationwide, all levels, including refuted claims"),
        (Filters(status=frozenset({Status.CONFIRMED, Status.REFUTED})), "5 schools nationwide, confirmed or refuted only", ["confirmed or refuted only"],
         "Nationwide, all levels, confirmed or refuted only"),
        (Filters(q="가\u200b나", since=date(2024, 8, 26)), "5 schools nationwide, first reported since August 26, 2024, with “가나” in the name",
         ["first reported since August 26, 2024", "with “가나” in the name"],
         f"Nationwide, all levels{STANDING}, first reported since August 26, 2024, with “가나” in the name"),
    ],
)  # fmt: skip
def test_a_view_is_said_in_a_sentence_in_a_few_words_and_in_full(filters, said, short, full):
    assert MAX_PLACES == 3
    assert sentence(filters, 5, TABLE, "en") == said
    assert phrases(filters, TABLE, "en") == short
    assert filter_in_words(filters, TABLE, "en") == full


def test_a_region_is_named_with_its_province_in_korean_where_its_own_name_does_not_begin_with_it():
    both = Filters(sigungu=frozenset({"11140", "26110"}), sido=frozenset({"11", "26"}))
    assert sentence(both, 1, TABLE, "ko") == "서울특별시 중구·부산광역시 중구 학교 1곳"
    assert phrases(Filters(office=frozenset({"7021000"})), TABLE, "ko") == ["서울특별시동부교육지원청"]
    four = Filters(sido=frozenset({"11", "26", "27", "28"}))
    assert phrases(four, TABLE, "ko") == ["서울특별시·부산광역시·대구광역시 외 1개 지역"]


def test_a_title_says_where_the_data_is_fictional_and_nothing_of_filters_that_it_does_not_know():
    assert title({"level": "high"}, TABLE, "en", True) == (
        "Map of affected schools: high schools nationwide (Fictional sample data)"
    )
    assert title({}, TABLE, "ko", True) == "피해 학교 지도 (가상의 예시 자료)"
    assert title({"x": "1"}, TABLE, "en", False) == "Map of affected schools"
    assert (
        title({"sido": "11", "q": "가"}, TABLE, "en", False)
        == "Map of affected schools: Seoul, with “가” in the name"
    )


WORD = Term("Schools", "How many schools.")


def test_a_column_has_its_heading_its_meaning_and_its_name_in_the_api():
    plain = Column("schools", Kind.COUNT, WORD)
    change = Column("change", Kind.COUNT, WORD, is_change=True)
    framed = Column("x", Kind.COUNT, WORD, sentence="%(name)s: %(meaning)s")
    assert (plain.heading.render("en"), change.heading.render("en")) == ("Schools", "Schools: change")
    assert plain.heading == Message("Schools")
    assert (plain.meaning.render("en"), framed.meaning.render("en")) == (
        "How many schools.",
        "Schools: How many schools.",
    )
    renamed = Column("a", Kind.CODE, WORD, api_name="b", values={"x": WORD, 2: WORD})
    hidden = Column("c", Kind.CODE, WORD, only_in_tables=True)
    assert names([plain, hidden, renamed]) == ["schools", "c", "a"]
    (first, second) = fields([plain, hidden, renamed])
    assert (first, second.name, second.api_name, second.codes) == (plain, "b", "", ["x", "2"])
    assert plain.codes == []


@pytest.mark.parametrize(
    ("kind", "null_allowed"),
    [
        (Kind.TEXT, False), (Kind.CODE, False), (Kind.TEXTS, False), (Kind.COUNT, True), (Kind.NUMBER, True), (Kind.DATE, True), (Kind.YES_NO, True),
    ],
)  # fmt: skip
def test_only_what_is_no_text_is_null_in_the_api_where_it_is_empty(kind, null_allowed):
    assert Column("x", kind, WORD, may_be_empty=True).nullable is null_allowed
    assert Column("x", kind, WORD).nullable is False
    assert Column("x", kind, WORD, text_may_be_null=True).nullable is False
    assert Column("x", kind, WORD, may_be_empty=True, text_may_be_null=True).nullable is True


def schema(kind, empty_is_null=False, **more):
    return json_schema(Column("x", kind, WORD, **more), lambda message: message.render("en"), empty_is_null)


def test_a_schema_states_type_bounds_and_codes():
    said = {"description": "How many schools."}
    codes = {"values": {"a": WORD, "b": WORD}}
    assert schema(Kind.TEXT) == {"type": "string", **said}
    assert schema(Kind.COUNT) == {"type": "integer", "minimum": 0, **said}
    assert schema(Kind.COUNT, may_be_empty=True) == {"type": ["integer", "null"], "minimum": 0, **said}
    assert schema(Kind.NUMBER) == {"type": "number", **said}
    assert schema(Kind.DATE) == {"type": "string", "format": "date", **said}
    assert schema(Kind.YES_NO) == {"type": "boolean", **said}
    assert schema(Kind.TEXTS) == {"type": "array", "items": {"type": "string"}, **said}
    assert schema(Kind.TEXTS, **codes) == {
        "type": "array",
        "items": {"type": "string", "enum": ["a", "b"]},
        **said,
    }
    assert schema(Kind.CODE, **codes) == {"type": "string", "enum": ["a", "b"], **said}
    assert schema(Kind.CODE, may_be_empty=True, **codes) == {"type": "string", "enum": ["a", "b", ""], **said}
    assert schema(Kind.CODE, True, may_be_empty=True, **codes) == {
        "type": ["string", "null"],
        "enum": ["a", "b", None],
        **said,
    }
    assert schema(Kind.TEXT, True, may_be_empty=True) == {"type": ["string", "null"], **said}
    assert schema(Kind.TEXT, True) == {"type": "string", **said}


def test_the_schema_of_a_table_requires_every_column():
    columns = (Column("b", Kind.TEXT, WORD, may_be_empty=True), Column("a", Kind.COUNT, WORD))
    for empty_is_null, kind in ((False, "string"), (True, ["string", "null"])):
        found = object_schema(iter(columns), lambda message: message.render("en"), empty_is_null)
        assert (found["type"], found["required"], list(found["properties"])) == (
            "object",
            ["b", "a"],
            ["b", "a"],
        )
        assert found["properties"]["b"] == {"type": kind, "description": "How many schools."}
    assert object_schema(columns, lambda _: "")["properties"]["b"]["type"] == "string"


@pytest.mark.parametrize(
    ("name", "name_en", "lines"),
    [
        ("가상한빛여자고등학교", "Gasang High", ["가상한빛여자고등학교", "가상한빛여고", "gasanghigh"]), ("가상 대학교", None, ["가상대학교"]), ("고등학교", None, ["고등학교"]),
        ("가상대학교사범대학부속고등학교", "", ["가상대학교사범대학부속고등학교", "가상대사대부고"]), ("ABC 중학교", "ABC", ["abc중학교", "abc"]), ("가상고", None, ["가상고"]),
        ("가상솔중학교 나상고등학교", None, ["가상솔중학교나상고등학교", "가상솔중나상고"]),
    ],
)  # fmt: skip
def test_a_school_is_searched_in_full_shortened_and_in_english(name, name_en, lines):
    assert search_text(name, name_en).split("\n") == lines


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("ㄱㅅ", "가상고", True), ("ㄳ", "가상고", True), ("ㄱㅎ", "가상고", False), ("ㅎ", "힣", True), ("ㄱ", "깋", True), ("ㄱ", "까", False), ("ㅎ", "하", True),
        ("가.", "가상고", False), ("ㄱ.", "가상고", False), ("ㄱ.", "가.상", True), ("상고", "가상고", True), ("ㅏ", "가상고", False), ("ㄱ", "ㄱ자고", True), ("", "가상고", True),
        ("ABC", "abc고", True), ("가 상", "가상고", True), ("ㄱ상ㄱ", "가상고", True),
    ],
)  # fmt: skip
def test_an_initial_consonant_stands_for_its_syllables_and_every_other_sign_for_itself(typed, name, found):
    assert name_test(fold_query(typed))(search_fold(name)) is found
