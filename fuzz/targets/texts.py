"""Bytes as the wildest text: whatever is no UTF-8 stands as a lone surrogate."""

from __future__ import annotations


def text_of(data: bytes) -> str:
    """The text that bytes stand for; no bytes are refused."""
    return data.decode("utf-8", errors="surrogateescape")
