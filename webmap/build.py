"""The build: list files and a register in, a snapshot out. Reads like the flow of the data."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from webmap import __version__
from webmap.comparison.signs import THRESHOLDS, Thresholds
from webmap.decisions.ledgers import AppliedLedger, ledgers_of, replay
from webmap.decisions.report import describe_decisions, sources_of
from webmap.errors import ListError
from webmap.figures.listed_schools import DUPLICATE, Duplicates, ListDays, Listing, outcome_counts
from webmap.figures.regions import register_counts, register_names, school_count_facts, school_frame
from webmap.findings.effect import NO_FINDINGS, Findings, findings_of
from webmap.findings.ledger import check_undamaged, load_findings
from webmap.findings.report import describe_findings
from webmap.findings.report import sources_of as sources_of_findings
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.lists.limits import Limits
from webmap.lists.naming.file_names import names_of_lists
from webmap.lists.naming.identity import ListIdentity
from webmap.lists.reader import SchoolList, check_chosen, read_list
from webmap.lists.unknown_statuses import refuse_unknown_statuses
from webmap.matching.matcher import Matcher, build_matcher
from webmap.matching.online.report import OnlineReport, Refined
from webmap.matching.partitions.partitions import Partitions
from webmap.matching.partitions.worker import Work
from webmap.matching.result import Match
from webmap.matching.rules import rules_in_force
from webmap.places.addresses.region_hints import is_region
from webmap.places.gazetteer import Places, load_places, region_layer
from webmap.places.regions.boundaries import boundaries
from webmap.places.regions.pieces import cached_pieces
from webmap.places.regions.source_polygons import source_version
from webmap.places.regions.topology import cached_topology
from webmap.places.register.place_check import check_places
from webmap.places.register.register import Register, describe, load_register
from webmap.snapshot.lists.claims import NO_VERSIONS, Versions, claims_table
from webmap.snapshot.lists.describe import content_digest, describe_check, describe_list, describe_older
from webmap.snapshot.row import row_of
from webmap.snapshot.row_columns import columns_of, decoded, encode_matches, with_duplicates
from webmap.snapshot.row_writer import write_columns
from webmap.snapshot.snapshot import Snapshot
from webmap.snapshot.statements import table_of
from webmap.system.fictional_files import is_fictional
from webmap.system.packed import PIECE, Packed, Piece, paused_collector
from webmap.system.progress import Progress
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import Outcome, RegionLevel

BOUNDARY_SOURCE = {
    "file": source_version(),
    "role": "boundaries",
    "kind": "National Geographic Information Institute (국토지리정보원), base date 2023-09-15",
}

SAMPLE_LISTS = ("sample/list_community.csv", "sample/list_press.xlsx")
SAMPLE_COPY = "sample/list_union.csv"
"""A list that follows the first one, so that comparing lists has something to show."""
SAMPLE_REGISTER = ("sample/register_schools.csv", "sample/register_universities.csv")

NO_IDENTITIES: Mapping[Path, ListIdentity] = {}
Refine = Callable[[Sequence[Match]], Refined]
"""The optional step of online geocoding after matching."""


@dataclass(frozen=True)
class Geocoded:
    """All entries of the lists with their outcomes, and the sources."""

    lists: tuple[SchoolList, ...]
    register: Register
    matches: Sequence[Match]
    """In the order of the lists: a tuple, or packed where there are many."""
    fictional: bool
    """Whether a list or a register file is marked as fictional."""
    online: OnlineReport | None = None
    """The report of online geocoding; None where it is off."""
    replayed: tuple[AppliedLedger, ...] = ()
    """Decisions by people, each file with its effect on the entries of its lists."""
    findings: Findings = NO_FINDINGS
    """What inquiries found of schools, and claims that were taken back; `matches` are without these."""
    older: Versions = NO_VERSIONS
    """Older versions of the lists, for comparisons."""
    encoded: tuple[bytes, ...] = ()
    """The pieces of packed `matches` as columns of rows, where workers have made them and nobody has changed
    them since."""

    @property
    def account(self) -> dict[Outcome, int]:
        """Entries by outcome."""
        return outcome_counts(self.matches)

    def pieces(self) -> Iterator[tuple[list[Match], bytes]]:
        """The matches some at a time, with their rows in columns, b"" where nobody has made these."""
        if isinstance(self.matches, Packed) and len(self.encoded) == len(self.matches.pieces):
            for piece, encoded in zip(self.matches.pieces, self.encoded, strict=True):
                yield self.matches.packing.unpack(piece), encoded
            return
        rest = iter(self.matches)
        while matches := list(islice(rest, PIECE)):
            yield matches, b""

    @property
    def rows(self) -> int:
        """Rows of the lists, except blank ones."""
        return sum(len(each.entries) for each in self.lists)


@paused_collector()
def geocode(
    lists: Sequence[Path],
    registers: Sequence[Path],
    places: Places,
    limits: Limits,
    progress: Progress[Any],
    refine: Refine | None = None,
    decisions: Path | None = None,
    choice: Choice = NO_CHOICE,
    lenient: bool = True,
    identities: Mapping[Path, ListIdentity] = NO_IDENTITIES,
    findings: Sequence[Path] = (),
    older: Mapping[Path, ListIdentity] = NO_IDENTITIES,
) -> Geocoded:
    """Read lists and register, match every entry, and replay people's decisions.

    `refine` is not called for fictional data: no provider is asked about schools that do not exist.
    `decisions` applies to all lists; without it, each list has those in its folder. `choice`: what the
    operator says of the lists' columns and sheets.
    `lenient`: a status that is not understood counts as reported, with a remark, instead of ListError.
    `identities`: who the lists are, for those of a project or named with --list.
    `findings`: files of findings, which hold for all lists. `older`: older versions of the lists, the oldest
    of each first, which are matched in the same way.
    Raises ListError, RegisterError, DecisionsError or FindingsError.
    """
    finding_ledgers = load_findings(findings)
    check_undamaged(finding_ledgers)
    register = cache(partial(load_register, registers, places.read_address, places.table))
    work = cache(lambda: _work(register(), places))
    with Partitions(lambda: matcher_of(register(), places), work) as partitions:
        school_lists = _read_lists(lists, limits, choice, partitions.submit, identities)
        count = sum(len(each.entries) for each in school_lists)
        if not count:
            raise ListError(
                say("The lists hold no rows. Nothing is published; check that the right files were given.")
            )
        if not lenient:
            refuse_unknown_statuses(school_lists)
        ledgers = ledgers_of(lists, decisions)
        register()
        entries = [each.entries for each in school_lists]
        matches = partitions.match(entries, lambda items: progress(items, say("Matching"), count))
        encoded = partitions.encoded
        older_lists = _read_older(older, limits, choice)
        older_matches = partitions.match([each.entries for each in older_lists]) if older else ()
    fictional = register().fictional or any(is_fictional(path) for path in lists)
    entries_of = list(zip(lists, entries, strict=True))
    decided_matches, replayed = replay(entries_of, matches, register(), ledgers, decisions)
    found = findings_of(finding_ledgers, register())
    result = found.apply(decided_matches)
    older_entries = [(path, each.entries) for path, each in zip(older, older_lists, strict=True)]
    older_ledgers = ledgers_of(list(older), decisions) if older else {}
    older_decided, _ = replay(older_entries, older_matches, register(), older_ledgers, decisions)
    geocoded = Geocoded(
        school_lists, register(), result, fictional, replayed=replayed, findings=found,
        older=Versions(older_lists, found.apply(older_decided)),
        encoded=encoded if result is matches else (),
    )  # fmt: skip
    if refine is None or fictional:
        return geocoded
    refined = refine(result)
    return replace(geocoded, matches=refined.matches, online=refined.report, encoded=())


@paused_collector()
def make_snapshot(
    geocoded: Geocoded, places: Places, as_of: date | None = None, limits: Thresholds = THRESHOLDS
) -> Snapshot:
    """Aggregate the geocoded entries into a snapshot. `limits`: what counts as a sign between two lists."""
    listing, days = Listing(), ListDays()
    rows = write_columns(_columns_of(geocoded, listing, days))
    for school, statement in geocoded.findings.statements():
        listing.add_finding(school, statement)
        days.add_finding(statement.day)
    schools = school_frame(listing.schools())
    counts = register_counts(geocoded.register, school_count_facts(), places.table)
    check = check_places(geocoded.register, boundaries(RegionLevel.SIGUNGU, "full", places.cache))
    created = datetime.now(UTC).replace(microsecond=0)
    claims = claims_table(Versions(geocoded.lists, geocoded.matches), geocoded.older)
    content = {
        "as_of": (as_of or days.last or created.date()).isoformat(),
        "as_of_stated": as_of is not None,
        "fictional": geocoded.fictional,
        "software": __version__,
        "rows": geocoded.rows,
        "entries": len(rows),
        "account": {outcome.value: count for outcome, count in rows.account().items()},
        "sources": [
            *(describe_list(each, days) for each in geocoded.lists),
            *sources_of(geocoded.replayed),
            *sources_of_findings(geocoded.findings),
            *describe(geocoded.register),
            BOUNDARY_SOURCE,
            *([geocoded.online.source()] if geocoded.online and geocoded.online.refined else []),
        ],
        "decisions": describe_decisions(geocoded.replayed),
        "findings": describe_findings(geocoded.findings),
        "older_versions": list(map(describe_older, geocoded.older.lists)),
        "place_check": describe_check(check),
        "matching": rules_in_force(),
        "comparison": asdict(limits),
    }
    layers = {level: region_layer(level, places) for level in RegionLevel}
    return Snapshot(
        manifest={
            # Random behind the time: readers see the version, and could guess what is withheld by a digest.
            "version": f"{created:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
            "created": created.isoformat(),
            **content,
            "content": content_digest(content, rows, schools, claims),
        },
        schools=schools,
        regions=layers,
        topologies={level: cached_topology(level, places.cache) for level in layers},
        counts=counts,
        rows=rows,
        statements=table_of(listing.statements()),
        claims=claims,
        register_names=register_names(geocoded.register),
        pieces=cached_pieces(places.cache),
    )


def matcher_of(register: Register, places: Places) -> Matcher:
    """A matcher for a register."""
    return build_matcher(register, places.read_region, places.read_address, places.table)


def _work(register: Register, places: Places) -> Work:
    """The work of another process, where readers of addresses are loaded again."""
    return Work(partial(_matcher_of_worker, register, places.cache), register.by_key, encode_matches)


def _matcher_of_worker(register: Register, cache_folder: Path) -> Matcher:
    return matcher_of(register, load_places(cache_folder))


def _columns_of(geocoded: Geocoded, listing: Listing, days: ListDays) -> Iterator[pa.Table]:
    """The rows of entries in columns, some at a time; they are counted on their way."""
    duplicates = Duplicates()
    for matches, encoded in geocoded.pieces():
        columns = decoded(encoded) if encoded else columns_of([row_of(match) for match in matches])
        earlier = [duplicates.earlier(match) for match in matches]
        for match in matches:
            listing.add(match)
            days.add(match)
        yield with_duplicates(columns, earlier, DUPLICATE)


def _read_lists(
    paths: Sequence[Path],
    limits: Limits,
    choice: Choice,
    on_piece: Callable[[Piece], object],
    identities: Mapping[Path, ListIdentity],
) -> tuple[SchoolList, ...]:
    names = names_of_lists(paths, identities)
    lists = tuple(
        read_list(
            path,
            limits,
            name=name,
            choice=choice,
            is_region=is_region,
            on_piece=on_piece,
            identity=identities.get(path),
        )
        for path, name in zip(paths, names, strict=True)
    )
    check_chosen(choice, lists)
    return lists


def _read_older(
    versions: Mapping[Path, ListIdentity], limits: Limits, choice: Choice
) -> tuple[SchoolList, ...]:
    """Older versions under the names of their lists, so that what is found of a claim holds for them."""
    return tuple(
        read_list(path, limits, name=each.slug, choice=choice, is_region=is_region, identity=each)
        for path, each in versions.items()
    )
