"""Writes schools of a register into cells, way by way and composed, with what a right answer may be."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.matching.cells import tables
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level

SHORT = {
    "특별시": "", "광역시": "", "특별자치시": "", "충청북도": "충북", "충청남도": "충남", "전라남도": "전남", "전북특별자치도": "전북",
    "경상북도": "경북", "경상남도": "경남", "제주특별자치도": "제주", "강원특별자치도": "강원", "경기도": "경기",
}  # fmt: skip
DONG = re.compile(r"(?<=[\s(,])([가-힣]{2,4}[동읍면])(?=[\s),0-9]|$)")


@dataclass(frozen=True)
class Cell:
    """A written cell: its kind, the schools that stand in it, and whether any of them may be placed."""

    kind: str
    text: str
    region: str
    schools: tuple[School, ...]
    may_place: bool = True
    out_of_scope: bool = False
    level: Level | None = None


@dataclass(frozen=True)
class Place:
    """Names of a school's place, as an address has them."""

    full_sido: str
    sido: str
    sigungu: str
    dong: str


def place_of(school: School) -> Place:
    """The place in a school's address."""
    words = school.address.split()
    sido = words[0]
    short = next(
        (brief or sido.replace(long, "") for long, brief in SHORT.items() if long in sido),
        sido,
    )
    towns = DONG.findall(school.address)
    sigungu = words[1] if words[1][-1] in "시군구" else sido
    return Place(sido, short, sigungu, towns[-1] if towns else sigungu)


def short_name(name: str) -> str:
    """The name as people shorten it."""
    for long, brief in (
        ("여자고등학교", "여고"),
        ("여자중학교", "여중"),
        ("고등학교", "고"),
        ("중학교", "중"),
        ("대학교", "대"),
        ("대학", "대"),
    ):
        if name.endswith(long):
            return name.removesuffix(long) + brief
    return name


KEYS = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "r R s e E f a q Q t T d w W c z x v g".split(), strict=True
    )
)
VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split()
FINALS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ")


def keyboard(name: str) -> str:
    """The name typed on a two-set keyboard that was left in English."""
    typed = []
    for syllable in name:
        code = ord(syllable) - 0xAC00
        typed.append("".join((list(KEYS.values())[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28])))
    return "".join(typed)


HANJA = {"고": "高", "중": "中", "대": "大", "여고": "女高", "여중": "女中", "여대": "女大"}


def chinese(name: str) -> str:
    """The short name with its kind in Chinese characters."""
    kind = next(kind for kind in ("여고", "여중", "여대", "고", "중", "대") if name.endswith(kind))
    return name.removesuffix(kind) + HANJA[kind]


Write = Callable[[School, random.Random], str]
"""Writes the name of one school."""


def _slipped(school: School, chance: random.Random) -> str:
    kind = next(kind for kind in tables.KIND_SLIPS if school.name.endswith(kind))
    return school.name.removesuffix(kind) + chance.choice(tables.KIND_SLIPS[kind])


def _twice(school: School, chance: random.Random) -> str:
    way = chance.choice(
        (
            "{full}({short})",
            "{short}({full})",
            "{short}/{full}",
            "{full} {short}",
            "{short} {full}",
            "{full} / {short}",
        )
    )
    return way.format(full=school.name, short=short_name(school.name))


def _ends_in_a_kind(school: School) -> bool:
    return school.name.endswith(tuple(tables.KIND_SLIPS)) and bool(re.fullmatch(r"[가-힣]+", school.name))


NAMES: dict[str, Write] = {
    "full name": lambda school, _: school.name,
    "short name": lambda school, _: short_name(school.name),
    "kind apart": lambda school, _: re.sub(r"((?:여자)?(?:고등학교|중학교|대학교))$", r" \1", school.name),
    "고교": lambda school, _: re.sub(r"고등학교$", "고교", school.name),
    "name twice": _twice,
    "Chinese kind": lambda school, _: chinese(short_name(school.name)),
    "slip in the kind": _slipped,
    "letters apart": lambda school, _: unicodedata.normalize("NFD", school.name),
    "keyboard in English": lambda school, _: keyboard(short_name(school.name)),
}  # fmt: skip


def placed(text: str, school: School, way: str) -> str:
    """The text in a way that also states its place."""
    return way.format(name=text, **vars(place_of(school)))


def row_region(school: School) -> str:
    """What the region column says."""
    place = place_of(school)
    return f"{place.full_sido} {place.sigungu}"


