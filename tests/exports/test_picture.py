"""The map as a picture: the page's colours, every school, and nothing that is not the picture's own."""

import re
import struct
import subprocess
import zlib
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from webmap.errors import RenderingError
from webmap.exports.content import make_content
from webmap.exports.formats import FORMATS
from webmap.exports.picture.frame import Box
from webmap.exports.picture.labels import FEW, AreaText, place_labels
from webmap.exports.picture.picture import COLUMN, HEIGHT, PLATE, WIDTH, link_picture, plate, slide
from webmap.exports.picture.room import Room
from webmap.exports.picture.scene import draw_scene
from webmap.exports.picture.stamp import stamp
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


NARROW, READABLE = 720, 9.0
"""Pixels: the width to which messengers reduce a picture, and the least height of type that is still read."""
VIEWS = (
    {},
    {"by": RegionLevel.SIGUNGU, "language": "en"},
    {"by": RegionLevel.SIGUNGU, "filters": Filters(sido=frozenset(["41"]))},
    {"by": RegionLevel.SIGUNGU, "filters": Filters(sigungu=frozenset(["47940"]))},
    {"filters": Filters(q="없는이름")},
)


@pytest.mark.parametrize("asked", VIEWS)
def test_a_cut_out_map_still_says_what_a_listing_means_and_whence_it_is(view, asked):
    content = make_content(view, ExportRequest(**asked), base_url="https://schools.example.org/map")
    for draw, left, width in ((slide, COLUMN, WIDTH), (link_picture, COLUMN, WIDTH), (plate, 0, PLATE.width)):
        picture = ET.fromstring(draw(content))
        inside = next(each for each in picture.iter(f"{SVG}g") if each.get("clip-path") == "url(#map)")
        note = list(inside)[-1]
        said = " ".join(texts(note))
        for words in (content.about.listed_note, content.about.as_of, "schools.example.org/map"):
            assert words in said
        for line in note.iter(f"{SVG}text"):
            assert float(line.get("font-size")) * NARROW / width >= READABLE
            assert left < float(line.get("x")) < width
        paper = next(note.iter(f"{SVG}rect"))
        x, y, wide, high = (float(paper.get(name)) for name in ("x", "y", "width", "height"))
        assert left <= x
        assert x + wide <= width
        assert all(y < float(line.get("y")) < y + high for line in note.iter(f"{SVG}text"))


@pytest.mark.parametrize("asked", VIEWS[:3])
def test_the_note_covers_no_school(view, asked):
    content = make_content(view, ExportRequest(**asked))
    box = Box(0, 0, 660, 540)
    scene = draw_scene(view, content.request, box, box)
    assert scene.dots
    _, note = stamp(content.about, Room(scene, box), "ko")
    assert not [dot for dot in scene.dots if note.overlaps(Box(dot.x, dot.y, 0.1, 0.1))]


def test_a_number_keeps_away_from_schools_while_its_area_has_room():
    area = AreaText("가상시", "12", shapely.box(0, 0, 100, 100), required=True)
    amid = np.array([(x, y) for x in range(30, 75, 6) for y in range(30, 75, 6)], dtype=float)
    (label,) = place_labels([area], Box(-50, -50, 200, 200), area.shape, FEW, amid)
    assert not label.on_paper
    assert not any(label.box.overlaps(Box(x - 2, y - 2, 4, 4)) for x, y in amid)
    assert Box(0, 0, 100, 100).contains(label.box)


def test_a_number_that_must_cover_schools_stands_on_paper_of_its_own():
    area = AreaText("가상시", "12", shapely.box(0, 0, 100, 100))
    everywhere = np.array([(x, y) for x in range(0, 101, 6) for y in range(0, 101, 6)], dtype=float)
    (label,) = place_labels([area], Box(-50, -50, 200, 200), area.shape, FEW, everywhere)
    assert label.on_paper


def test_no_line_to_an_area_runs_through_a_name_or_a_number(view):
    picture = drawn(view, language="en")
    inside = next(each for each in picture.iter(f"{SVG}g") if each.get("clip-path") == "url(#map)")
    words = list(list(inside)[-2].iter())
    lines = [place for place, each in enumerate(words) if each.tag == f"{SVG}path"]
    assert len(lines) > 3
    assert max(lines) < min(place for place, each in enumerate(words) if each.tag == f"{SVG}text")


def test_names_and_numbers_leave_the_legend_and_the_note_free(view):
    """On the map of a report both stand among the areas."""
    picture = ET.fromstring(plate(make_content(view, ExportRequest(by=RegionLevel.SIGUNGU))))
    inside = next(each for each in picture.iter(f"{SVG}g") if each.get("clip-path") == "url(#map)")
    *_, labels, note = inside
    paper = next(note.iter(f"{SVG}rect"))
    legend = next(each for each in picture.iter(f"{SVG}g") if "translate" in (each.get("transform") or "")
                  and list(each.iter(f"{SVG}text")))  # fmt: skip
    corner = [float(each) for each in legend.get("transform")[10:-1].split()]
    sheet = next(legend.iter(f"{SVG}rect"))
    boxes = [
        Box(*corner, float(sheet.get("width")), float(sheet.get("height"))),
        Box(*(float(paper.get(name)) for name in ("x", "y", "width", "height"))),
    ]
    numbers = list(labels.iter(f"{SVG}text"))
    assert len(numbers) > 50
    for text in numbers:
        point = Box(float(text.get("x")), float(text.get("y")), 0.1, 0.1)
        assert not any(box.overlaps(point) for box in boxes)


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
