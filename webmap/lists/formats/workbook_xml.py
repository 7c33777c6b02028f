"""Handlers of the XML of a workbook: each notes what it looks for while a part is parsed; none keeps a tree.

Their methods are those of an expat parser: `start` and `end` of an element, `text` in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from webmap.errors import ListError
from webmap.lists.text import UnreadCell
from webmap.vocabulary.messages import say

_FALSE = ("0", "false", "off")
MAX_MARKS = 500_000
"""Marked cells of a sheet; each takes far more room in memory than in the file."""


def local_name(name: str) -> str:
    """Name of an element without its prefix."""
    return name.rpartition(":")[2]


def _is_on(attributes: Mapping[str, str], name: str) -> bool:
    return attributes.get(name, "0").lower() not in _FALSE


def _is_strike(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "strike" and attributes.get("val", "1").lower() not in _FALSE


class BookHandler:
    """Sheets of a workbook: name → id of the relation; and where its days count from."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        if name == "workbookPr":
            self.from_1904 = _is_on(attributes, "date1904")
        if name == "sheet":
            ids = [value for key, value in attributes.items() if local_name(key) == "id" and key != "id"]
            self.sheets.setdefault(attributes.get("name", ""), ids[0] if ids else "")


class RelationsHandler:
    """Id → target."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class StylesHandler:
    """Numbers of the cell styles whose font is struck out."""

    def __init__(self) -> None:
        self._inside = ""
        self._font = -1
        self._style = -1
        self._fonts: set[int] = set()
        self._styles: set[int] = set()

    @property
    def struck(self) -> frozenset[int]:
        """What was found."""
        return frozenset(self._styles)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        if name in ("fonts", "cellXfs"):
            self._inside = name
        elif self._inside == "fonts":
            self._font += name == "font"
            if _is_strike(name, attributes):
                self._fonts.add(self._font)
        elif self._inside == "cellXfs" and name == "xf":
            self._style += 1
            if _number(attributes.get("fontId", "")) in self._fonts:
                self._styles.add(self._style)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == self._inside:
            self._inside = ""


class TextsHandler:
    """Numbers of the shared texts of which a part is struck out."""

    def __init__(self) -> None:
        self._text = -1
        self.struck: set[int] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        self._text += name == "si"
        if _is_strike(name, attributes):
            self.struck.add(self._text)


class SheetHandler:
    """Reads the marks of a worksheet while its XML is parsed."""

    def __init__(self, struck_styles: frozenset[int], struck_texts: frozenset[int], file: str) -> None:
        self._struck_styles = struck_styles
        self._struck_texts = struck_texts
        self._file = file
        self._row = self._column = -1
        self._cell: Mapping[str, str] = {}
        self._has_formula = self._is_struck = self._in_value = self._has_text = False
        self._value = ""
        self._marks = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.struck: dict[int, set[int]] = defaultdict(set)
        self.unread: dict[int, dict[int, UnreadCell]] = defaultdict(dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._in_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "t":
            self._has_text = True
        elif name == "row":
            self._row = _number(attributes.get("r", "")) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if _is_on(attributes, "hidden"):
                self.hidden_rows.add(self._row)
        elif name == "col" and _is_on(attributes, "hidden"):
            first, last = _number(attributes.get("min", "")), _number(attributes.get("max", ""))
            self.hidden_columns.update(range(first - 1, min(last, 16_384)))
        elif _is_strike(name, attributes):
            self._is_struck = True

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self._column = _column(letters) if letters else self._column + 1
        self._cell = attributes
        self._has_formula = self._is_struck = self._has_text = False
        self._value = ""

    def text(self, text: str) -> None:
        """Take text."""
        if self._in_value:
            self._value += text[:40] if len(self._value) < 40 else ""

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        kind, value = self._cell.get("t", "n"), self._value.strip()
        if kind == "e":
            self._note(self.unread[self._row], UnreadCell(value or "#ERROR!"))
        elif self._has_formula and not value and kind != "str":
            self._note(self.unread[self._row], UnreadCell())
        if (value or self._has_text) and self._is_struck_out(kind, value):
            self.struck[self._row].add(self._column)
            self._count()

    def _is_struck_out(self, kind: str, value: str) -> bool:
        return (
            self._is_struck
            or _number(self._cell.get("s", "")) in self._struck_styles
            or (kind == "s" and value.isdecimal() and int(value) in self._struck_texts)
        )

    def _note(self, row: dict[int, UnreadCell], cell: UnreadCell) -> None:
        row[self._column] = cell
        self._count()

    def _count(self) -> None:
        self._marks += 1
        if self._marks > MAX_MARKS:
            raise ListError(
                say(
                    "%(file)s has more than %(limit)s cells that show errors, have formulas without a value, "
                    "or are struck out. Copy the values of the list into a new workbook and try again.",
                    file=self._file,
                    limit=MAX_MARKS,
                )
            )


def _number(digits: str) -> int:
    """A number in an attribute; -1 where there is none."""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else -1


def _column(letters: str) -> int:
    """Position of a column from its letters: A is 0."""
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
