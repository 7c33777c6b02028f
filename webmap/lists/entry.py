"""One row of a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import Level, Status


@dataclass(frozen=True)
class Entry:
    """One data row of a list, cleaned; plain values only.

    A refused row keeps its number and the reason, and nothing of its text.
    """

    file: str
    """File name without folders."""
    row: int
    """Number of the data row in its file, from 1; the header does not count, blank rows do."""
    school: str = ""
    level: Level | None = None
    region: str = ""
    address: str = ""
    date: datetime.date | None = None
    status: Status = Status.REPORTED
    source: str = ""
    note: str = ""
    unknown_status: str = ""
    """Text of a status that is not understood, without personal data; the row counts as reported."""
    refused: Message | None = None
    doubt: Message | None = None
    """Why no rule may place the row, whatever its name fits; a person decides."""
    region_assumed: bool = False
    """Whether `region` stands above the row and may not hold for it."""
    own_region: str = ""
    """What the row itself states, where `region` is assumed."""
    level_assumed: bool = False
    """Whether `level` stands above the row and may not hold for it."""
    remarks: tuple[Message, ...] = ()
    is_date_impossible: bool = False
    """Whether its date is none of the calendar, or before or after all that a list can be about."""
