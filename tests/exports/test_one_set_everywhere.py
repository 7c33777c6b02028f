"""For any list and any filter, page, API, OGC API and reports state the numbers of plain pandas."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import count
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from hwp_hwpx_parser import Reader
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.browser.serving import serving
from tests.exports.making import TABLE, many_schools, snapshot_of
from tests.exports.plain import COUNTS, letting_in, plainly_counted, plainly_filtered
from webmap.system.shipped_files import static_path
from webmap.view.filters import Filters, plain_values
from webmap.view.view import View
from webmap.vocabulary.messages import translations
from webmap.vocabulary.terms import (
    COUNTED_LEVELS,
    LEVELS,
    REGION_LEVELS,
    STATUSES,
    RegionLevel,
)
from webmap.web.map.data import addresses, data_version
from webmap.web.pages.map_config import filter_table

pytestmark = pytest.mark.slow

NODE = shutil.which("node")
COLLECTIONS = {RegionLevel.SIDO: "sido", RegionLevel.SIGUNGU: "sigungu", RegionLevel.OFFICE: "offices"}
VERSIONS = count(1)
MANY = st.integers(0, 2**32).map(many_schools)
Counts = dict[str, dict[str, int]]

PAGE = """
import { readFileSync } from "node:fs";
const { modules, data, query, by, vocabulary, filters, counted } = JSON.parse(readFileSync(0, "utf8"));
const [{ createData }, { readState }, { createView }, { useFilters }] =
  await Promise.all(["data/data", "state/state", "state/view", "figures/filter_table"].map((name) => import(`${modules}/${name}.js`)));
useFilters(filters);
const known = createData(data);
const state = { ...readState(`?${query}`, vocabulary).state, by };
const [schools, layer, sigungu, offices] =
  await Promise.all([known.schools(), ...[by, "sigungu", "office"].map((level) => known.layer(level))]);
const { rows } = createView(state, schools, {
  regions: layer.regions, sigungu: [...sigungu.regions.values()],
  offices: state.office.map((code) => offices.regions.get(code)), counted });
console.log(JSON.stringify(Object.fromEntries([...rows].map(([code, { summary }]) => [code, summary]))));
"""


def few(examples: int) -> settings:
    """So few that they cost seconds; a counter-example is reported at once, not made smaller for minutes."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )


@contextmanager
def showing(app, view: View) -> Iterator[None]:
    """The application over another view; its answers are kept by version, so each view has its own."""
    with patch.object(app.extensions["webmap"], "view", lambda: view):
        yield


def fresh(base, schools) -> View:
    """A view of a version of its own; its outlines are the real ones, of which maps can be drawn."""
    snapshot = snapshot_of(base, schools, version=f"random-{next(VERSIONS)}")
    return View(replace(snapshot, regions=base.regions), TABLE)


def query_of(asked: Filters, **more: object) -> str:
    values = {
        name: ",".join(value) if isinstance(value, list) else value
        for name, value in plain_values(asked).items()
    }
    return urlencode({name: value for name, value in {**values, **more}.items() if value})


def counted(records: Mapping[str, Mapping[str, Any]]) -> Counts:
    """Counts by region code, of regions that have schools."""
    found = {code: {name: int(row.get(name) or 0) for name in COUNTS} for code, row in records.items()}
    return {code: row for code, row in found.items() if any(row.values())}


def properties(client, address: str) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return {each["id"]: each["properties"] for each in answer.json["features"]}, answer.json


@few(4)
@given(schools=MANY, asked=letting_in, by=st.sampled_from(list(RegionLevel)))
def test_api_and_ogc_api_tell_what_plain_pandas_tells(published_snapshot, app, schools, asked, by):
    truth = plainly_counted(plainly_filtered(schools, asked), by)
    keys = {school.key for school in schools} & set(plainly_filtered(schools, asked)["key"])
    client, query = app.test_client(), query_of(asked)
    with showing(app, fresh(published_snapshot, schools)):
        regions, _ = properties(client, f"/api/regions/{by}.geojson?{query}")
        assert counted(regions) == truth
        items, page = properties(client, f"/ogc/collections/{COLLECTIONS[by]}/items?{query}&limit=10000")
        assert counted(items) == truth
        assert page["numberMatched"] == len(regions)
        listed, _ = properties(client, f"/api/schools.geojson?{query}")
        assert set(listed) == keys
        items, page = properties(client, f"/ogc/collections/schools/items?{query}&limit=10000")
        assert page["numberMatched"] == len(keys)
        assert {key: (row["level"], row["status"]) for key, row in items.items()} == {
            key: (row["level"], row["status"]) for key, row in listed.items()
        }


