"""The shape of a snapshot's manifest, declared once; nothing else reads an unchecked one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, model_validator

from webmap.errors import SnapshotError
from webmap.snapshot.pointer import VERSION
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Outcome, RegionLevel

FORMAT = 6
"""Raised when files change shape; another format is not opened. docs/schema records what each holds."""

MANIFEST = "manifest.json"
ROWS = "rows.parquet"
SCHOOLS = "schools.parquet"
COUNTS = "school_counts.parquet"
STATEMENTS = "statements.parquet"
CLAIMS = "claims.parquet"
"""What all versions of the lists claim; snapshots of older programs have no such file."""
REGISTER_NAMES = "register_names.parquet"
"""Names of all open schools; older snapshots have no such file."""
PIECES = "pieces.parquet"
"""Borders and names for near zooms; snapshots of older versions hold none."""


def region_file(level: RegionLevel) -> str:
    """Name of the file with the regions of a level."""
    return f"{level.value}.parquet"


def topology_file(level: RegionLevel) -> str:
    """Name of the file with the boundaries of a level as the page draws them."""
    return f"{level.value}.topojson"


NEEDED_FILES = frozenset(
    {ROWS, SCHOOLS, COUNTS, STATEMENTS, *map(region_file, RegionLevel), *map(topology_file, RegionLevel)}
)
"""Files that a snapshot needs to be opened; the manifest holds the digest of each."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class Fingerprint(_Strict):
    """Size and digest of a file."""

    bytes: NonNegativeInt
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Source(_Strict):
    """A source file; further fields are for information only."""

    model_config = ConfigDict(extra="allow")

    file: str
    role: str
    kind: str


class Difference(_Strict):
    """A school whose address and boundary name different sigungu."""

    school: str
    by_address: str
    by_polygon: str | None


class Check(_Strict):
    """Agreement of the register's addresses and points."""

    compared: NonNegativeInt
    agreeing: float
    nearest: NonNegativeInt
    disagreeing: list[Difference]


class Term(_Strict):
    """A word in force, with its meaning and more."""

    model_config = ConfigDict(extra="allow")

    name: str
    meaning: str


class Rules(_Strict):
    """The rules by which names were matched, as `matching.rules` states them."""

    steps: list[Term]
    fits: list[Term]
    others: list[Term]
    slips: list[Term] = []
    """Slips of near names with their costs; snapshots of older versions state none."""
    precisions: dict[str, str]
    region: dict[str, int | float]
    level: dict[str, int | float]
    thresholds: dict[str, int | float]


class Manifest(_Strict):
    """Description and files of a snapshot; further fields are for information only."""

    model_config = ConfigDict(extra="allow")

    format: NonNegativeInt
    version: Annotated[str, Field(pattern=f"^{VERSION.pattern}$")]
    created: datetime
    as_of: date
    as_of_stated: bool = False
    """Whether the operator states the day; otherwise it is the last one of the rows."""
    content: str = ""
    """Digest of all that is published and withheld, by which a build knows that nothing is new. Never sent to
    a reader, who could guess what is withheld by it."""
    fictional: bool
    software: str
    rows: NonNegativeInt
    entries: NonNegativeInt
    account: dict[Outcome, NonNegativeInt]
    sources: list[Source]
    place_check: Check
    matching: Rules
    files: dict[str, Fingerprint]
    texts: dict[str, dict[str, str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_whole(self) -> Manifest:
        if set(self.account) != set(Outcome):
            raise ValueError("outcomes are missing")
        if missing := NEEDED_FILES - set(self.files):
            raise ValueError(f"files are missing: {', '.join(sorted(missing))}")
        if strange := [name for name in self.files if "/" in name or "\\" in name]:
            raise ValueError(f"files outside the folder: {strange[0]}")
        return self


class OtherFormatError(ValueError):
    """The manifest is whole, but its format is not readable by this version of the program."""

    def __init__(self, number: int) -> None:
        super().__init__(f"format {number}")
        self.number = number


class _Numbered(BaseModel):
    format: NonNegativeInt = FORMAT


def read_manifest(content: bytes) -> Mapping[str, Any]:
    """Read a manifest. Raises OtherFormatError, or ValueError (pydantic's) unless it has the whole shape.

    The format is checked first, as another version's manifest may have another shape.
    """
    if (number := _Numbered.model_validate_json(content).format) != FORMAT:
        raise OtherFormatError(number)
    return Manifest.model_validate_json(content).model_dump(mode="json")


@contextmanager
def failures_in_sentences(folder: Path) -> Iterator[None]:
    """Turn whatever is wrong with a snapshot into a SnapshotError, with its cause."""
    try:
        yield
    except OtherFormatError as error:
        raise SnapshotError(
            say(
                "The snapshot in %(folder)s was made by another version of this program (format %(found)s; "
                "this one reads format %(known)s). Run `webmap build` again.",
                folder=str(folder),
                found=error.number,
                known=FORMAT,
            )
        ) from error
    # A damaged file may raise anything in a library; a server then keeps its current snapshot.
    except Exception as error:
        raise SnapshotError(
            say(
                "The snapshot in %(folder)s is damaged or of another version. Run `webmap build` again.",
                folder=str(folder),
            )
        ) from error
