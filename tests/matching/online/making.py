"""A university that the register places only in its legal-dong, and an asker of a local server."""

from __future__ import annotations

from tests.matching.online.serving import LocalProvider
from webmap.lists.entry import Entry
from webmap.matching.online.answer import Asking, Question
from webmap.matching.online.ask import Asker
from webmap.matching.online.cache import AnswerCache
from webmap.matching.online.providers import Connection, make_provider
from webmap.matching.result import Match, place_of
from webmap.places.register.school import School
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Level, Outcome

KEY = "SECRETKEY0123456789"
USER_AGENT = "map-test/1.0 (nobody@example.org)"

UNIVERSITY = School(
    key="가상바다대학교@대전광역시",
    id="가상바다대학교@대전광역시",
    name="가상바다대학교",
    level=Level.UNIVERSITY,
    address="대전광역시 유성구 대학로 99 (궁동, 가상바다대학교)",
    sido="30",
    sigungu="30200",
    office="7441300",
    lat=36.3655,
    lon=127.3446,
    radius_m=1900,
)
BY_ADDRESS = Question(Asking.ADDRESS, "대전광역시 유성구 대학로 99", UNIVERSITY.name, "99")
BY_NAME = Question(Asking.NAME, "대전광역시 유성구 가상바다대학교", UNIVERSITY.name)

INSIDE = (36.3669, 127.3443)
NEXT_DISTRICT = (36.3504, 127.3845)
"""A point in 서구, the neighbour."""


def approximate(school: School = UNIVERSITY, row: int = 1, typed: str = "가상바다대") -> Match:
    return Match(
        Entry("list.csv", row, typed, address="몰래 적은 주소", note="몰래 적은 말"),
        1,
        typed,
        Outcome.APPROXIMATE,
        say("One school of the register fits this shortened name."),
        school,
        place_of(school),
    )


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def asker_of(
    server: LocalProvider,
    name: str = "nominatim",
    *,
    cache: AnswerCache | None = None,
    seconds: float = 600,
    timeout_s: float = 5,
    delay_s: float = 0,
    time: FakeTime | None = None,
) -> Asker:
    provider = make_provider(name, Connection(KEY, USER_AGENT, server.domain, "http"))
    time = time or FakeTime()
    return Asker(provider, cache, seconds, timeout_s, delay_s, time.clock, time.sleep)


def nominatim_house(
    lat: object = INSIDE[0], lon: object = INSIDE[1], number: str = "99"
) -> dict[str, object]:
    return {
        "lat": str(lat), "lon": str(lon), "display_name": f"{number}, 대학로, 궁동, 유성구, 대전광역시",
        "place_rank": 30, "type": "house", "class": "place", "address": {"house_number": number},
    }  # fmt: skip


def nominatim_university(
    lat: float = INSIDE[0], lon: float = INSIDE[1], name: str = UNIVERSITY.name
) -> dict[str, object]:
    return {
        "lat": str(lat), "lon": str(lon), "display_name": f"{name}, 대학로, 궁동, 유성구", "name": name,
        "place_rank": 30, "type": "university", "class": "amenity", "address": {},
    }  # fmt: skip


def kakao_address(address_type: str = "ROAD_ADDR", number: str = "99") -> dict[str, object]:
    return {
        "address_name": "대전 유성구 대학로 99", "address_type": address_type,
        "x": str(INSIDE[1]), "y": str(INSIDE[0]), "address": None,
        "road_address": {"main_building_no": number, "sub_building_no": ""},
    }  # fmt: skip


def kakao_place(name: str = UNIVERSITY.name) -> dict[str, object]:
    return {
        "id": "1", "place_name": name, "category_group_code": "SC4", "address_name": "대전 유성구 궁동 220",
        "road_address_name": "대전 유성구 대학로 99", "x": str(INSIDE[1]), "y": str(INSIDE[0]), "phone": "",
    }  # fmt: skip


def kakao(*documents: object) -> dict[str, object]:
    return {"meta": {"total_count": len(documents), "is_end": True}, "documents": list(documents)}


def vworld_found() -> dict[str, object]:
    return {
        "response": {
            "status": "OK",
            "refined": {"text": "대전광역시 유성구 대학로 99", "structure": {"level1": "대전광역시"}},
            "result": {"crs": "EPSG:4326", "point": {"x": str(INSIDE[1]), "y": str(INSIDE[0])}},
        }
    }


def vworld_failed(code: str) -> dict[str, object]:
    return {"response": {"status": "ERROR", "error": {"level": "1", "code": code, "text": f"key={KEY}"}}}
