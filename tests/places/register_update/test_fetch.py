"""All pages of an interface, with everything that can go wrong on the way."""

import logging
import socket

import pytest

from tests.places.register_update.conftest import silent
from tests.places.register_update.portal import (
    HANG,
    KEY,
    Answer,
    neis_answer,
    neis_result,
    neis_row,
    standard_answer,
    standard_result,
    standard_row,
    xml_error,
)
from webmap.errors import RegisterLimitError, RegisterUpdateError
from webmap.places.register_update import client
from webmap.places.register_update.data_go_kr import STANDARD
from webmap.places.register_update.neis import NEIS
from webmap.vocabulary.messages import LANGUAGES

HTML = "<!DOCTYPE html><html><body>점검 중입니다</body></html>"


def result_of(interface, standard, neis):
    return standard_result(standard) if interface is STANDARD else neis_result(neis)


def answer_of(interface, rows, total):
    return standard_answer(rows, total) if interface is STANDARD else neis_answer(rows, total)


def row_of(interface, number, **more):
    return standard_row(number, **more) if interface is STANDARD else neis_row(number, **more)


def fails(fetcher, kind=RegisterUpdateError):
    with pytest.raises(kind) as failure:
        fetcher.rows(silent)
    for language in LANGUAGES:
        sentence = failure.value.message.render(language)
        assert KEY not in sentence
        assert "127.0.0.1" not in sentence
    assert failure.value.__cause__ is None
    return failure.value.message.render("en")


def test_all_rows_come_in_order_with_the_values_of_every_column(fetcher, portal, interface):
    rows = fetcher().rows(silent)
    assert len(rows) == 25
    assert len(set(rows)) == 25
    assert all(len(row) == len(interface.columns) for row in rows)
    assert portal.requested_pages() == [1, 2, 3]


def test_the_key_is_sent_plain_whichever_form_was_given(fetcher, portal, interface):
    fetcher().rows(silent)
    assert {parameters[interface.key_parameter] for _, parameters in portal.requests} == {KEY}


def test_no_page_is_larger_than_the_interfaces_allow(fetcher, portal):
    fetcher(size=1000).rows(silent)
    sizes = {parameters.get("numOfRows") or parameters["pSize"] for _, parameters in portal.requests}
    assert sizes == {"1000"}


def test_items_may_stand_in_a_list_or_under_item(fetcher, portal):
    as_list = fetcher().rows(silent)
    portal.items = dict
    assert fetcher(size=9).rows(silent) == as_list


def test_a_transient_failure_is_tried_again_after_a_while(fetcher, portal, interface, time):
    path = interface.kind.value
    ok = answer_of(interface, [row_of(interface, n) for n in range(10, 20)], 25)
    portal.faults[path, 2] = [
        Answer("gateway", 502),
        Answer(HTML),
        Answer(ok[:500]),
        Answer(result_of(interface, "01", "ERROR-500")),
        Answer("", 503, {"Retry-After": "40"}),
    ]
    assert len(fetcher().rows(silent)) == 25
    assert time.waits == [0, 2, 4, 8, 40]


def test_a_page_that_stays_wrong_ends_with_one_sentence_and_the_pages_so_far(
    fetcher, portal, interface, time
):
    portal.faults[interface.kind.value, 2] = [Answer(HTML)] * 20
    sentence = fails(fetcher())
    assert "web page" in sentence
    assert "1 of 3 pages" in sentence
    assert len(time.waits) == 5


def test_a_second_run_goes_on_where_the_first_stopped(fetcher, portal, interface):
    portal.faults[interface.kind.value, 3] = [Answer("", 500)] * 6
    fails(fetcher())
    portal.requests.clear()
    assert len(fetcher().rows(silent)) == 25
    assert portal.requested_pages() == [3]


def test_a_damaged_page_that_was_kept_is_fetched_again(fetcher, portal, tmp_path):
    expected = fetcher().rows(silent)
    second = next(tmp_path.rglob("00002.json"))
    for damage in ("", "{", '{"total": 25, "rows": [["a"]]}', '{"total": "x", "rows": 1}'):
        second.write_text(damage, "utf-8")
        assert fetcher().rows(silent) == expected


def test_a_register_that_changes_meanwhile_is_fetched_again(fetcher, portal, interface):
    path = interface.kind.value
    fetcher()._page(1, {})
    portal.rows[path].append(row_of(interface, 25))
    rows = fetcher().rows(silent)
    assert len(rows) == 26
    assert len(set(rows)) == 26


def test_a_register_that_never_stands_still_is_given_up(fetcher, portal, interface):
    path = interface.kind.value
    ten = [row_of(interface, n) for n in range(10)]
    portal.faults[path, 2] = [Answer(answer_of(interface, ten, total)) for total in (31, 32, 33)]
    assert "changed again and again" in fails(fetcher())


