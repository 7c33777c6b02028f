"""The pure modules of the page, run by node: the address, classes, bins of dates, free room on the map."""

import json
import shutil
import subprocess
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.vectors import TERMS_OF_LISTS
from tests.view.test_filters import example
from webmap.system.shipped_files import static_path
from webmap.view.filters import FILTERS
from webmap.web.pages.map_config import filter_table

NODE = shutil.which("node")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NODE is None, reason="node is not installed; the page's modules were not run"),
]

VOCABULARY = {
    "regionLevels": ["sido", "sigungu", "office"],
    "longestSearch": 100,
}


def call(module: str, function: str, *arguments: Any) -> Any:
    """Result of a module's function, by way of JSON."""
    script = (
        f"import {{ useFilters }} from {json.dumps(static_path('js/figures/filter_table.js').as_uri())};"
        f"import {{ {function} }} from {json.dumps(static_path(f'js/{module}').as_uri())};"
        f"useFilters({json.dumps(filter_table({}, str))});"
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


def state(search: str = "") -> dict[str, Any]:
    return call("state/state.js", "readState", search, VOCABULARY)["state"]


def test_an_address_read_and_written_again_is_the_same():
    address = (
        "?level=middle,high&status=refuted&sido=11,26&sigungu=11110&office=7010&from=2024-09-01&to=2024-09-30"
        "&q=%EA%B0%80%EC%83%81&by=sigungu&show=rate&classes=natural&points=off&region=sido:11&lang=en&at=9.25/37.5/127.1234"
    )
    assert call("state/state.js", "writeState", state(address)) == address


def test_the_view_at_the_start_needs_nothing_in_the_address():
    assert (
        call("state/state.js", "writeState", state("?by=sido&show=count&classes=quantile&points=on&q=")) == ""
    )


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
    read = call("state/state.js", "readState", f"?{part}", VOCABULARY)
    assert read == {"state": state(), "ignored": [part]}


@pytest.mark.parametrize("method", ["quantile", "natural"])
def test_equal_values_never_fall_into_two_classes(method: str):
    classes = call("figures/classes.js", "classesOf", [0, None, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 30], method)
    ends = [(each["from"], each["to"]) for each in classes]
    assert ends[0][0] == 1
    assert ends[-1][1] == 30
    assert all(low <= high for low, high in ends)
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_zero_and_no_value_have_classes_of_their_own():
    classes = [{"from": 1, "to": 2}, {"from": 3, "to": 9}]
    assert [call("figures/classes.js", "classOf", value, classes) for value in (None, 0, 1, 3, 9)] == [
        None,
        0,
        1,
        2,
        2,
    ]


def bins(first: str, last: str) -> dict[str, Any]:
    return call("figures/histogram.js", "createBins", first, last)


@pytest.mark.parametrize(
    ("first", "last", "unit", "number"),
    [
        ("2024-08-26", "2024-08-26", "day", 1), ("2024-02-27", "2024-03-02", "day", 5), ("2024-08-26", "2024-11-08", "week", 11),
        ("2023-11-15", "2025-03-01", "month", 17), ("2015-06-30", "2024-01-01", "year", 10),
    ],
)  # fmt: skip
def test_bins_are_of_the_smallest_unit_that_fits_and_leave_no_day_out(first, last, unit, number):
    made = bins(first, last)
    assert (made["unit"], len(made["bins"])) == (unit, number)
    assert made["bins"][0]["from"] <= first <= last <= made["bins"][-1]["to"]
    days = [tuple(map(date.fromisoformat, (each["from"], each["to"]))) for each in made["bins"]]
    assert all(start <= end for start, end in days)
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in pairwise(days))
    assert unit != "week" or all(start.weekday() == 0 for start, _ in days)


def test_a_period_touches_the_bins_that_hold_its_days():
    weeks = bins("2024-08-26", "2024-11-08")["bins"]

    def touched(start: str, end: str) -> tuple[int, int]:
        found = call("figures/histogram.js", "touched", weeks, {"from": start, "to": end})
        return found["first"], found["last"]

    assert touched("", "") == (0, 10)
    assert touched("2024-09-02", "2024-09-08") == (1, 1)
    assert touched("2024-09-04", "") == (1, 10)
    assert touched("2030-01-01", "")[0] > touched("2030-01-01", "")[1]
    assert touched("", "2020-01-01")[0] > touched("", "2020-01-01")[1]


FRAME = {"left": 0, "top": 0, "right": 100, "bottom": 80}
CORNER = {"left": 0, "top": 0, "right": 40, "bottom": 20}
SIDE = {"left": 70, "top": 0, "right": 120, "bottom": 80}


def test_free_boxes_touch_no_panel_and_none_of_the_room_is_forgotten():
    boxes = call("map/free_area.js", "freeBoxes", FRAME, [CORNER, SIDE])
    assert sorted((b["left"], b["top"], b["right"], b["bottom"]) for b in boxes) == [
        (0, 20, 70, 80),
        (40, 0, 70, 80),
    ]
    assert call("map/free_area.js", "freeBoxes", FRAME, []) == [FRAME]


def test_a_thing_under_a_panel_takes_the_shortest_way_into_the_open():
    boxes = call("map/free_area.js", "freeBoxes", FRAME, [CORNER, SIDE])
    sign = {"left": 10, "top": 15, "right": 10, "bottom": 15}
    assert call("map/free_area.js", "shortestWayInside", sign, boxes, 5) == [0, 10]
    inside = {"left": 50, "top": 40, "right": 50, "bottom": 40}
    assert call("map/free_area.js", "shortestWayInside", inside, boxes, 5) == [0, 0]
    assert call("map/free_area.js", "shortestWayInside", FRAME, boxes, 0) is None


