"""Requests to a provider: pace, failures, time limit, and the cache."""

import json
import logging

import pytest

from tests.matching.online.making import (
    BY_ADDRESS,
    BY_NAME,
    KEY,
    USER_AGENT,
    FakeTime,
    asker_of,
    kakao,
    kakao_address,
    nominatim_house,
)
from tests.matching.online.serving import Reply, as_json
from webmap.matching.online.answer import Answer, Asking, Precision, Question
from webmap.matching.online.ask import FAILURES_IN_A_ROW, TRIES, StoppedError, UnansweredError
from webmap.matching.online.cache import FILE, AnswerCache, cache_for
from webmap.matching.online.http import MAX_BYTES
from webmap.matching.online.providers import Connection, make_provider
from webmap.vocabulary.geocoders import GEOCODERS, Storing

HTML = Reply(b"<!doctype html><title>Maintenance</title>")
NAN = Reply(json.dumps([{**nominatim_house(), "lat": float("nan")}]).encode())


@pytest.mark.parametrize("status", [401, 403, 402])
def test_a_refusal_stops_at_once(server, status):
    server.replies_with(as_json({"message": KEY}, status))
    with pytest.raises(StoppedError):
        asker_of(server, "kakao").ask(BY_ADDRESS)
    assert len(server.requests) == 1


def test_too_many_requests_are_tried_again_after_the_stated_time_and_then_stop(server):
    time = FakeTime()
    server.replies_with(as_json({}, 429, Retry_After="7"))
    with pytest.raises(StoppedError):
        asker_of(server, time=time).ask(BY_ADDRESS)
    assert len(server.requests) == TRIES
    assert time.slept == [7, 7]


def test_a_wait_that_the_time_does_not_allow_stops_at_once(server):
    time = FakeTime()
    server.replies_with(as_json({}, 429, Retry_After="86400"))
    with pytest.raises(StoppedError):
        asker_of(server, time=time).ask(BY_ADDRESS)
    assert time.slept == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_the_server_is_tried_again_and_then_leaves_the_question_unanswered(server, status):
    server.replies_with(as_json({}, status))
    with pytest.raises(UnansweredError):
        asker_of(server).ask(BY_ADDRESS)
    assert len(server.requests) == TRIES


def test_a_fault_that_passes_is_not_noticed(server):
    server.replies_with(as_json({}, 500), HTML, as_json([nominatim_house()]))
    assert len(asker_of(server).ask(BY_ADDRESS)) == 1


def test_a_question_that_the_server_does_not_like_is_asked_once(server):
    server.replies_with(as_json({}, 400))
    with pytest.raises(UnansweredError):
        asker_of(server).ask(BY_ADDRESS)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "reply",
    [
        HTML, NAN, Reply(b"null"), Reply(b"[null]"), Reply(b'{"lat": 1}'), Reply(b"\xff\xfe[]"),
        Reply(b'[{"lat": null, "lon": null, "display_name": "x"}]'), Reply(b"[" * 100_000),
        Reply(b'[{"lat": "1e999", "lon": "127", "display_name": "x"}]'),
        Reply(b'["' + b"x" * MAX_BYTES + b'"]'), Reply(b""),
    ],
    ids=["HTML", "NaN", "null", "list of null", "object", "not UTF-8", "no point", "deep", "inf", "huge", "empty"],
)  # fmt: skip
def test_an_answer_that_is_not_as_documented_never_becomes_a_place(server, reply):
    server.replies_with(reply)
    try:
        answers = asker_of(server).ask(BY_ADDRESS)
    except UnansweredError:
        answers = []
    assert answers == []


@pytest.mark.parametrize(
    "document", [None, {}, {"x": "NaN", "y": "NaN"}, {"x": None, "y": None}, {"x": "east", "y": "1"}]
)
def test_a_document_of_kakao_without_a_point_never_becomes_a_place(server, document):
    server.replies_with(as_json(kakao(document)))
    with pytest.raises(UnansweredError):
        asker_of(server, "kakao").ask(BY_ADDRESS)


@pytest.mark.parametrize("answer", [None, [], {"documents": None}, {"response": None}, {"response": []}])
@pytest.mark.parametrize("name", ["kakao", "vworld"])
def test_answers_of_another_shape_are_unanswered(server, name, answer):
    server.replies_with(as_json(answer))
    with pytest.raises(UnansweredError):
        asker_of(server, name).ask(BY_ADDRESS)


def test_a_server_that_hangs_is_given_up_after_the_time_out(server):
    server.replies_with(Reply(hangs=True))
    with pytest.raises(UnansweredError):
        asker_of(server, timeout_s=0.05).ask(BY_ADDRESS)


def test_a_redirect_is_not_followed(server):
    server.replies_with(Reply(status=302, headers={"Location": f"{server.url}/elsewhere"}))
    with pytest.raises(UnansweredError):
        asker_of(server, "kakao").ask(BY_ADDRESS)
    assert not [request for request in server.requests if request.path == "/elsewhere"]


def test_a_provider_that_answers_nothing_is_left_alone_after_some_questions(server):
    server.replies_with(HTML)
    asker = asker_of(server)
    for _ in range(FAILURES_IN_A_ROW - 1):
        with pytest.raises(UnansweredError):
            asker.ask(BY_ADDRESS)
    with pytest.raises(StoppedError):
        asker.ask(BY_ADDRESS)


