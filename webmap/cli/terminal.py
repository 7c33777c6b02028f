"""Sentences, questions and tables on the terminal, whatever it can show; Hangul is twice as wide as Latin."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import click

from webmap.system.disk import OF_THE_DISK
from webmap.vocabulary.messages import Message, say

KOREAN_ENCODINGS = ("utf-8", "cp949")
"""Encodings of what is typed on a Korean computer, whatever the locale says."""

_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")

NOT_UNDERSTOOD = say(
    "The terminal's characters were not understood. Set LANG=C.UTF-8 (or PYTHONUTF8=1) before the command, "
    "or type an ID."
)
NO_HANGUL = say(
    "This terminal is set to an encoding without Korean letters (%(encoding)s); they are shown as “?”. Set "
    "LANG=C.UTF-8 (or PYTHONUTF8=1) and start again to see them."
)


def make_streams_tolerant() -> None:
    """Let both output streams replace what their encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def echo(message: Message, language: str, *, error: bool = False) -> None:
    """Print a message; characters outside the terminal's encoding (a file name's raw bytes) become `?`."""
    echo_text(message.render(language), error=error)


def echo_all(lines: Iterable[Message], language: str, *, error: bool = False) -> None:
    """Print several messages."""
    for line in lines:
        echo(line, language, error=error)


def echo_text(text: str = "", *, error: bool = False) -> None:
    """Print a line of text in the same way."""
    click.echo(_in_encoding(text, error=error), err=error)


def ask(text: str, *, error: bool = False) -> str | None:
    """Print a question and return the line that is typed, None where its letters are not understood.

    Raises click.Abort at the end of the input and on Ctrl+C.
    """
    click.echo(_in_encoding(f"{text} > ", error=error), nl=False, err=error)
    try:
        line = _read_line()
    except KeyboardInterrupt:
        raise click.Abort from None
    if not line:
        raise click.Abort
    return _decoded(line)


def typed_argument(text: str) -> str:
    """An argument of the command line as it was typed, where the locale could not decode it."""
    return _decoded(os.fsencode(text)) or text


def silence_late_disk_failures() -> None:
    """Print no traceback where Python ends a file that a full disk has left unfinished.

    Libraries leave such files to it; the failure itself was told when it occurred.
    """
    before = sys.unraisablehook

    def tell(unraisable: sys.UnraisableHookArgs) -> None:
        error = unraisable.exc_value
        if not (isinstance(error, OSError) and error.errno in OF_THE_DISK):
            before(unraisable)

    sys.unraisablehook = tell


def is_interactive() -> bool:
    """Whether a person sees questions on the standard error stream and can answer them."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def shows_hangul() -> bool:
    """Whether the terminal's encoding has Korean letters."""
    return _has_hangul(_encoding(error=False))


def _has_hangul(encoding: str) -> bool:
    try:
        "가".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def say_what_to_set() -> None:
    """Where Korean letters cannot be shown, say so in English, and what to set."""
    if not shows_hangul():
        notice = say(NO_HANGUL.text, encoding=_encoding(error=False))
        echo_text(notice.render("en").replace("“", '"').replace("”", '"'))


def _encoding(*, error: bool) -> str:
    return (sys.stderr if error else sys.stdout).encoding or "utf-8"


def _in_encoding(text: str, *, error: bool) -> str:
    encoding = _encoding(error=error)
    return text.encode(encoding, "replace").decode(encoding)


def _read_line() -> bytes:
    """A typed line as its bytes: a locale of another encoding would damage them."""
    buffer = getattr(sys.stdin, "buffer", None)
    return buffer.readline() if buffer else sys.stdin.readline().encode("utf-8", "surrogateescape")


def _decoded(line: bytes) -> str | None:
    """The text of a typed line. Bytes that are Hangul in UTF-8 are not Hangul in any other encoding."""
    utf8, cp949 = (_reading(line, each) for each in KOREAN_ENCODINGS)
    if utf8 is not None and (utf8.isascii() or _HANGUL.search(utf8)):
        return utf8
    declared = _reading(line, sys.stdin.encoding or "utf-8")
    if cp949 is not None and _HANGUL.search(cp949) and not _has_hangul(sys.stdin.encoding or "utf-8"):
        return cp949
    return next((each for each in (declared, utf8, cp949) if each is not None), None)


def _reading(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding).rstrip("\r\n")
    except (UnicodeDecodeError, LookupError):
        return None


def format_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of texts as lines; every row has as many cells as the first."""
    safe = [[_printable(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*safe, strict=True)]
    for row in safe:
        cells = (cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """Columns of a terminal that a text takes (Unicode, East Asian Width)."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _printable(text: str) -> str:
    """The text without control characters, with which a register file could control the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
