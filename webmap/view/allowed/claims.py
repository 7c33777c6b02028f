"""What an audience may know of the versions of lists, for comparing them; nothing else is compared.

An older version may name schools that are on the map no more. They are counted and never named, and two maps
that differ only in what is withheld give the same versions: a version in which nothing differs that may be
seen is left out, and numbers of versions have no gaps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from webmap.comparison.claims import GONE, TEXT, Claim, ListVersion, with_pairs
from webmap.snapshot.lists.claims import claims_in
from webmap.view.allowed.part import RowsOfPart
from webmap.view.audience import Audience


class KnownSchool(NamedTuple):
    """A school on the map as the audience knows it."""

    key: str
    name: str


@dataclass(frozen=True)
class AllowedClaims:
    """The claims of a snapshot that an audience may see.

    `schools`: by the snapshot's key; `names`: public names of the lists that have no identity, by file.
    """

    audience: Audience
    schools: Mapping[str, KnownSchool]
    names: Mapping[str, str]
    part: RowsOfPart | None = None

    def versions(self, table: pa.Table) -> list[ListVersion]:
        """Every version that may be seen, the oldest of each list first."""
        table = table.filter(self._mask(table))
        on_map = self._on_map(table)
        stated = zip(*(table[name].to_pylist() for name in _Stated._fields), strict=True)
        rows = zip(table["file"].to_pylist(), table["row"].to_pylist(), strict=True)
        entries = [
            _Entry(_Stated(*each), claim, row)
            for each, claim, row in zip(stated, claims_in(table), rows, strict=True)
        ]
        found: list[ListVersion] = []
        for _, group in groupby(sorted(entries, key=_order), key=lambda each: each.stated.slug):
            of_list = list(group)
            versions = list(self._versions(of_list, on_map))
            # A list of which nothing counts on the map is unknown, whatever its older versions held.
            if of_list[-1].stated.is_newest and versions[-1].claims:
                found.extend(_distinct(versions))
        slugs = {each.slug for each in found}
        return [replace(each, origin=each.origin if each.origin in slugs else "") for each in found]

    def _mask(self, table: pa.Table) -> pa.ChunkedArray:
        statuses = pa.array(sorted(map(str, self.audience.statuses)), pa.string())
        mask = pc.is_in(table["status"], statuses)
        if self.part is None:
            return mask
        # A part is known by its schools on the map; what older versions name beyond them may lie elsewhere.
        return pc.and_(pc.and_(mask, table["is_newest"]), self.part.mask(table))

    def _on_map(self, table: pa.Table) -> Mapping[str, KnownSchool]:
        """By key of a claim, the school that the audience sees on the map."""
        newest = table.filter(table["is_newest"])
        pairs = zip(newest["key"].to_pylist(), newest["school"].to_pylist(), strict=True)
        return {
            key: self.schools[school] for key, school in sorted(set(pairs), key=str) if school in self.schools
        }

    def _versions(
        self, entries: Collection[_Entry], on_map: Mapping[str, KnownSchool]
    ) -> Iterator[ListVersion]:
        newest = {each.claim.key for each in entries if each.stated.is_newest}
        gone: dict[str, str] = {}
        for _, group in groupby(entries, key=lambda each: each.stated.order):
            of_version = list(group)
            claims = [self._claim(each.claim, on_map, newest, gone) for each in of_version]
            seen = [(each, claim) for each, claim in zip(of_version, claims, strict=True) if claim]
            rows = [each.row for each, _ in seen]
            stated = of_version[0].stated
            yield ListVersion(
                slug=self.names.get(stated.slug, stated.slug),
                label=stated.version,
                claims=with_pairs([claim for _, claim in seen], rows),
                rows=len(set(rows)),
                title=stated.title,
                origin=stated.origin,
                publisher=stated.publisher,
            )

    def _claim(
        self,
        claim: Claim,
        on_map: Mapping[str, KnownSchool],
        newest: Collection[str],
        gone: dict[str, str],
    ) -> Claim | None:
        """The claim as the audience may know it, None where its school is withheld."""
        if not claim.is_school:
            return claim if self.audience.row_texts else _without_text(claim)
        if school := on_map.get(claim.key) or self.schools.get(claim.key):
            return replace(claim, key=school.key, name=school.name, text="")
        if claim.key in newest:
            return None
        key = gone.setdefault(claim.key, f"{GONE}{len(gone) + 1}")
        return Claim(key, claim.outcome, claim.status, claim.day, form=key, has_source=claim.has_source)


class _Stated(NamedTuple):
    """What a line of the snapshot says of its version."""

    slug: str
    title: str
    publisher: str
    origin: str
    version: str
    order: int
    is_newest: bool


class _Entry(NamedTuple):
    stated: _Stated
    claim: Claim
    row: tuple[str, int]


def _order(entry: _Entry) -> tuple[str, int]:
    return entry.stated.slug, entry.stated.order


def _without_text(claim: Claim) -> Claim:
    return replace(claim, key=TEXT, form="", text="", name="", region="")


def _distinct(versions: Iterable[ListVersion]) -> Iterator[ListVersion]:
    """Versions that differ from the one before in what may be seen, under labels without gaps."""
    last: ListVersion | None = None
    labels: list[str] = []
    for version in versions:
        if not version.claims or (last and last.claims == version.claims and last.rows == version.rows):
            continue
        last = version
        labels.append(_label(version.label, labels))
        yield replace(version, label=labels[-1])


def _label(stated: str, before: Collection[str]) -> str:
    """The label of a version: its day, numbered where several have it, or its number among those seen."""
    if not stated or stated.isdigit():
        return str(len(before) + 1) if stated else ""
    day = stated.partition(".")[0]
    same = sum(each.partition(".")[0] == day for each in before)
    return f"{day}.{same + 1}" if same else day
