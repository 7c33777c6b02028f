"""Damaged and hostile answers of an interface: in no case is the former file touched, and a sentence says why."""

import gzip
import json
import random
import re

import pytest

from tests.places.register_update.portal import (
    KEY,
    Answer,
    neis_answer,
    neis_row,
    standard_answer,
    standard_row,
)
from webmap.errors import RegisterUpdateError
from webmap.places.register_update.data_go_kr import STANDARD
from webmap.places.register_update.neis import NEIS
from webmap.vocabulary.messages import LANGUAGES

SIZE = 50
SCHOOLS = 500


class Hostile:
    """The rows of an interface, and ways to spoil them; `spoil_page` changes the answers of one page."""

    def __init__(self, portal, interface):
        self.portal, self.interface, self.path = portal, interface, interface.kind.value
        make = standard_row if interface is STANDARD else neis_row
        self.rows = [make(number) for number in range(SCHOOLS)]

    def key(self, header):
        return next(key for key, name in self.interface.columns.items() if name == header)

    @property
    def name(self):
        return self.key("학교명")

    @property
    def address(self):
        return self.key("소재지도로명주소" if self.interface is STANDARD else "도로명주소")

    @property
    def identifier(self):
        return self.key("학교ID" if self.interface is STANDARD else "행정표준코드")

    def set(self, header_key, value, numbers=range(SCHOOLS)):
        for number in numbers:
            row = self.rows[number]
            self.rows[number] = row | {header_key: value(row, number) if callable(value) else value}

    def body(self, page, rows=None, total=SCHOOLS):
        rows = self.rows[(page - 1) * SIZE : page * SIZE] if rows is None else rows
        return standard_answer(rows, total) if self.interface is STANDARD else neis_answer(rows, total)

    def spoil_page(self, page, body, status=200, **headers):
        self.portal.faults[self.path, page] = [Answer(body, status, headers)] * 60


@pytest.fixture
def hostile(portal, interface):
    return Hostile(portal, interface)


def mojibake(text, read_as):
    return text.encode().decode(read_as, "replace")


def names_as(read_as):
    return lambda it: it.set(it.name, lambda row, _: mojibake(row[it.name], read_as), range(50, 100))


def swap(one, other):
    def spoil(it):
        first, second = getattr(it, one), getattr(it, other)
        it.rows = [row | {first: row[second], second: row[first]} for row in it.rows]

    return spoil


def page_of_bytes(make):
    return lambda it: it.spoil_page(2, make(it.body(2)))


def shuffled_names(it):
    names = [row[it.name] for row in it.rows]
    random.Random(1).shuffle(names)  # noqa: S311 (the same order each time)
    it.set(it.name, lambda _, number: names[number])


def overlapping_pages(it):
    for page in range(2, 11):
        start = (page - 1) * SIZE - 5 * (page - 1)
        it.spoil_page(page, it.body(page, it.rows[start : start + SIZE]))


def out_of_order(it):
    it.spoil_page(2, it.body(3))


def all_pages_the_first(it):
    for page in range(2, 11):
        it.spoil_page(page, it.body(1))


def key_in(it):
    it.set(it.name, lambda row, _: f"{row[it.name]} {KEY}", [7])


