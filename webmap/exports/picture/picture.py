"""The picture itself: the map with its title, legend, notice and sources, 16 to 9 for slides."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from webmap.exports.about import About
from webmap.exports.content import Content
from webmap.exports.picture.column import MARGIN, as_of, column, counts
from webmap.exports.picture.frame import Box, path_data
from webmap.exports.picture.labels import FEW, LINE, MANY, AreaText, Label, place_labels
from webmap.exports.picture.legend import areas_legend, format_value, status_legend
from webmap.exports.picture.marks import mark
from webmap.exports.picture.room import Room
from webmap.exports.picture.scene import Island, Scene, draw_scene
from webmap.exports.picture.stamp import stamp
from webmap.exports.picture.svg import Element, document, node
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.region_words import SIDO_WORDS, short_office_name
from webmap.system.colours import FONTS, REGULAR, colour
from webmap.vocabulary.terms import RegionLevel

WIDTH, HEIGHT = 960, 540
"""Units of the picture; as PNG each is two pixels."""

MAX_LARGE_LABELS = 60
"""Most areas with large names and numbers."""

COLUMN = 300
LINK_HEIGHT = 504
"""Height of the picture of a link: 1200 × 630 pixels, as PNG, at 1.25 pixels for a unit."""
BAND = 28
"""Height of the band along its lower edge."""
DOT_SIZES = ((9.0, 200), (6.5, 2_000), (4.5, math.inf))
"""Sizes of schools' signs, with the most schools that get them."""
PLATE = Box(0, 0, 660, 620)
"""The map alone, with a legend in its corner, for a page of a report."""
LEGEND = 190
"""Width of that legend."""


def slide(content: Content) -> str:
    """SVG of 960 × 540 units: the map, with its subject in words and numbers beside it."""
    return _document(content, HEIGHT, _beside_words(content, HEIGHT))


def link_picture(content: Content) -> str:
    """SVG of 960 × 504 units, as sites show a link: a slide above the claim and the address."""
    body = _beside_words(content, LINK_HEIGHT - BAND)
    return _document(content, LINK_HEIGHT, [*body, *_band(content.about)])


def _document(content: Content, height: int, elements: Sequence[Element]) -> str:
    paper = node("rect", width=WIDTH, height=height, fill=colour("surface"))
    return document(
        WIDTH, height, content.request.language,
        *_head(content.about, content.request.language),
        with_style(paper, *elements),
    )  # fmt: skip


def _beside_words(content: Content, height: int) -> list[Element]:
    """The map at the right, and the words and the legend at its left; a long legend stands on the map."""
    box = Box(COLUMN, 0, WIDTH - COLUMN, height)
    scene = draw_scene(content.view, content.request, box, Box(COLUMN + 12, 12, box.width - 24, height - 24))
    room = Room(scene, box)
    words, top, bottom = column(content, scene, COLUMN, height)
    _, end = areas_legend(scene, content.request, MARGIN, top + 14, all_labelled=False)
    legend_box = room.take(LEGEND, _legend_height(scene, content)) if end > bottom else None
    the_map, all_labelled = _map(scene, content, box, room, legend_box)
    if legend_box:
        legend = [_on_paper(areas_legend(scene, content.request, 12, 22, all_labelled)[0], legend_box)]
    else:
        legend, _ = areas_legend(scene, content.request, MARGIN, top + 14, all_labelled)
    return [*the_map, *words, *legend]


def _legend_height(scene: Scene, content: Content) -> float:
    return areas_legend(scene, content.request, 12, 22, all_labelled=False)[1] - 6


def _band(about: About) -> list[Element]:
    """What a listing means, and where the map is, along the lower edge."""
    top, line = LINK_HEIGHT - BAND, LINK_HEIGHT - BAND / 2 + 4
    texts = {"font_size": 13, "font_weight": 600, "fill": colour("surface")}
    return [
        node("rect", y=top, width=WIDTH, height=BAND, fill=colour("ink")),
        node("text", x=MARGIN, y=line, text=about.listed_note, **texts),
        node("text", x=WIDTH - MARGIN, y=line, text_anchor="end", text=about.address, **texts),
    ]


