"""The name matcher: the lines of a text are the school, region, address and level of one entry."""

from __future__ import annotations

from functools import cache

from fuzz.sentences import check_sentence
from fuzz.targets.frame import HOSTILE, seeds, text_of
from webmap.build import SAMPLE_REGISTER
from webmap.lists.entry import Entry
from webmap.lists.limits import Limits
from webmap.matching.matcher import Matcher, build_matcher
from webmap.matching.result import Match
from webmap.places.addresses.addresses import address_reader
from webmap.places.addresses.legal_dongs import load_legal_dongs
from webmap.places.addresses.region_hints import region_reader
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.register import load_register
from webmap.places.register.schools import KOREA
from webmap.settings.publishing import default_cache
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import PLACED, Level, Outcome

MAX_CELL_LENGTH = Limits().cell_characters
LEVELS = {level.value: level for level in Level}

SEEDS = seeds(
    "가상누리중학교\n서울\n\nmiddle",
    "가상중앙고\n\n\nhigh",
    "가상중앙중·고 / 가상한빛여고\n경기 성남시",
    "[부산] 가상하늬중 (확인)\n부산광역시 부산진구",
    "가상나들목과학대 천안캠퍼스 컴공과\n\n충청남도 천안시",
    "\n\n서울특별시 강남구 역삼동 123-4",
    "가상빛솔초등학교\n대구\n\nelementary",
    "(허위) 가상누리중 아님\n서울 성남시",
    "12. 가상 누리 중고등학교!!\n없는 곳",
)
MAX_BYTES = 6_500


def words() -> list[str]:
    """Endings, marks and regions that the rules look for."""
    short = "중 고 대 초 여중 여고 중고 외고 과고 공고 상고 유치원 학원"
    endings = f"{short} 중학교 고등학교 여자고등학교 대학교 초등학교".split()
    names = "가상누리 가상중앙 가상한빛 가상 부설 사범대학부속 캠퍼스 분교 허위 아님 제보 2학년".split()
    regions = "서울 경기 성남시 부산진구 경북 고성군 중구 광주 세종 조치원읍 역삼동".split()
    marks = [
        *HOSTILE,
        "·",
        "/",
        "(",
        ")",
        "[",
        "]",
        "\n",
        "\u1112\u1161\u11ab",
        "ﷺ",
        "０",
        "①",
    ]
    return [*endings, *names, *regions, *marks, *LEVELS]


@cache
def matcher() -> Matcher:
    """A matcher of the fictional sample's register."""
    legal_dongs, table = load_legal_dongs(default_cache()), load_region_table()
    read_address = address_reader(legal_dongs)
    register = load_register([data_path(name) for name in SAMPLE_REGISTER], read_address, table)
    return build_matcher(register, region_reader(legal_dongs), read_address, table)


def one_input(data: bytes) -> None:
    """Match an entry; every school it names leaves with one outcome and a reason."""
    lines = [*text_of(data).split("\n", 3), "", "", ""]
    school, region, address = (line[:MAX_CELL_LENGTH] for line in lines[:3])
    entry = Entry("가상.csv", 1, school, LEVELS.get(lines[3].strip()), region, address)
    matches = matcher().match_entry(entry)
    assert [match.part for match in matches] == list(range(1, len(matches) + 1)), (
        "an entry without an outcome"
    )
    for match in matches:
        _check(match)


def _check(match: Match) -> None:
    check_sentence(match.reason)
    assert match.outcome in set(Outcome) - {Outcome.DUPLICATE, Outcome.REFUSED}
    if match.outcome is Outcome.AMBIGUOUS:
        assert match.candidates, "ambiguous between nothing"
    if match.outcome not in PLACED:
        assert match.school is None, "a school that was not matched"
        assert match.place is None, "a point for what was not matched"
        assert not match.rule
        return
    assert match.place is not None, "placed nowhere"
    assert match.rule
    # A comparison with NaN is never true.
    assert KOREA["lat"][0] <= match.place.lat <= KOREA["lat"][1]
    assert KOREA["lon"][0] <= match.place.lon <= KOREA["lon"][1]
    assert (match.place.radius_m is None) == (match.outcome is Outcome.MATCHED)
    assert match.score is None or 0 < match.score <= 1
    assert match.school is None or match.candidates == (match.school,)
