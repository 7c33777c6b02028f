"""The square code (QR) of a second factor, drawn here: its secret goes to nobody else."""

from __future__ import annotations

import segno


def drawn(text: str) -> str:
    """The code as a picture in an address (data:image/svg+xml), black on white in every colour scheme."""
    return segno.make(text, error="m").svg_data_uri(scale=4, dark="#000", light="#fff", border=4)
