"""The map of protected numbers as a picture: areas coloured by the middle of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import shapely

from webmap.exports.picture.column import BOUNDARIES, MARGIN
from webmap.exports.picture.frame import METRIC, Box, Frame, path_data
from webmap.exports.picture.labels import FEW, AreaText, Label, place_labels
from webmap.exports.picture.legend import wrap
from webmap.exports.picture.picture import (
    BAND,
    COLUMN,
    HEIGHT,
    LINK_HEIGHT,
    PLATE,
    WIDTH,
    draw_area,
    draw_island,
    draw_label,
    draw_leader,
    hatch,
    with_style,
)
from webmap.exports.picture.png import LINK_PIXELS, PIXELS
from webmap.exports.picture.room import Room
from webmap.exports.picture.scene import Area, Scene
from webmap.exports.picture.svg import Element, document, node
from webmap.exports.protected.content import ProtectedContent
from webmap.exports.protected.numbers import (
    NOT_SHOWN,
    NOTHING_KNOWN,
    Row,
    classes_of,
    is_wide,
    legend_words,
    step_of,
)
from webmap.exports.protected.words import caption, in_digits, in_words
from webmap.exports.typesetting.run import typeset
from webmap.figures.classes import ValueClass
from webmap.places.regions.region_words import SIDO_WORDS
from webmap.system.colours import REGULAR, colour
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import RegionLevel

COLOURS = {NOT_SHOWN: "none", NOTHING_KNOWN: "unasked"}
"""Step without a colour → the token of its grey."""
PLATE_MARGIN, LEGEND_WIDTH, LEGEND_LINE = 10, 200, 16
"""Margin and width of the legend on the plate, and the height of its lines."""
LEGEND_DISTANCE = 12
"""Least distance to the land, of which small capes and islands are not seen when room is measured."""
EDGE = 0.03
"""Free margin around the country, as a share of it."""


def write(content: ProtectedContent, path: Path) -> None:
    """Write a PNG of 1920 × 1080 pixels. Raises RenderingError."""
    path.write_bytes(_as_png(content, slide(content), HEIGHT, PIXELS))


def draw_link_picture(content: ProtectedContent) -> bytes:
    """A PNG of 1200 × 630 pixels, as other sites show it with a link. Raises RenderingError."""
    return _as_png(content, link_picture(content), LINK_HEIGHT, LINK_PIXELS)


def _as_png(content: ProtectedContent, picture: str, height: int, pixels: float) -> bytes:
    page = {"width": WIDTH, "height": height, "alt": content.about.title}
    return typeset("picture.typ", "png", page, {"map.svg": picture}, 72 * pixels)


def slide(content: ProtectedContent) -> str:
    """SVG of 960 × 540 units."""
    return _document(content, HEIGHT, _beside_words(content, HEIGHT))


def link_picture(content: ProtectedContent) -> str:
    """SVG of 960 × 504 units: a slide above the claim and the address."""
    about, top = content.about, LINK_HEIGHT - BAND
    texts = {"y": LINK_HEIGHT - BAND / 2 + 4, "font_size": 13, "font_weight": 600, "fill": colour("surface")}
    band = [
        node("rect", y=top, width=WIDTH, height=BAND, fill=colour("ink")),
        node("text", x=MARGIN, text=about.listed_note, **texts),
        node("text", x=WIDTH - MARGIN, text_anchor="end", text=about.address, **texts),
    ]
    return _document(content, LINK_HEIGHT, [*_beside_words(content, top), *band])


def plate(content: ProtectedContent) -> str:
    """SVG of 660 × 620 units: the map and its legend, for a page with the texts around it."""
    rows = content.numbers.rows(content.choice)
    scene = _scene(content, rows, PLATE)
    lines = len(legend_words(rows, content.numbers.parameters))
    around = 2 * LEGEND_DISTANCE
    free = Room(scene, PLATE).take(LEGEND_WIDTH + around, LEGEND_LINE * lines + PLATE_MARGIN + around)
    box = Box(free.x + LEGEND_DISTANCE, free.y + LEGEND_DISTANCE, free.width - around, free.height - around)
    words = Words(box.y + LEGEND_LINE + 2, box.x + PLATE_MARGIN)
    words.legend(content, rows, content.request.language)
    paper = node(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=6, fill=colour("surface"),
        stroke=colour("line"),
    )  # fmt: skip
    elements = [*_map(content, scene, rows, [box]), paper, *words.elements]
    return _of_size(content, PLATE.width, PLATE.height, elements)


def _document(content: ProtectedContent, height: int, elements: list[Element]) -> str:
    return _of_size(content, WIDTH, height, elements)


def _of_size(content: ProtectedContent, width: float, height: float, elements: list[Element]) -> str:
    about = content.about
    texts = [about.listed_note, about.disclosure_note, about.sentence, *about.remarks, about.notice]
    paper = node("rect", width=width, height=height, fill=colour("surface"))
    return document(
        width, height, content.request.language,
        node("title", id="title", text=f"{about.title}: {about.filter}"),
        node("desc", id="desc", text=" ".join(texts)),
        node("defs", *(hatch(step) for step in range(6))),
        with_style(paper, *elements),
    )  # fmt: skip


def _beside_words(content: ProtectedContent, height: int) -> list[Element]:
    rows = content.numbers.rows(content.choice)
    scene = _scene(content, rows, Box(COLUMN, 0, WIDTH - COLUMN, height))
    return [*_map(content, scene, rows), *_column(content, rows, height)]


def _scene(content: ProtectedContent, rows: list[Row], box: Box) -> Scene:
    by_code = {row.region.code: row for row in rows}
    layer = content.numbers.places(content.choice.by).to_crs(METRIC)
    minx, miny, maxx, maxy = layer.total_bounds
    margin = EDGE * max(maxx - minx, maxy - miny)
    inner = Box(box.x + 12, box.y + 12, box.width - 24, box.height - 24)
    frame = Frame([minx - margin, miny - margin, maxx + margin, maxy + margin], inner, box)
    classes = classes_of(rows)
    areas = [
        Area(
            str(code),
            shape,
            None,
            _step(by_code.get(str(code)), classes),
            _is_hatched(content, by_code, code),
        )
        for code, shape in zip(layer.index, frame.draw(layer.geometry.to_list()), strict=True)
    ]
    outlines = [
        shapely.coverage_union_all(part.to_numpy()) for _, part in layer.geometry.groupby(layer["sido"])
    ]
    return Scene(areas, classes, [], frame.draw(outlines), frame)


def _step(row: Row | None, classes: list[ValueClass]) -> str:
    step = NOTHING_KNOWN if row is None else step_of(row, classes)
    return COLOURS.get(step, step)


def _is_hatched(content: ProtectedContent, rows: dict[str, Row], code: object) -> bool:
    row = rows.get(str(code))
    return row is not None and is_wide(row, content.numbers.parameters)


def _map(
    content: ProtectedContent, scene: Scene, rows: list[Row], taken: Sequence[Box] = ()
) -> list[Element]:
    """The map with its labels, which cover nothing of what is `taken`."""
    box, labels = scene.frame.box, _labels(content, scene, rows, taken)
    clip = node("clipPath", node("rect", x=box.x, y=box.y, width=box.width, height=box.height), id="map")
    outlines = node(
        "g", *(node("path", d=path_data(each)) for each in scene.outlines if not each.is_empty),
        fill="none", stroke=colour("border-outline"), stroke_width=1.1, stroke_linejoin="round",
    )  # fmt: skip
    layers = [
        node("rect", x=box.x, y=box.y, width=box.width, height=box.height, fill=colour("sea")),
        node("g", *(draw_area(each.shape, each.step, each.hatched) for each in scene.areas)),
        outlines,
        node("g", *map(draw_island, scene.islands(content.request.language)), fill=colour("ink-soft")),
        node("g", *map(draw_leader, labels), *map(draw_label, labels)),
    ]
    return [clip, node("g", *layers, clip_path="url(#map)")]


def _labels(content: ProtectedContent, scene: Scene, rows: list[Row], taken: Sequence[Box]) -> list[Label]:
    """Names and numbers of provinces; smaller regions have them in the tables alone."""
    if content.choice.by is not RegionLevel.SIDO:
        return []
    language, by_code = content.request.language, {row.region.code: row for row in rows}
    texts = [
        AreaText(
            SIDO_WORDS[area.code][0] if language == "ko" else by_code[area.code].region.name_en,
            in_digits(by_code[area.code].form, by_code[area.code].existing).render(language),
            area.shape,
            required=True,
        )
        for area in scene.areas
        if area.code in by_code
    ]
    land = shapely.union_all([area.shape for area in scene.areas])
    return place_labels(texts, scene.frame.box, land, FEW, taken=taken)


def _column(content: ProtectedContent, rows: list[Row], height: float) -> list[Element]:
    """Title, what is counted, the country's number and the legend, and at the foot what is promised."""
    about, language = content.about, content.request.language
    inner = COLUMN - 2 * MARGIN
    form, existing = content.numbers.national(content.choice.level, content.choice.status)
    number = in_words(form, existing, content.numbers.parameters).render(language)
    words = Words(46.0)
    words.add(wrap(about.title, 20, inner), 20, 26, 700)
    words.add(wrap(about.filter, 11, inner), 11, 16, REGULAR, "ink-soft")
    words.add(wrap(number, 22, inner), 22, 28, 700, gap=12)
    words.legend(content, rows, language)
    words.foot(content, inner, height)
    return words.elements


