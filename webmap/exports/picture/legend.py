"""The legends of a picture: its colours and signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webmap.exports.picture.labels import text_width
from webmap.exports.picture.marks import mark
from webmap.exports.picture.scene import HATCHED, Scene
from webmap.exports.picture.svg import Element, node
from webmap.exports.request import ExportRequest, Figure
from webmap.figures.classes import ramp_step
from webmap.system.colours import colour
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import CAUTIONS, STATUSES, Status

TITLES = {
    Figure.COUNT: N_("Number of schools"),
    Figure.RATE: N_("Schools per 100 existing schools"),
}
SIZE, LINE = 10.0, 18.0


def format_value(value: float, figure: Figure) -> str:
    """A figure as the page writes it: counts grouped, rates to one decimal."""
    return f"{value:,.0f}" if figure is Figure.COUNT else f"{value:.1f}"


def areas_legend(
    scene: Scene, request: ExportRequest, x: float, y: float, all_labelled: bool
) -> tuple[list[Element], float]:
    """Swatches under their heading, from y downwards; returns their lower edge."""
    figure, language = request.show, request.language
    title = Message(TITLES[figure]).render(language)
    elements = [node("text", x=x, y=y, font_size=11, font_weight=700, text=title)]
    y += LINE - 2
    for step, words in _swatches(scene, figure, language):
        elements.append(swatch(step, x, y - 9))
        elements.append(node("text", x=x + 26, y=y, font_size=SIZE, text=words))
        y += LINE - 2
    if not all_labelled:
        note = say("Numbers stand where there is room; the tables have all of them.").render(language)
        for line in wrap(note, 8, 170):
            elements.append(node("text", x=x, y=y, font_size=8, fill=colour("ink-quiet"), text=line))
            y += 11
    return elements, y


def swatch(step: str, x: float, y: float) -> Element:
    """A small area in a colour of the map."""
    fill = "url(#hatch-1)" if step == HATCHED else colour(f"ramp-{step}")
    return node(
        "rect", x=x, y=y, width=18, height=11, rx=2, fill=fill,
        stroke=colour("border-area"), stroke_width=0.7,
        stroke_dasharray="2 1.5" if step == "unasked" else "none",
    )  # fmt: skip


def _swatches(scene: Scene, figure: Figure, language: str) -> Iterator[tuple[str, str]]:
    yield "0", "0"
    for place, each in enumerate(scene.classes, 1):
        ends = dict.fromkeys(format_value(value, figure) for value in (each.low, each.high))
        yield str(ramp_step(place, len(scene.classes))), "–".join(ends)
    if scene.has("none"):
        yield "none", say("no figure").render(language)
    if scene.has("unasked"):
        yield "unasked", say("outside the filter").render(language)
    if scene.has_hatched:
        yield HATCHED, Message(CAUTIONS[HATCHED].name).render(language)


def status_legend(
    counts: Mapping[Status, int], scene: Scene, x: float, y: float, language: str
) -> tuple[list[Element], float]:
    """Signs of the statuses with their numbers; returns their lower edge."""
    elements: list[Element] = []
    for status, term in STATUSES.items():
        if status in counts:
            name = Message(term.name).render(language)
            elements.append(mark(status, x + 9, y - 4, 14))
            elements.append(node("text", x=x + 26, y=y, font_size=11, text=name))
            elements.append(
                node("text", x=x + 168, y=y, font_size=11, font_weight=700, text_anchor="end",
                     text=f"{counts[status]:,}")
            )  # fmt: skip
            y += LINE
    if any(dot.approximate for dot in scene.dots):
        ring = {"fill": "none", "stroke": colour("ink-soft"), "stroke_dasharray": "2 1.6"}
        elements.append(node("circle", cx=x + 9, cy=y - 4, r=6, **ring))
        elements.append(
            node("text", x=x + 26, y=y, font_size=11, text=say("approximate place").render(language))
        )
        y += LINE
    return elements, y


def wrap(text: str, size: float, width: float) -> list[str]:
    """A text in lines of at most `width` units, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, size, width))
    return lines


def _pieces(word: str, size: float, width: float) -> list[str]:
    """A word that is wider than a line, in pieces that fit."""
    pieces = [""]
    for letter in word:
        if text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