MODES = {
    "names of one page read as cp949": (names_as("cp949"), "Korean text|broken"),
    "names of one page read as latin-1": (names_as("latin-1"), "Korean text"),
    "names of one page read as ascii": (names_as("ascii"), "broken characters"),
    "names of question marks": (lambda it: it.set(it.name, "????학교", range(50)), "Korean text"),
    "names in Latin letters": (lambda it: it.set(it.name, lambda _, n: f"School {n}"), "Korean text"),
    "one broken character in an address": (
        lambda it: it.set(it.address, "서울특별시 강남구 가상\ufffd로 7", [3]),
        "broken characters",
    ),
    "half a character": (lambda it: it.set(it.name, "가상\ud800고등학교", [3]), "broken characters"),
    "a page in cp949": (page_of_bytes(lambda body: json.dumps(json.loads(body), ensure_ascii=False).encode("cp949")),
                        "not UTF-8"),
    "a page in UTF-16": (page_of_bytes(lambda body: body.encode("utf-16")), "not UTF-8|not JSON"),
    "a page that breaks off": (page_of_bytes(lambda body: body[: len(body) // 2]), "breaks off"),
    "a page that breaks off in a character": (
        page_of_bytes(lambda body: json.dumps(json.loads(body), ensure_ascii=False).encode().rpartition(b"\xea")[0]
                      + b"\xea"),
        "breaks off",
    ),
    "an empty page": (page_of_bytes(lambda _: ""), "not JSON"),
    "a page of NaN": (page_of_bytes(lambda _: '{"a": NaN}'), "not JSON"),
    "nested without end": (page_of_bytes(lambda _: "[" * 100_000), "not JSON|breaks off"),
    "a web page": (page_of_bytes(lambda _: "<!DOCTYPE html><p>점검 중"), "web page"),
    "a list in place of the answer": (page_of_bytes(lambda _: "[1, 2]"), "form"),
    "rows that are no rows": (lambda it: it.spoil_page(2, it.body(2, ["a"] * SIZE)), "form"),
    "a row without a column": (
        lambda it: it.spoil_page(
            2, it.body(2, [{k: v for k, v in row.items() if k != it.name} for row in it.rows[50:100]])
        ),
        "form",
    ),
    "a redirect": (lambda it: it.spoil_page(2, "", 302, Location="http://127.0.0.1/"), "HTTP 302"),
    "a bomb": (
        lambda it: it.spoil_page(2, gzip.compress(bytes(80_000_000)), **{"Content-Encoding": "gzip"}),
        "cannot be used",
    ),
    "a bomb in a bomb": (
        lambda it: it.spoil_page(
            2, gzip.compress(gzip.compress(bytes(80_000_000))), **{"Content-Encoding": "gzip, gzip"}
        ),
        "cannot be used|not UTF-8|not JSON",
    ),
    "compression that is none": (
        lambda it: it.spoil_page(2, "plain", **{"Content-Encoding": "gzip"}),
        "cannot be (used|reached)",
    ),
    "names and addresses swapped": (swap("name", "address"), "swapped|Korean text|one name"),
    "names and IDs swapped": (swap("name", "identifier"), "Korean text|swapped|another name"),
    "names of other schools": (shuffled_names, "another name"),
    "all names equal": (lambda it: it.set(it.name, "가상고등학교"), "one name"),
    "many names new": (lambda it: it.set(it.name, lambda _, n: f"가상새{n}고등학교", range(60)), "60 of 500"),
    "blank names": (lambda it: it.set(it.name, " ", range(30)), "학교명"),
    "the key in a row": (key_in, "repeat the key"),
    "one ID for many": (
        lambda it: it.set(it.identifier, lambda row, _: it.rows[0][it.identifier], range(60)),
        "rows (repeat|have the ID)",
    ),
    "other IDs": (
        lambda it: it.set(it.identifier, lambda row, _: row[it.identifier][:-4] + "9" + row[it.identifier][-3:]),
        "missing",
    ),
    "half of the schools gone": (lambda it: it.rows.__delitem__(slice(0, 250)), "rows"),
    "a total that hides a page": (
        lambda it: [it.spoil_page(page, it.body(page, total=450)) for page in range(1, 10)],
        "450 rows",
    ),
    "a total that never ends": (lambda it: it.spoil_page(1, it.body(1, total=10**12)), "form"),
    "pages that overlap": (overlapping_pages, "rows (repeat|have the ID)|missing"),
    "a page in place of another": (out_of_order, "repeats page|instead of page"),
    "the first page again and again": (all_pages_the_first, "repeats page 1"),
    "a short page": (lambda it: it.spoil_page(2, it.body(2, it.rows[50:99])), "49 rows"),
    "a long page": (lambda it: it.spoil_page(2, it.body(2, it.rows[50:101])), "51 rows"),
    "addresses of another province": (
        lambda it: it.set(it.address, lambda _, n: f"부산광역시 해운대구 가상로 {n}", range(100)),
        "another city or county|another province",
    ),
    "levels of others": (
        lambda it: it.set(it.key("학교급구분" if it.interface is STANDARD else "학교종류명"), "중학교", range(40)),
        "another level",
    ),
}  # fmt: skip
POINT_MODES = {
    "latitude and longitude swapped": (
        lambda it: it.set("latitude", "127.0401") or it.set("longitude", "37.4900"),
        "outside Korea",
    ),
    "points of nothing": (lambda it: it.set("latitude", "0") or it.set("longitude", "0"), "outside Korea"),
    "points elsewhere": (lambda it: it.set("latitude", lambda _, n: f"{37.6 + n / 1e5:.6f}"), "another point"),
    "points of a few lost": (lambda it: it.set("latitude", "", range(4)) or it.set("latitude", "37.550", range(4, 20)),
                             "another point or none"),
    "points mixed up": (lambda it: it.set("latitude", lambda _, n: f"{35 + n % 3}.{100 + n}"), "lie far from"),
    "an older file": (lambda it: it.set("referenceDate", "2020-03-01"), "older than"),
    "an old page under its number": (
        lambda it: it.spoil_page(2, it.body(3).replace('"numOfRows"', '"pageNo": "3", "numOfRows"')),
        "page 3 instead of page 2",
    ),
}  # fmt: skip


def refused(hostile, update, tmp_path, mode):
    good = update().file.read_bytes()
    spoil, reason = mode
    spoil(hostile)
    with pytest.raises(RegisterUpdateError) as failure:
        update(rows=hostile.rows)
    assert (tmp_path / hostile.interface.file).read_bytes() == good
    assert list(tmp_path.glob("older/*")) == []
    for language in LANGUAGES:
        sentence = failure.value.message.render(language)
        assert KEY not in sentence
        assert sentence.isprintable()
    return failure.value.message.render("en"), reason


@pytest.mark.parametrize("mode", MODES)
def test_a_damaged_answer_replaces_nothing_and_is_told_as_what_it_is(hostile, update, tmp_path, mode):
    sentence, reason = refused(hostile, update, tmp_path, MODES[mode])
    assert re.search(reason, sentence), sentence


@pytest.mark.parametrize("interface", [STANDARD], ids=["standard"])
@pytest.mark.parametrize("mode", POINT_MODES)
def test_damaged_points_and_dates_replace_nothing(hostile, update, tmp_path, mode, interface):
    sentence, reason = refused(hostile, update, tmp_path, POINT_MODES[mode])
    assert reason in sentence


def test_a_page_that_is_damaged_once_is_fetched_again(hostile, update, portal):
    portal.faults[hostile.path, 2] = [
        Answer(hostile.body(2)[:300]),
        Answer(json.dumps(json.loads(hostile.body(2)), ensure_ascii=False).encode("cp949")),
    ]
    assert update(rows=hostile.rows).rows == SCHOOLS


def test_a_few_renames_and_moves_are_no_damage(hostile, update):
    update()
    hostile.set(hostile.name, lambda _, n: f"가상새{n}고등학교", range(8))
    if hostile.interface is STANDARD:
        hostile.set("latitude", "37.550", range(8, 14))
    assert update(rows=hostile.rows).older is not None


def test_a_name_without_hangul_is_no_damage_where_few_have_one(hostile, update):
    hostile.set(hostile.name, lambda _, n: f"Gasang School {n}", range(3))
    assert update(rows=hostile.rows).rows == SCHOOLS


@pytest.mark.parametrize("interface", [NEIS], ids=["neis"])
def test_a_school_that_is_marked_as_closed_is_not_renamed(hostile, update, interface):
    update()
    hostile.set(hostile.name, lambda row, _: f"{row[hostile.name]}(폐교)", range(40))
    assert update(rows=hostile.rows).rows == SCHOOLS