def plate(content: Content) -> str:
    """SVG of 660 × 620 units: the map and its legend, for a page with the texts around it."""
    inner = Box(12, 12, PLATE.width - 24, PLATE.height - 24)
    scene = draw_scene(content.view, content.request, PLATE, inner)
    room = Room(scene, PLATE)
    legend_box = room.take(LEGEND, _plate_legend(scene, content, all_labelled=False)[1] - 6)
    the_map, all_labelled = _map(scene, content, PLATE, room, legend_box)
    legend, _ = _plate_legend(scene, content, all_labelled)
    return document(
        PLATE.width, PLATE.height, content.request.language,
        *_head(content.about, content.request.language),
        with_style(*the_map, _on_paper(legend, legend_box)),
    )  # fmt: skip


def _plate_legend(scene: Scene, content: Content, all_labelled: bool) -> tuple[list[Element], float]:
    """The legend of areas and, below it, of the statuses; returns their lower edge."""
    legend, end = areas_legend(scene, content.request, 12, 22, all_labelled)
    if not scene.dots:
        return legend, end
    statuses, end = status_legend(counts(content), scene, 12, end + 10, content.request.language)
    return [*legend, *statuses], end


def _on_paper(legend: Sequence[Element], box: Box) -> Element:
    """A legend on a sheet of its own."""
    paper = node(
        "rect", width=box.width, height=box.height, rx=6, fill=colour("surface"), stroke=colour("line")
    )
    return node("g", paper, *legend, transform=f"translate({box.x:.1f} {box.y:.1f})")


def _head(about: About, language: str) -> list[Element]:
    """Title and description for screen readers, and the hatches."""
    texts = [about.listed_note, about.disclosure_note, as_of(about, language), about.notice]
    return [
        node("title", id="title", text=f"{about.title}: {about.filter}"),
        node("desc", id="desc", text=" ".join(texts)),
        node("defs", *(hatch(step) for step in range(6))),
    ]


