"""Query parameters at their bounds, and the sentences in which they are refused."""

from datetime import date

import pytest

from webmap.errors import FilterError, NotFoundError
from webmap.places.regions.region_table import load_region_table
from webmap.view.filters import (
    EVERYTHING,
    NO_FILTER,
    Filters,
    parameters,
    parse_filters,
    plain_value,
    plain_values,
)
from webmap.view.parameters import (
    MAX_NAMED,
    MAX_TEXT_LENGTH,
    Called,
    bounded_text,
    day,
    one_of,
    parts,
    quoted,
    refuse_unknown,
    several,
    unknown_value,
)
from webmap.view.unplaced import PAGE_SIZE, find, index_entries
from webmap.view.unplaced_filters import (
    MAX_PAGE,
    UnplacedFilters,
    parse_unplaced_filters,
    refuse_unknown_file,
)
from webmap.vocabulary.terms import STATUSES, STATUSES_COUNTED_BY_DEFAULT, Level, RegionLevel, Status

TABLE = load_region_table()


def refusal(function, *arguments, **more):
    with pytest.raises(FilterError) as refused:
        function(*arguments, **more)
    return refused.value.message.render("en")


def test_a_typed_text_is_quoted_up_to_forty_characters():
    assert quoted("가" * 40) == f"“{'가' * 40}”"
    assert quoted("가" * 41) == f"“{'가' * 40}…”"


def test_unknown_parameters_are_named_in_their_order_up_to_five_beside_the_known_ones():
    assert MAX_NAMED == 5
    given = ["g", "f", "e", "d", "c", "b", "level", "lang"]
    assert refusal(refuse_unknown, given, ["level", "q"], ["lang"]) == (
        "There is no filter “b”, “c”, “d”, “e”, “f”. Known filters: level, q."
    )
    refuse_unknown(["level", "lang"], ["level"], ["lang"])
    said = refusal(refuse_unknown, ["x"], ["a"], called=Called.PARAMETER)
    assert said == "There is no parameter “x” here. Known parameters: a."


def test_an_unknown_value_is_named_with_its_parameter_and_the_first_twenty_known_ones():
    assert unknown_value("n", "v", "a, b").message.render("en") == (
        "The filter n does not know the value “v”. It takes: a, b."
    )
    assert unknown_value("n", "v", "a", Called.PARAMETER).message.render("en") == (
        "The parameter n does not know the value “v”. It takes: a."
    )
    known = [f"k{number:02}" for number in range(21)]
    said = refusal(one_of, "n", "v", known)
    assert "k19." in said and "k20" not in said  # noqa: PT018 (one sentence)
    assert (
        refusal(one_of, "n", "v", [], Called.PARAMETER)
        == "The parameter n does not know the value “v”. It takes: –."
    )
    assert one_of("n", "k20", known) == "k20"


def test_lists_days_and_texts_are_read_as_they_are_written():
    assert parts(" a, ,b,,c ") == ["a", "b", "c"]
    assert several("n", "b,a,b", ["a", "b", "c"]) == {"a", "b"}
    assert "“x”" in refusal(several, "n", "y,x", ["a"])
    assert day("from", "2024-02-29") == date(2024, 2, 29)
    for text in ("2023-02-29", "20240826", "2024-8-26", "x2024-08-26", "2024-08-26x"):
        assert (
            refusal(day, "from", text)
            == f"The filter from does not know the value “{text}”. It takes: YYYY-MM-DD."
        )


def test_a_text_has_a_longest_length_in_every_form_in_which_it_is_compared():
    longest = "가" * MAX_TEXT_LENGTH
    assert bounded_text("q", longest) == longest
    assert bounded_text("q", "가", longest) == "가"
    for forms in ((longest + "가",), ("가", longest + "가"), (longest + "가", "가")):
        assert "at most 100 characters" in refusal(bounded_text, "q", *forms)
    assert parse_filters({"q": longest}, TABLE).q == longest
    assert parse_filters({"q": " 가  나 "}, TABLE).q == "가 나"
    assert "at most 100" in refusal(parse_filters, {"q": "ﷺ" * 10}, TABLE)


