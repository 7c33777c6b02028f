"""The note inside the map: what a listing means, the date and the address, wherever the picture is cut."""

from __future__ import annotations

from webmap.exports.about import About
from webmap.exports.picture.frame import Box
from webmap.exports.picture.labels import text_width
from webmap.exports.picture.legend import wrap
from webmap.exports.picture.room import Room
from webmap.exports.picture.svg import Element, node
from webmap.system.colours import colour
from webmap.vocabulary.messages import say

WIDTH = 236.0
SENTENCE, SMALL = 13.0, 12.0
"""Sizes of type (units): ten pixels high still, where a messenger makes the picture 720 pixels wide."""
LINE, PADDING = 1.32, 8.0

Line = tuple[str, float, int, str]
"""Text, size, weight and colour."""


def stamp(about: About, room: Room, language: str) -> tuple[Element, Box]:
    """The note on a slip of paper in free room, and its box."""
    lines = _lines(about, language)
    width = max(text_width(text, size) for text, size, _, _ in lines) + 2 * PADDING + 6
    box = room.take(min(width, WIDTH), sum(size * LINE for _, size, _, _ in lines) + 2 * PADDING)
    paper = node(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=5, fill=colour("surface"),
        stroke=colour("line"),
    )  # fmt: skip
    elements, y = [], box.y + PADDING
    for text, size, weight, ink in lines:
        y += size * LINE
        elements.append(
            node("text", x=box.x + PADDING, y=y - size * (LINE - 1), font_size=size, font_weight=weight,
                 fill=colour(ink), text=text)
        )  # fmt: skip
    return node("g", paper, *elements), box


def _lines(about: About, language: str) -> list[Line]:
    inner = WIDTH - 2 * PADDING
    date = say("As of %(date)s", date=about.as_of).render(language)
    fictional = say("Fictional sample data").render(language) if about.notice else ""
    return [
        *((line, SENTENCE, 700, "ink") for line in wrap(about.listed_note, SENTENCE, inner)),
        *((line, SMALL, 600, "notice-ink") for line in wrap(fictional, SMALL, inner)),
        *((line, SMALL, 500, "ink-soft") for line in _date_and_address(date, about.address, inner)),
    ]


def _date_and_address(date: str, address: str, width: float) -> list[str]:
    """On one line where they fit."""
    together = wrap(f"{date} · {address}", SMALL, width) if address else [date]
    return together if len(together) == 1 else [date, *wrap(address, SMALL, width)]
