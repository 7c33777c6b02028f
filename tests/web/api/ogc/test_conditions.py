"""Conditions, sorting and choices of properties: right by SQL, bounded, and blind to what is withheld."""

import sqlite3
import time
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import app_for
from webmap.errors import FilterError
from webmap.vocabulary.terms import STATUSES
from webmap.web.api.ogc.collections import COLLECTIONS
from webmap.web.api.ogc.cql import read_filter
from webmap.web.api.ogc.reference_systems import CRS84

SCHOOLS = COLLECTIONS["schools"].queryables
EVERY_STATUS = f"status={','.join(STATUSES)}"


def items(client, query="", collection="schools"):
    answer = client.get(f"/ogc/collections/{collection}/items?limit=10000&{query}")
    assert answer.status_code == 200, answer.text
    return answer.json["features"]


def found_by(client, condition, query="", collection="schools"):
    return [each["id"] for each in items(client, f"filter={quote(condition)}&{query}", collection)]


@pytest.fixture(scope="module")
def tables(sample_folder):
    """The properties of all features as tables of SQLite, whose conditions are written and joined like CQL2."""
    client = app_for(sample_folder).test_client()
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA case_sensitive_like = ON")
    for name, collection in COLLECTIONS.items():
        columns = list(collection.queryables)
        heads = ", ".join(f'"{column}"' for column in columns)
        database.execute(f"CREATE TABLE {name} (feature, {heads})")
        every = EVERY_STATUS if name == "schools" else ""
        rows = [
            [each["id"], *(each["properties"][column] for column in columns)]
            for each in items(client, every, name)
        ]
        marks = ",".join("?" * (len(columns) + 1))
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
    return database


def by_sql(tables, condition, collection="schools"):
    rows = tables.execute(f"SELECT feature FROM {collection} WHERE {condition} ORDER BY rowid")  # noqa: S608
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    "condition",
    [
        "level = 'high'",
        "level <> 'high' AND NOT status = 'refuted'",
        "level = 'high' OR level = 'middle' AND sido = '41'",
        "(level = 'high' OR level = 'middle') AND sido = '41'",
        "status IN ('refuted', 'withdrawn') AND reports >= 1",
        "radius_m > 0 OR first_reported IS NULL",
        "NOT (first_reported >= '2024-09-01')",
        "first_reported BETWEEN '2024-08-27' AND '2024-09-03' AND first_reported IS NOT NULL",
        "name LIKE '%여자%학교' AND name NOT LIKE '%중학교'",
        "name LIKE '가상___학교'",
        "disputed OR reports NOT BETWEEN 1 AND 2",
        "'2024-09-01' > first_reported",
        "sigungu IN ('11110', '41111', 'none')",
        "name_en = '' AND provider <> 'x'",
    ],
)
def test_a_condition_finds_what_sql_finds(client, tables, condition):
    expected = by_sql(tables, condition)
    assert found_by(client, condition, EVERY_STATUS) == expected
    assert expected


@pytest.mark.parametrize(
    ("collection", "condition"),
    [
        ("sido", "schools > 20 AND rate_per_100 < 100"),
        ("sigungu", "confirmed >= 1 OR high > 5"),
        ("sigungu", "NOT (first_reported > '2024-09-01')"),
        ("offices", "rate_per_100 IS NULL OR schools = 0"),
    ],
)
def test_conditions_choose_regions_by_their_figures(client, tables, collection, condition):
    assert found_by(client, condition, collection=collection) == by_sql(tables, condition, collection)


