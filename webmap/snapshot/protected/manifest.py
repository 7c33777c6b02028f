"""The shape of a protected snapshot's manifest; a field that is not declared here is refused.

Nothing in it depends on a number that is not shown: no digest of a list, no row count, no date of a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, model_validator

from webmap.disclosure.forms import Form, Kind
from webmap.snapshot.faults import OtherDisclosureError, OtherFormatError
from webmap.snapshot.manifest import (
    COUNTS,
    PIECES,
    Fingerprint,
    is_of_regions,
    read_manifest,
    region_file,
    topology_file,
)
from webmap.snapshot.pointer import VERSION
from webmap.vocabulary.terms import Outcome, RegionLevel

PROTECTED_FORMAT = 1
"""Raised when files change shape; another format is not opened."""
EDITION = "edition-{day}.json"
"""Name of the file of an edition."""

NEEDED_FILES = frozenset({COUNTS, PIECES, *map(region_file, RegionLevel), *map(topology_file, RegionLevel)})
"""Files beside those of editions. All of them are made from the register and the boundaries alone."""

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
Percent = Annotated[int, Field(ge=0, le=100)]
Share = list[Percent]
"""A share that is known to ten percent: its lower and its upper end."""


class _Closed(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Protection(_Closed):
    """The parameters, as `disclosure.parameters`, and the days that lie between two editions at least."""

    k: NonNegativeInt
    nmin: NonNegativeInt
    alpha: str
    days: NonNegativeInt


class Audited(_Closed):
    """The audit of the written files: its day, the digest of the edition, and how much was tried."""

    day: Day
    edition: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    cells: NonNegativeInt
    groups: NonNegativeInt
    together: NonNegativeInt


class PublicSource(_Closed):
    """A public source: a register file or the boundaries."""

    file: str
    role: Literal["register", "boundaries"]
    kind: str
    sha256: str = ""
    as_of: str = ""


class ListFigures(_Closed):
    """The lists as a whole: how many there are, and how many of the counted schools several of them name."""

    count: NonNegativeInt
    in_several: Share


class CorrectionCount(_Closed):
    """Corrections of a month, in a form as that of a number."""

    form: Kind
    low: NonNegativeInt
    high: NonNegativeInt


class ProtectedManifest(_Closed):
    """Description and files of a protected snapshot."""

    format: NonNegativeInt
    disclosure: Literal["regions"]
    version: Annotated[str, Field(pattern=f"^{VERSION.pattern}$")]
    created: datetime
    as_of: date
    as_of_stated: bool
    fictional: bool
    software: str
    protection: Protection
    audit: Audited
    editions: Annotated[list[Day], Field(min_length=1)]
    """Days of the editions in the folder, the oldest first; the last one is served."""
    sources: list[PublicSource]
    outcomes: dict[Outcome, Share]
    """Share of the lists' entries by outcome; empty where there are few."""
    lists: ListFigures
    corrections: dict[Month, CorrectionCount]
    files: dict[str, Fingerprint]

    @model_validator(mode="after")
    def _is_whole(self) -> ProtectedManifest:
        needed = NEEDED_FILES | {EDITION.format(day=day) for day in self.editions}
        if needed != set(self.files):
            raise ValueError(f"other files than needed: {', '.join(sorted(needed ^ set(self.files)))}")
        return self


def read_protected_manifest(content: bytes) -> Mapping[str, Any]:
    """Read a manifest of protected numbers.

    Raises OtherDisclosureError for one of schools, OtherFormatError, or ValueError (pydantic's).
    """
    if not is_of_regions(content):
        raise OtherDisclosureError(shows_schools=True)
    manifest = _Numbered.model_validate_json(content)
    if manifest.format != PROTECTED_FORMAT:
        raise OtherFormatError(manifest.format, PROTECTED_FORMAT)
    return ProtectedManifest.model_validate_json(content).model_dump(mode="json")


def read_either_manifest(content: bytes) -> Mapping[str, Any]:
    """Read a manifest of schools or of protected numbers; failures as those of either."""
    return read_protected_manifest(content) if is_of_regions(content) else read_manifest(content)


class _Numbered(BaseModel):
    format: NonNegativeInt


def described_form(form: Form) -> Mapping[str, Any]:
    """A form as the manifest states it."""
    return {"form": form.kind.value, "low": form.low, "high": form.high}


def form_of(stated: Mapping[str, Any]) -> Form:
    """The form that a manifest states."""
    return Form(Kind(stated["form"]), stated["low"], stated["high"])
