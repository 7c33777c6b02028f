"""The step over matches: what it changes, what it never does, and what leaves this machine."""

from dataclasses import replace

import pytest

from tests.conftest import silent
from tests.matching.online.making import (
    BY_ADDRESS,
    BY_NAME,
    INSIDE,
    NEXT_DISTRICT,
    UNIVERSITY,
    FakeTime,
    approximate,
    asker_of,
    nominatim_house,
    nominatim_university,
)
from tests.matching.online.serving import Reply, as_json
from webmap.figures.listed_schools import listed_schools
from webmap.lists.entry import Entry
from webmap.matching.online.cache import FILE, AnswerCache
from webmap.matching.online.refine import Refiner
from webmap.matching.result import Match, Place, place_of
from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Outcome

OTHER = replace(UNIVERSITY, key="2", id="2", name="가상하늘대학교", address="대전광역시 유성구 대학로 291")


def sigungu_of(answer):
    return "30200" if (answer.lat, answer.lon) == INSIDE else "30170"


def refiner(asker, progress=silent):
    return Refiner(asker, sigungu_of, load_region_table(), progress)


def test_an_accepted_point_makes_the_circle_smaller_and_says_whose_it_is(server):
    server.replies_with(as_json([nominatim_house()]))
    match = approximate()
    (found,) = refiner(asker_of(server)).refine([match]).matches
    assert found.outcome is Outcome.APPROXIMATE
    assert (found.place.lat, found.place.lon) == INSIDE
    assert 0 < found.place.radius_m < match.place.radius_m
    assert (found.place.provider, found.place.precision) == ("nominatim", "address")
    assert (found.place.sido, found.place.sigungu, found.place.office) == ("30", "30200", "7441300")
    assert "Nominatim" in found.reason.render("ko")
    (listed,) = listed_schools([found])
    assert (listed.outcome, listed.provider, listed.precision) == (
        Outcome.APPROXIMATE,
        "nominatim",
        "address",
    )


def test_a_point_in_another_region_leaves_the_place_and_gives_the_reason(server):
    server.replies_with(as_json([nominatim_house(*NEXT_DISTRICT)]), as_json([]))
    match = approximate()
    refined = refiner(asker_of(server)).refine([match])
    assert refined.matches[0].place == match.place
    assert "city or county" in refined.matches[0].reason.render("en")
    assert (refined.report.refined, refined.report.rejected) == (0, 1)


def test_the_name_is_asked_for_where_the_address_is_not_known(server):
    server.replies_with(as_json([]), as_json([nominatim_university()]))
    (found,) = refiner(asker_of(server)).refine([approximate()]).matches
    assert found.place.precision == "site"
    assert [request.query["q"] for request in server.requests] == [BY_ADDRESS.text, BY_NAME.text]


def test_only_words_of_the_register_are_sent_and_each_school_is_asked_about_once(server):
    matches = [approximate(row=1, typed="바다대 김가상"), approximate(row=2, typed="가상바다대")]
    refiner(asker_of(server)).refine(matches)
    assert [request.query["q"] for request in server.requests] == [BY_ADDRESS.text, BY_NAME.text]
    everything = str([(request.path, request.query, request.headers) for request in server.requests])
    for secret in ("김가상", "몰래", "list.csv"):
        assert secret not in everything


def test_rows_without_a_school_and_exact_places_are_never_asked_about(server):
    exact = replace(UNIVERSITY, radius_m=None)
    reason = say("One school of the register has exactly this name.")
    place = Place(36.3655, 127.3446, "30", "30200", "7441300", 1900, name="대전광역시 유성구 궁동")
    matches = [
        Match(Entry("l.csv", 1, "x"), 1, "x", Outcome.MATCHED, reason, exact, place_of(exact)),
        Match(Entry("l.csv", 2, address="유성구 궁동 1-1"), 1, "", Outcome.APPROXIMATE, reason, place=place),
        Match(Entry("l.csv", 3, "x"), 1, "x", Outcome.AMBIGUOUS, reason, candidates=(UNIVERSITY,)),
        Match(Entry("l.csv", 4, "x"), 1, "x", Outcome.UNMATCHED, reason),
    ]
    assert refiner(asker_of(server)).refine(matches).matches == tuple(matches)
    assert server.requests == []


@pytest.mark.parametrize("reply", [as_json({}, 401), as_json({}, 429), as_json({}, 500), Reply(b"<html>")])
def test_a_failure_leaves_every_row_as_it_was(server, reply):
    server.replies_with(reply)
    matches = [approximate(), approximate(OTHER, 2)]
    refined = refiner(asker_of(server)).refine(matches)
    assert refined.matches == tuple(matches)
    assert refined.report.unanswered + refined.report.not_asked == 2


def test_what_was_refined_before_a_failure_stays(server, tmp_path):
    server.replies_with(as_json([nominatim_house()]), as_json({}, 403))
    cache = AnswerCache(tmp_path / FILE)
    refined = refiner(asker_of(server, cache=cache)).refine([approximate(), approximate(OTHER, 2)])
    assert refined.matches[0].place.provider == "nominatim"
    assert refined.matches[1].place.provider == ""
    assert refined.report.stopped is not None
    assert cache.get(f"nominatim {server.domain}", BY_ADDRESS)


def test_an_interrupt_loses_no_answer(server, tmp_path):
    server.replies_with(as_json([nominatim_house()]))

    def interrupted(items, _what, _count):
        yield from items[:1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refiner(asker_of(server, cache=AnswerCache(tmp_path / FILE)), interrupted).refine(
            [approximate(), approximate(OTHER, 2)]
        )
    assert AnswerCache(tmp_path / FILE).get(f"nominatim {server.domain}", BY_ADDRESS)


def test_when_the_time_is_over_the_rest_is_not_asked_and_counted(server):
    time = FakeTime()
    server.replies_with(as_json([nominatim_house()]))

    def slowly(items, _what, _count):
        for item in items:
            yield item
            time.now += 60

    matches = [approximate(), approximate(OTHER, 2)]
    refined = refiner(asker_of(server, seconds=30, time=time), slowly).refine(matches)
    report = refined.report
    assert (report.refined, report.not_asked) == (1, 1)
    assert refined.matches[1] == matches[1]
    assert all(line.render(language) for line in report.lines() for language in ("ko", "en"))


def test_progress_is_shown_over_the_schools(server):
    seen = []

    def watched(items, what, count):
        seen.append((what.render("en"), count))
        return items

    refiner(asker_of(server), watched).refine([approximate(), approximate(OTHER, 2), approximate(row=3)])
    assert seen == [("Asking Nominatim", 2)]