def test_a_short_page_is_not_taken_for_the_whole(fetcher, portal, interface):
    portal.faults[interface.kind.value, 2] = [Answer(answer_of(interface, [row_of(interface, 11)], 25))] * 20
    assert "holds 1 rows instead of 10" in fails(fetcher())


def test_a_page_that_repeats_another_is_not_taken_twice(fetcher, portal, interface):
    first = [row_of(interface, n) for n in range(10)]
    portal.faults[interface.kind.value, 2] = [Answer(answer_of(interface, first, 25))] * 20
    assert "repeats page 1" in fails(fetcher())


@pytest.mark.parametrize("page", [1, 2])
def test_the_daily_limit_stops_at_once_and_says_how_far_it_came(fetcher, portal, interface, time, page):
    portal.faults[interface.kind.value, page] = [Answer(result_of(interface, "22", "ERROR-337"))]
    sentence = fails(fetcher(), RegisterLimitError)
    assert ("1 of 3 pages" if page == 2 else "No page was fetched") in sentence
    assert time.waits == []
    assert len(fetcher().rows(silent)) == 25


def test_too_many_requests_wait_as_long_as_asked_but_not_beyond_the_end(fetcher, portal, interface, time):
    busy = Answer("", 429, {"Retry-After": "3600"})
    portal.faults[interface.kind.value, 2] = [busy] * 20
    assert "fewer requests" in fails(fetcher(), RegisterLimitError)
    assert time.waits == []


def test_pages_that_come_slowly_end_with_the_time_and_are_kept(fetcher, portal, time):
    slow = fetcher(seconds=60)
    ask = slow._client.page

    def page(*args):
        time.now += 35
        return ask(*args)

    slow._client.page = page
    sentence = fails(slow)
    assert "WEBMAP_UPDATE_SECONDS" in sentence
    assert "2 of 3 pages" in sentence
    portal.requests.clear()
    assert len(fetcher().rows(silent)) == 25
    assert portal.requested_pages() == [3]


def test_the_whole_time_is_bounded(fetcher, portal, interface, time):
    portal.faults[interface.kind.value, 1] = [Answer("", 500)] * 20
    fails(fetcher(seconds=7))
    assert time.now < 7


@pytest.mark.parametrize(
    "wait", ["soon", "-3", "99999999999999999999999", "", "Mon, 99 Foo 2020 00:00:00 GMT"]
)
def test_a_retry_after_that_makes_no_sense_is_passed_over(fetcher, portal, interface, time, wait):
    portal.faults[interface.kind.value, 1] = [Answer("", 503, {"Retry-After": wait})]
    if wait.isdigit():  # longer than there is time
        fails(fetcher())
    else:
        assert len(fetcher().rows(silent)) == 25


@pytest.mark.parametrize(
    ("standard", "neis"), [("30", "ERROR-290"), ("31", "INFO-300"), ("20", "ERROR-290"), ("32", "INFO-300")]
)
def test_a_refused_key_is_said_with_the_setting_and_not_tried_again(
    fetcher, portal, interface, time, standard, neis
):
    portal.faults[interface.kind.value, 1] = [Answer(result_of(interface, standard, neis))]
    sentence = fails(fetcher())
    assert interface.key_setting in sentence
    assert interface.portal in sentence
    assert time.waits == []


@pytest.mark.parametrize("status", [200, 401, 403, 500])
def test_an_error_in_xml_is_understood_whatever_was_requested(fetcher, portal, interface, status):
    portal.faults["standard", 1] = portal.faults["neis", 1] = [Answer(xml_error("30"), status)]
    if interface is STANDARD:
        assert "30 SERVICE_KEY_IS_NOT_REGISTERED_ERROR" in fails(fetcher())
    else:
        portal.faults["neis", 1] = [Answer("<RESULT><CODE>ERROR-290</CODE><MESSAGE><![CDATA[키]]></MESSAGE>")]
        assert "ERROR-290 키" in fails(fetcher())


def test_the_limit_in_xml_is_the_limit(fetcher, portal, interface):
    xml = xml_error("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR")
    portal.faults[interface.kind.value, 1] = [
        Answer(xml if interface is STANDARD else "<RESULT><CODE>ERROR-337</CODE></RESULT>")
    ]
    fails(fetcher(), RegisterLimitError)


@pytest.mark.parametrize(("status", "part"), [(401, "refuses the key"), (404, "HTTP 404"), (302, "HTTP 302")])
def test_a_status_that_does_not_pass_is_said(fetcher, portal, interface, time, status, part):
    elsewhere = {"Location": f"http://127.0.0.1:{portal.port}/{interface.kind.value}"}
    portal.faults[interface.kind.value, 1] = [Answer("no", status, elsewhere)]
    assert part in fails(fetcher())
    assert len(portal.requests) == 1
    assert time.waits == []