def test_the_time_for_asking_is_bounded(server):
    time = FakeTime()
    asker = asker_of(server, seconds=10, time=time)
    asker.ask(BY_ADDRESS)
    time.now = 10.0
    with pytest.raises(StoppedError) as stopped:
        asker.ask(BY_ADDRESS)
    assert len(server.requests) == 1
    assert "WEBMAP_GEOCODER_SECONDS" in stopped.value.message.render("ko")


def test_requests_keep_their_distance_and_nominatims_is_a_second(server):
    time = FakeTime()
    delay = GEOCODERS["nominatim"].delay_s
    asker = asker_of(server, delay_s=delay, time=time)
    for _ in range(3):
        asker.ask(BY_ADDRESS)
    assert time.now >= 2 * delay >= 2


def test_an_answer_is_kept_as_it_comes_and_not_requested_again(server, tmp_path):
    server.replies_with(as_json([nominatim_house()]), as_json([]))
    first = asker_of(server, cache=AnswerCache(tmp_path / FILE))
    found = first.ask(BY_ADDRESS)
    assert first.ask(BY_NAME) == []
    # The first is still open: its answers are on the disk already.
    second = asker_of(server, cache=AnswerCache(tmp_path / FILE))
    assert second.ask(BY_ADDRESS) == found
    assert second.ask(BY_NAME) == []
    assert (len(server.requests), second.asked, second.from_cache) == (2, 0, 2)


def test_a_failure_is_not_kept(server, tmp_path):
    server.replies_with(HTML, HTML, HTML, as_json([nominatim_house()]))
    asker = asker_of(server, cache=AnswerCache(tmp_path / FILE))
    with pytest.raises(UnansweredError):
        asker.ask(BY_ADDRESS)
    assert len(asker.ask(BY_ADDRESS)) == 1


def test_another_server_has_answers_of_its_own(server, tmp_path):
    cache = AnswerCache(tmp_path / FILE)
    cache.put("nominatim elsewhere", BY_ADDRESS, [Answer(1, 2, Precision.ADDRESS)])
    assert asker_of(server, cache=cache).ask(BY_ADDRESS) == []


def test_a_damaged_cache_is_rebuilt(tmp_path):
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    cache = AnswerCache(tmp_path / FILE)
    answers = [Answer(36.5, 127.5, Precision.SITE, "가상대")]
    cache.put("nominatim", BY_NAME, answers)
    assert cache.get("nominatim", BY_NAME) == answers


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("")
    cache = AnswerCache(tmp_path / "file" / FILE)
    cache.put("nominatim", BY_NAME, [])
    assert cache.get("nominatim", BY_NAME) == []


def test_only_what_the_terms_allow_is_cached(tmp_path):
    for name, terms in GEOCODERS.items():
        assert (cache_for(terms, False, tmp_path / name) is None) == (terms.storing is not Storing.ALLOWED)
        assert (cache_for(terms, True, tmp_path / name) is None) == (terms.storing is Storing.FORBIDDEN)
    assert GEOCODERS["vworld"].storing is Storing.FORBIDDEN
    assert not (tmp_path / "vworld").exists()


@pytest.mark.parametrize("name", ["kakao", "vworld", "opencage"])
@pytest.mark.parametrize("reply", [as_json({}, 401), as_json({}, 500), HTML, Reply(status=302)])
def test_a_key_is_in_no_log_and_no_failure(server, caplog, name, reply):
    caplog.set_level(logging.DEBUG)
    server.replies_with(reply)
    with pytest.raises((StoppedError, UnansweredError)) as failure:
        asker_of(server, name).ask(BY_ADDRESS)
    chain = [failure.value]
    while chain[-1].__context__ is not None:
        chain.append(chain[-1].__context__)
    assert KEY not in caplog.text
    assert not [error for error in chain if KEY in f"{error!r}{error.__dict__}"]


def test_a_key_is_in_no_log_of_a_success(server, caplog):
    caplog.set_level(logging.DEBUG)
    server.replies_with(as_json(kakao(kakao_address())))
    asker_of(server, "kakao").ask(BY_ADDRESS)
    server.replies_with(as_json({"results": [], "status": {"code": 200, "message": "OK"}}))
    asker_of(server, "opencage").ask(Question(Asking.NAME, "가상", "가상"))
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (as_json({}, 500), "it answered with HTTP status 500"),
        (as_json({}, 404), "it answered with HTTP status 404"),
        (HTML, "its answer cannot be read"),
        (NAN, "its answer cannot be read"),
        (Reply(hangs=True), "it did not answer in time"),
    ],
)
def test_why_there_is_no_answer_is_remembered_without_key_and_address(server, reply, cause):
    server.replies_with(reply)
    asker = asker_of(server, timeout_s=0.2)
    with pytest.raises(UnansweredError):
        asker.ask(BY_ADDRESS)
    server.released.set()
    assert asker.cause.render("en") == cause


@pytest.mark.parametrize(
    ("scheme", "domain", "cause"),
    [
        ("http", "127.0.0.1:1", "it cannot be reached from this computer"),
        ("https", "", "no secure connection to it can be made"),
        ("http", "geocoder.invalid", "it cannot be reached from this computer"),
    ],
)
def test_a_provider_that_is_not_reached_says_in_which_way(server, scheme, domain, cause):
    asker = asker_of(server)
    asker.provider = make_provider("nominatim", Connection(KEY, USER_AGENT, domain or server.domain, scheme))
    asker.__post_init__()
    with pytest.raises(UnansweredError):
        asker.ask(BY_ADDRESS)
    assert asker.cause.render("en") == cause
