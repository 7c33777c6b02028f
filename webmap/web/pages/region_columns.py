"""The columns of the table of regions: which of them exist for an audience, and in one view.

The page's scripts choose among the same columns (`config.region_columns`); both are held to
`tests/vectors/region_columns.json`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from webmap.view.view import View
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import STATUSES, Status


class ColumnKind(StrEnum):
    """What a column states of a region."""

    REGION = "region"
    SCHOOLS = "schools"
    STATUS = "status"
    SHARE = "share"
    EXISTING = "existing"
    RATE = "rate"


@dataclass(frozen=True)
class RegionColumn:
    """A column: its code, its kind, the text of its heading, and the heading's explanation."""

    code: str
    kind: ColumnKind
    label: str
    title: str


BEFORE = (
    RegionColumn("region", ColumnKind.REGION, N_("Region"), ""),
    RegionColumn(
        "schools", ColumnKind.SCHOOLS, N_("Listed schools"),
        N_("Listed schools that match the filters."),
    ),
)  # fmt: skip
AFTER = (
    RegionColumn(
        "confirmed_share", ColumnKind.SHARE, N_("Confirmed (%)"),
        N_("Confirmed schools per 100 listed ones."),
    ),
    RegionColumn(
        "register_schools", ColumnKind.EXISTING, N_("Existing schools"),
        N_("Existing schools of the levels in the filters."),
    ),
    RegionColumn(
        "rate_per_100", ColumnKind.RATE, N_("Listed per 100 schools"),
        N_("Listed schools per 100 existing ones; over 100 where the list holds more than the register."),
    ),
)  # fmt: skip


def region_columns(statuses: Collection[Status], translate: Callable[[str], str]) -> list[RegionColumn]:
    """Every column that an audience of these statuses may see in some view, in the table's order."""
    columns = [
        *BEFORE,
        *(
            RegionColumn(str(status), ColumnKind.STATUS, term.name, term.meaning)
            for status, term in STATUSES.items()
            if status in statuses
        ),
        *(each for each in AFTER if each.kind is not ColumnKind.SHARE or Status.CONFIRMED in statuses),
    ]
    return [
        RegionColumn(each.code, each.kind, translate(each.label), translate(each.title) if each.title else "")
        for each in columns
    ]


def columns_of_view(columns: Sequence[RegionColumn], statuses: Collection[Status]) -> list[RegionColumn]:
    """The columns of a view that counts schools of these statuses.

    Refuted claims always are a column, where it exists: a reader must see them also where they do not count.
    """
    return [each for each in columns if _is_in_view(each, statuses)]


def visible_statuses(current: View) -> frozenset[Status]:
    """The statuses of which this audience may see schools at all."""
    within = current.audience.within
    return current.audience.statuses & (within.status if within else frozenset(STATUSES))


def _is_in_view(column: RegionColumn, statuses: Collection[Status]) -> bool:
    match column.kind:
        case ColumnKind.STATUS:
            return column.code in statuses or column.code == Status.REFUTED
        case ColumnKind.SHARE:
            return Status.CONFIRMED in statuses
        case _:
            return True
