from dataclasses import replace
from datetime import date

from tests.matching.making import matcher_of, school
from webmap.figures.listed_schools import listed_schools, mark_duplicates, outcome_counts
from webmap.lists.entry import Entry
from webmap.matching.result import place_of
from webmap.matching.rules import RULES
from webmap.vocabulary.terms import Level, Outcome, Status

HANBIT = school("가상한빛고등학교", Level.HIGH)
SOL = school("가상솔내중학교", Level.MIDDLE, "26230")
MATCHER = matcher_of(HANBIT, SOL)


def matches(*entries: Entry):
    return mark_duplicates(MATCHER.match(entries))


def test_a_second_row_of_the_same_source_is_a_duplicate_and_counted_once():
    found = matches(Entry("a.csv", 1, "가상한빛고"), Entry("a.csv", 2, "가상한빛고등학교"))
    assert [each.outcome for each in found] == [Outcome.MATCHED, Outcome.DUPLICATE]
    (listed,) = listed_schools(found)
    assert listed.reports == 1


def test_a_school_named_by_several_files_and_sources_counts_each_of_them():
    found = matches(
        Entry("a.csv", 1, "가상한빛고", source="가상 제보방"),
        Entry("a.csv", 2, "가상한빛고", source="가상 신문"),
        Entry("b.csv", 1, "가상한빛고"),
    )
    assert [each.outcome for each in found] == [Outcome.MATCHED] * 3
    (listed,) = listed_schools(found)
    assert listed.reports == 3
    assert listed.sources == ("b.csv", "가상 신문", "가상 제보방")


def test_a_duplicate_still_tells_a_later_status_and_date():
    found = matches(
        Entry("a.csv", 1, "가상한빛고", date=date(2024, 8, 26)),
        Entry("a.csv", 2, "가상한빛고", date=date(2024, 9, 2), status=Status.CONFIRMED),
    )
    (listed,) = listed_schools(found)
    assert listed.status is Status.CONFIRMED
    assert (listed.first_reported, listed.last_reported) == (date(2024, 8, 26), date(2024, 9, 2))


def test_the_account_adds_up_to_the_entries():
    found = matches(
        Entry("a.csv", 1, "가상한빛고/가상솔내중"),
        Entry("a.csv", 2, "없는고"),
        Entry("a.csv", 3, "가상한빛고"),
    )
    account = outcome_counts(found)
    assert sum(account.values()) == len(found) == 4
    assert (account[Outcome.MATCHED], account[Outcome.UNMATCHED], account[Outcome.DUPLICATE]) == (2, 1, 1)


def test_what_is_not_placed_is_not_listed():
    assert listed_schools(matches(Entry("a.csv", 1, "없는고"))) == []


def test_campuses_that_share_a_name_and_sido_say_which_they_are():
    main = school("가상바다대학교", Level.UNIVERSITY, "51210", id="sea", radius_m=500)
    second = school(
        "가상바다대학교",
        Level.UNIVERSITY,
        "51210",
        id="sea",
        key="sea#제2캠퍼",
        campus="제2캠퍼",
        radius_m=500,
    )
    matcher = matcher_of(main, second)
    found = [
        replace(each, school=second, place=place_of(second))
        for each in matcher.match([Entry("a.csv", 1, "가상바다대")])
    ]
    assert [each.name for each in listed_schools(found)] == ["가상바다대학교 제2캠퍼스"]


def test_a_school_tells_by_which_rules_its_rows_were_placed():
    found = matches(
        Entry("a.csv", 1, "가상한빛고등학교"),
        Entry("b.csv", 1, "가상한빛고"),
        Entry("c.csv", 1, "가상한빗고", region="서울"),
    )
    (listed,) = listed_schools(found)
    assert set(listed.rules) <= set(RULES)
    assert {"official", "short"} <= set(listed.rules)
    assert list(listed.rules) == sorted(listed.rules)


def test_what_is_not_placed_has_no_rule():
    assert [each.rule for each in matches(Entry("a.csv", 1, "없는고"))] == [""]