@pytest.mark.skipif(NODE is None, reason="node is not installed; the page's state was not compared")
@few(3)
@given(schools=MANY, asked=letting_in, by=st.sampled_from(list(RegionLevel)))
def test_the_pages_state_tells_what_plain_pandas_tells(published_snapshot, app, schools, asked, by):
    view = fresh(published_snapshot, schools)
    with app.test_request_context():
        urls: dict[str, Any] = addresses(view)
    with showing(app, view), serving(app) as origin:
        found = page_counts(origin, urls, data_version_of(app, view), query_of(asked), by)
    summaries = {
        code: {**row["levels"], **row["statuses"], "schools": row["schools"], "reports": row["reports"]}
        for code, row in found.items()
    }
    assert counted(summaries) == plainly_counted(plainly_filtered(schools, asked), by)


def data_version_of(app, view: View) -> str:
    with app.app_context():
        return data_version(view)


def page_counts(origin: str, urls: dict[str, Any], version: str, query: str, by: RegionLevel) -> Any:
    """By region code, the figures that the page's own modules work out of what they are sent."""
    regions = {level: f"{origin}{address}" for level, address in urls["regions"].items()}
    given = {
        "modules": static_path("js").as_uri(),
        "data": {
            "urls": {"schools": f"{origin}{urls['schools']}", "regions": regions},
            "data_version": version,
        },
        "query": query,
        "by": by,
        "vocabulary": {
            "regionLevels": list(REGION_LEVELS),
            "longestSearch": 100,
        },
        "filters": filter_table({}, str),
        "counted": list(COUNTED_LEVELS),
    }
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", PAGE],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@few(2)
@given(schools=MANY, asked=letting_in, by=st.sampled_from(list(RegionLevel)))
def test_reports_tell_what_plain_pandas_tells(published_snapshot, app, tmp_path, schools, asked, by):
    truth = plainly_counted(plainly_filtered(schools, asked), by)
    client, query = app.test_client(), query_of(asked, by=by, lang="ko")
    with showing(app, fresh(published_snapshot, schools)):
        pdf, hangul = (client.get(f"/exports/regions.{form}?{query}").data for form in ("pdf", "hwpx"))
    (path := tmp_path / "report.hwpx").write_bytes(hangul)
    with Reader(str(path)) as reader:
        tables = [table.rows for table in reader.tables]
    assert hangul_counts(tables, by) == truth
    text = " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    shown = ["schools", *(each for each in map(str, LEVELS) if each in asked.level),
             *(each for each in map(str, STATUSES) if each in asked.status), "reports"]  # fmt: skip
    for code, row in truth.items():
        assert f"{name_of(by, code)} {' '.join(f'{row[name]:,}' for name in shown)} " in text
    sums = [sum(row[name] for row in truth.values()) for name in shown]
    assert f"합계 {' '.join(f'{each:,}' for each in sums)} " in text


HEADING = {
    name: translations("ko").gettext(text)
    for name, text in {
        "schools": "Listed schools",
        "reports": "Reports",
        **{str(code): word.name for code, word in {**LEVELS, **STATUSES}.items()},
    }.items()
}


def name_of(by: RegionLevel, code: str) -> str:
    """A region as a report names it."""
    region = TABLE.region(by, code)
    return (
        region.name
        if by is RegionLevel.SIDO
        else f"{TABLE.region(RegionLevel.SIDO, region.sido).name} {region.name}"
    )


def hangul_counts(tables: list[list[list[str]]], by: RegionLevel) -> Counts:
    """The counts of the table by region, without its line of totals."""
    names = {heading: name for name, heading in HEADING.items()}
    # Other tables have a heading of schools and levels of their own.
    rows = next(rows for rows in tables if HEADING["reports"] in rows[0] and rows[0][0] != HEADING["schools"])
    codes = {name_of(by, region.code): region.code for region in TABLE.regions(by)}
    width = 1 if by is RegionLevel.SIDO else 2
    lines = {codes[" ".join(row[:width])]: dict(zip(rows[0], row, strict=True)) for row in rows[1:-1]}
    return counted(
        {
            code: {names[name]: re.sub(",", "", text) for name, text in line.items() if name in names}
            for code, line in lines.items()
        }
    )
