"""The map as a picture: the page's colours, every school, and nothing that is not the picture's own."""

import re
import struct
import subprocess
import zlib
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from webmap.errors import RenderingError
from webmap.exports.content import make_content
from webmap.exports.formats import FORMATS
from webmap.exports.picture.frame import Box
from webmap.exports.picture.picture import HEIGHT, WIDTH, slide
from webmap.exports.picture.scene import draw_scene
from webmap.exports.request import ExportRequest, Figure, Points
from webmap.exports.typesetting import run
from webmap.figures.classes import ClassRule, class_of, ramp_step, value_classes
from webmap.places.regions.region_table import load_region_table
from webmap.system.colours import colour
from webmap.view.filters import Filters
from webmap.view.view import View
from webmap.vocabulary.terms import RegionLevel

pytestmark = pytest.mark.slow

TABLE_CODES = [region.code for region in load_region_table().regions(RegionLevel.SIGUNGU)]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script> & "\'>\x00\u202e#read("x")'


@pytest.fixture(scope="module")
def view(published_snapshot, places):
    return View(published_snapshot, places.table)


def drawn(view, **asked):
    return ET.fromstring(slide(make_content(view, ExportRequest(**asked))))


def texts(picture):
    return [each.text for each in picture.iter() if each.text and each.text.strip()]


def test_a_picture_refers_to_nothing_outside_it_and_runs_nothing(view):
    picture = drawn(view)
    assert {each.tag.removeprefix(SVG) for each in picture.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "path", "g", "text", "circle", "clipPath",
    }  # fmt: skip
    for element in picture.iter():
        for name, value in element.attrib.items():
            assert "href" not in name
            assert not name.startswith("on")
            assert all(each.startswith("url(#") for each in re.findall(r"url\([^)]*\)", value))


@pytest.mark.parametrize("show", list(Figure))
def test_areas_have_the_colours_that_the_figures_ask_for(view, show):
    content = make_content(view, ExportRequest(by=RegionLevel.SIGUNGU, show=show, points=Points.OFF))
    box = Box(0, 0, 600, 600)
    scene = draw_scene(view, content.request, box, box)
    column = {"count": "schools", "rate": "rate_per_100"}[show]
    frame = content.by_region.frame
    values = [None if value != value else value for value in frame[column]]
    classes = value_classes(values)
    for code, value in zip(frame["region_code"], values, strict=True):
        area = next(each for each in scene.areas if each.code == code)
        place = class_of(value, classes)
        assert area.step == ("none" if place is None else str(place and ramp_step(place, len(classes))))
    fills = {each.get("fill") for each in ET.fromstring(slide(content)).iter(f"{SVG}path")}
    plain = {area.step for area in scene.areas if not area.hatched}
    assert {colour(f"ramp-{step}") for step in plain} <= fills
    assert {each for each in fills if (each or "").startswith("url")} == {
        f"url(#hatch-{area.step})" for area in scene.areas if area.hatched
    }
    noted = frame.loc[["bulk_listing" in found for found in frame["caution"]], "region_code"]
    assert {area.code for area in scene.areas if area.hatched} == set(noted) != set()


def test_every_school_has_its_sign_and_the_number_stands_beside_the_map(view):
    filters = Filters(sido=frozenset(["26"]))
    content = make_content(view, ExportRequest(by=RegionLevel.SIGUNGU, filters=filters, language="en"))
    box = Box(0, 0, 600, 600)
    dots = draw_scene(view, content.request, box, box).dots
    schools = view.schools(filters)
    assert len(dots) == len(schools) > 0
    assert sum(dot.approximate for dot in dots) == (schools["outcome"] == "approximate").sum()
    assert all(0 <= dot.x <= 600 and 0 <= dot.y <= 600 for dot in dots)
    assert f"{len(schools):,} schools" in texts(ET.fromstring(slide(content)))


def test_regions_outside_the_filter_are_distinguished_and_have_no_number(view):
    asked = ExportRequest(filters=Filters(sido=frozenset(["11"])), points=Points.OFF)
    box = Box(0, 0, 600, 600)
    steps = {area.code: area.step for area in draw_scene(view, asked, box, box).areas}
    assert [code for code, step in steps.items() if step != "unasked"] == ["11"]


def test_all_seventeen_provinces_are_named_with_their_number(view):
    for language, name in (("ko", "세종"), ("en", "Sejong")):
        picture = drawn(view, points=Points.OFF, language=language)
        said = texts(picture)
        assert name in said
        for number in view.region_figures(Filters(), RegionLevel.SIDO)["schools"]:
            assert f"{number:,}" in said


