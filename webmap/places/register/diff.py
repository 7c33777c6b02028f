"""Changes between two registers: schools opened, closed, renamed, moved, or of another level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from pathlib import Path

from pyproj import Transformer

from webmap.errors import RegisterError
from webmap.places.addresses.addresses import ReadAddress
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.editions import name_key
from webmap.places.register.file import read_register_file
from webmap.places.register.register import Register, load_register
from webmap.places.register.school import School
from webmap.vocabulary.messages import N_, say


def load_pair(
    old: Path, new: Path, read_address: ReadAddress, table: RegionTable
) -> tuple[Register, Register, tuple[str, ...]]:
    """Load two registers, each a file or a folder of CSV files.

    Returns both and the names of the files left out because the other side has none of their kind: all
    their schools would seem to have opened or closed. Raises RegisterError.
    """
    sides = [[(path, read_register_file(path).kind) for path in _files(side)] for side in (old, new)]
    common = {kind for _, kind in sides[0]} & {kind for _, kind in sides[1]}
    if not common:
        raise RegisterError(
            say(
                "%(old)s and %(new)s hold no register file of the same kind. Compare two "
                "editions of one file.",
                old=old.name,
                new=new.name,
            )
        )
    registers = [
        load_register([path for path, kind in side if kind in common], read_address, table) for side in sides
    ]
    left_out = tuple(path.name for side in sides for path, kind in side if kind not in common)
    return registers[0], registers[1], left_out


def _files(side: Path) -> Sequence[Path]:
    if not side.is_dir():
        return [side]
    files = sorted(path for path in side.glob("*.csv") if not path.name.startswith("."))
    if not files:
        raise RegisterError(say("The folder %(folder)s holds no CSV file.", folder=str(side)))
    return files


MOVED_METRES = 1000.0
"""From this distance on (EPSG:5179) a school counts as moved; below it the survey may have been corrected."""


class Change(StrEnum):
    """Kinds of change."""

    OPENED = "opened"
    CLOSED = "closed"
    RENAMED = "renamed"
    MOVED = "moved"
    LEVEL = "level"


CHANGES: dict[Change, str] = {
    Change.OPENED: N_("Opened"),
    Change.CLOSED: N_("Closed"),
    Change.RENAMED: N_("Renamed"),
    Change.MOVED: N_("Moved"),
    Change.LEVEL: N_("Level changed"),
}
"""Names of the kinds of change, in the order in which they are shown."""


@dataclass(frozen=True)
class Difference:
    """One change of one school; a school that was renamed and moved has two.

    `old` is None for an opened school, `new` for a closed one; `metres` is the least distance
    of a move (EPSG:5179, None where the place is not known on both sides).
    """

    change: Change
    old: School | None
    new: School | None
    metres: int | None = None

    @property
    def school(self) -> School:
        """The school as it is now, or as it was last."""
        school = self.new or self.old
        if school is None:
            raise ValueError("a difference is between schools")
        return school


def differences(old: Sequence[School], new: Sequence[School]) -> list[Difference]:
    """All changes, by kind, then by level, region and name.

    A school is the same in both if its key is. Of the others, where at least one side has no stable ID
    (universities, and rows of NEIS without a code, are known by their name): if name, level and sigungu
    agree, or else address and level, and just one school on each side is meant.
    """
    pairs, closed, opened = _pair(old, new)
    changes = [Difference(Change.OPENED, None, school) for school in opened]
    changes += [Difference(Change.CLOSED, school, None) for school in closed]
    for before, after in pairs:
        changes += _changes(before, after)
    return sorted(changes, key=_order)


def _order(difference: Difference) -> tuple[int, str, str, str, str]:
    school = difference.school
    return list(CHANGES).index(difference.change), school.level, school.sigungu, school.name, school.key


def _pair(
    old: Sequence[School], new: Sequence[School]
) -> tuple[list[tuple[School, School]], list[School], list[School]]:
    """Pairs of the same school, then the old ones and the new ones that have no pair."""
    by_key = {school.key: school for school in new}
    pairs = [(school, by_key[school.key]) for school in old if school.key in by_key]
    known = {before.key for before, _ in pairs}
    closed = [school for school in old if school.key not in known]
    opened = [school for school in new if school.key not in known]
    for identity in (_by_name, _by_address):
        new_pairs = list(_only_pairs(closed, opened, identity))
        pairs += new_pairs
        with_pair = {id(school) for pair in new_pairs for school in pair}
        closed = [school for school in closed if id(school) not in with_pair]
        opened = [school for school in opened if id(school) not in with_pair]
    return pairs, closed, opened


def _only_pairs(
    closed: Iterable[School], opened: Iterable[School], identity: Callable[[School], Hashable | None]
) -> Iterator[tuple[School, School]]:
    sides: dict[Hashable, tuple[list[School], list[School]]] = defaultdict(lambda: ([], []))
    for side, schools in enumerate((closed, opened)):
        for school in schools:
            sides[identity(school)][side].append(school)
    sides.pop(None, None)
    for before, after in sides.values():
        if len(before) == len(after) == 1 and not _have_different_ids(before[0], after[0]):
            yield before[0], after[0]


def _by_name(school: School) -> Hashable | None:
    return (name_key(school.name), school.level, school.sigungu, school.campus) if school.sigungu else None


def _by_address(school: School) -> Hashable | None:
    """Level, sigungu and the street: offices write the names of the region in several ways."""
    words = school.address.split("(")[0].split(",")[0].split()[1:]
    street = "".join(word for word in words if word[-1] not in "시군구")
    return (street, school.level, school.sigungu) if street and school.sigungu else None


def _have_different_ids(one: School, other: School) -> bool:
    """Whether both have stable IDs of one publisher: then they are two schools."""
    issuers = {_issuer(one.id), _issuer(other.id)}
    return len(issuers) == 1 and "" not in issuers


def _issuer(identifier: str) -> str:
    """Publisher of an ID: NEIS codes have seven digits; '' for an ID of name and sido only."""
    if "@" in identifier:
        return ""
    return "neis" if identifier.isdigit() and len(identifier) == 7 else "standard"


def _changes(before: School, after: School) -> Iterator[Difference]:
    if name_key(before.name) != name_key(after.name):
        yield Difference(Change.RENAMED, before, after)
    if before.level is not after.level:
        yield Difference(Change.LEVEL, before, after)
    metres = _metres(before, after)
    other_sigungu = bool(before.sigungu and after.sigungu) and before.sigungu != after.sigungu
    if other_sigungu or (metres is not None and metres > MOVED_METRES):
        yield Difference(Change.MOVED, before, after, None if metres is None else round(metres))


def _metres(before: School, after: School) -> float | None:
    """Least metres between the two places: between their circles, where no point is known."""
    if before.lat is None or before.lon is None or after.lat is None or after.lon is None:
        return None
    if (before.lat, before.lon) == (after.lat, after.lon):
        return 0.0
    x, y = TO_METRES.transform([before.lon, after.lon], [before.lat, after.lat])
    distance = hypot(x[0] - x[1], y[0] - y[1])
    return max(0.0, distance - (before.radius_m or 0) - (after.radius_m or 0))


TO_METRES = Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True)
