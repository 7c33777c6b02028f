"""The pure modules of the page, run by node: the grammar of the address, filters, figures, classes."""

import json
import shutil
import subprocess
from itertools import pairwise
from typing import Any

import pytest

from webmap.resources import static_path

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed; the page's modules were not run")

VOCABULARY = {
    "levels": ["middle", "high", "university", "other"],
    "statuses": ["confirmed", "under_review", "reported", "refuted", "withdrawn"],
    "regionLevels": ["sido", "sigungu", "office"],
}
STANDING = ["confirmed", "under_review", "reported"]
COUNTED = ["middle", "high", "university"]


def call(module: str, function: str, *arguments: Any) -> Any:
    """Result of a module's function, by way of JSON."""
    script = (
        f"import {{ {function} }} from {json.dumps(static_path(f'js/{module}').as_uri())};"
        f"console.log(JSON.stringify({function}(...{json.dumps(arguments)})));"
    )
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def school(**properties: Any) -> dict[str, Any]:
    plain = {
        "level": "high",
        "status": "reported",
        "sido": "11",
        "sigungu": "11110",
        "office": "7010",
        "first_reported": "2024-09-01",
        "last_reported": "2024-09-02",
        "reports": 1,
        "folded": ["가상고등학교"],
    }
    return plain | properties


def state(search: str = "") -> dict[str, Any]:
    return call("state.js", "readState", search, VOCABULARY)["state"]


def test_an_address_read_and_written_again_is_the_same():
    address = (
        "?level=middle,high&status=refuted&sido=11,26&sigungu=11110&office=7010&from=2024-09-01&to=2024-09-30"
        "&q=%EA%B0%80%EC%83%81&by=office&show=rate&classes=natural&points=off&region=sido:11&lang=en&at=9.25/37.5/127.1234"
    )
    assert call("state.js", "writeState", state(address)) == address


def test_the_view_at_the_start_needs_nothing_in_the_address():
    assert call("state.js", "writeState", state("?by=sido&show=count&classes=quantile&points=on&q=")) == ""


@pytest.mark.parametrize(
    "part",
    [
        "level=primary",
        "by=town",
        "from=2024-13-01",
        "at=9/91/127",
        "region=town:1",
        "classes=equal",
        "points=no",
    ],
)
def test_a_value_that_the_map_does_not_know_is_left_out_and_named(part: str):
    read = call("state.js", "readState", f"?{part}", VOCABULARY)
    assert read == {"state": state(), "ignored": [part]}


def test_a_parameter_that_the_map_does_not_know_is_named():
    assert call("state.js", "readState", "?colour=red", VOCABULARY)["ignored"] == ["colour"]


@pytest.mark.parametrize("name", ["__proto__", "hasOwnProperty", "constructor", "toString"])
def test_a_parameter_named_like_a_part_of_every_object_is_named_too(name: str):
    read = call("state.js", "readState", f"?{name}=1&level=high", VOCABULARY)
    assert read == {"state": state("?level=high"), "ignored": [name]}


def test_values_of_a_repeated_parameter_are_joined():
    assert state("?level=high&q=a&level=middle&level=") == state("?level=high,middle&q=a")


def test_refuted_and_withdrawn_schools_are_kept_only_when_asked_for():
    schools = [school(status="refuted"), school(status="confirmed")]
    assert call("filters.js", "filterSchools", schools, state(), STANDING)["kept"] == schools[1:]
    assert (
        call("filters.js", "filterSchools", schools, state("?status=refuted"), STANDING)["kept"]
        == schools[:1]
    )


def test_both_ends_of_a_period_belong_to_it():
    schools = [school(first_reported=f"2024-09-0{day}") for day in (1, 2, 3, 4)]
    found = call("filters.js", "filterSchools", schools, state("?from=2024-09-02&to=2024-09-03"), STANDING)
    assert found["kept"] == schools[1:3]


def test_schools_without_a_date_are_left_out_of_a_period_and_counted():
    schools = [school(first_reported=None), school(), school(first_reported=None, status="refuted")]
    found = call("filters.js", "filterSchools", schools, state("?from=2024-01-01"), STANDING)
    assert found == {"kept": [schools[1]], "undated": 1}


