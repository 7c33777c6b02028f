"""Numbers of regions alone: as many answers a second as the map of schools gives, on the same machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from page_parts.report import Report

from serving_parts.servers import fetch, our_application
from serving_parts.wrk import Target, rates, share
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import protect
from webmap.disclosure.truth import Area, Counts, areas_of, counts_of
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.protected.making import make_protected
from webmap.snapshot.protected.snapshot import write_protected
from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.terms import COUNTED_LEVELS

CODING = {"Accept-Encoding": "br, gzip"}
SENT = tuple(f"{name}: {value}" for name, value in CODING.items())
PATHS = {"page": "/", "embed": "/embed", "about": "/about"}
LEAST = 80
"""Per cent of the rate of the map of schools: both answer from the same cache, with bodies of other sizes."""
DAY = "2026-01-05"


def beside_schools(
    report: Report, snapshot: Snapshot, published: Path, folder: Path, rounds: int, seconds: float
) -> None:
    """Rates of the pages of a protected snapshot beside those of `published`, its schools, by turns."""
    protected = folder / "protected"
    areas = areas_of(snapshot.counts, load_region_table())
    counts = _possible(areas, counts_of(snapshot.schools, snapshot.counts))
    edition = protect(DAY, areas, counts, Parameters())
    write_protected(make_protected(snapshot, edition, (), days=7), protected)
    with (
        our_application(published, folder) as schools,
        our_application(protected, folder, disclosure="regions") as regions,
    ):
        servers = {"schools": schools, "regions": regions}
        targets = {
            f"{name} {kind}": Target(server.origin + path, SENT)
            for name, path in PATHS.items()
            for kind, server in servers.items()
        }
        measured = rates(targets, rounds, seconds)
        report.heading("Answers a second of numbers of regions, beside the map of the same schools")
        for name, path in PATHS.items():
            ours, theirs = measured[f"{name} regions"], measured[f"{name} schools"]
            sizes = [len(fetch(each.origin + path, CODING).body) / 1000 for each in (regions, schools)]
            report.figure(
                f"{name} ({sizes[0]:,.1f} KB; schools {sizes[1]:,.1f} KB)",
                f"{median(ours):,.0f} of {median(theirs):,.0f}",
            )
            report.at_least("  that is", 100 * share(ours, theirs), LEAST, "%")


def _possible(areas: Sequence[Area], counts: Counts) -> Counts:
    """The counts without those made-up schools that are more than exist in a sigungu."""
    left = {(area.sigungu, level): area.schools(level) for area in areas for level in COUNTED_LEVELS}
    found = {}
    for (sigungu, level, status), number in counts.items():
        found[sigungu, level, status] = min(number, left[sigungu, level])
        left[sigungu, level] -= found[sigungu, level, status]
    return found
