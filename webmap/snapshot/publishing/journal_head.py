"""The head of the review desk's journal in a manifest: who keeps a copy can prove that it was rewritten."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from webmap.errors import SettingsError
from webmap.vocabulary.messages import say

DESK = "desk"
"""Key of the manifest; snapshots that no desk has released have none."""
VARIABLE = "WEBMAP_JOURNAL_HEAD"
"""Environment variable by which the desk tells a build: `NUMBER:DIGEST:RELEASE`."""
_FORM = re.compile(r"([0-9]{1,18}):([0-9a-f]{64}|):([0-9]{1,18})")


@dataclass(frozen=True)
class JournalHead:
    """The last line of the journal when a snapshot was built: its number and digest, and the release."""

    number: int
    digest: str
    release: int


def with_journal_head(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """The manifest with the head that the environment states, if any. Raises SettingsError."""
    stated = os.environ.get(VARIABLE, "")
    if not stated:
        return manifest
    if (match := _FORM.fullmatch(stated)) is None:
        raise SettingsError(say("%(name)s holds no head of a journal.", name=VARIABLE))
    return {**manifest, DESK: asdict(JournalHead(int(match[1]), match[2], int(match[3])))}


def journal_head_of(manifest: Mapping[str, Any]) -> JournalHead | None:
    """The head in a manifest, of whatever origin; None where there is none."""
    match manifest.get(DESK):
        case {"number": int(number), "digest": str(digest), "release": int(release)}:
            return JournalHead(number, digest, release)
        case _:
            return None
