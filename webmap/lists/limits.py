"""How much of a list is read before it is turned away."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Largest list that is read. Anything above is refused with a sentence, never cut off."""

    rows: int = 200_000
    columns: int = 1_000
    cell_characters: int = 2_000
    file_bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 500 * MEBIBYTE
    sheet_cells: int = 10_000_000
    """Cells of the rectangle that a worksheet spans; the reader holds all of it, blank ones too."""
