"""A short code is a set of regions: each set has one code, each code one set, and older codes keep theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.test_modules import NODE, call
from webmap.errors import FilterError
from webmap.places.regions import short_codes
from webmap.places.regions.region_table import load_region_table
from webmap.places.regions.short_codes import decode, encode, expand, newest, orders
from webmap.view.filters import parameters, parse_filters
from webmap.vocabulary.terms import RegionLevel

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/short_codes.json").read_text("utf-8"))
FIRST = VECTORS[0]
LONG = f"{FIRST['level']}={','.join(FIRST['codes'])}"
JUNK = [
    "x", "g", "g1", "g1.", "g1.AA", "g1.A", "g1.AQA", "x1.AQ", "g1.AQ=", "g1.AR", "g9.AQ", "g01.AQ", "G1.AQ",
    "p1.AAAE", "g1.AQ,p1.AQ", "g1.한글", "g1.AQ.", "g1." + "_" * 98, "g1.A+",
]  # fmt: skip
"""The first eight are such for every reader of base64."""


def test_the_newest_order_holds_every_region():
    table = load_region_table()
    for level in RegionLevel:
        missing = {each.code for each in table.regions(level)} - set(orders()[newest()][level])
        assert not missing, "add another order to code_orders.json; those that are there never change"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(RegionLevel)), st.data())
def test_a_set_of_regions_comes_back_from_its_one_code(level, data):
    codes = data.draw(st.sets(st.sampled_from(orders()["1"][level]), min_size=1))
    code = encode(level, codes)
    assert decode(code) == (level, sorted(codes))
    assert len(code) <= 3 + 39


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["code"])
def test_published_codes_keep_their_meaning(vector):
    level, codes = decode(vector["code"])
    assert (level.value, codes) == (vector["level"], vector["codes"])
    assert encode(level, codes, "1") == vector["code"]


@pytest.mark.parametrize("text", JUNK)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(FilterError, match="짧은 코드"):
        decode(text)


def test_codes_of_an_older_order_are_read_when_regions_are_added(monkeypatch):
    known = orders()["1"]
    newer = {level: ["00000", *codes] for level, codes in known.items()}
    monkeypatch.setattr(short_codes, "orders", lambda: {"1": known, "2": newer})
    assert decode(FIRST["code"])[1] == FIRST["codes"]
    code = encode(RegionLevel(FIRST["level"]), FIRST["codes"])
    assert code.startswith("g2.")
    assert decode(code)[1] == FIRST["codes"]


def test_a_code_is_the_filter_that_it_stands_for_and_never_beside_it():
    table = load_region_table()
    short = parse_filters({"r": FIRST["code"], "level": "high"}, table)
    assert short == parse_filters({FIRST["level"]: ",".join(FIRST["codes"]), "level": "high"}, table)
    assert "r" not in parameters(short)
    with pytest.raises(FilterError, match="하나만"):
        expand({"r": FIRST["code"], FIRST["level"]: "11110"})


@pytest.mark.parametrize(
    "path", ["/api/schools.geojson", "/exports/regions.csv", "/ogc/collections/schools/items", "/map.html"]
)
def test_every_address_takes_it(client, path):
    short = client.get(f"{path}?r={FIRST['code']}")
    assert short.status_code == 200
    assert short.headers["ETag"] == client.get(f"{path}?{LONG}").headers["ETag"]
    assert client.get(f"{path}?r=junk").status_code == 400


def test_a_page_reads_it_as_the_same_view(client):
    short = client.get(f"/?r={FIRST['code']}")
    assert short.headers["ETag"] == client.get(f"/?{LONG}").headers["ETag"]
    assert client.get("/?r=junk").status_code == 200


@pytest.mark.slow
@pytest.mark.skipif(NODE is None, reason="node is not installed; the page's modules were not run")
def test_the_scripts_read_and_write_the_same():
    for vector in VECTORS:
        read = call("state/short_codes.js", "readShortCode", vector["code"], orders())
        assert read == {"level": vector["level"], "codes": vector["codes"]}
        written = call("state/short_codes.js", "writeShortCode", vector["level"], vector["codes"], orders())
        assert written == vector["code"]
    for text in JUNK[:8]:
        assert call("state/short_codes.js", "readShortCode", text, orders()) is None
