"""The shape of a snapshot's manifest, declared once; nothing else reads an unchecked one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, model_validator

from webmap.snapshot.faults import DamagedError, OtherDisclosureError, OtherFormatError
from webmap.snapshot.pointer import VERSION
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Outcome, RegionLevel

FORMAT = 6
"""Raised when files change shape; another format is not opened. docs/schema records what each holds."""

MANIFEST = "manifest.json"
REGIONS = "regions"
"""What a manifest states as its `disclosure` where the snapshot holds protected numbers alone."""
MAX_MANIFEST_BYTES = 16 * 1024**2
"""Bytes; that of 12,000 schools has well under one million."""
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
    disclosure: Literal["schools", "statuses"] = "schools"
    """What is shown of it: schools, or schools of some statuses."""
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


class _Numbered(BaseModel):
    format: NonNegativeInt = FORMAT
    disclosure: str = ""


def is_of_regions(content: bytes) -> bool:
    """Whether a manifest is that of protected numbers. Raises ValueError (pydantic's) for no manifest."""
    return _Numbered.model_validate_json(content).disclosure == REGIONS


def read_manifest(content: bytes) -> Mapping[str, Any]:
    """Read a manifest of schools.

    The format is checked first, as another version's manifest may have another shape. Raises
    OtherDisclosureError, OtherFormatError, or ValueError (pydantic's) unless it has the whole shape.
    """
    if is_of_regions(content):
        raise OtherDisclosureError(shows_schools=False)
    if (number := _Numbered.model_validate_json(content).format) != FORMAT:
        raise OtherFormatError(number, FORMAT)
    return Manifest.model_validate_json(content).model_dump(mode="json")


def checked_manifest(
    folder: Path, digest: str = "", read: Callable[[bytes], Mapping[str, Any]] = read_manifest
) -> Mapping[str, Any]:
    """The manifest of a snapshot, all of whose files have the size and the digest that it states.

    `digest` is that of the manifest itself, '' where it is not known; `read` reads one of its kind. Raises
    DamagedError, OtherDisclosureError, OtherFormatError, OSError, or ValueError (pydantic's).
    """
    content = _manifest_content(folder / MANIFEST)
    if digest and hashlib.sha256(content).hexdigest() != digest:
        raise DamagedError(say("its manifest is not the one that was published"))
    manifest = read(content)
    for name, stated in manifest["files"].items():
        _check_file(folder / name, stated)
    return manifest


def unknown_files(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Names in a snapshot's folder that the manifest does not state; hidden ones are the system's."""
    known = {MANIFEST, *manifest["files"]}
    return sorted(
        path.name for path in folder.iterdir() if path.name not in known and not path.name.startswith(".")
    )


def _manifest_content(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            content = source.read(MAX_MANIFEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    if len(content) > MAX_MANIFEST_BYTES:
        raise DamagedError(say("its manifest has more than %(most)s bytes", most=MAX_MANIFEST_BYTES))
    return content


def _check_file(path: Path, stated: Mapping[str, Any]) -> None:
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(path) from error
    # The size is checked first, so that a file of any length is never read whole.
    if size != stated["bytes"]:
        raise DamagedError(
            say(
                "its file %(file)s has %(found)s bytes instead of %(stated)s",
                file=path.name,
                found=size,
                stated=stated["bytes"],
            )
        )
    if sha256_of(path) != stated["sha256"]:
        raise DamagedError(say("the content of its file %(file)s was changed", file=path.name))


def _missing(path: Path) -> DamagedError:
    return DamagedError(say("its file %(file)s is missing", file=path.name))


def fingerprint(path: Path) -> dict[str, Any]:
    """Size and digest of a file, as the manifest states them."""
    return {"bytes": path.stat().st_size, "sha256": sha256_of(path)}


def sha256_of(path: Path) -> str:
    """Digest of a file, in hexadecimal digits."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
