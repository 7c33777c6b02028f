"""Two registers to be compared: the files of each, and only those kinds of file that both have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from webmap.errors import RegisterError
from webmap.places.addresses.addresses import ReadAddress
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.file import read_register_file
from webmap.places.register.register import Register, load_register
from webmap.vocabulary.messages import say


def load_pair(
    old: Path, new: Path, read_address: ReadAddress, table: RegionTable
) -> tuple[Register, Register, tuple[str, ...]]:
    """Load two registers, each a file or a folder of CSV files.

    Returns both and the names of the files that were left out because the other side has none of their
    kind: all their schools would seem to have opened or closed. Raises RegisterError.
    """
    sides = [[(path, read_register_file(path).kind) for path in _files(side)] for side in (old, new)]
    common = {kind for _, kind in sides[0]} & {kind for _, kind in sides[1]}
    if not common:
        raise RegisterError(
            say(
                "%(old)s and %(new)s hold no register file of the same kind. Compare two "
                "editions of one file.",
                old=old.name,
                new=new.name,
            )
        )
    registers = [
        load_register([path for path, kind in side if kind in common], read_address, table) for side in sides
    ]
    left_out = tuple(path.name for side in sides for path, kind in side if kind not in common)
    return registers[0], registers[1], left_out


def _files(side: Path) -> Sequence[Path]:
    if not side.is_dir():
        return [side]
    files = sorted(path for path in side.glob("*.csv") if not path.name.startswith("."))
    if not files:
        raise RegisterError(say("The folder %(folder)s holds no CSV file.", folder=str(side)))
    return files
