"""What each provider is sent, and how its documented answers are read."""

import pytest

from tests.matching.online.making import (
    BY_ADDRESS,
    BY_NAME,
    INSIDE,
    KEY,
    USER_AGENT,
    asker_of,
    kakao,
    kakao_address,
    kakao_place,
    nominatim_house,
    nominatim_university,
    vworld_failed,
    vworld_found,
)
from tests.matching.online.serving import as_json
from webmap.matching.online.ask import StoppedError, UnansweredError
from webmap.matching.online.providers import PROVIDERS, Connection
from webmap.vocabulary.geocoders import GEOCODERS, Precision


def feature(**properties):
    geometry = {"type": "Point", "coordinates": [INSIDE[1], INSIDE[0]]}
    return {"features": [{"type": "Feature", "geometry": geometry, "properties": properties}]}


def opencage(**components):
    place = {"formatted": "x", "geometry": {"lat": INSIDE[0], "lng": INSIDE[1]}, "components": components}
    return {"results": [place], "status": {"code": 200, "message": "OK"}}


def test_every_provider_with_terms_can_be_made_and_no_other():
    assert set(PROVIDERS) == set(GEOCODERS)


@pytest.mark.parametrize(
    ("name", "reply", "precision", "number"),
    [
        ("nominatim", [nominatim_house()], Precision.ADDRESS, "99"),
        ("nominatim", [{**nominatim_house(), "address": {}}], Precision.STREET, ""),
        ("nominatim", [{**nominatim_house(), "place_rank": 26}], Precision.STREET, ""),
        ("nominatim", [{**nominatim_house(), "place_rank": 18}], Precision.AREA, ""),
        ("photon", feature(type="house", housenumber="99"), Precision.ADDRESS, "99"),
        ("photon", feature(type="district"), Precision.AREA, ""),
        ("pelias", feature(layer="address", housenumber="99", name="x"), Precision.ADDRESS, "99"),
        (
            "pelias",
            feature(layer="address", housenumber="99", match_type="interpolated", name="x"),
            Precision.STREET,
            "",
        ),
        ("opencage", opencage(_type="building", house_number="99"), Precision.ADDRESS, "99"),
        ("opencage", opencage(_type="city"), Precision.AREA, ""),
        ("kakao", kakao(kakao_address()), Precision.ADDRESS, "99"),
        ("kakao", kakao(kakao_address("REGION")), Precision.AREA, ""),
        ("kakao", kakao(kakao_address("ROAD")), Precision.STREET, ""),
        ("vworld", vworld_found(), Precision.ADDRESS, ""),
    ],
)
def test_an_address_is_read_with_the_precision_that_the_provider_states(
    server, name, reply, precision, number
):
    server.replies_with(as_json(reply))
    (answer,) = asker_of(server, name).ask(BY_ADDRESS)
    assert (answer.lat, answer.lon) == INSIDE
    assert (answer.precision, answer.number) == (precision, number)


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("nominatim", [nominatim_university()]),
        ("photon", feature(type="house", osm_value="university", name=BY_NAME.name)),
        ("pelias", feature(layer="venue", name=BY_NAME.name)),
        ("opencage", opencage(_type="university", university=BY_NAME.name)),
        ("kakao", kakao(kakao_place())),
    ],
)
def test_a_school_found_by_its_name_is_a_site_with_that_name(server, name, reply):
    server.replies_with(as_json(reply))
    (answer,) = asker_of(server, name).ask(BY_NAME)
    assert (answer.precision, answer.name) == (Precision.SITE, BY_NAME.name)


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("nominatim", []),
        ("photon", {"features": []}),
        ("pelias", {"features": []}),
        ("opencage", {"results": [], "status": {"code": 200, "message": "OK"}}),
        ("kakao", kakao()),
        ("vworld", {"response": {"status": "NOT_FOUND"}}),
    ],
)
def test_nothing_found_is_no_answer_and_no_failure(server, name, reply):
    server.replies_with(as_json(reply))
    assert asker_of(server, name).ask(BY_ADDRESS) == []
    assert len(server.requests) == 1


def test_kakao_is_asked_as_documented_with_the_key_in_the_header_only(server):
    server.replies_with(as_json(kakao()))
    asker = asker_of(server, "kakao")
    asker.ask(BY_ADDRESS)
    asker.ask(BY_NAME)
    by_address, by_name = server.requests
    assert by_address.path == "/v2/local/search/address.json"
    assert by_address.query["query"] == BY_ADDRESS.text
    assert by_name.path == "/v2/local/search/keyword.json"
    assert by_name.query["category_group_code"] == "SC4"
    for request in server.requests:
        assert request.headers["Authorization"] == f"KakaoAK {KEY}"
        assert KEY not in str(request.query)


def test_vworld_is_asked_as_documented_and_never_by_name(server):
    server.replies_with(as_json(vworld_found()))
    asker = asker_of(server, "vworld")
    asker.ask(BY_ADDRESS)
    assert asker.ask(BY_NAME) == []
    (request,) = server.requests
    assert request.path == "/req/address"
    assert request.query == {
        "service": "address", "version": "2.0", "request": "GetCoord", "key": KEY, "type": "ROAD",
        "address": BY_ADDRESS.text, "refine": "true", "simple": "false", "crs": "EPSG:4326", "format": "json",
    }  # fmt: skip


def test_nominatim_learns_who_asks_and_looks_only_in_korea(server):
    asker_of(server).ask(BY_ADDRESS)
    (request,) = server.requests
    assert request.headers["User-Agent"] == USER_AGENT
    assert request.query["countrycodes"] == "kr"


@pytest.mark.parametrize("code", ["INVALID_KEY", "INCORRECT_KEY", "UNAVAILABLE_KEY", "OVER_REQUEST_LIMIT"])
def test_a_key_or_limit_that_vworld_refuses_stops_without_showing_the_key(server, code):
    server.replies_with(as_json(vworld_failed(code)))
    with pytest.raises(StoppedError) as stopped:
        asker_of(server, "vworld").ask(BY_ADDRESS)
    assert len(server.requests) == 1
    assert KEY not in stopped.value.message.render("ko") + str(stopped.value)


@pytest.mark.parametrize(("code", "requests"), [("INVALID_RANGE", 1), ("SYSTEM_ERROR", 3), ("", 3)])
def test_other_errors_of_vworld_leave_the_question_unanswered(server, code, requests):
    server.replies_with(as_json(vworld_failed(code)))
    with pytest.raises(UnansweredError):
        asker_of(server, "vworld").ask(BY_ADDRESS)
    assert len(server.requests) == requests


def test_a_connection_does_not_show_its_key():
    assert KEY not in repr(Connection(KEY, USER_AGENT, "host", "https"))
