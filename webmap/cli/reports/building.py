"""What a build tells beside what changed: what waits for a person, and all of it with `--verbose`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from webmap.build import Geocoded
from webmap.cli.reports.account import about_lists, account_lines, row_remarks
from webmap.cli.reports.changes import open_row_lines
from webmap.decisions.report import problems as problems_of_decisions
from webmap.decisions.report import report as report_decisions
from webmap.findings.report import problems as problems_of_findings
from webmap.findings.report import report as report_findings
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.snapshot import Snapshot
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import RegionLevel


def lines_for_a_person(
    geocoded: Geocoded, others: Sequence[Message], decide: Sequence[str], verbose: bool
) -> list[Message]:
    """What waits for a person, with `others` before the open rows; `decide` is the command for these."""
    return [
        *about_lists(geocoded),
        *([] if verbose else problems_of_decisions(geocoded.replayed)),
        *([] if verbose else problems_of_findings(geocoded.findings)),
        *others,
        *open_row_lines(geocoded, decide, verbose),
    ]


def stopped_lines(geocoded: Geocoded) -> list[Message]:
    """Why online geocoding stopped, if it did."""
    return [geocoded.online.stopped] if geocoded.online and geocoded.online.stopped else []


def detail_lines(geocoded: Geocoded, snapshot: Snapshot) -> Iterator[Message]:
    """What `--verbose` tells besides: remarks on rows, the account, all of the decisions, the place check."""
    check = snapshot.manifest["place_check"]
    agreement = say(
        "Register: address and boundary agree on the city or county for %(share)s of %(compared)s points; "
        "%(nearest)s points were placed by the nearest boundary.",
        share=f"{100 * check['agreeing']:.2f} %",
        compared=check["compared"],
        nearest=check["nearest"],
    )
    return chain(
        row_remarks(geocoded),
        account_lines(geocoded.rows, snapshot.rows.account()),
        report_decisions(geocoded.replayed),
        report_findings(geocoded.findings),
        [agreement],
        (_difference(each, geocoded) for each in check["disagreeing"]),
    )


def _difference(difference: Mapping[str, Any], geocoded: Geocoded) -> Message:
    table = load_region_table()

    def name(code: str | None) -> str:
        if code is None:
            return "-"
        region = table.region(RegionLevel.SIGUNGU, code)
        return f"{table.region(RegionLevel.SIDO, region.sido).name} {region.name}"

    return say(
        "  differs: %(school)s, address %(address)s, boundary %(polygon)s",
        school=geocoded.register.by_key[difference["school"]].name,
        address=name(difference["by_address"]),
        polygon=name(difference["by_polygon"]),
    )