def test_no_data_is_no_register(fetcher, portal, interface):
    portal.faults[interface.kind.value, 1] = [Answer(result_of(interface, "03", "INFO-200"))]
    assert "holds no data" in fails(fetcher())


@pytest.mark.parametrize(("standard", "neis"), [("10", "ERROR-336"), ("12", "ERROR-310"), ("77", "WHAT-1")])
def test_a_refused_request_and_an_unknown_code_name_the_address_setting(
    fetcher, portal, interface, standard, neis
):
    portal.faults[interface.kind.value, 1] = [Answer(result_of(interface, standard, neis))]
    sentence = fails(fetcher())
    assert interface.address_setting in sentence


@pytest.mark.parametrize(
    "body",
    ["[]", "{}", "null", "1", '{"response": 3}', '{"schoolInfo": [7, {"head": 1}]}',
     '{"response": {"body": {"items": [3], "totalCount": 1}}}', "[" * 100_000],
)  # fmt: skip
def test_a_form_that_is_not_documented_is_a_sentence(fetcher, portal, interface, body):
    portal.faults[interface.kind.value, 1] = [Answer(body)] * 20
    fails(fetcher())


@pytest.mark.parametrize("total", [None, "many", -1, 1e99, True, "9" * 5000, {}])
def test_a_total_that_is_no_number_of_schools_is_refused(fetcher, portal, interface, total):
    rows = [row_of(interface, 1)]
    body = neis_answer(rows, total) if interface is NEIS else standard_answer(rows, "TOTAL")
    portal.faults[interface.kind.value, 1] = [Answer(body)]
    assert "documented" in fails(fetcher())


def test_a_column_that_is_no_longer_there_is_named(fetcher, portal, interface):
    column = list(interface.columns)[3]
    for row in portal.rows[interface.kind.value]:
        del row[column]
    assert column in fails(fetcher())


def test_values_are_kept_on_one_line_without_marks_that_nobody_sees(fetcher, portal, interface):
    name = next(key for key, header in interface.columns.items() if header == "학교명")
    hostile = " 가상\x00한빛\u202e고\r\n등학교\u2003"
    portal.rows[interface.kind.value][0][name] = hostile
    row = fetcher().rows(silent)[0]
    value = row[list(interface.columns).index(name)]
    assert value.isprintable()
    assert value == value.strip()
    assert value.replace(" ", "") == "가상한빛고등학교"


def test_a_server_that_does_not_answer_is_left_after_its_time(fetcher, portal, interface):
    portal.faults[interface.kind.value, 1] = [HANG] * 20
    slow = fetcher()
    with pytest.raises(Exception, match="did not answer in time"):
        slow._client.page(1, 10, 0.1)


def test_an_answer_that_comes_too_slowly_or_has_no_end_is_left(fetcher, portal, interface, monkeypatch):
    ticks = iter(range(0, 10_000, 50))
    slow = fetcher()
    slow._client._clock = lambda: next(ticks)
    with pytest.raises(Exception, match="did not answer in time"):
        slow._client.page(1, 10, 30)
    monkeypatch.setattr(client, "MAX_ANSWER_BYTES", 100)
    assert "cannot be used" in fails(fetcher())


def test_a_connection_that_breaks_off_is_tried_again(fetcher, portal, interface):
    portal.faults[interface.kind.value, 2] = [Answer("half", headers={"Content-Length": "4000"})]
    assert len(fetcher().rows(silent)) == 25


def test_a_server_that_is_not_there_is_a_sentence(fetcher, interface, time):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    sentence = fails(fetcher(address=f"http://127.0.0.1:{port}/"))
    assert "cannot be reached" in sentence
    assert len(time.waits) == 5


def test_a_connection_that_is_not_secure_is_not_tried_again(fetcher, portal, interface, time):
    sentence = fails(fetcher(address=portal.address(interface).replace("http:", "https:")))
    assert "secure connection" in sentence
    assert time.waits == []


def test_the_key_reaches_no_log_and_no_error_even_if_the_server_repeats_it(
    fetcher, portal, interface, caplog
):
    caplog.set_level(logging.DEBUG)
    path = interface.kind.value
    echo = (
        neis_result("ERROR-290", f"bad {KEY}") if interface is NEIS else standard_result("30", f"bad {KEY}")
    )
    portal.faults[path, 1] = [Answer("", 500), Answer("x", headers={"Content-Length": "9"}), Answer(echo)]
    sentence = fails(fetcher())
    assert "bad ***" in sentence
    assert "GET" in caplog.text
    for form in (KEY, "secret%2Bkey", "secret+key"):
        assert form not in caplog.text
