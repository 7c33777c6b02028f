"""The lists of a snapshot held against each other, for one audience."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pyarrow.compute as pc

from webmap.comparison.comparison import Comparison, compare
from webmap.comparison.signs import Thresholds
from webmap.figures.statements import FINDING
from webmap.figures.status_rule import Report
from webmap.snapshot.snapshot import Snapshot
from webmap.snapshot.statements import statements_of
from webmap.view.allowed.claims import AllowedClaims, KnownSchool
from webmap.view.allowed.part import RowsOfPart
from webmap.view.allowed.rows import AllowedRows
from webmap.view.audience import Audience
from webmap.vocabulary.terms import Status


def compared(
    snapshot: Snapshot,
    audience: Audience,
    keys: Mapping[str, str],
    schools: gpd.GeoDataFrame,
    rows: AllowedRows,
    part: RowsOfPart | None,
) -> Comparison:
    """Compare the lists. `schools`: those on the map; `keys`: their keys by those of the snapshot."""
    names = dict(zip(schools["key"], schools["name"], strict=True))
    known = {stored: KnownSchool(key, names[key]) for stored, key in keys.items()}
    claims = AllowedClaims(audience, known, _public_names(snapshot, audience, rows), part)
    return compare(
        claims.versions(snapshot.claims),
        _findings(snapshot, audience),
        Thresholds(**snapshot.manifest.get("comparison", {})),
        {key: Status(status) for key, status in zip(schools["key"], schools["status"], strict=True)},
    )


def _public_names(snapshot: Snapshot, audience: Audience, rows: AllowedRows) -> dict[str, str]:
    """Public names of lists without an identity, which stands for itself."""
    if audience.sees_every_row:
        return {}
    identities = {source.get("slug") for source in snapshot.manifest["sources"]}
    return {file: name for file, name in rows.names.items() if file not in identities}


def _findings(snapshot: Snapshot, audience: Audience) -> dict[str, list[Report]]:
    table = snapshot.statements.filter(pc.equal(snapshot.statements["file"], FINDING))
    found = statements_of(table, audience.statuses)
    return {key: [each.report for each in statements] for key, statements in found.items()}
