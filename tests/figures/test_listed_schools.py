from dataclasses import replace
from datetime import date

import pytest

from tests.matching.making import matcher_of, school
from webmap.figures.listed_schools import listed_schools, mark_duplicates, outcome_counts
from webmap.lists.entry import Entry
from webmap.matching.result import Match, place_of
from webmap.matching.rules import RULES
from webmap.vocabulary.messages import say
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


def test_a_listed_school_has_every_statement_of_the_register_and_of_its_place():
    sea = school("가상바다고등학교", Level.HIGH, "26230", id="B7", name_en="Gasang Sea High School")
    found = mark_duplicates(
        matcher_of(sea).match(
            [
                Entry("a.csv", 1, "가상바다고", note="둘째 말", level=Level.HIGH),
                Entry("a.csv", 2, "가상바다고", note="첫째 말", source="가상 신문"),
            ]
        )
    )
    (listed,) = listed_schools(found)
    place = place_of(sea)
    assert (listed.key, listed.id, listed.name_en, listed.level) == (
        sea.key,
        "B7",
        "Gasang Sea High School",
        Level.HIGH,
    )
    assert listed.address == sea.address != ""
    assert (listed.sido, listed.sigungu, listed.office) == (place.sido, place.sigungu, place.office)
    assert (listed.lat, listed.lon, listed.radius_m) == (place.lat, place.lon, None)
    assert (listed.outcome, listed.disputed) == (Outcome.MATCHED, False)
    assert listed.notes == ("둘째 말", "첫째 말")


def test_a_school_at_a_circle_is_approximate():
    sea = school("가상바다대학교", Level.UNIVERSITY, "51210", radius_m=500)
    (listed,) = listed_schools(matcher_of(sea).match([Entry("a.csv", 1, "가상바다대")]))
    assert (listed.outcome, listed.radius_m) == (Outcome.APPROXIMATE, 500)


@pytest.mark.parametrize(("level", "shown"), [(None, Level.OTHER), (Level.MIDDLE, Level.MIDDLE)])
def test_an_address_without_a_name_is_a_place_of_its_own_with_the_level_that_its_row_states(level, shown):
    place = replace(place_of(HANBIT), name="가상로 1", radius_m=300)
    entry = Entry("a.csv", 4, "", address="가상로 1", level=level)
    match = Match(entry, 1, "", Outcome.APPROXIMATE, say("-"), place=place)
    (listed,) = listed_schools([match])
    assert (listed.key, listed.id, listed.name, listed.name_en) == ("address:a.csv:4", "", "가상로 1", "")
    assert (listed.address, listed.level) == ("가상로 1", shown)


def test_an_open_row_is_not_listed_though_its_place_is_known():
    match = Match(Entry("a.csv", 1, "x"), 1, "x", Outcome.AMBIGUOUS, say("-"), place=place_of(HANBIT))
    assert listed_schools([match]) == []


def test_a_duplicate_says_why_it_is_not_counted_again():
    _, second = matches(Entry("a.csv", 1, "가상한빛고"), Entry("a.csv", 2, "가상한빛고"))
    assert second.reason.text == "The same source names this school in another row, too; it is counted once."
