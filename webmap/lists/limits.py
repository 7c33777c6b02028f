"""Limits on the size of a list."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Largest list that is read. Anything above is refused with a sentence, never cut off."""

    rows: int = 200_000
    rows_and_blanks: int = 1_048_576
    """Rows with the blank ones: as many as a worksheet can have."""
    columns: int = 1_000
    row_cells: int = 1_000_000
    """Cells of one row of text; in memory each takes twenty times the room that it has in the file."""
    json_values: int = 4_000_000
    """Values of a JSON text, counted by its signs: the parser holds all of them in memory at once."""
    cell_characters: int = 2_000
    file_bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 256 * MEBIBYTE
    sheets: int = 200
    sheet_cells: int = 10_000_000
    """Cells of the rectangle that a worksheet spans; the reader allocates all of it, blank cells too."""