class Words:
    """The column of words while it is written from top to bottom."""

    def __init__(self, top: float, left: float = MARGIN) -> None:
        self.y, self.left = top, left
        self.elements: list[Element] = []

    def add(
        self, lines: list[str], size: float, step: float, weight: int, ink: str = "ink", gap: float = 2
    ) -> None:
        """Add lines of text below the last one."""
        self.y += gap
        for line in lines:
            self.elements.append(
                node(
                    "text",
                    x=self.left,
                    y=self.y,
                    font_size=size,
                    font_weight=weight,
                    fill=colour(ink),
                    text=line,
                )
            )
            self.y += step

    def legend(self, content: ProtectedContent, rows: list[Row], language: str) -> None:
        """Add the classes in use, and the greys."""
        for step, text in legend_words(rows, content.numbers.parameters).items():
            fill = "url(#hatch-1)" if step == "hatched" else colour(f"ramp-{COLOURS.get(step, step)}")
            self.elements.append(
                node("rect", x=self.left, y=self.y - 9, width=18, height=11, rx=2, fill=fill,
                     stroke=colour("border-area"), stroke_width=0.7)
            )  # fmt: skip
            self.elements.append(
                node("text", x=self.left + 26, y=self.y, font_size=10, text=text.render(language))
            )
            self.y += LEGEND_LINE

    def foot(self, content: ProtectedContent, inner: float, height: float) -> None:
        """Add notice, promise and sources, so that they end at the lower edge."""
        about, language = content.about, content.request.language
        promise = caption(content.numbers.parameters, content.numbers.checked).render(language)
        small = [
            *wrap(promise, 8, inner),
            about.version,
            *wrap(about.disclosure_note, 8, inner),
            *wrap(Message(BOUNDARIES).render(language), 8, inner),
        ]
        notice = wrap(about.notice, 10, inner)
        self.y = height - 14 - 11 * (len(small) - 1) - (14 * len(notice) + 4 if notice else 0)
        self.add(notice, 10, 14, 600, "notice-ink", gap=0)
        self.add(small, 8, 11, REGULAR, "ink-quiet", gap=4 if notice else 0)
