"""Texts with and without personal data, labelled before the rules were widened, and what is found in them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from webmap.lists.personal.cells import find_split
from webmap.lists.personal.detect import find_personal

BETWEEN_CELLS = " | "


class Labelled(NamedTuple):
    """A text of one of the two files."""

    half: str
    """`tuning` or `report`."""
    kind: str
    place: str
    """`remark`: a note or source; `cell`: another column; `row`: cells, from the school's to the note's."""
    text: str

    def found(self) -> str | None:
        """The kind of personal data that is found in the text."""
        if self.place != "row":
            return find_personal(self.text, remark=self.place == "remark")
        cells = self.text.split(BETWEEN_CELLS)
        single = [find_personal(cell, remark=place > 1) for place, cell in enumerate(cells)]
        return next(filter(None, single), None) or find_split(cells)


def labelled(name: str, half: str) -> list[Labelled]:
    """The texts of one half of a file."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [each for each in (Labelled(*row) for row in rows) if each.half == half]
