"""Room that the cells of a workbook will take, counted before a reader allocates it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from webmap.lists.formats.workbook_safety import check_span, too_large
from webmap.lists.limits import Limits


@dataclass(frozen=True)
class SoundWorkbook:
    """A workbook that is safe to open."""

    data: bytes
    largest_part: int
    """Bytes, unpacked."""
    merged: Mapping[str, Sequence[tuple[tuple[int, int], tuple[int, int]]]] = field(default_factory=dict)
    """Name of a sheet → first and last (row, column) of its merged cells, which the reader may not know."""


@dataclass
class CellCounts:
    """Cells and shared texts of one workbook, added one by one."""

    limits: Limits
    file: str
    rows: int = 0
    columns: int = 0
    cells: int = 0
    uses: Counter[int] = field(default_factory=Counter)
    """Number of a shared text → how many cells show it."""

    def start_sheet(self) -> None:
        """Begin with the next sheet."""
        self.rows = self.columns = self.cells = 0

    def add_cell(self, row: int, column: int) -> None:
        """Add a cell; both numbers start from 0. Raises ListError beyond the limit."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.cells += 1
        check_span(max(self.rows * self.columns, self.cells), self.limits, self.file)

    def check_declared(self, cells: int) -> None:
        """Raise ListError for a declared number of cells or texts beyond the limit."""
        check_span(cells, self.limits, self.file)

    def check_texts(self, lengths: Iterable[int]) -> None:
        """Raise ListError if the shared texts, of these lengths in bytes, fill too much room."""
        total = sum(self.uses[number] * length for number, length in enumerate(lengths))
        if total > self.limits.unpacked_bytes:
            raise too_large(self.limits, self.file)
