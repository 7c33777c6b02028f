"""The picture itself: the map with its title, legend, notice and sources, 16 to 9 for slides."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from webmap.exports.about import About
from webmap.exports.colours import FONTS, REGULAR, colour
from webmap.exports.content import Content
from webmap.exports.picture.column import MARGIN, as_of, column, counts
from webmap.exports.picture.frame import Box, path_data
from webmap.exports.picture.labels import FEW, LINE, MANY, Label, Wanted, place_labels
from webmap.exports.picture.legend import areas_legend, shown_value, status_legend
from webmap.exports.picture.marks import mark
from webmap.exports.picture.scene import Island, Scene, draw_scene
from webmap.exports.picture.svg import Element, document, node
from webmap.places.regions.region_table import RegionTable
from webmap.places.regions.region_words import SIDO_WORDS
from webmap.vocabulary.terms import RegionLevel

WIDTH, HEIGHT = 960, 540
"""Units of the picture; as PNG each is two pixels."""

SOME = 60
"""Areas up to which names and numbers are large."""

COLUMN = 300
MAP = Box(COLUMN, 0, WIDTH - COLUMN, HEIGHT)
WITHIN = Box(COLUMN + 12, 12, WIDTH - COLUMN - 24, HEIGHT - 38)
PLATE = Box(0, 0, 660, 620)
"""The map alone, with a legend in its corner, for a page of a report."""
LEGEND = 190
"""Width of that legend."""


def slide(content: Content) -> str:
    """SVG of 960 × 540 units: what is shown, in words and numbers, beside the map."""
    scene = draw_scene(content.view, content.asked, MAP, WITHIN)
    labels, all_shown = _labels(scene, content, MAP)
    words, top, bottom = column(content, scene, COLUMN, HEIGHT)
    legend, end = areas_legend(scene, content.asked, MARGIN, top + 14, all_shown)
    if end > bottom:
        legend = [_on_paper(*areas_legend(scene, content.asked, 12, 22, all_shown), MAP)]
    return document(
        WIDTH, HEIGHT, content.asked.language,
        *_head(content.about, content.asked.language),
        _styled(
            node("rect", width=WIDTH, height=HEIGHT, fill=colour("surface")),
            *_map(scene, labels, MAP, content.asked.language),
            *words,
            *legend,
        ),
    )  # fmt: skip


def plate(content: Content) -> str:
    """SVG of 660 × 620 units: the map and its legend, for a page that says the rest around it."""
    inner = Box(12, 12, PLATE.width - 24, PLATE.height - 24)
    scene = draw_scene(content.view, content.asked, PLATE, inner)
    labels, all_shown = _labels(scene, content, PLATE)
    legend, end = areas_legend(scene, content.asked, 12, 22, all_shown)
    if scene.dots:
        statuses, end = status_legend(counts(content), scene, 12, end + 10, content.asked.language)
        legend += statuses
    return document(
        PLATE.width, PLATE.height, content.asked.language,
        *_head(content.about, content.asked.language),
        _styled(
            *_map(scene, labels, PLATE, content.asked.language),
            _on_paper(legend, end, PLATE),
        ),
    )  # fmt: skip


def _on_paper(legend: Sequence[Element], end: float, box: Box) -> Element:
    """A legend that ends at `end`, on a sheet of its own in the lower right corner of a map."""
    paper = node("rect", width=LEGEND, height=end - 6, rx=6, fill=colour("surface"), stroke=colour("line"))
    x, y = box.x + box.width - LEGEND - 14, box.y + box.height - end - 8
    return node("g", paper, *legend, transform=f"translate({x:.1f} {y:.1f})")


def _head(about: About, language: str) -> list[Element]:
    """What a screen reader says of the picture, and the hatches."""
    said = [about.listed_note, as_of(about, language), about.notice]
    return [
        node("title", id="title", text=f"{about.title}: {about.filter}"),
        node("desc", id="desc", text=" ".join(said)),
        node("defs", *(_hatch(step) for step in range(6))),
    ]


def _hatch(step: int) -> Element:
    return node(
        "pattern",
        node("rect", width=6, height=6, fill=colour(f"ramp-{step}")),
        node("path", d="M0 0V6", stroke=colour("border-outline"), stroke_width=1.6),
        id=f"hatch-{step}", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip


def _styled(*children: Element) -> Element:
    return node("g", *children, font_family=FONTS, font_weight=REGULAR, fill=colour("ink"))


def _map(scene: Scene, labels: Sequence[Label], box: Box, language: str) -> list[Element]:
    sea = node("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=colour("sea"))
    clip = node("clipPath", node("rect", x=box.x, y=box.y, width=box.width, height=box.height), id="map")
    size = 9.0 if len(scene.dots) < 200 else 6.5
    dots = [mark(dot.status, dot.x, dot.y, size, dot.approximate) for dot in scene.dots]
    areas = node("g", *(_area(area.shape, area.step, area.hatched) for area in scene.areas))
    outlines = node(
        "g", *(node("path", d=path_data(each)) for each in scene.outlines if not each.is_empty),
        fill="none", stroke=colour("border-outline"), stroke_width=1.1, stroke_linejoin="round",
    )  # fmt: skip
    islands = node("g", *(_island(each) for each in scene.islands(language)), fill=colour("ink-soft"))
    drawn = [areas, outlines, islands, node("g", *dots), node("g", *(_label(label) for label in labels))]
    return [clip, node("g", sea, *drawn, clip_path="url(#map)")]


def _island(island: Island) -> Element:
    return node("text", x=island.x, y=island.y + 16, font_size=7.5, text_anchor="middle", text=island.name)


def _area(shape: BaseGeometry, step: str, hatched: bool) -> Element:
    fill = f"url(#hatch-{step})" if hatched and step.isdigit() else colour(f"ramp-{step}")
    edge = colour("line" if step == "unasked" else "border-area")
    return node("path", d=path_data(shape), fill=fill, stroke=edge, stroke_width=0.6, stroke_linejoin="round")


def _labels(scene: Scene, content: Content, box: Box) -> tuple[list[Label], bool]:
    """Names and numbers, and whether all that were wanted have found room."""
    asked = content.asked
    must = asked.by is RegionLevel.SIDO
    wanted = [
        Wanted(
            _name(content.view.table, asked.by, area.code, asked.language),
            "" if area.value is None else shown_value(area.value, asked.show),
            area.shape,
            must,
        )
        for area in scene.areas
        if area.step != "unasked" and (must or area.value)
    ]
    land = shapely.union_all([area.shape for area in scene.areas])
    labels = place_labels(wanted, box, land, FEW if len(wanted) <= SOME else MANY)
    return labels, len(labels) == len(wanted)


OFFICE, OFFICE_EN = "교육지원청", "Office of Education"
"""What the names of all offices end with, left out on the map."""


def _name(table: RegionTable, level: RegionLevel, code: str, language: str) -> str:
    region = table.region(level, code)
    sido = table.region(RegionLevel.SIDO, region.sido)
    if language != "ko":
        office = region.name_en.removesuffix(OFFICE_EN).strip().removesuffix("District").strip()
        return office.removeprefix(sido.name_en).strip() or sido.name_en
    short = SIDO_WORDS[region.sido][0]
    match level:
        case RegionLevel.SIDO:
            return short
        case RegionLevel.SIGUNGU:
            return region.name
        case RegionLevel.OFFICE:
            return region.name.removeprefix(sido.name).removesuffix(OFFICE).removesuffix("교육청") or short


def _label(label: Label) -> Element:
    if label.leads_to:
        return _callout(label, *label.leads_to)
    x, y = label.box.x + label.box.width / 2, label.box.y
    lines = []
    if label.name:
        y += LINE * label.sizes.name
        lines.append(_haloed(label.name, x, y - 1.5, label.sizes.name, 500))
    if label.number:
        lines.append(_haloed(label.number, x, y + label.sizes.number - 1, label.sizes.number, 700))
    return node("g", *lines)


def _callout(label: Label, to_x: float, to_y: float) -> Element:
    """A slip of paper beside an area that is too small for its text, and a line to the area."""
    box, sizes = label.box, label.sizes
    base = box.y + box.height / 2 + sizes.number * 0.36
    from_x = min(max(to_x, box.x), box.x + box.width)
    line = f"M{from_x:.1f} {box.y + box.height / 2:.1f}L{to_x:.1f} {to_y:.1f}"
    return node(
        "g",
        node("path", d=line, stroke=colour("ink"), stroke_width=0.8),
        node("circle", cx=to_x, cy=to_y, r=1.5),
        node("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=3, fill=colour("surface"),
             stroke=colour("border-area"), stroke_width=0.6),
        node("text", x=box.x + 4, y=base, font_size=sizes.name, font_weight=500, text=label.name),
        node("text", x=box.x + box.width - 4, y=base, font_size=sizes.number, font_weight=700,
             text_anchor="end", text=label.number),
    )  # fmt: skip


def _haloed(text: str, x: float, y: float, size: float, weight: int) -> Element:
    """A text that can be read on every colour; the halo is drawn first, beneath."""
    return node(
        "text", x=x, y=y, font_size=size, font_weight=weight, text_anchor="middle", stroke=colour("surface"),
        stroke_width=2.6, stroke_linejoin="round", paint_order="stroke", text=text,
    )  # fmt: skip