@pytest.mark.parametrize("text", ["가상 고등", "ＧＡＳＡＮＧ high", " gasang"])
def test_a_search_ignores_width_case_and_white_space(text: str):
    named = school(
        folded=[call("filters.js", "fold", name) for name in ("가상고등학교", "Gasang High School")]
    )
    found = call(
        "filters.js", "filterSchools", [named, school(folded=["다른"])], state() | {"q": text}, STANDING
    )
    assert found["kept"] == [named]


def test_a_rate_counts_only_levels_whose_existing_schools_are_known():
    summary = call("figures.js", "summarise", [school(), school(level="other"), school(level="middle")])
    register = {"middle": 10, "high": 5, "university": 5}
    assert call("figures.js", "ratePer100", summary, register, [], COUNTED) == pytest.approx(10)
    assert call("figures.js", "ratePer100", summary, register, ["high"], COUNTED) == pytest.approx(20)


@pytest.mark.parametrize(
    ("levels", "register"),
    [
        ([], {"middle": 0, "high": 0, "university": 0}),
        ([], {"middle": 1, "high": 1, "university": None}),
        (["other"], {"middle": 1, "high": 1, "university": 1}),
    ],
)
def test_without_a_denominator_there_is_no_rate(levels: list[str], register: dict[str, int | None]):
    summary = call("figures.js", "summarise", [school()])
    assert call("figures.js", "ratePer100", summary, register, levels, COUNTED) is None


def test_a_summary_knows_reports_and_the_first_and_last_date():
    schools = [
        school(reports=2),
        school(first_reported="2024-08-26", last_reported=None),
        school(first_reported=None),
    ]
    summary = call("figures.js", "summarise", schools)
    assert (summary["reports"], summary["first"], summary["last"]) == (4, "2024-08-26", "2024-09-02")


def test_a_region_outside_the_filter_is_not_asked():
    office = {"code": "7010", "sido": "11", "sigungu": ["11110", "11140"]}
    inside, outside = {"code": "11140", "sido": "11"}, {"code": "26110", "sido": "26"}
    filters = state("?office=7010")
    assert call("figures.js", "isAsked", inside, "sigungu", filters, [office]) is True
    assert call("figures.js", "isAsked", outside, "sigungu", filters, [office]) is False
    assert (
        call("figures.js", "isAsked", {"code": "26", "sido": "26"}, "sido", state("?sigungu=11110"), [])
        is False
    )


@pytest.mark.parametrize("method", ["quantile", "natural"])
def test_equal_values_never_fall_into_two_classes(method: str):
    classes = call("classes.js", "classesOf", [0, None, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 30], method)
    ends = [(each["from"], each["to"]) for each in classes]
    assert ends[0][0] == 1
    assert ends[-1][1] == 30
    assert all(low <= high for low, high in ends)
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_zero_and_no_value_have_classes_of_their_own():
    classes = [{"from": 1, "to": 2}, {"from": 3, "to": 9}]
    assert [call("classes.js", "classOf", value, classes) for value in (None, 0, 1, 3, 9)] == [
        None,
        0,
        1,
        2,
        2,
    ]


FRAME = {"left": 0, "top": 0, "right": 100, "bottom": 80}
CORNER = {"left": 0, "top": 0, "right": 40, "bottom": 20}
SIDE = {"left": 70, "top": 0, "right": 120, "bottom": 80}


def test_free_boxes_touch_no_panel_and_none_of_the_room_is_forgotten():
    boxes = call("freearea.js", "freeBoxes", FRAME, [CORNER, SIDE])
    assert sorted((b["left"], b["top"], b["right"], b["bottom"]) for b in boxes) == [
        (0, 20, 70, 80),
        (40, 0, 70, 80),
    ]
    assert call("freearea.js", "freeBoxes", FRAME, []) == [FRAME]


def test_a_thing_under_a_panel_takes_the_shortest_way_into_the_open():
    boxes = call("freearea.js", "freeBoxes", FRAME, [CORNER, SIDE])
    sign = {"left": 10, "top": 15, "right": 10, "bottom": 15}
    assert call("freearea.js", "shortestWayInside", sign, boxes, 5) == [0, 10]
    inside = {"left": 50, "top": 40, "right": 50, "bottom": 40}
    assert call("freearea.js", "shortestWayInside", inside, boxes, 5) == [0, 0]
    assert call("freearea.js", "shortestWayInside", FRAME, boxes, 0) is None
