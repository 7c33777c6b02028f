"""What the targets share: seeds, bytes as text, and signs that no reader may stumble over."""

from __future__ import annotations

HOSTILE = ("\u200b", "\u202e", "\x00")
"""A sign without width, one that turns the line around, and the end of a text in C."""


def seeds(*texts: str) -> tuple[bytes, ...]:
    """Texts as inputs to begin with."""
    return tuple(text.encode() for text in texts)


def text_of(data: bytes) -> str:
    """The text that bytes stand for, also those that are no UTF-8: they stand as lone surrogates."""
    return data.decode("utf-8", errors="surrogateescape")
