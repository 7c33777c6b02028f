"""The shared parts of the targets: seeds, bytes as text, and characters that must not break a reader."""

from __future__ import annotations

HOSTILE = ("\u200b", "\u202e", "\x00")
"""A zero-width character, one that reverses the line's direction, and the end of a text in C."""


def seeds(*texts: str) -> tuple[bytes, ...]:
    """Texts as inputs to begin with."""
    return tuple(text.encode() for text in texts)


def text_of(data: bytes) -> str:
    """The text of some bytes; bytes that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", errors="surrogateescape")
