"""The signs of schools on the map: one number for each region, the same as its figure, and none over another."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from itertools import combinations
from math import hypot
from typing import Any

import pytest
from flask.testing import FlaskClient

from webmap.system.shipped_files import static_path
from webmap.vocabulary.terms import REGION_LEVELS
from webmap.web.pages.map_config import filter_table

NODE = shutil.which("node")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NODE is None, reason="node is not installed; the page's modules were not run"),
]

SCRIPT = """
import { readFileSync } from "node:fs";
import { featuresOf } from "%(js)s/data/topology.js";
import { readSchools } from "%(js)s/data/payload.js";
import { summariseByRegion } from "%(js)s/figures/figures.js";
import { filterSchools } from "%(js)s/figures/school_filter.js";
import { useFilters, noFilters } from "%(js)s/figures/filter_table.js";
import { createSigns } from "%(js)s/map/points/signs.js";
import { isWithin } from "%(js)s/map/label_places.js";
import { toWorld } from "%(js)s/map/world.js";

const { filters, schools: payload, regions, cases } = JSON.parse(readFileSync(0, "utf-8"));
useFilters(filters);
const all = readSchools(payload);
const layers = Object.fromEntries(Object.entries(regions).map(([level, topology]) => {
  const features = featuresOf(topology, "regions");
  for (const feature of features) feature.properties.code = feature.id;
  return [level, { features, shapes: new Map(features.map((feature) => [feature.id, drawn(feature)])) }];
}));

function drawn({ geometry: { type, coordinates } }) {
  const onWorld = ([lon, lat]) => {
    const { xs: [x], ys: [y] } = toWorld([{ lat, lon }]);
    return [x, y];
  };
  return (type === "Polygon" ? [coordinates] : coordinates).map((rings) => rings.map((ring) => ring.map(onWorld)));
}

