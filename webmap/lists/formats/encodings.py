"""The encoding of a text file.

Charset guessers get short Korean texts wrong, so the order is fixed: byte order mark, UTF-16
recognised by its zero bytes, strict UTF-8, strict CP949. The same bytes always give the same result.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from webmap.errors import ListError
from webmap.vocabulary.messages import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL = re.compile("[\t\n\r -~ㄱ-ㆎ가-힣\u1100-\u11ff\u00b7\u3000-\u3011\uff01-\uff5e\u2010-\u203b]")
_ZERO_BYTES = 0.02  # every separator, digit and space of UTF-16 text holds one: far above this share
_USUAL_SHARE = 0.9
_SAMPLE = 65_536


@dataclass(frozen=True)
class DecodedText:
    """Text of a file, without byte order mark, and its encoding."""

    text: str
    encoding: str


def decode(data: bytes, file: str) -> DecodedText:
    """Decode a text file.

    Raises ListError if no supported encoding fits, naming the first byte that does not.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_by_mark(data[len(mark) :], encoding, file)
    if utf16 := _utf16_without_mark(data):
        return utf16
    return _decode_without_mark(data, file)


def _decode_by_mark(data: bytes, encoding: str, file: str) -> DecodedText:
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise ListError(
            say(
                "%(file)s says that it is %(encoding)s, but byte %(byte)s is not. Save it "
                "again as “CSV UTF-8” and try again.",
                file=file,
                encoding=encoding.upper(),
                byte=error.start + 1,
            )
        ) from None


def _utf16_without_mark(data: bytes) -> DecodedText | None:
    """UTF-16 without a mark, where it is clear: many zero bytes, most on one side, and usual characters."""
    first, second = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if len(data) % 2 or first + second < _ZERO_BYTES * min(len(data), _SAMPLE):
        return None
    # The zero bytes of 가 (AC 00) stand on the other side than those of a comma: the text decides then.
    orders = ("utf-16-be", "utf-16-le") if first > second else ("utf-16-le", "utf-16-be")
    return next(filter(None, (_decode_if_plausible(data, order) for order in orders)), None)


def _decode_if_plausible(data: bytes, encoding: str) -> DecodedText | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    usual = len(_USUAL.findall(sample))
    return DecodedText(text, encoding) if usual >= _USUAL_SHARE * len(sample) else None


def _decode_without_mark(data: bytes, file: str) -> DecodedText:
    furthest = -1
    for encoding in ("utf-8", "cp949"):
        try:
            return DecodedText(data.decode(encoding), encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
    raise ListError(
        say(
            "%(file)s is neither UTF-8 nor CP949 text: byte %(byte)s, in line %(line)s, fits "
            "neither. Save it as “CSV UTF-8” or as XLSX and try again.",
            file=file,
            byte=furthest + 1,
            line=data.count(b"\n", 0, furthest) + 1,
        )
    )
