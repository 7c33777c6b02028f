"""The classes of colours on the server are those of the page."""

import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.figures.classes import ClassRule, ValueClass, class_of, ramp_step, value_classes
from webmap.system.shipped_files import static_path

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "classes.json").read_text("utf-8"))
NODE = shutil.which("node")


def worked_out(rule, values):
    classes = value_classes(values, ClassRule(rule))
    places = [class_of(value, classes) for value in values]
    steps = [place and ramp_step(place, len(classes)) for place in places]
    return {
        "rule": rule,
        "values": values,
        "classes": [[each.low, each.high] for each in classes],
        "steps": steps,
    }


@pytest.mark.parametrize("vector", VECTORS)
def test_the_server_parts_values_as_the_vectors_say(vector):
    assert worked_out(vector["rule"], vector["values"]) == vector


@pytest.mark.skipif(NODE is None, reason="node is not installed; the page's module was not run")
def test_the_page_parts_values_as_the_vectors_say():
    script = f"""
      import {{ classesOf, classOf, rampStep }} from "{static_path("js/figures/classes.js").as_uri()}";
      const vectors = {json.dumps([(vector["rule"], vector["values"]) for vector in VECTORS])};
      console.log(JSON.stringify(vectors.map(([rule, values]) => {{
        const classes = classesOf(values, rule);
        const places = values.map((value) => classOf(value, classes));
        const steps = places.map((place) => (place ? rampStep(place, classes.length) : place));
        return {{ rule, values, classes: classes.map(({{ from, to }}) => [from, to]), steps }};
      }})));
    """
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script], check=True, capture_output=True, text=True
    )
    assert json.loads(done.stdout) == VECTORS


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 30).map(float)), max_size=60),
    st.sampled_from(list(ClassRule)),
)
def test_equal_values_never_fall_into_two_classes_and_every_value_falls_into_one(values, rule):
    classes = value_classes(values, rule)
    assert len(classes) <= 5
    above = sorted({value for value in values if value})
    for value in above:
        assert [each.low <= value <= each.high for each in classes].count(True) == 1
    assert {end for each in classes for end in (each.low, each.high)} <= set(above)
    assert all(class_of(value, classes) == (None if value is None else 0) for value in values if not value)


def test_natural_classes_break_where_the_values_do():
    values = [1, 2, 2, 3, 40, 41, 42, 100, 101, 250, 251, 252, 900]
    classes = value_classes(values, ClassRule.NATURAL)
    assert [(each.low, each.high) for each in classes] == [
        (1, 3),
        (40, 42),
        (100, 101),
        (250, 252),
        (900, 900),
    ]


@pytest.fixture(scope="module")
def mapclassify():
    """Imported only by who runs the test: it takes a second, and every worker collects every file."""
    import mapclassify

    return mapclassify


@given(
    st.lists(st.integers(1, 60).map(float), min_size=6, max_size=40).filter(lambda found: len(set(found)) > 5)
)
def test_natural_classes_are_as_close_as_mapclassify_finds_them(mapclassify, values):
    def apart(ends):
        groups = {}
        for value in values:
            groups.setdefault(next(end for end in ends if value <= end), []).append(value)
        return sum((value - sum(group) / len(group)) ** 2 for group in groups.values() for value in group)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = [float(end) for end in mapclassify.FisherJenks(values, k=5).bins]
    ours = [each.high for each in value_classes(values, ClassRule.NATURAL)]
    assert apart(ours) == pytest.approx(apart(theirs), abs=1e-6)


def test_percentiles_lie_between_their_neighbours_by_their_distance():
    # As numpy.quantile: the 40th percentile of 0, 10 … 60 lies four tenths of the way from 20 to 30.
    assert value_classes([10, 20, 30, 40, 50, 60, 70], count=2)[0] == ValueClass(10, 40)
    assert value_classes([1, 2, 3, 4, 100, 200], count=3) == [
        ValueClass(1, 2),
        ValueClass(3, 4),
        ValueClass(100, 200),
    ]


def test_a_value_above_all_classes_belongs_to_the_highest():
    assert class_of(99, value_classes([1, 2, 3])) == 3


def test_as_many_values_as_classes_are_a_class_each():
    assert value_classes([1, 2, 2, 3], count=3) == [ValueClass(each, each) for each in (1, 2, 3)]


def test_two_classes_use_both_ends_of_the_ramp():
    assert [ramp_step(place, 2) for place in (1, 2)] == [1, 5]
    assert ramp_step(1, 1) == 3
