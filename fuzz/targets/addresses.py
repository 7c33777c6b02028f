"""Address readers: of places in Korea, of regions, and of this map's own views (as oEmbed takes them)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

from fuzz.targets.frame import HOSTILE, seeds, text_of
from webmap.places.addresses.address_text import MAX_TEXT_LENGTH
from webmap.places.addresses.addresses import address_reader
from webmap.places.addresses.legal_dongs import LegalDongs, load_legal_dongs
from webmap.places.addresses.region_hints import RegionHint, read_region, region_reader
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.schools import KOREA
from webmap.settings.publishing import default_cache
from webmap.vocabulary.terms import RegionLevel
from webmap.web.map.embed_options import LEAST_HEIGHT, MAX_HEIGHT, read_options
from webmap.web.map.oembed import frame
from webmap.web.map.view_address import KNOWN, MAX_LENGTH, MAX_PARAMETERS, read_own_address, read_query

BASE = "https://map.example/schools"
TABLE = load_region_table()
FARTHEST_ISLE_M = 200_000
"""No county reaches farther; 신안 has islands 100 km off its coast."""

SEEDS = seeds(
    "(06236) 서울 강남구 테헤란로 152 (역삼동)",
    "서울특별시강남구역삼동 123-4",
    "경상북도 경산시 하양읍 대경로105길 19 (부호리, 가상대학교)",
    "창원 마산합포 월영동 449",
    "세종특별자치시 조치원읍 신안리 300",
    "고성군 토성면 봉포리 / 남구 지곡동",
    "서울시 종로구 종로 1가 12",
    f"{BASE}/?level=high&q=%EA%B0%80%EC%83%81&at=37.5,127,11&school=V000000001",
    f"{BASE}/embed?title=off&theme=dark&height=700&by=sigungu#main",
    "HTTPS://MAP.example/schools?sido=11&sido=26&q=%3Cscript%3E%22",
    "//map.example/schools\\@evil.example/?q=a",
)
MAX_BYTES = 4_400


def words() -> list[str]:
    """Names of places, and parts of the addresses of views."""
    cities = "서울 서울특별시 강남구 역삼동 경기도 성남시 분당구 정자동 광주 중구 종로 1가"
    places = f"{cities} 세종 조치원읍 신안리 고성군".split()
    marks = [
        *HOSTILE,
        "(",
        ")",
        "[",
        "-",
        "~",
        "산",
        "번지",
        "우",
        "\u1103\u1169\u11bc",
        "３",
    ]
    address = [BASE, "/embed", "?", "&", "#", "@", "\\", "%00", "%ED%A0%80", "%22%3E", "+", ";", "://"]
    return [*places, *marks, *address, *(f"{name}=" for name in KNOWN)]


@cache
def legal_dongs() -> LegalDongs:
    """The table of legal-dongs from the cache."""
    return load_legal_dongs(default_cache())


@cache
def _region_reader() -> Callable[[str], RegionHint]:
    return region_reader(legal_dongs())


def one_input(data: bytes) -> None:
    """Read a text as each kind of address; it means a place in Korea, a view of ours, or nothing."""
    text = text_of(data)
    _address(text)
    for hint in (read_region(text), _region_reader()(text)):
        _check_hint(hint)
    _view(text)
    _view(f"{BASE}/?{text}")


def _address(text: str) -> None:
    address = address_reader(legal_dongs())(text)
    if address is None:
        return
    # A comparison with NaN is never true.
    assert KOREA["lat"][0] <= address.lat <= KOREA["lat"][1]
    assert KOREA["lon"][0] <= address.lon <= KOREA["lon"][1]
    assert 0 < address.radius_m <= FARTHEST_ISLE_M
    assert TABLE.ancestor(address.sigungu, RegionLevel.SIDO) == address.sido
    assert (address.precision == "legal_dong") == bool(address.legal_dong) == bool(address.dong)


def _check_hint(hint: RegionHint) -> None:
    assert all(TABLE.has(RegionLevel.SIGUNGU, code) for code in hint.sigungu)
    assert hint.sido == {TABLE.ancestor(code, RegionLevel.SIDO) for code in hint.sigungu}
    assert not (hint.contradictory and hint.is_understood)
    assert len(hint.leftover) <= MAX_TEXT_LENGTH


def _view(url: str) -> None:
    view = read_own_address(url, BASE)
    if view is None:
        return
    assert len(url) <= MAX_LENGTH
    assert set(view.parameters) <= set(KNOWN)
    assert len(view.parameters) <= MAX_PARAMETERS
    query = view.query()
    assert query.isascii()
    assert read_query(query[1:]) == view, "not the same when read again"
    assert read_own_address(f"{BASE}/embed{query}", BASE) == view or len(BASE + query) > MAX_LENGTH - 10
    height = read_options(view.parameters).height
    assert height is None or LEAST_HEIGHT <= height <= MAX_HEIGHT
    _check_frame(f"{BASE}/embed{query}", title=view.parameters.get("q", ""))


def _check_frame(address: str, title: str) -> None:
    """One element, with our address and nothing injected."""
    tags = _Tags()
    tags.feed(frame(address, title, 800, 640))
    tags.close()
    ((name, attributes),) = tags.found
    assert name == "iframe"
    assert set(attributes) == {"src", "title", "width", "height", "loading", "style"}
    assert attributes["src"] == address


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
