"""Saying a sentence on the command line, whatever the terminal can show."""

from __future__ import annotations

import sys

import click

from webmap.vocabulary.messages import Message


def tell(message: Message, language: str, *, error: bool = False) -> None:
    """Print a message; what the terminal's encoding does not know (a file name's raw bytes) stands as `?`."""
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    click.echo(message.render(language).encode(encoding, "replace").decode(encoding), err=error)