def test_filters_are_written_as_they_are_read_and_only_where_they_are_set():
    filters = Filters(
        level=frozenset({Level.HIGH, Level.MIDDLE}), status=frozenset({Status.REFUTED}), sido=frozenset({"11", "41"}),
        since=date(2024, 8, 26), until=date(2024, 8, 26), lists=frozenset({"only:a.b", "b"}), q="가상",
    )  # fmt: skip
    written = {
        "level": "high,middle",
        "status": "refuted",
        "sido": "11,41",
        "from": "2024-08-26",
        "to": "2024-08-26",
        "lists": "b,only:a.b",
        "q": "가상",
    }
    assert parameters(filters) == written
    assert parse_filters(written, TABLE, lists=("a", "b")) == filters
    assert parameters(NO_FILTER) == {}
    assert parameters(EVERYTHING) == {"status": ",".join(sorted(STATUSES))}
    assert plain_values(filters) == {
        "level": ["high", "middle"], "status": ["refuted"], "sido": ["11", "41"], "sigungu": [], "office": [],
        "from": "2024-08-26", "to": "2024-08-26", "lists": ["b", "only:a.b"], "q": "가상",
    }  # fmt: skip
    assert plain_values(NO_FILTER)["status"] == sorted(STATUSES_COUNTED_BY_DEFAULT)
    assert [plain_value(each) for each in (None, "", "x", 3, frozenset("ba"))] == [
        None,
        None,
        "x",
        3,
        ["a", "b"],
    ]


def test_regions_of_a_filter_are_named_by_level_and_unknown_codes_with_the_choices():
    filters = Filters(sido=frozenset({"11"}), office=frozenset({"7021000"}))
    assert filters.regions() == {RegionLevel.SIDO: {"11"}, RegionLevel.OFFICE: {"7021000"}}
    assert NO_FILTER.regions() == {}
    choices = ", ".join(f"{each.code} ({each.name})" for each in TABLE.regions(RegionLevel.SIDO))
    said = refusal(parse_filters, {"sido": "99,11,98"}, TABLE)
    assert said == f"The filter sido does not know the value “98”. It takes: {choices}."


def test_parameters_beside_the_filters_are_allowed_where_they_are_named_and_commas_alone_are_no_filter():
    assert parse_filters({"lang": "en", "level": " , "}, TABLE, also=["lang"]) == NO_FILTER
    assert "“lang”" in refusal(parse_filters, {"lang": "en"}, TABLE)
    one_day = parse_filters({"from": "2024-08-26", "to": "2024-08-26"}, TABLE)
    assert one_day.since == one_day.until


def ask(**arguments):
    return parse_unplaced_filters({name: [*values] for name, values in arguments.items()}, ["11", "41"])


def test_a_page_is_a_number_up_to_the_highest():
    assert ask(page=["1"]).page == 1
    assert ask(page=[str(MAX_PAGE)]).page == MAX_PAGE == 1_000_000
    for text in ("0", str(MAX_PAGE + 1), "00000001", "1.0", "²", "x"):
        said = refusal(ask, page=[text])
        assert said == f"The filter page does not know the value “{text}”. It takes: 1, 2, 3 …."


def test_filters_of_entries_take_several_values_only_where_they_are_lists():
    found = ask(
        outcome=["ambiguous", "refused"],
        level=["high,none"],
        sido=["11", "41"],
        q=[" 가 "],
        lang=["en"],
        file=["", "a.csv"],
    )
    assert found == UnplacedFilters(
        frozenset({"ambiguous", "refused"}),
        frozenset({"high", "none"}),
        sido=frozenset({"11", "41"}),
        file="a.csv",
        q="가",
    )
    for name in ("file", "q", "page", "lang"):
        said = refusal(ask, **{name: ["1", "2"]})
        assert said == f"The filter “{name}” takes one value; it is stated several times."
    assert "“q2”" in refusal(ask, q2=["x"])
    assert ask(level=["elementary"]).level == {"elementary"}
    assert "at most 100" in refusal(ask, q=["가" * 101])


def test_filters_of_entries_are_written_as_parameters():
    filters = UnplacedFilters(
        frozenset({"refused", "ambiguous"}), sido=frozenset({"11"}), file="a.csv", q="가", page=2
    )
    assert filters.parameters() == {
        "outcome": "ambiguous,refused",
        "sido": "11",
        "file": "a.csv",
        "q": "가",
        "page": "2",
    }
    assert UnplacedFilters().parameters() == {}
    refuse_unknown_file(UnplacedFilters(), [])
    refuse_unknown_file(filters, ["b.csv", "a.csv"])
    assert refusal(refuse_unknown_file, filters, ["b.csv"]) == (
        "The filter file does not know the value “a.csv”. It takes: b.csv."
    )


