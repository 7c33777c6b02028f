"""Corrections in the manifest of a snapshot: put in beside its other content, and read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from webmap.snapshot.snapshot import Snapshot

CORRECTIONS = "corrections"
"""Key of the manifest; snapshots of older versions have none."""


def with_corrections(snapshot: Snapshot, described: Mapping[str, Any]) -> Snapshot:
    """The snapshot with its corrections, as `corrections.published.describe_corrections` gives them.

    They count as content: a correction that readers may see from today on is news. The snapshot must hold
    none before.
    """
    return with_part(snapshot, CORRECTIONS, described)


def with_part(snapshot: Snapshot, name: str, described: Any) -> Snapshot:
    """The snapshot with another part in its manifest, by which a build knows that something is new."""
    text = json.dumps(described, ensure_ascii=True, sort_keys=True)
    content = hashlib.sha256(f"{snapshot.manifest['content']}{text}".encode()).hexdigest()
    return replace(snapshot, manifest={**snapshot.manifest, name: described, "content": content})


def entries_of(snapshot: Snapshot) -> Sequence[Mapping[str, Any]]:
    """Its corrections in their order."""
    entries: Sequence[Mapping[str, Any]] = snapshot.manifest.get(CORRECTIONS, {}).get("entries", ())
    return entries


def personal_data_of(snapshot: Snapshot) -> Mapping[str, int]:
    """Corrected cases of personal data by month (2024-08)."""
    months: Mapping[str, int] = snapshot.manifest.get(CORRECTIONS, {}).get("personal_data", {})
    return months


def delay_of(snapshot: Snapshot) -> int:
    """Days until readers are told of what was taken off the map."""
    return int(snapshot.manifest.get(CORRECTIONS, {}).get("delay_days", 0))
