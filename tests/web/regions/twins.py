"""Another truth that shows the same: a snapshot whose numbers differ within what is published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.snapshot.protected.making import DAY, sample_edition
from webmap.disclosure.edition import Edition
from webmap.disclosure.menu import ALL, COUNTED, Address, Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import protect
from webmap.disclosure.truth import areas_of, counts_of
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.protected.making import make_protected
from webmap.snapshot.protected.snapshot import write_protected
from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.terms import RegionLevel


def other_truth(snapshot: Snapshot) -> Snapshot:
    """The snapshot with a school of one sigungu in another one, where neither's form changes, and other names."""
    shown, table = sample_edition(snapshot).shown(), load_region_table()
    counts = snapshot.schools.loc[snapshot.schools["level"] == "high", "sigungu"].value_counts()
    for office in table.regions(RegionLevel.OFFICE):
        inside = [
            code
            for code in table.sigungu_of_office(office.code)
            if (shown[Address(Place.SIGUNGU, code, ALL, COUNTED)].low, counts.get(code, 0))
            in ((1, 2), (1, 3))
        ]
        if len(inside) > 1:
            schools = snapshot.schools.copy()
            chosen = schools[(schools["sigungu"] == inside[0]) & (schools["level"] == "high")].index[0]
            schools.loc[chosen, "sigungu"] = inside[1]
            return replace(snapshot, schools=schools.assign(name="다른 이름", key="other"))
    raise AssertionError("the sample has no two such neighbours")


def write_twin(snapshot: Snapshot, folder: Path) -> Edition:
    """Publish the protected numbers of the other truth, and return their edition."""
    other = other_truth(snapshot)
    counts = counts_of(other.schools, other.counts)
    assert counts != counts_of(snapshot.schools, snapshot.counts)
    edition = protect(DAY, areas_of(other.counts, load_region_table()), counts, Parameters())
    write_protected(make_protected(other, edition, (), days=7), folder)
    return edition