def entry(outcome="ambiguous", query="가상고", region="", level=None, file="a.csv", candidates=()):
    named = [{"name": name} for name in candidates]
    return {
        "file": file,
        "query": query,
        "level": level,
        "status": "reported",
        "date": None,
        "region": region,
        "outcome": outcome,
        "candidates": named,
    }


@pytest.mark.parametrize(("query", "found"), [("상솔고", 1), ("솔고등", 1), ("ㄱㅅㅅㄱㄷ", 1), ("고고", 0), ("서울", 0), ("솔중", 0)])  # fmt: skip
def test_an_entry_is_searched_by_its_text_and_the_names_of_its_candidates(query, found):
    named = ["가상솔고등학교", "가상솔고등학교"]
    entries = index_entries([entry(query="가상 솔고", candidates=named, region="서울")])
    assert find(entries, UnplacedFilters(q=query)).total == found


def test_an_entry_has_the_one_province_of_its_region_and_the_level_that_is_stated():
    regions = ["서울", "강남구", "", "중구", "???", "서울 성남시"]
    rows = [entry(region=region) for region in regions]
    counts = find(index_entries([*rows, entry(level="high", region="수원")]), UnplacedFilters()).counts
    assert counts["sido"] == {"11": 2, "none": 4, "41": 1}
    assert counts["level"] == {"none": 6, "high": 1}


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (2 * PAGE_SIZE, 2)]
)
def test_pages_are_as_many_as_the_entries_need(count, pages):
    entries = index_entries([entry(query=str(number)) for number in range(count)])
    everything = find(entries, UnplacedFilters())
    assert (everything.page, everything.pages, everything.total, len(everything.rows)) == (
        1,
        pages,
        count,
        count,
    )
    last = find(entries, UnplacedFilters(page=pages))
    assert (last.page, last.pages, last.total) == (pages, pages, count)
    assert [row["query"] for row in last.rows] == [
        str(number) for number in range((pages - 1) * PAGE_SIZE, count)
    ]
    with pytest.raises(NotFoundError) as refused:
        find(entries, UnplacedFilters(page=pages + 1))
    said = refused.value.message.render("en")
    assert said == f"There is no page {pages + 1}; the last one is {pages}."


def test_every_choice_is_counted_as_if_only_its_own_filter_were_not_set():
    entries = index_entries(
        [
            entry(level="high", file="a.csv"),
            entry(level="high", file="b.csv"),
            entry("refused", level=None),
            entry(query="다른고"),
        ]
    )
    found = find(
        entries, UnplacedFilters(outcome=frozenset({"ambiguous"}), level=frozenset({"high"}), q="가상")
    )
    assert found.counts == {
        "outcome": {"ambiguous": 2}, "level": {"high": 2}, "status": {"reported": 2}, "sido": {"none": 2},
        "file": {"a.csv": 1, "b.csv": 1},
    }  # fmt: skip
    found = find(entries, UnplacedFilters(file="a.csv"))
    assert found.counts["file"] == {"a.csv": 3, "b.csv": 1}
    assert found.counts["level"] == {"high": 1, "none": 2}


@pytest.mark.parametrize("name", ["outcome", "level", "sido"])
def test_an_unknown_value_of_a_list_of_entries_is_refused_with_the_name_of_its_filter(name):
    assert refusal(ask, **{name: ["x"]}).startswith(f"The filter {name} does not know the value “x”.")


def test_a_text_that_is_too_long_is_refused_with_the_name_of_its_filter():
    said = "The filter q takes at most 100 characters."
    assert refusal(ask, q=["가" * 101]) == refusal(parse_filters, {"q": "가" * 101}, TABLE) == said


def test_a_list_is_chosen_by_its_whole_name():
    entries = index_entries([entry(file="a"), entry(file="a.csv")])
    assert [row["file"] for row in find(entries, UnplacedFilters(file="a.csv")).rows] == ["a.csv"]
