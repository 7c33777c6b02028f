"""Lines that a person ticks one by one before a release is approved: where a mistake would hurt most.

What the command line asks before it publishes is among them; the worker gives `--yes` for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from webmap.places.regions.region_table import RegionTable
from webmap.review.releases.difference import Difference
from webmap.snapshot.changes import brake
from webmap.snapshot.published import totals_of
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import RegionLevel, Status

MAX_NAMES = 20
MOST_REMOVED_PERCENT = 5
MAX_REGISTER_DAYS = 120

Alarm = dict[str, Any]
"""`key`: by which a tick names it; `message`: Message.as_json; `names`: schools, the first of them."""


def alarms_of(found: Difference, table: RegionTable, silent: Sequence[str], today: date) -> list[Alarm]:
    """The lines of a difference. `silent`: schools that disappear or weaken without a correction."""
    return [
        *_not_compared(found),
        *_schools(found, silent),
        *_shares(found, table),
        *_bulk(found, table),
        *_registers(found, today),
    ]


def _alarm(key: str, message: Message, names: Sequence[str] = ()) -> Alarm:
    return {"key": key, "message": message.as_json(), "names": list(names[:MAX_NAMES])}


def _not_compared(found: Difference) -> Iterator[Alarm]:
    if found.changes is None and found.why_not is not None and found.published.version is not None:
        yield _alarm(
            "not_compared",
            say("The difference from the published map is not known: %(why)s", why=found.why_not),
        )
    if found.now.manifest["fictional"] and found.published.fictional is False:
        yield _alarm("fictional", say("Fictional data would take the place of the map of real data."))


def _schools(found: Difference, silent: Sequence[str]) -> Iterator[Alarm]:
    changes = found.changes
    if changes is None:
        return
    confirmed = [each.school.name for each in changes.gone if each.school.status is Status.CONFIRMED]
    if confirmed:
        yield _alarm(
            "confirmed_gone",
            say("Confirmed schools disappear from the map: %(count)s", count=len(confirmed)),
            confirmed,
        )
    others = [each.school.name for each in changes.gone if each.school.status is not Status.CONFIRMED]
    if others:
        yield _alarm("gone", say("Schools disappear from the map: %(count)s", count=len(others)), others)
    if changes.confirmed:
        names = [each.school.name for each in changes.confirmed]
        yield _alarm("confirmed", say("Schools become confirmed: %(count)s", count=len(names)), names)
    if silent:
        yield _alarm(
            "silent",
            say(
                "Schools disappear, or a finding weakens them, and nobody wrote a correction: %(count)s. The "
                "release writes one for each, without a reason.",
                count=len(silent),
            ),
            silent,
        )


def _shares(found: Difference, table: RegionTable) -> Iterator[Alarm]:
    if found.before is None or found.changes is None:
        return
    before, gone = len(found.before.schools), len(found.changes.gone)
    if before and 100 * gone > MOST_REMOVED_PERCENT * before:
        yield _alarm(
            "removed_share",
            say(
                "More than %(most)s %% of the schools disappear: %(gone)s of %(before)s",
                most=MOST_REMOVED_PERCENT,
                gone=gone,
                before=before,
            ),
        )
    for row in found.by_sido(table):
        if row["before"] and not row["now"]:
            yield _alarm(
                f"sido_zero:{row['sido']}",
                say(
                    "%(region)s would have no school on the map; now it has %(before)s",
                    region=table.region(RegionLevel.SIDO, row["sido"]).name,
                    before=row["before"],
                ),
            )
    totals = totals_of(found.now.manifest, found.now.schools)
    if reason := brake(found.published.totals, totals):
        yield _alarm("brake", say("A mistake is likely: %(reason)s", reason=reason))


def _bulk(found: Difference, table: RegionTable) -> Iterator[Alarm]:
    known = found.before.warned(table) if found.before else frozenset()
    for code in sorted(found.now.warned(table) - known):
        yield _alarm(
            f"bulk:{code}",
            say(
                "%(region)s would be listed in bulk: nearly every school of it",
                region=region_name(table, code),
            ),
        )


def _registers(found: Difference, today: date) -> Iterator[Alarm]:
    if found.now.manifest["fictional"]:
        return
    for source in found.now.manifest["sources"]:
        day = _day(source.get("as_of")) if source["role"] == "register" else None
        if day and (today - day).days > MAX_REGISTER_DAYS:
            yield _alarm(
                f"register:{source['file']}",
                say(
                    "The register %(file)s is %(days)s days old (%(day)s)",
                    file=source["file"],
                    days=(today - day).days,
                    day=day.isoformat(),
                ),
            )


def region_name(table: RegionTable, code: str) -> str:
    """The name of a province, or of a city or county behind its province; the code where it is neither."""
    if table.has(RegionLevel.SIDO, code):
        return table.region(RegionLevel.SIDO, code).name
    if table.has(RegionLevel.SIGUNGU, code):
        region = table.region(RegionLevel.SIGUNGU, code)
        return f"{table.region(RegionLevel.SIDO, region.sido).name} {region.name}"
    return code


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