class Writer:
    """Writes cells of a register, drawn by a seeded chance; every kind is drawn equally often."""

    def __init__(self, schools: Sequence[School], seed: int) -> None:
        self.schools = [
            each for each in schools if each.level in LEVELS and each.is_placed and _ends_in_a_kind(each)
        ]
        by_city: dict[str, list[School]] = {}
        for each in self.schools:
            by_city.setdefault(each.sigungu, []).append(each)
        self.by_city = {city: found for city, found in by_city.items() if len(found) >= 3}
        self.cities = sorted(self.by_city)
        self.chance = random.Random(seed)  # noqa: S311 (the same cells each time)
        self.girls = self._pairs("여자중학교", "여자고등학교")
        self.mixed = [pair for pair in self._pairs("중학교", "고등학교") if pair not in self.girls]

    def _pairs(self, middle: str, high: str) -> list[tuple[School, School]]:
        """Middle and high schools of one name in one city."""
        highs = {(each.sigungu, each.name): each for each in self.schools}
        found = []
        for each in self.schools:
            if each.name.endswith(middle):
                other = highs.get((each.sigungu, each.name.removesuffix(middle) + high))
                if other:
                    found.append((each, other))
        return found

    def cells(self, count: int) -> Iterator[Cell]:
        """Write this many cells, one kind after the other."""
        for number in range(count):
            cell = KINDS[number % len(KINDS)](self)
            yield cell

    def one(self) -> School:
        """Any school."""
        return self.chance.choice(self.schools)

    def some(self, count: int) -> list[School]:
        """Different schools of one city, of names that do not contain one another."""
        for _ in range(50):
            found = self.chance.sample(self.by_city[self.chance.choice(self.cities)], count)
            shorts = [short_name(each.name) for each in found]
            if all(one is other or one not in other for one in shorts for other in shorts):
                return found
        return found

    def name(self, school: School) -> str:
        """The name in full or short."""
        return school.name if self.chance.random() < 0.5 else short_name(school.name)

    def pick(self, table: Sequence[str]) -> str:
        """Any entry of a table."""
        return self.chance.choice(table)


LEVELS = (Level.MIDDLE, Level.HIGH, Level.UNIVERSITY)


def _of_name(kind: str) -> Callable[[Writer], Cell]:
    def write(writer: Writer) -> Cell:
        school = writer.one()
        return Cell(f"name: {kind}", NAMES[kind](school, writer.chance), row_region(school), (school,))

    return write


def region_in_front(writer: Writer) -> Cell:
    school = writer.one()
    text = placed(writer.name(school), school, writer.pick(tables.REGION_IN_FRONT))
    return Cell("region in front", text, "", (school,))


def region_behind(writer: Writer) -> Cell:
    school = writer.one()
    return Cell(
        "region behind", placed(writer.name(school), school, writer.pick(tables.REGION_BEHIND)), "", (school,)
    )


def ending(writer: Writer) -> Cell:
    school = writer.one()
    return Cell(
        "ending of speech", writer.name(school) + writer.pick(tables.ENDINGS), row_region(school), (school,)
    )


def particle(writer: Writer) -> Cell:
    school = writer.one()
    return Cell(
        "particle", writer.name(school) + writer.pick(tables.PARTICLES), row_region(school), (school,)
    )


def remark(writer: Writer) -> Cell:
    school = writer.one()
    return Cell("remark", writer.name(school) + writer.pick(tables.REMARKS), row_region(school), (school,))


def mark(writer: Writer) -> Cell:
    school = writer.one()
    text = writer.pick(tables.IN_FRONT) + writer.name(school)
    if writer.chance.random() < 0.4:
        text = writer.name(school) + writer.pick(tables.BEHIND_MARKS)
    return Cell("mark", text, row_region(school), (school,))


def composed(writer: Writer) -> Cell:
    """Marks, a region, a way to write the name, a remark and an ending, together."""
    school = writer.one()
    text = NAMES[writer.chance.choice(COMPOSABLE)](school, writer.chance)
    text += writer.pick(
        ("", writer.pick(tables.REMARKS), writer.pick(tables.ENDINGS), writer.pick(tables.PARTICLES))
    )
    region = row_region(school)
    if writer.chance.random() < 0.5:
        text, region = placed(text, school, writer.pick(tables.REGION_IN_FRONT)), ""
    return Cell("composed", writer.pick(("", writer.pick(tables.IN_FRONT))) + text, region, (school,))


COMPOSABLE = ("full name", "short name", "kind apart", "고교", "Chinese kind", "slip in the kind")


def pair(writer: Writer) -> Cell:
    schools = writer.some(writer.chance.choice((2, 2, 3)))
    separator = writer.pick(tables.SEPARATORS)
    return Cell("several", separator.join(map(writer.name, schools)), row_region(schools[0]), tuple(schools))


def composed_pair(writer: Writer) -> Cell:
    """Several schools, each with a remark, an ending or a mark of its own."""
    schools, separator = writer.some(2), writer.pick(tables.SEPARATORS)
    glued = separator[0] in "와랑이하" or separator == "."
    extras = ("",) if glued else ("", writer.pick(tables.REMARKS), writer.pick(tables.ENDINGS))
    texts = [
        writer.name(each) + (writer.pick(extras) if writer.chance.random() < 0.5 else "") for each in schools
    ]
    return Cell("several, composed", separator.join(texts), row_region(schools[0]), tuple(schools))


def pair_with_a_region(writer: Writer) -> Cell:
    """Several schools with a region written once, in front or behind."""
    schools = writer.some(writer.chance.choice((2, 2, 3)))
    text = writer.pick((", ", "·", "/", " ", "ㆍ", "\n", " 및 ", "→")).join(map(writer.name, schools))
    ways = ("{sido} {sigungu} {name}", "{sigungu} {name}", "[{sigungu}] {name}", "{sigungu}: {name}", "{name}({sigungu})",
            "{name} ({sido} {sigungu})", "{sigungu} 소재 {name}", "{sigungu}의 {name}", "{sigungu} - {name}")  # fmt: skip
    return Cell("several, one region", placed(text, schools[0], writer.pick(ways)), "", tuple(schools))