def hatch(step: int) -> Element:
    """The pattern of hatched areas of a step of the ramp."""
    return node(
        "pattern",
        node("rect", width=6, height=6, fill=colour(f"ramp-{step}")),
        node("path", d="M0 0V6", stroke=colour("border-outline"), stroke_width=1.6),
        id=f"hatch-{step}", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip


def with_style(*children: Element) -> Element:
    """A group in the map's type."""
    return node("g", *children, font_family=FONTS, font_weight=REGULAR, fill=colour("ink"))


def _map(
    scene: Scene, content: Content, box: Box, room: Room, legend: Box | None
) -> tuple[list[Element], bool]:
    """The map with its note, and whether every area has its number; the legend's box stays free."""
    language = content.request.language
    note, note_box = stamp(content.about, room, language)
    labels, all_labelled = _labels(scene, content, box, [note_box, *([legend] if legend else [])])
    sea = node("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=colour("sea"))
    clip = node("clipPath", node("rect", x=box.x, y=box.y, width=box.width, height=box.height), id="map")
    size = next(size for size, most in DOT_SIZES if len(scene.dots) <= most)
    dots = [mark(dot.status, dot.x, dot.y, size, dot.approximate) for dot in scene.dots]
    areas = node("g", *(draw_area(area.shape, area.step, area.hatched) for area in scene.areas))
    outlines = node(
        "g", *(node("path", d=path_data(each)) for each in scene.outlines if not each.is_empty),
        fill="none", stroke=colour("border-outline"), stroke_width=1.1, stroke_linejoin="round",
    )  # fmt: skip
    islands = node("g", *(draw_island(each) for each in scene.islands(language)), fill=colour("ink-soft"))
    # Lines to areas come before all texts: none runs through a number.
    words = node("g", *map(draw_leader, labels), *map(draw_label, labels))
    layers = [areas, outlines, islands, node("g", *dots), words, note]
    return [clip, node("g", sea, *layers, clip_path="url(#map)")], all_labelled


def draw_island(island: Island) -> Element:
    """The name of an island."""
    return node("text", x=island.x, y=island.y + 16, font_size=7.5, text_anchor="middle", text=island.name)


def draw_area(shape: BaseGeometry, step: str, hatched: bool) -> Element:
    """An area in its colour."""
    fill = f"url(#hatch-{step})" if hatched and step.isdigit() else colour(f"ramp-{step}")
    edge = colour("line" if step == "unasked" else "border-area")
    return node("path", d=path_data(shape), fill=fill, stroke=edge, stroke_width=0.6, stroke_linejoin="round")


def _labels(scene: Scene, content: Content, box: Box, taken: Sequence[Box]) -> tuple[list[Label], bool]:
    """Names and numbers, and whether all of them fit."""
    request = content.request
    required = request.by is RegionLevel.SIDO
    texts = [
        AreaText(
            _name(content.view.table, request.by, area.code, request.language),
            "" if area.value is None else format_value(area.value, request.show),
            area.shape,
            required,
        )
        for area in scene.areas
        if area.step != "unasked" and (required or area.value)
    ]
    land = shapely.union_all([area.shape for area in scene.areas])
    schools = np.array([(dot.x, dot.y) for dot in scene.dots]).reshape(-1, 2)
    sizes = FEW if len(texts) <= MAX_LARGE_LABELS else MANY
    labels = place_labels(texts, box, land, sizes, schools, taken)
    return labels, len(labels) == len(texts)


def _name(table: RegionTable, level: RegionLevel, code: str, language: str) -> str:
    if level is RegionLevel.OFFICE:
        return short_office_name(table, code, language)
    region = table.region(level, code)
    if language != "ko":
        return region.name_en
    return SIDO_WORDS[region.sido][0] if level is RegionLevel.SIDO else region.name


def draw_label(label: Label) -> Element:
    """A text on the map."""
    if label.leads_to:
        return _callout(label)
    x, y = label.box.x + label.box.width / 2, label.box.y
    lines = [_slip(label.box)] if label.on_paper else []
    if label.name:
        y += LINE * label.sizes.name
        lines.append(_with_halo(label.name, x, y - 1, label.sizes.name, 500))
    if label.number:
        lines.append(_with_halo(label.number, x, y + label.sizes.number - 0.5, label.sizes.number, 700))
    return node("g", *lines)


def _slip(box: Box) -> Element:
    """Paper beneath a text."""
    return node(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=3, fill=colour("surface"),
        stroke=colour("border-area"), stroke_width=0.6,
    )  # fmt: skip


def draw_leader(label: Label) -> Element | None:
    """The line from a text beside its area to the area."""
    if not label.leads_to:
        return None
    (x, y), box = label.leads_to, label.box
    from_x = min(max(x, box.x), box.x + box.width)
    line = f"M{from_x:.1f} {box.y + box.height / 2:.1f}L{x:.1f} {y:.1f}"
    return node(
        "g", node("path", d=line, stroke=colour("ink"), stroke_width=0.8), node("circle", cx=x, cy=y, r=1.5)
    )


def _callout(label: Label) -> Element:
    """A slip of paper with the text of an area that is too small for it."""
    box, sizes = label.box, label.sizes
    base = box.y + box.height / 2 + sizes.number * 0.36
    return node(
        "g",
        _slip(box),
        node("text", x=box.x + 4, y=base, font_size=sizes.name, font_weight=500, text=label.name),
        node("text", x=box.x + box.width - 4, y=base, font_size=sizes.number, font_weight=700,
             text_anchor="end", text=label.number),
    )  # fmt: skip


def _with_halo(text: str, x: float, y: float, size: float, weight: int) -> Element:
    """A text readable on every colour; its halo is drawn first, beneath."""
    return node(
        "text", x=x, y=y, font_size=size, font_weight=weight, text_anchor="middle", stroke=colour("surface"),
        stroke_width=2.6, stroke_linejoin="round", paint_order="stroke", text=text,
    )  # fmt: skip
