"""What all versions of all lists claim, as a snapshot stores it: for comparisons, as private as the rows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, islice
from operator import itemgetter

import pyarrow as pa

from webmap.comparison.claims import Claim, ListVersion, Oddity, claim_of, with_pairs
from webmap.figures.listed_schools import ON_THE_MAP, key_of_match
from webmap.lists.naming.identity import ListIdentity
from webmap.lists.reader import SchoolList
from webmap.matching.result import Match
from webmap.snapshot.row import NO_SIDO, provinces_of, row_of
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Level, Outcome, Status

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("slug", "title", "publisher", "origin", "version")),
        ("order", pa.int32()),
        ("is_newest", pa.bool_()),
        ("file", pa.string()),
        ("row", pa.int32()),
        ("part", pa.int32()),
        *((name, pa.string()) for name in ("school", "status", "level", "outcome", "sido", "day", "key")),
        *((name, pa.string()) for name in ("form", "text", "name", "region", "school_level")),
        ("has_source", pa.bool_()),
        ("oddities", pa.string()),
    ]
)
"""`order` of the version within its list, the oldest first; `is_newest`: whether it counts on the map.

`file`, `row`, `part`, `school`, `status`, `level`, `outcome` and `sido` as in the rows, by which an audience
may see them; the others as in `comparison.claims.Claim`, blank where there is none.
"""


MAX_CLAIMS = 100_000
"""Entries of all versions; longer lists are not compared in a snapshot, as a server would hold them all."""
BATCH = 4096


@dataclass(frozen=True)
class Versions:
    """Versions of lists, and the matches of all their entries in the same order."""

    lists: Sequence[SchoolList]
    matches: Sequence[Match]


NO_VERSIONS = Versions((), ())


def claims_table(newest: Versions, older: Versions = NO_VERSIONS) -> pa.Table:
    """The claims of the newest version of each list, and of its older ones, the oldest first.

    Empty where there are more than `MAX_CLAIMS`.
    """
    if len(newest.matches) + len(older.matches) > MAX_CLAIMS:
        return SCHEMA.empty_table()
    before: Counter[str] = Counter()
    lines = chain(_lines(older, before, is_newest=False), _lines(newest, before, is_newest=True))
    batches = []
    while some := list(islice(lines, BATCH)):
        columns = zip(*some, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
        batches.append(pa.Table.from_arrays(arrays, schema=SCHEMA))
    return pa.concat_tables(batches) if batches else SCHEMA.empty_table()


def digest_of(claims: pa.Table) -> str:
    """SHA-256 of what the claims are."""
    target = pa.BufferOutputStream()
    with pa.ipc.new_stream(target, SCHEMA) as file:
        file.write_table(claims.combine_chunks())
    return hashlib.sha256(target.getvalue()).hexdigest()


def claims_in(table: pa.Table) -> list[Claim]:
    """The claims of a table, without marks of entries that share a row."""
    names = (
        "key", "outcome", "status", "day", "form", "text", "name", "region", "school_level", "has_source",
        "oddities",
    )  # fmt: skip
    return [_claim(*values) for values in zip(*(table[name].to_pylist() for name in names), strict=True)]


def versions_in(table: pa.Table) -> list[ListVersion]:
    """All versions with all that they claim, for the operator; the oldest of each list first."""
    stated = ("slug", "order", "version", "title", "publisher", "origin", "file", "row")
    lines = zip(*(table[name].to_pylist() for name in stated), claims_in(table), strict=True)
    ordered = sorted(lines, key=itemgetter(0, 1))
    found = []
    for (slug, _), group in groupby(ordered, key=itemgetter(0, 1)):
        entries = list(group)
        _, _, version, title, publisher, origin, *_ = entries[0]
        rows = [(each[6], each[7]) for each in entries]
        claims = with_pairs([each[8] for each in entries], rows)
        found.append(ListVersion(slug, version, claims, len(set(rows)), title, origin, publisher))
    return found


def _lines(versions: Versions, before: Counter[str], is_newest: bool) -> Iterator[Sequence[object]]:
    """The claims, one line each; `before`: how many versions of each list there have been."""
    stated: tuple[object, ...] = ()
    lists = (each for each in versions.lists for _ in each.entries)
    last: SchoolList | None = None
    for match in versions.matches:
        if match.part == 1:  # the first part begins the entry of a row
            now = next(lists)
            if now is not last:
                last, stated = now, _stated(now, before, is_newest)
        yield (*stated, *_line(match))


def _stated(each: SchoolList, before: Counter[str], is_newest: bool) -> tuple[object, ...]:
    identity = each.identity or ListIdentity(each.file)
    order = before[identity.slug]
    before[identity.slug] += 1
    kind = identity.kind
    return identity.slug, identity.title, kind, identity.origin, identity.version, order, is_newest


def _line(match: Match) -> tuple[object, ...]:
    claim, entry = claim_of(match), match.entry
    return (
        entry.file, entry.row, match.part, _school_key(match), entry.status.value,
        entry.level.value if entry.level else None, match.outcome.value, _sido(match),
        claim.day.isoformat() if claim.day else "", claim.key, claim.form, claim.text, claim.name,
        claim.region, claim.level.value if claim.level else "", claim.has_source, ",".join(claim.oddities),
    )  # fmt: skip


def _school_key(match: Match) -> str | None:
    """Key of the place on the map, where the entry is on it."""
    return key_of_match(match) if match.outcome in ON_THE_MAP else None


def _sido(match: Match) -> str:
    return provinces_of(row_of(match)) if match.outcome in UNPLACED_OUTCOMES else NO_SIDO


def _claim(
    key: str,
    outcome: str,
    status: str,
    day: str,
    form: str,
    text: str,
    name: str,
    region: str,
    level: str,
    has_source: bool,
    oddities: str,
) -> Claim:
    return Claim(
        key=key,
        outcome=Outcome(outcome),
        status=Status(status),
        day=date.fromisoformat(day) if day else None,
        form=form,
        text=text,
        name=name,
        region=region,
        level=Level(level) if level else None,
        has_source=has_source,
        oddities=tuple(map(Oddity, filter(None, oddities.split(",")))),
    )