terms = st.one_of(
    st.builds("{} {} '{}'".format, st.sampled_from(["level", "status", "sido"]),
              st.sampled_from(["=", "<>", "<", ">="]), st.sampled_from(["high", "confirmed", "41", "26", ""])),
    st.builds("reports {} {}".format, st.sampled_from(["=", "<", ">="]), st.integers(-1, 4)),
    st.builds("first_reported {} '2024-0{}-0{}'".format, st.sampled_from(["<=", ">", "="]), st.integers(7, 9), st.integers(1, 9)),
    st.builds("name LIKE '{}'".format, st.text("가상여_%", max_size=8)),
    st.sampled_from(["first_reported IS NULL", "disputed", "radius_m BETWEEN 1 AND 900"]),
)  # fmt: skip
texts = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.builds("({}) AND ({})".format, inner, inner),
        st.builds("({}) OR ({})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_joined_conditions_find_what_sql_finds(tables, sample_folder, condition):
    answer = CLIENTS.of(sample_folder).get(
        f"/ogc/collections/schools/items?limit=10000&properties=key&skipGeometry=true&{EVERY_STATUS}"
        f"&filter={quote(condition)}"
    )
    if answer.status_code == 400:
        assert "brackets" in answer.text
        return
    assert [each["id"] for each in answer.json["features"]] == by_sql(tables, condition)


class Clients:
    """One client for all examples."""

    client = None

    def of(self, folder):
        self.client = self.client or app_for(folder, language="en").test_client()
        return self.client


CLIENTS = Clients()


def test_capitals_make_no_difference_where_casei_says_so(client):
    named = next(each for each in items(client) if each["properties"]["name_en"])
    name = named["properties"]["name_en"].replace("'", "''")
    assert named["id"] in found_by(client, f"CASEI(name_en) = CASEI('{name.upper()}')")
    assert named["id"] in found_by(client, f"CASEI(name_en) LIKE CASEI('{name[:5].swapcase()}%')")
    assert named["id"] not in found_by(client, f"name_en = '{name.swapcase()}'")


def test_a_condition_on_the_status_reaches_every_status_that_may_be_seen(client, sample_folder):
    refuted = [each["id"] for each in items(client, "status=refuted")]
    assert found_by(client, "status = 'refuted'") == refuted != []
    assert found_by(client, "status = 'refuted'", "status=confirmed") == []
    closed = app_for(sample_folder, public_statuses="confirmed,reported").test_client()
    assert found_by(closed, "status = 'refuted' OR status <> 'confirmed'") == [
        each["id"] for each in items(closed, "status=reported")
    ]


def test_what_is_left_out_is_unknown_to_conditions_and_orders(client):
    assert found_by(client, "refuted >= 0 OR refuted < 0", collection="sido") == []
    assert len(found_by(client, "refuted IS NULL", collection="sido")) == 17
    assert items(client, "sortby=-refuted", "sido") == items(client, "", "sido")
    assert items(client, "refuted=0", "sido") == []
    shown = found_by(client, "refuted >= 0", "status=refuted", "sido")
    assert len(shown) == 17


@pytest.mark.parametrize("code", ["OGC/1.3/CRS84", "EPSG/0/4326", "EPSG/0/5179"])
def test_a_shape_finds_what_lies_in_it(client, code):
    system = f"http://www.opengis.net/def/crs/{code}"
    inside = [each["id"] for each in items(client, "bbox=126.7,37.4,127.2,37.7")]
    corner = {"OGC/1.3/CRS84": "126.7,37.4,127.2,37.7", "EPSG/0/4326": "37.4,126.7,37.7,127.2"}
    if code in corner:
        assert (
            found_by(client, f"S_INTERSECTS(geometry, BBOX({corner[code]}))", f"filter-crs={system}")
            == inside
        )
    school = next(each for each in items(client, f"crs={system}") if each["id"] in inside)
    x, y = school["geometry"]["coordinates"]
    d = 0.001 if code != "EPSG/0/5179" else 50
    ring = f"{x - d} {y - d}, {x + d} {y - d}, {x + d} {y + d}, {x - d} {y + d}, {x - d} {y - d}"
    found = found_by(client, f"S_INTERSECTS(geometry, POLYGON(({ring})))", f"filter-crs={system}")
    assert school["id"] in found
    assert set(found) <= set(inside)


def test_a_shape_far_away_finds_nothing(client):
    for code, point in (("EPSG/0/5179", "900000000 900000000"), ("EPSG/0/3857", "0 0")):
        system = f"http://www.opengis.net/def/crs/{code}"
        assert found_by(client, f"S_INTERSECTS(geometry, POINT({point}))", f"filter-crs={system}") == []


def test_a_parameter_with_the_name_of_a_property_asks_for_its_value(client):
    every = items(client)
    for name in ("reports", "outcome", "first_reported", "disputed", "radius_m", "name"):
        value = every[0]["properties"][name]
        text = str(value).lower() if isinstance(value, bool) else str(value)
        same = [each["id"] for each in every if each["properties"][name] == value]
        assert [each["id"] for each in items(client, f"{name}={quote(text)}")] == same


def test_a_boolean_may_be_written_as_gdal_writes_it(client):
    for number, word in (("1", "true"), ("0", "false")):
        assert items(client, f"disputed={number}") == items(client, f"disputed={word}")
    assert items(client, "disputed=0")
    assert client.get("/ogc/collections/schools/items?disputed=2").status_code == 400


@pytest.mark.parametrize(("keys", "collection"), [("name", "schools"), ("-reports,first_reported", "schools"), ("-rate_per_100,code", "sigungu")])  # fmt: skip
def test_features_come_in_the_requested_order_with_no_value_last(client, keys, collection):
    rows = items(client, f"sortby={keys}", collection)
    expected = items(client, "", collection)
    for key in reversed(keys.split(",")):
        name, down = key.lstrip("-"), key.startswith("-")
        some = [each for each in expected if each["properties"][name] is not None]
        none = [each for each in expected if each["properties"][name] is None]
        expected = sorted(some, key=lambda each: each["properties"][name], reverse=down) + none
    assert [each["id"] for each in rows] == [each["id"] for each in expected]
    pages = [
        client.get(f"/ogc/collections/{collection}/items?sortby={keys}&limit=10&offset={start}").json[
            "features"
        ]
        for start in (0, 10)
    ]
    assert [*pages[0], *pages[1]] == rows[:20]


def test_only_the_requested_properties_come_and_no_geometry_where_none_is_wanted(client):
    (first, *_) = items(client, "properties=status,name&skipGeometry=true")
    assert list(first["properties"]) == ["name", "status"]
    assert first["geometry"] is None
    assert first["id"]
    assert items(client, "skipGeometry=false")[0]["geometry"]


def test_numbers_are_numbers_from_the_first_feature(client):
    assert all(type(each["properties"]["radius_m"]) is int for each in items(client, EVERY_STATUS))
    rates = [each["properties"]["rate_per_100"] for each in items(client, "", "sigungu")]
    assert {type(each) for each in rates} <= {float, type(None)}
    assert [each for each in rates if each == int(each or 0)]


@pytest.mark.parametrize(
    "query",
    [
        "filter=", "filter=level%20=", "filter=colour%20=%20'red'", "filter=level%20=%20high", "filter=reports%20=%20'a'",
        "filter=level%20LIKE%20reports", "filter=S_WITHIN(geometry,POINT(1%202))", "filter=S_INTERSECTS(name,POINT(1%202))",
        "filter=S_INTERSECTS(geometry,BBOX(1,2,3))", "filter=S_INTERSECTS(geometry,POLYGON((0%200,1%201,0%201,1%200,0%200)))",
        "filter=sources%20=%20'a'", "filter=level", "filter=NULL", "filter=reports%2B1=2", "filter=first_reported>DATE('2024-02-31')",
        "filter=first_reported>'soon'", "filter=level=NULL", "filter=CASEI(reports)=1", "filter=disputed<TRUE",
        "filter=TRUE&filter-lang=cql2-json", "filter=TRUE&filter-crs=EPSG:4326", "filter=TRUE&filter=TRUE",
        "sortby=colour", "sortby=sources", "sortby=name,name" + ",name" * 40, "properties=colour", "skipGeometry=maybe",
        "reports=many", "disputed=maybe", "first_reported=soon", "sources=x", "name=" + "a" * 101,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(client, query):
    answer = client.get(f"/ogc/collections/schools/items?{query}")
    # A blank value is no condition, as everywhere.
    assert answer.status_code == (200 if query == "filter=" else 400)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 25 + "level = 'a' x" + ")" * 25, "(" * 25, "NOT " * 249 + "TRUE", "1" + "+1" * 498 + "=2",
        " AND ".join(["disputed"] * 80), "level IN (" + ",".join(["'a'"] * 240) + ")", "f(" * 100, "'(" * 300,
        "((((((" + "level = 'a' AND " * 50 + "x y" + "))))))", "name LIKE '" + "%a" * 400 + "'", "\"" * 999, "level = 'a",
        "level = 'a' " * 1000,
    ],
)  # fmt: skip
def test_a_hostile_filter_is_answered_or_refused_at_once(client, text):
    begin = time.monotonic()
    answer = client.get(f"/ogc/collections/schools/items?limit=1&filter={quote(text)}")
    assert answer.status_code in (200, 400, 414)
    assert time.monotonic() - begin < 2


@given(st.text(st.sampled_from("()'\"%_,=<>- abelvNOTANDRILKSCPUZ0123456789가"), max_size=200))
def test_any_text_is_a_condition_or_refused(text):
    try:
        assert read_filter(text, SCHOOLS, CRS84).holds
    except FilterError as error:
        assert error.message.text
