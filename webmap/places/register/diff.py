"""Changes between two registers: schools opened, closed, renamed, moved, or of another level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from pathlib import Path

from pyproj import Transformer

from webmap.errors import RegisterError
from webmap.places.addresses.addresses import ReadAddress
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.file import read_register_file
from webmap.places.register.names import name_key
from webmap.places.register.pairs import has_new_id, pair
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
    NEW_ID = "new_id"
    RENAMED = "renamed"
    MOVED = "moved"
    LEVEL = "level"


CHANGES: dict[Change, str] = {
    Change.OPENED: N_("Opened"),
    Change.CLOSED: N_("Closed"),
    Change.NEW_ID: N_("Continues under a new ID"),
    Change.RENAMED: N_("Renamed"),
    Change.MOVED: N_("Moved"),
    Change.LEVEL: N_("Level changed"),
}
"""Names of the kinds of change, in the order in which they are shown."""


@dataclass(frozen=True)
class Difference:
    """One change of one school; a school that was renamed and moved has two.

    `old` is None for an opened school, `new` for a closed one that the newer register does not have, and
    neither for one that it marks as closed; `metres` is the least distance between the places of a school
    that moved or has a new ID (EPSG:5179, None where the place is not known on both sides).
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
    """All changes, by kind, then by level, region and name. Closed schools of either side have `closed` set.

    `pairs.pair` says which entries are one school. A school that is marked as closed has closed, whatever
    else its entry states; one that continues under a new ID is neither opened nor closed.
    """
    pairs = pair(old, new)
    changes = [Difference(Change.OPENED, None, school) for school in pairs.only_new if not school.closed]
    changes += [Difference(Change.CLOSED, school, None) for school in pairs.only_old if not school.closed]
    for before, after in pairs.both:
        changes += _changes(before, after)
    return sorted(changes, key=_order)


def counts_by_id(changes: Iterable[Difference]) -> dict[Change, int]:
    """Opened, closed, renamed and moved as a comparison of IDs, names and places alone would count them."""
    counts = dict.fromkeys((Change.OPENED, Change.CLOSED, Change.RENAMED, Change.MOVED), 0)
    for each in changes:
        if each.change is Change.NEW_ID:
            counts[Change.OPENED] += 1
            counts[Change.CLOSED] += 1
        elif each.change is Change.CLOSED and each.new is not None:
            counts[Change.RENAMED] += 1
            counts[Change.MOVED] += each.metres is not None and each.metres > MOVED_METRES
        elif each.change in counts:
            counts[each.change] += 1
    return counts


def _order(difference: Difference) -> tuple[int, str, str, str, str]:
    school = difference.school
    return list(CHANGES).index(difference.change), school.level, school.sigungu, school.name, school.key


def _changes(before: School, after: School) -> Iterator[Difference]:
    exact = _metres(before, after)
    metres = None if exact is None else round(exact)
    if bool(before.closed) != bool(after.closed):
        yield Difference(Change.CLOSED if after.closed else Change.OPENED, before, after, metres)
    if before.closed or after.closed:
        return
    if name_key(before.name) != name_key(after.name):
        yield Difference(Change.RENAMED, before, after)
    if before.level is not after.level:
        yield Difference(Change.LEVEL, before, after)
    other_sigungu = bool(before.sigungu and after.sigungu) and before.sigungu != after.sigungu
    if has_new_id(before, after):
        yield Difference(Change.NEW_ID, before, after, metres)
    elif other_sigungu or (exact is not None and exact > MOVED_METRES):
        yield Difference(Change.MOVED, before, after, metres)


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