def test_ulleungdo_and_dokdo_are_on_the_map_and_named(view):
    assert {"울릉도", "독도"} <= set(texts(drawn(view)))
    box = Box(0, 0, 600, 600)
    scene = draw_scene(view, ExportRequest(), box, box)
    north_gyeongsang = next(area.shape for area in scene.areas if area.code == "47")
    for island in scene.islands("ko"):
        assert north_gyeongsang.distance(type(north_gyeongsang.centroid)(island.x, island.y)) < 4


def test_the_picture_says_notice_date_filter_and_sources(view, published_snapshot):
    said = " ".join(texts(drawn(view, language="en")))
    assert "Fictional sample data" in said
    assert published_snapshot.manifest["as_of"] in said
    assert "National Geographic Information Institute" in said
    assert "Nationwide" in said


def test_hostile_text_stays_text(view):
    picture = drawn(view, filters=Filters(q=HOSTILE))
    assert not list(picture.iter(f"{SVG}script"))
    assert "<script>" in " ".join(texts(picture)).replace(" ", "")
    assert "\u202e" not in "".join(texts(picture))


def test_natural_classes_change_the_colours_and_not_the_numbers(view):
    box = Box(0, 0, 600, 600)
    asked = ExportRequest(by=RegionLevel.SIGUNGU, points=Points.OFF)
    quantile = draw_scene(view, asked, box, box)
    natural = draw_scene(view, replace(asked, classes=ClassRule.NATURAL), box, box)
    assert [area.value for area in natural.areas] == [area.value for area in quantile.areas]
    assert natural.classes != quantile.classes


def test_a_filter_that_lets_nothing_in_still_gives_a_map(view):
    assert "0곳" in texts(drawn(view, filters=Filters(q="없는이름")))


def pixels(png):
    """Width, height and the bytes of the lines of a PNG."""
    width, height = struct.unpack(">II", png[16:24])
    data, place = b"", 8
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += 12 + size
    return width, height, zlib.decompress(data)


def test_the_png_has_the_size_of_a_slide_and_is_not_blank(view, tmp_path):
    path = tmp_path / "map.png"
    FORMATS["png"].write(make_content(view, ExportRequest()), path)
    width, height, lines = pixels(path.read_bytes())
    assert (width, height) == (1920, 1080) == (2 * WIDTH, 2 * HEIGHT)
    assert len(set(lines)) > 100


def test_what_cannot_be_drawn_is_one_sentence_and_its_reason_is_the_operators(caplog):
    with pytest.raises(RenderingError) as failed:
        run.typeset("picture.typ", "png", {"width": 1}, {})
    assert failed.value.http_status == 503
    assert "key" not in str(failed.value)
    assert "typesetting failed" in caplog.text


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(run, "WAIT_S", 0.01)
    with pytest.raises(RenderingError):
        run.typeset("picture.typ", "png", {"width": 1, "height": 1, "alt": "x"}, {"map.svg": ""})


def test_the_process_that_draws_has_bounds():
    resource = pytest.importorskip("resource")
    script = (
        "from webmap.exports.typesetting.child import limit; limit(); import resource;"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    done = subprocess.run([run.sys.executable, "-c", script], check=True, capture_output=True, text=True)
    memory, seconds = map(int, done.stdout.split())
    assert 0 < memory <= 2 * 1024**3
    assert 0 < seconds <= 60
    assert resource.RLIM_INFINITY not in (memory, seconds)


def test_a_busy_process_says_so_instead_of_queueing_for_ever(monkeypatch):
    monkeypatch.setattr(run, "WAIT_S", 0.01)
    with run._one_at_a_time, pytest.raises(RenderingError) as busy:
        run.typeset("picture.typ", "png", {"width": 1, "height": 1, "alt": "x"}, {"map.svg": ""})
    assert "다시" in str(busy.value)


def test_the_words_beside_the_map_never_run_into_each_other(view):
    """However long the filter, base lines keep their distance in the column."""
    filters = Filters(q="가" * 100, sigungu=frozenset(code for code in TABLE_CODES[:8]))
    for asked in ({}, {"filters": filters, "show": Figure.RATE, "by": RegionLevel.SIGUNGU, "language": "en"}):
        lines = sorted(
            float(each.get("y")) for each in drawn(view, **asked).iter(f"{SVG}text")
            if float(each.get("x")) == 24.0 and each.text
        )  # fmt: skip
        assert all(after - before >= 10.9 for before, after in pairwise(lines))
        assert lines[-1] < HEIGHT