STAGE = {"left": 0, "top": 0, "right": 800, "bottom": 600}
LIMITS = {"margin": 8, "least": 0, "most": 12, "step": 0.25}
COAST = [{"x": x / 10, "y": y / 10} for x in range(101) for y in range(101) if x + y >= 100]
"""Land in the lower right half of a square of 10 × 10, and sea in the upper left."""


def shown(outline: list[dict[str, float]], panels: list[dict[str, int]]) -> list[tuple[float, float]]:
    """Points of an outline as the place found for it brings them on the screen."""
    place = call("map/fitting.js", "bestPlace", outline, STAGE, panels, LIMITS)
    scale, center = 2 ** place["zoom"], place["center"]
    return [(400 + (p["x"] - center["x"]) * scale, 300 + (p["y"] - center["y"]) * scale) for p in outline]


def test_a_shape_is_shown_as_large_as_the_frame_allows():
    points = shown(COAST, [])
    assert all(8 <= x <= 792 and 8 <= y <= 592 for x, y in points)
    assert max(y for _, y in points) - min(y for _, y in points) > 600 / 2**0.25 - 20


def test_sea_may_lie_under_a_panel_and_land_may_not():
    panel = {"left": 0, "top": 0, "right": 330, "bottom": 200}
    points = shown(COAST, [panel])
    assert not any(x < panel["right"] and y < panel["bottom"] for x, y in points)
    left, top = min(x for x, _ in points), min(y for _, y in points)
    assert left < panel["right"]
    assert top < panel["bottom"]
    assert len(points) == len(shown(COAST, []))


def test_a_shape_that_fits_nowhere_has_no_place():
    assert call("map/fitting.js", "bestPlace", COAST, STAGE, [STAGE], LIMITS) is None


OPTIONS = {
    "choices": {"list": ["on", "off"], "theme": ["auto", "light", "dark"]},
    "height": {"least": 320, "most": 1600, "usual": 640},
}


def test_an_embeds_options_are_kept_in_its_address_and_unknown_in_any_other():
    address = "?level=high&list=off&theme=dark&height=700"
    read = call("state/state.js", "readState", address, VOCABULARY | {"options": OPTIONS})
    assert read["ignored"] == []
    assert read["state"]["options"] == {"list": "off", "theme": "dark", "height": "700"}
    assert call("state/state.js", "writeState", read["state"]) == address
    assert call("state/state.js", "readState", address, VOCABULARY)["ignored"] == ["list", "theme", "height"]


def test_a_value_that_an_embeds_option_does_not_take_is_reported():
    wrong = "?list=maybe&theme=blue&height=9999&list=on"
    read = call("state/state.js", "readState", wrong, VOCABULARY | {"options": OPTIONS})
    assert read["ignored"] == ["list=maybe,on", "theme=blue", "height=9999"]
    assert read["state"]["options"] == {}


@pytest.mark.parametrize(
    ("held", "asked", "shown"),
    [
        ("?level=high", "", "?level=high"),
        ("?level=high", "?level=middle,high", "?level=high"),
        ("?sido=41", "?sido=11", "?sido=41"),
        ("?sido=41", "?sido=41&sigungu=41110", "?sido=41&sigungu=41110"),
        ("?from=2024-09-01&to=2024-09-30", "?from=2024-08-01", "?from=2024-09-01&to=2024-09-30"),
        ("?from=2024-09-01", "?from=2024-09-05&to=2024-09-09", "?from=2024-09-05&to=2024-09-09"),
        ("?q=가람", "?q=누리", "?q=가람"),
        ("?q=가람", "?q=가람 여자", "?q=가람 여자"),
        ("", "?level=middle&q=누리", "?level=middle&q=누리"),
    ],
)
def test_a_file_is_narrowed_and_never_widened(held: str, asked: str, shown: str):
    assert call("state/narrowing.js", "narrowState", state(asked), state(held)) == state(shown)


SENTENCE = """
import { useFilters } from "%(js)s/figures/filter_table.js";
import { createWords } from "%(js)s/text/words.js";
import { viewSentence } from "%(js)s/text/sentence.js";
import { chipsOf } from "%(js)s/filters/chips.js";
import { readState } from "%(js)s/state/state.js";
const { filters, queries, vocabulary } = %(given)s;
useFilters(filters);
const whole = { levels: filters[0].terms.length, standing: filters[1].usual };
const alone = Object.fromEntries(filters[1].terms.map(({ code }) => [code, `${code} only`]));
const words = createWords({ filters, whole, nouns: {}, alone, region_levels: [], outcomes: [], cautions: [], search: {} });
const name = (level, code) => `${level} ${code}`;
const names = { full: name, sido: () => undefined };
console.log(JSON.stringify(queries.map((query) => {
  const { state } = readState(query, vocabulary);
  const { head, rest } = viewSentence(state, 3, words, names);
  return [`${head} ${rest}`, chipsOf(state, name).length];
})));
"""


def test_the_page_says_every_filter_in_its_sentence_and_in_a_chip():
    queries = ["", *(f"?{each.name}={example(each)}" for each in FILTERS)]
    given = {"filters": filter_table({}, str, TERMS_OF_LISTS), "queries": queries, "vocabulary": VOCABULARY}
    script = SENTENCE % {"js": static_path("js").as_uri(), "given": json.dumps(given)}
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-e", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    (plain, none), *others = json.loads(done.stdout)
    assert none == 0
    for query, (sentence, chips) in zip(queries[1:], others, strict=True):
        assert sentence != plain, f"static/js/text/sentence.js: {query}"
        assert chips == 1, f"static/js/filters/chips.js: {query}"
