"""Sentences and tables on the terminal, whatever it can show; Hangul is twice as wide as Latin."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence

import click

from webmap.vocabulary.messages import Message


def echo(message: Message, language: str, *, error: bool = False) -> None:
    """Print a message; characters outside the terminal's encoding (a file name's raw bytes) become `?`."""
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    click.echo(message.render(language).encode(encoding, "replace").decode(encoding), err=error)


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
