"""Signs in the rows of a new register file that its text, its columns or its regions are damaged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from webmap.places.addresses.addresses import read_region
from webmap.places.regions.circles import distance_m
from webmap.places.register.file import RegisterKind, Row
from webmap.places.register.names import BROKEN
from webmap.places.register.schools import degrees
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import printable

MAX_STRANGE_NAMES = 10
"""Names of another script or form. Of the published files at most three have no Hangul (schools in Jeju)."""
MAX_OF_ONE_NAME = 100
"""Schools of one name; at most eleven share one."""
MAX_SHARE_UNLIKE = 0.03
"""Share of the rows whose ID, address or name is unlike all others; of the published ones 1 % at most."""
MAX_FROM_CENTRE_M = 100_000
"""Metres of a school from the middle of its city or county; islands lie up to 80 km away."""

HANGUL = re.compile(r"[가-힣]")
NOT_IN_A_NAME = re.compile(r"[^가-힣ㄱ-ㅎA-Za-zⅠ-Ⅹ0-9 ()\[\]·ㆍ・?.,&'’\-_/~:+]|\?\?")
SCHOOL = re.compile(r"학교|분교|교육|학원|아카데미")
ADDRESS = re.compile(r"(?:로|길|동|리|가)\s*(?:산\s*)?\d")
MAX_EXAMPLE = 40


@dataclass(frozen=True)
class Columns:
    """Columns of a kind of file, by what they hold."""

    identifier: str
    identifier_form: re.Pattern[str]
    name: str
    level: str
    address: str
    other_address: str = ""
    office: str = "시도교육청명"


COLUMNS = {
    RegisterKind.STANDARD: Columns(
        "학교ID",
        re.compile(r"[A-Z]\d{9}", re.ASCII),
        "학교명",
        "학교급구분",
        "소재지도로명주소",
        "소재지지번주소",
    ),
    RegisterKind.NEIS: Columns(
        "행정표준코드", re.compile(r"[A-Z]?\d{6,7}", re.ASCII), "학교명", "학교종류명", "도로명주소"
    ),
}


def signs_of_damage(rows: Sequence[Row], kind: RegisterKind) -> Iterator[Message]:
    """Each reason not to trust the rows, as the end of a sentence."""
    columns = COLUMNS[kind]
    yield from _broken(rows)
    yield from _names(rows, columns)
    yield from _unlike(rows, columns)
    yield from _regions(rows, columns)
    if kind is RegisterKind.STANDARD:
        yield from _points(rows, columns)


def address_of(row: Row, columns: Columns) -> str:
    """The row's address, by road or by lot number."""
    return row[columns.address] or row.get(columns.other_address, "")


def _broken(rows: Sequence[Row]) -> Iterator[Message]:
    for column in rows[0]:
        broken = [row[column] for row in rows if BROKEN.search(row[column])]
        if broken:
            yield say(
                "%(rows)s values of the column %(column)s have broken characters (%(example)s)",
                rows=len(broken),
                column=column,
                example=_example(broken[0]),
            )


def _names(rows: Sequence[Row], columns: Columns) -> Iterator[Message]:
    names = [row[columns.name] for row in rows]
    strange = [name for name in names if NOT_IN_A_NAME.search(name) or not HANGUL.search(name)]
    if len(strange) > MAX_STRANGE_NAMES:
        yield say(
            "%(rows)s names are not Korean text (%(example)s)",
            rows=len(strange),
            example=_example(strange[0]),
        )
    (name, count), *_ = Counter(names).most_common(1)
    if count > MAX_OF_ONE_NAME:
        yield say("%(rows)s schools have one name (%(name)s)", rows=count, name=_example(name))


def _unlike(rows: Sequence[Row], columns: Columns) -> Iterator[Message]:
    """Columns whose values have another form than they should: they may be swapped."""
    forms: dict[str, Callable[[str], object]] = {
        columns.name: SCHOOL.search,
        columns.identifier: columns.identifier_form.fullmatch,
        columns.address: ADDRESS.search,
    }
    for column, fits in forms.items():
        unlike = [row[column] for row in rows if row[column] and not fits(row[column])]
        if len(unlike) > MAX_SHARE_UNLIKE * len(rows):
            yield say(
                "%(rows)s values of the column %(column)s have another form than they should (%(example)s); "
                "columns may be swapped",
                rows=len(unlike),
                column=column,
                example=_example(unlike[0]),
            )


def _regions(rows: Sequence[Row], columns: Columns) -> Iterator[Message]:
    """Addresses in another sido than the office of education that the row states."""
    sido = {text: read_region(text).sido for text in {row.get(columns.office, "") for row in rows}}
    addresses = [(row.get(columns.office, ""), address_of(row, columns)) for row in rows]
    sido |= {word: read_region(word).sido for word in {_first_word(address) for _, address in addresses}}
    apart = [address for office, address in addresses if _differ(sido[office], sido[_first_word(address)])]
    if len(apart) > MAX_SHARE_UNLIKE * len(rows):
        yield say(
            "%(rows)s addresses lie in another province than their office of education (%(example)s)",
            rows=len(apart),
            example=_example(apart[0]),
        )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _first_word(address: str) -> str:
    return next(iter(address.split()), "")


def _points(rows: Sequence[Row], columns: Columns) -> Iterator[Message]:
    """Points far from the others of their city or county: moved into other rows."""
    places: dict[tuple[str, ...], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        latitude, longitude = degrees(row["위도"], "lat"), degrees(row["경도"], "lon")
        if latitude is not None and longitude is not None:
            places[tuple(address_of(row, columns).split()[:2])].append((latitude, longitude))
    far = sum(
        distance_m(*point, median(p[0] for p in points), median(p[1] for p in points)) > MAX_FROM_CENTRE_M
        for points in places.values()
        for point in points
    )
    if far > MAX_SHARE_UNLIKE * len(rows):
        yield say("%(rows)s coordinates lie far from the others of their city or county", rows=far)


def _example(text: str) -> str:
    return printable(text[:MAX_EXAMPLE]) or "-"