const WORLD = { left: 0, top: 0, right: 256, bottom: 256 };
const answer = ({ without, zoom, ...chosen }) => {
  const state = { by: "sido", ...noFilters(), ...chosen };
  const known = (level) => (without.includes(level) ? undefined : layers[level]);
  const signs = createSigns({ getMaxZoom: () => 18 }, { arrived: known }, all);
  const { kept } = filterSchools(all, state);
  signs.use(kept, state);
  const part = state.by === "office" ? "office" : "sigungu";
  const figures = Object.fromEntries(["sido", part].map((level) =>
    [level, Object.fromEntries([...summariseByRegion(kept, level)].map(([code, { schools }]) => [code, schools]))]));
  return { kept: kept.length, figures, groups: signs.at(zoom, WORLD).map(({ x, y, members, size, level, code }) => ({
    x: x * 2 ** zoom, y: y * 2 ** zoom, members, size, level, code,
    regions: [...new Set(members.map((i) => kept[i][part]))],
    inside: level && members.length > 1 && known(level) ? isWithin(layers[level].shapes.get(code), x, y) : null,
  })) };
};
console.log(JSON.stringify(cases.map(answer)));
"""

Answer = dict[str, Any]
SEOUL, GYEONGGI, BUSAN = "11", "41", "26"


@pytest.fixture(scope="module")
def signs_of(app: Any) -> Any:
    """Signs of the sample's schools for cases of filters and a zoom, by one run of node."""
    client: FlaskClient = app.test_client()
    regions = {
        level.value: client.get(f"/api/map/regions/{level.value}.json").get_json() for level in REGION_LEVELS
    }
    given = {
        "filters": filter_table({}, str),
        "schools": client.get("/api/map/schools.json").get_json(),
        "regions": regions,
    }

    def run(cases: list[dict[str, Any]]) -> list[Answer]:
        done = subprocess.run(
            [str(NODE), "--input-type=module", "-e", SCRIPT % {"js": static_path("js").as_uri()}],
            input=json.dumps(given | {"cases": [{"without": [], **case} for case in cases]}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        answers: list[Answer] = json.loads(done.stdout)
        return answers

    return run


def any_case(chance: random.Random) -> dict[str, Any]:
    """Random filters and a zoom, some of them before the shapes of a level have arrived."""
    return {
        "by": chance.choice(["sido", "sigungu", "office"]),
        "level": chance.choice([[], [], ["middle"], ["high", "university"]]),
        "status": chance.choice([[], [], ["confirmed"], ["refuted", "withdrawn"]]),
        "sido": chance.choice([[], [], [SEOUL], [GYEONGGI, BUSAN], ["99"]]),
        "sigungu": chance.choice([[], [], [], ["11110"]]),
        "from": chance.choice(["", "", "2024-09-15"]),
        "zoom": chance.choice([5, 6.25, 7.5, 8.25, 9, 10, 11.75, 14, 18]),
        "without": chance.choice([[], [], ["sigungu", "office"]]),
    }


def test_the_number_of_a_sign_is_the_figure_of_its_region(signs_of: Any):
    chance = random.Random(13)  # noqa: S311
    cases = [any_case(chance) for _ in range(150)]
    levels = set()
    for case, answer in zip(cases, signs_of(cases), strict=True):
        members = [member for group in answer["groups"] for member in group["members"]]
        assert sorted(members) == list(range(answer["kept"])), case
        for group in answer["groups"]:
            levels.add(group["level"])
            if group["level"]:
                assert len(group["members"]) == answer["figures"][group["level"]][group["code"]], case
            if group["level"] != "sido":
                assert len(group["regions"]) == 1, f"a sign of two regions: {case}"
    assert levels == {"sido", "sigungu", "office", ""}


def test_signs_come_nearer_level_by_level(signs_of: Any):
    cases = [{"zoom": zoom} for zoom in (5, 6.5, 8, 9.5, 11, 12.5, 18)]
    numbers = [len(answer["groups"]) for answer in signs_of(cases)]
    assert numbers == sorted(numbers)
    assert numbers[0] == numbers[1] == 17
    assert numbers[-1] > 600


def test_a_chosen_province_is_in_parts_where_the_whole_of_it_is_seen(signs_of: Any):
    plain, chosen = signs_of([{"zoom": 7.75}, {"zoom": 7.75, "sido": [GYEONGGI]}])
    assert GYEONGGI in {group["code"] for group in plain["groups"] if group["level"] == "sido"}
    assert {group["level"] for group in chosen["groups"] if len(group["members"]) > 1} == {"sigungu"}


@pytest.mark.parametrize("by", ["sigungu", "office"])
def test_signs_lie_apart_and_those_of_regions_inside_their_own(signs_of: Any, by: str):
    cases = [
        {"zoom": zoom, "by": by} for zoom in (5.75, 6, 6.25, 6.5, 7, 7.5, 8, 8.75, 9.5, 10.5, 11.5, 12.5)
    ]
    for case, answer in zip(cases, signs_of(cases), strict=True):
        for one, other in combinations(answer["groups"], 2):
            apart = hypot(one["x"] - other["x"], one["y"] - other["y"])
            assert apart >= (one["size"] + other["size"]) / 2 - 2, case
        insides = [group["inside"] for group in answer["groups"] if group["inside"] is not None]
        assert all(insides), case


def test_signs_lie_apart_also_where_the_country_is_smaller_than_they_need(signs_of: Any):
    cases = [{"zoom": zoom} for zoom in (4, 4.25, 4.5, 4.75, 5, 5.25, 5.5)]
    for case, answer in zip(cases, signs_of(cases), strict=True):
        for one, other in combinations(answer["groups"], 2):
            apart = hypot(one["x"] - other["x"], one["y"] - other["y"])
            assert apart >= (one["size"] + other["size"]) / 2, case


def test_where_nothing_is_listed_there_is_no_sign(signs_of: Any):
    (answer,) = signs_of([{"zoom": 8, "sido": ["99"]}])
    assert answer["groups"] == []
