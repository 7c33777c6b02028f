"""The published snapshot as the next build sees it: what is compared, or why nothing is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from webmap.errors import SnapshotError
from webmap.snapshot.faults import OtherDisclosureError, OtherFormatError
from webmap.snapshot.lists.claims import SCHEMA
from webmap.snapshot.manifest import CLAIMS, FORMAT, MANIFEST, MAX_MANIFEST_BYTES
from webmap.snapshot.pointer import POINTER, read_pointer
from webmap.snapshot.publishing.journal_head import DESK
from webmap.snapshot.snapshot import Snapshot, open_schools
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT, Outcome

NOTHING = say("Nothing was published here before.")
UNREADABLE = say("The published snapshot is damaged, so nothing is compared with it.")
BECAME_REAL = say("The published map is that of fictional data, so nothing is compared with it.")
BECAME_FICTIONAL = say("The published map is that of real data, so nothing is compared with it.")

OF_REGIONS = say("The published snapshot holds protected numbers and no schools, so none are compared.")

ABOUT_THE_BUILD = ("version", "created", "files", "format", "texts", "content", DESK)
"""Fields of a manifest that differ between two builds of the same."""


@dataclass(frozen=True)
class Totals:
    """The figures of a map that a mistake changes first; None where they are unknown."""

    matched: int | None
    """Entries that mean exactly one school of the register."""
    schools: int | None = None
    """Schools on the map, of any status."""
    counted: int | None = None
    """Schools that the map shows by default."""


@dataclass(frozen=True)
class Published:
    """The published snapshot; `schools` as `Snapshot.schools`, None where nothing is compared."""

    version: str | None
    manifest: Mapping[str, Any] = field(default_factory=dict)
    schools: gpd.GeoDataFrame | None = None
    not_compared: Message | None = None
    """Why the schools are not compared."""
    is_whole: bool = False
    """Whether all of its files are as they were written, so that it can go on being served."""

    @property
    def fictional(self) -> bool | None:
        """Whether its data is fictional; None where that is unknown."""
        stated = self.manifest.get("fictional")
        return stated if isinstance(stated, bool) else None

    @property
    def totals(self) -> Totals:
        """Its figures; those of the manifest also where another version of the program wrote it."""
        return totals_of(self.manifest, self.schools)


def totals_of(manifest: Mapping[str, Any], schools: gpd.GeoDataFrame | None) -> Totals:
    """The figures of a manifest and its schools."""
    account = manifest.get("account")
    matched = account.get(Outcome.MATCHED.value) if isinstance(account, Mapping) else None
    known = matched if isinstance(matched, int) else None
    if schools is None:
        return Totals(known)
    statuses = [status.value for status in STATUSES_COUNTED_BY_DEFAULT]
    return Totals(known, len(schools), int(schools["status"].isin(statuses).sum()))


def published_in(out: Path, fictional: bool) -> Published:
    """The snapshot that is served from a folder, for a build of fictional or real data; never raises."""
    if not (out / POINTER).exists():
        return Published(None, not_compared=NOTHING)
    try:
        pointer = read_pointer(out)
    except SnapshotError:
        return Published(None, not_compared=UNREADABLE)
    folder = out / pointer.version
    try:
        manifest, schools = open_schools(out, pointer)
    except SnapshotError as error:
        cause = error.__cause__
        reason = _other_format(cause.number) if isinstance(cause, OtherFormatError) else UNREADABLE
        reason = OF_REGIONS if isinstance(cause, OtherDisclosureError) else reason
        return Published(pointer.version, _raw_manifest(folder), not_compared=reason)
    if bool(manifest["fictional"]) != fictional:
        reason = BECAME_FICTIONAL if fictional else BECAME_REAL
        return Published(pointer.version, manifest, not_compared=reason, is_whole=True)
    return Published(pointer.version, manifest, schools, is_whole=True)


def published_claims(folder: Path, published: Published) -> pa.Table | None:
    """The claims of the published snapshot; None where it has none, or is not compared with."""
    if published.schools is None or CLAIMS not in published.manifest["files"]:
        return None
    return pq.read_table(folder / str(published.version) / CLAIMS, schema=SCHEMA)


def is_the_same(published: Published, snapshot: Snapshot, day_is_stated: bool) -> bool:
    """Whether a snapshot holds what is published already.

    `day_is_stated`: whether the as-of day comes from the lists or the operator. Otherwise it is the day of
    the build, and the same inputs a day later are no news.
    """
    if not published.is_whole or published.version is None or published.fictional is not snapshot.fictional:
        return False
    content = published.manifest.get("content")
    if content and content == snapshot.manifest.get("content"):
        return True
    ignored = {*ABOUT_THE_BUILD, *(() if day_is_stated else ("as_of", "as_of_stated"))}
    before, now = (_content(each, ignored) for each in (published.manifest, snapshot.manifest))
    return not day_is_stated and before == now


def _content(manifest: Mapping[str, Any], ignored: set[str]) -> object:
    return json.loads(json.dumps({name: manifest[name] for name in manifest if name not in ignored}))


def _raw_manifest(folder: Path) -> Mapping[str, Any]:
    """A manifest of any shape, for its totals; empty where it is none."""
    try:
        with (folder / MANIFEST).open("rb") as source:
            content = json.loads(source.read(MAX_MANIFEST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _other_format(number: int) -> Message:
    return say(
        "The published snapshot was made by another version of this program (format %(found)s; this one "
        "writes format %(known)s), so its schools are not compared.",
        found=number,
        known=FORMAT,
    )
