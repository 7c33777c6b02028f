"""The protected snapshot that this process serves, as the numbers that its pages are made from."""

from __future__ import annotations

from typing import cast

from webmap.exports.protected.numbers import Numbers
from webmap.places.regions.region_table import RegionTable
from webmap.snapshot.pointer import Pointer
from webmap.snapshot.protected.snapshot import ProtectedSnapshot, open_pointed
from webmap.web.http.published import Described, Served, now_served


class ServedNumbers(Served[Numbers]):
    """Gives each request the current numbers; a snapshot of schools is never opened."""

    def _open(self, pointer: Pointer) -> Numbers:
        return numbers_of(open_pointed(self.settings.snapshots, pointer), self.table)

    def _check(self, pointer: Pointer) -> None:
        open_pointed(self.settings.snapshots, pointer)

    def describe(self, current: Numbers) -> Described:
        """What the server's state says of it."""
        return Described(current.version, current.created, current.fictional)


class PinnedNumbers(ServedNumbers):
    """The same numbers for a whole static copy, even if another snapshot is published meanwhile."""

    pinned: Numbers

    def view(self) -> Numbers:
        """The numbers that the copy is made from."""
        return self.pinned


def numbers_of(snapshot: ProtectedSnapshot, table: RegionTable) -> Numbers:
    """What a protected snapshot shows."""
    return Numbers(
        version=snapshot.version,
        edition=snapshot.edition,
        table=table,
        created=str(snapshot.manifest["created"]),
        as_of=str(snapshot.manifest["as_of"]),
        checked=str(snapshot.manifest["audit"]["day"]),
        fictional=snapshot.fictional,
        regions=snapshot.regions,
        topologies=snapshot.topologies,
        outcomes=snapshot.national,
        lists=snapshot.lists,
        corrections=snapshot.corrections,
    )


def numbers() -> Numbers:
    """The numbers of the running application."""
    return cast(Numbers, now_served())
