"""Every address at `regions`: no school, no number that is not a form of the menu, and nothing of the truth."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.snapshot.protected.making import sample_edition
from tests.web.regions.serving import content_of, every_address, regions_app
from tests.web.regions.twins import write_twin
from webmap.disclosure.forms import Kind
from webmap.disclosure.menu import COUNTED, Address, Place
from webmap.exports.protected.choice import OFFERED, choices
from webmap.exports.protected.words import in_digits, in_words
from webmap.vocabulary.terms import RegionLevel, Status
from webmap.web.regions.routes import ENDPOINTS

DRAWN = (".png", ".pdf", ".hwpx")
"""Ends of what takes a second each to draw; one of them stands for the others, which are made from the same SVG."""
MARK, FICTIONAL = "가상", "가상의".encode()
"""What every name of the sample holds, and the word of the notice that begins so as well."""
WORD = re.compile(rb"[A-Za-z0-9_.:-]+")
ROW = re.compile(
    r'<tr data-code="(\d+)" data-low="(\d*)" data-high="(\d*)" data-existing="(\d+)".*?'
    r'<td class="figure"><span aria-hidden="true">([^<]*)</span><span class="visually-hidden">([^<]*)</span>'
)


def crawled(app) -> list[str]:
    """Every address, of the drawn ones only the first of each path."""
    found, drawn = [], set()
    for _, address in every_address(app):
        path = address.partition("?")[0]
        if not path.endswith(DRAWN) or path not in drawn:
            found.append(address)
            drawn.add(path)
    return found


@pytest.fixture(scope="module")
def answers(regions):
    """Address → everything that it says."""
    client = regions.test_client()
    return {address: content_of(client, address) for address in crawled(regions)}


def test_every_route_of_the_application_is_crawled(regions):
    assert {endpoint for endpoint, _ in every_address(regions)} == ENDPOINTS


def test_no_address_names_a_school_or_its_key(answers, sample_snapshot):
    schools, register = sample_snapshot.schools, sample_snapshot.register_names
    # A place that is known by its address alone has that for a name.
    names, keys = {*register["name"]}, {*schools["key"], *register["key"]}
    assert len(names | keys) > 1_000
    assert all(MARK in name for name in names)
    for address, content in answers.items():
        assert MARK.encode() not in content.replace(FICTIONAL, b""), address
        assert not keys & {word.decode() for word in WORD.findall(content)}, address


def test_no_address_names_a_list_or_its_digest(answers, sample_snapshot):
    lists = [source for source in sample_snapshot.manifest["sources"] if source["role"] == "list"]
    words = {str(source[name]).encode() for source in lists for name in ("file", "sha256")}
    assert words
    assert not [address for address, content in answers.items() if any(word in content for word in words)]


def test_every_number_of_a_region_is_a_form_of_the_menu(answers, numbers):
    """In a table each number has its two ends, its form and, only where that is exact, itself."""
    tables = [address for address in answers if "/exports/regions.csv?" in address]
    assert len(tables) == 2 * len(list(choices()))
    shown = numbers.edition.shown()
    for address in tables:
        rows = list(csv.DictReader(io.StringIO(answers[address].decode("utf-8-sig"))))
        by = re.search(r"by=(\w+)", address)
        place = Place(by[1] if by else "sido")
        assert len(rows) == len(numbers.table.regions(RegionLevel(place.value)))
        for row in rows:
            form = shown[Address(place, row["region_code"], row["level"], row["status"])]
            ends = ("", "") if form.kind is Kind.HIDDEN else (str(form.low), str(form.high))
            exact = str(form.low) if form.kind is Kind.EXACT else ""
            assert (row["schools_min"], row["schools_max"]) == ends
            assert (row["form"], row["schools"]) == (form.kind.value, exact)


def test_every_number_in_the_table_of_a_page_is_a_form_of_the_menu(answers, numbers):
    for choice in choices():
        query = "&".join([*(f"{k}={v}" for k, v in choice.parameters().items()), "lang=en"])
        rows = ROW.findall(answers[f"/?{query}"].decode())
        expected = [
            (
                row.region.code,
                *(("", "") if row.form.kind is Kind.HIDDEN else (str(row.form.low), str(row.form.high))),
                str(row.existing),
                in_digits(row.form, row.existing).render("en"),
                in_words(row.form, row.existing, numbers.parameters).render("en"),
            )
            for row in numbers.rows(choice)
        ]
        assert rows == expected


def test_the_choices_are_those_of_the_menu(numbers):
    menu = {(each.place.value, each.level, each.status) for each in numbers.edition.shown()}
    offered = {(by.value, level, status) for by, tables in OFFERED.items() for level, status in tables}
    nation = {(Place.NATION.value, *each) for each in numbers.national_menu()}
    assert offered | nation == menu
    assert {status for _, _, status in nation} == {COUNTED, *(each.value for each in Status)}


def test_another_truth_of_the_same_forms_changes_no_byte(regions, answers, sample_snapshot, tmp_path):
    edition = write_twin(sample_snapshot, tmp_path)
    client, twin = regions.test_client(), regions_app(tmp_path).test_client()
    for address in answers:
        if address != "/metrics" and not address.partition("?")[0].endswith(DRAWN):
            one, two = (each.get(address, base_url="http://localhost") for each in (client, twin))
            assert one.data == two.data, address
            assert headers(one) == headers(two), address
    assert sample_edition(sample_snapshot) == edition


def headers(answer) -> dict[str, str]:
    """The headers but for the time of the answer and a client's use of its limit."""
    return {
        name: value
        for name, value in answer.headers.items()
        if name != "Date" and not name.startswith(("X-RateLimit", "RateLimit", "Retry-After"))
    }


def test_metrics_count_no_school(answers):
    names = {line.split("{")[0].split(" ")[0] for line in answers["/metrics"].decode().splitlines()}
    assert "webmap_ready" in names
    assert not [name for name in names if "school" in name]
