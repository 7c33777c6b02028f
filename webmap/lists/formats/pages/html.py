"""Tables in web pages, also in those that programs save under the name of a workbook."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

from lxml import etree

from webmap.errors import ListError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.formats.encodings import DecodedText, decode
from webmap.lists.formats.pages.tables import PageTables, one_space, page_table
from webmap.lists.formats.workbook_safety import unsafe
from webmap.lists.limits import Limits
from webmap.lists.table import Table

_START = 1024
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?>.{0,2000}?-->)\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|style|table|thead|tbody|tr|div|center|font|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_CHARSETS = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "x-windows-949": "cp949"}
_END = "webmap-end"
"""An element behind the page: a parser that stops before it has lost the rest."""
_LINES = frozenset(("br", "p", "div", "li", "tr"))
_UNSHOWN = frozenset(("script", "style", "template", "noscript", "select", "textarea"))


def looks_like_html(text: str) -> bool:
    """Tell a web page, or a bare table of one, from other texts."""
    return bool(_LOOKS_LIKE_HTML.match(text[: 4 * _START]))


def decode_page(data: bytes, file: str) -> DecodedText:
    """Decode a page by its mark or by its own words; else as any other text. Raises ListError."""
    if (match := _CHARSET.search(data[: 4 * _START])) and (
        encoding := _python_name(match[1].decode("ascii"))
    ):
        try:
            return DecodedText(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            pass
    return decode(data, file)


def _python_name(charset: str) -> str:
    """Name of an encoding in which the tag that states it can be read; '' for any other."""
    try:
        name = codecs.lookup(_CHARSETS.get(charset.lower(), charset)).name
        return name if codecs.decode(b"<meta", name) == "<meta" else ""
    except (LookupError, ValueError, TypeError):
        return ""


def read_html(text: str, limits: Limits, file: str, choice: Choice = NO_CHOICE) -> Table:
    """Read all tables with a school column, one below the other.

    Raises ListError if there is none, or the page is unsound.
    """
    page = _Page(PageTables(limits, file))
    # Text beyond the parser's own limits would be lost without a word; the element at the end tells.
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, remove_comments=True)
    try:
        # As a whole: fed piece by piece, the parser looks through an unclosed comment again for each.
        etree.fromstring(text.encode("utf-8", errors="replace") + f"<{_END}></{_END}>".encode(), parser)
    except ListError:
        raise
    except (etree.LxmlError, MemoryError):
        raise unsafe(file, "HTML") from None
    if not page.reached_end:
        raise unsafe(file, "HTML")
    return page_table(page.tables.tables, "html", limits, file, choice)


class _Page:
    """Passes the tables of a page on: what lxml calls a parser target."""

    def __init__(self, tables: PageTables) -> None:
        self.tables = tables
        self.reached_end = False
        self._spans: list[tuple[int, int]] = []
        self._unshown = 0
        self._starts: dict[str, Callable[[], None]] = {
            "table": tables.start_table,
            "tr": tables.start_row,
            "caption": tables.start_caption,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table": tables.end_table,
            "tr": tables.end_row,
            "caption": tables.end_caption,
            "td": self._end_cell,
            "th": self._end_cell,
        }

    # lxml passes as many arguments as the signature has, and mutmut's stand-ins for a method have any number.
    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # pragma: no mutate block
        """An element begins."""
        if tag == _END:
            self.reached_end = True
        elif tag in _UNSHOWN:
            self._unshown += 1
        elif tag in ("td", "th"):
            self._spans.append((_span(attributes, "colspan"), _span(attributes, "rowspan")))
            self.tables.start_cell()
        elif tag in self._starts:
            self._starts[tag]()
        if tag in _LINES:
            self.tables.text("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _UNSHOWN:
            self._unshown = max(self._unshown - 1, 0)
        elif tag in self._ends:
            self._ends[tag]()

    def data(self, text: str) -> None:
        """Text between tags."""
        if not self._unshown:
            self.tables.text(one_space(text))

    def close(self) -> None:
        """The page ends."""

    def _end_cell(self) -> None:
        self.tables.end_cell(*(self._spans.pop() if self._spans else (1, 1)))


def _span(attributes: Mapping[str, str], name: str) -> int:
    """A number in an attribute; 1 for anything else. 0 spans all rows below."""
    digits = attributes.get(name, "1").strip()[:6]
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return int(digits) or (65_534 if name == "rowspan" else 1)
