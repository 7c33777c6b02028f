"""The protected snapshot of the sample, made once for all tests of a process."""

from __future__ import annotations

from webmap.disclosure.edition import Edition
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import protect
from webmap.disclosure.truth import areas_of, counts_of
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.protected.making import make_protected
from webmap.snapshot.protected.snapshot import ProtectedSnapshot
from webmap.snapshot.snapshot import Snapshot

DAY = "2024-09-02"
_EDITIONS: dict[int, Edition] = {}


def sample_edition(snapshot: Snapshot) -> Edition:
    if id(snapshot) not in _EDITIONS:
        areas = areas_of(snapshot.counts, load_region_table())
        counts = counts_of(snapshot.schools, snapshot.counts)
        _EDITIONS[id(snapshot)] = protect(DAY, areas, counts, Parameters())
    return _EDITIONS[id(snapshot)]


def protected_sample(snapshot: Snapshot) -> ProtectedSnapshot:
    """A protected snapshot of a whole one, as its first edition."""
    return make_protected(snapshot, sample_edition(snapshot), (), days=7)
