"""The difference of a release as its page shows it: by province, then school by school, some at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webmap.places.regions.region_table import RegionTable
from webmap.review.releases.alarms import region_name
from webmap.review.releases.difference import KINDS
from webmap.review.releases.store import Release
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import LEVELS, STATUSES, Level, RegionLevel, Status

PAGE = 50
"""Schools of one page."""


def shown_difference(
    found: Release, arguments: Mapping[str, str], table: RegionTable, language: str
) -> dict[str, Any] | None:
    """What the template shows of a difference, chosen by the address: `kind`, `sido`, `page`."""
    stored = found.difference
    if stored is None:
        return None
    kind, sido = arguments.get("kind", ""), arguments.get("sido", "")
    kind = kind if kind in KINDS else ""
    sido = sido if table.has(RegionLevel.SIDO, sido) else ""
    lines = [
        each
        for each in stored["lines"]
        if (not kind or each["kind"] == kind) and (not sido or each.get("sido") == sido)
    ]
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(_number(arguments.get("page", "")), 1), pages)
    totals = {name: sum(1 for each in stored["lines"] if each["kind"] == name) for name in KINDS}
    return {
        "compared": stored["compared"],
        "why_not": Message.from_json(stored["why_not"]).render(language) if stored["why_not"] else "",
        "before": stored["before"],
        "now": stored["now"],
        "kinds": {name: Message(text).render(language) for name, text in KINDS.items()},
        "totals": totals,
        "sido": [
            {**row, "name": table.region(RegionLevel.SIDO, row["sido"]).name}
            for row in stored["sido"]
            if row["before"] or row["now"] or any(row[name] for name in KINDS)
        ],
        "provinces": [(region.code, region.name) for region in table.regions(RegionLevel.SIDO)],
        "alarms": [
            {**each, "text": Message.from_json(each["message"]).render(language)} for each in stored["alarms"]
        ],
        "lines": [_line(each, table, language) for each in lines[PAGE * (page - 1) : PAGE * page]],
        "count": len(lines),
        "page": page,
        "pages": pages,
        "kind": kind,
        "chosen_sido": sido,
    }


def _line(line: Mapping[str, Any], table: RegionTable, language: str) -> dict[str, Any]:
    if line["kind"] == "unplaced":
        return {
            "kind": Message(KINDS["unplaced"]).render(language), "name": line["name"], "level": "",
            "place": line["place"], "was_placed": line["was_placed"], "change": None, "former": "",
        }  # fmt: skip
    former = [
        text
        for text in (
            line.get("former_name") if line.get("former_name") != line["name"] else "",
            region_name(table, line["former_sigungu"])
            if line.get("former_sigungu", line["sigungu"]) != line["sigungu"]
            else "",
        )
        if text
    ]
    return {
        "kind": Message(KINDS[line["kind"]]).render(language),
        "name": line["name"],
        "level": Message(LEVELS[Level(line["level"])].name).render(language),
        "place": region_name(table, line["sigungu"]),
        "change": (_status(line["before"], language), _status(line["now"], language)),
        "former": ", ".join(former),
    }


def _status(code: str, language: str) -> str:
    return Message(STATUSES[Status(code)].name).render(language) if code else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