def pair_of_regions(writer: Writer) -> Cell:
    """Several schools, each with its own region."""
    one, other = writer.one(), writer.one()
    while short_name(other.name) == short_name(one.name):
        other = writer.one()
    schools = [one, other]
    ways = ("{sido} {name}", "{sigungu} {name}", "{name}({sigungu})", "{sido} {sigungu} {name}")
    way = writer.pick(ways)
    texts = [placed(writer.name(each), each, way) for each in schools]
    separator = writer.pick((", ", "/", "\n", " 및 ", " - ", ";", "→", " + ", " 그리고 "))
    return Cell("several, own regions", separator.join(texts), "", tuple(schools))


def girls(writer: Writer) -> Cell:
    schools = writer.chance.choice(writer.girls)
    stem = schools[0].name.removesuffix("여자중학교")
    ways = ("{}여중·고", "{}여중/고", "{}여중고", "{}여자중·고등학교", "{}여중, 여고", "{}여중·여고", "{}여중,고", "{}여중 고", "{}여자중고등학교",
            "{}여자중학교·고등학교", "{}여중ㆍ고교", "{}여중·고 학생", "{}여중·고입니다", "{}여중.고", "{}여고·중", "{}여자중.고등학교", "{}여중과 여고")  # fmt: skip
    return Cell("girls, joined", writer.pick(ways).format(stem), row_region(schools[0]), schools)


def joined(writer: Writer) -> Cell:
    schools = writer.chance.choice(writer.mixed)
    stem = schools[0].name.removesuffix("중학교")
    ways = ("{}중·고", "{}중/고", "{}중고", "{}중·고등학교", "{}중, 고", "{}중,고", "{}중고등학교", "{} 중·고등학교", "{}중학교·고등학교", "{}중학교, 고등학교",
            "{}중·고교", "{}중ㆍ고", "{}중학교/고등학교", "{}중·고(확인)", "{}중 · 고", "{}중&고", "{}고·중", "{}중.고", "{}중학교 및 고등학교", "{}중+고")  # fmt: skip
    return Cell("joined", writer.pick(ways).format(stem), row_region(schools[0]), schools)


def with_elementary(writer: Writer) -> Cell:
    """An elementary school joined to a middle or high school, which alone is of the map."""
    schools = writer.chance.choice(writer.mixed)
    stem = schools[0].name.removesuffix("중학교")
    one = (
        "{}초·중",
        "{}초, 중",
        "{}초/중",
        "{0}초등학교 {0}중학교",
        "{0}초, {0}중",
        "{}초·중학교",
        "{0}초등학교, {0}중학교",
        "{}초ㆍ중",
        "{}초등학교·중학교",
    )
    all_of_them = (
        "{}초중고",
        "{}초·중·고",
        "{}초,중,고",
        "{}초/중/고",
        "{}초·중·고등학교",
        "{}초,중,고등학교",
    )
    if writer.chance.random() < 0.6:
        return Cell("with elementary", writer.pick(one).format(stem), row_region(schools[0]), schools[:1])
    return Cell("with elementary", writer.pick(all_of_them).format(stem), row_region(schools[0]), schools)


def shared_ending(writer: Writer) -> Cell:
    """Names of one kind, the kind written once."""
    kind, long = writer.chance.choice((("중", "중학교"), ("고", "고등학교")))
    for _ in range(200):
        schools = [
            each
            for each in writer.some(3)
            if each.name.endswith(long) and not each.name.endswith("여자" + long)
        ]
        if len(schools) > 1:
            break
    stems = [each.name.removesuffix(long) for each in schools]
    text = writer.pick(("·", ", ", "/", "ㆍ", ",", " · ", "‧")).join(stems) + writer.pick((kind, long))
    return Cell("shared ending", text, row_region(schools[0]), tuple(schools))


def _open(kind: str, table: Sequence[str]) -> Callable[[Writer], Cell]:
    def write(writer: Writer) -> Cell:
        school = writer.one()
        return Cell(
            kind, writer.pick(table).format(name=writer.name(school)), row_region(school), (school,), False
        )

    return write


def out_of_scope(writer: Writer) -> Cell:
    text = writer.pick(tables.OUT_OF_SCOPE).format(stem=writer.pick(tables.STEMS))
    return Cell("no school of the map", text, "", (), False, out_of_scope=True)


KINDS: tuple[Callable[[Writer], Cell], ...] = (
    *map(_of_name, NAMES), region_in_front, region_behind, ending, particle, remark, mark, composed, pair, composed_pair,
    pair_with_a_region, pair_of_regions, girls, joined, with_elementary, shared_ending,
    _open("nearby and others", tables.NEARBY), _open("retracted", tables.RETRACTIONS), _open("undeclared", tables.UNDECLARED),
    out_of_scope,
)  # fmt: skip
