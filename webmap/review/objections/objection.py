"""One objection: its words, as they are stored and as they are called."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping

from webmap.review.permissions import Resource
from webmap.vocabulary.messages import N_


class Channel(StrEnum):
    """How an objection came in."""

    MAIL = "mail"
    LETTER = "letter"
    TELEPHONE = "telephone"
    VISIT = "visit"


CHANNELS = {
    Channel.MAIL: N_("by e-mail"),
    Channel.LETTER: N_("by letter"),
    Channel.TELEPHONE: N_("by telephone"),
    Channel.VISIT: N_("in person"),
}


class AskedBy(StrEnum):
    """As what somebody objects; who it is stands in the contact alone."""

    SCHOOL = "school"
    OFFICE = "office"
    CITIZEN = "citizen"
    OURSELVES = "ourselves"


ASKED_BY = {
    AskedBy.SCHOOL: N_("the school"),
    AskedBy.OFFICE: N_("an office of education"),
    AskedBy.CITIZEN: N_("a citizen"),
    AskedBy.OURSELVES: N_("one of us"),
}


class Kind(StrEnum):
    """What an objection says."""

    NOT_THIS_SCHOOL = "not_this_school"
    WRONG_SCHOOL = "wrong_school"
    WRONG_STATUS = "wrong_status"
    PERSONAL_DATA = "personal_data"
    OTHER = "other"


KINDS = {
    Kind.NOT_THIS_SCHOOL: N_("This school is not affected"),
    Kind.WRONG_SCHOOL: N_("Another school is meant"),
    Kind.WRONG_STATUS: N_("The status is wrong"),
    Kind.PERSONAL_DATA: N_("Personal data can be seen"),
    Kind.OTHER: N_("Another matter"),
}


class State(StrEnum):
    """How far an objection is."""

    NEW = "new"
    ANSWERED = "answered"
    """One person has answered it; another one has to accept the answer."""
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


STATES = {
    State.NEW: N_("to be answered"),
    State.ANSWERED: N_("answer to be accepted"),
    State.ACCEPTED: N_("upheld"),
    State.PARTLY: N_("partly upheld"),
    State.DECLINED: N_("not upheld"),
}
OUTCOMES = (State.ACCEPTED, State.PARTLY, State.DECLINED)
"""What an answer can say, and the states of a decided objection."""


@dataclass(frozen=True)
class Place:
    """What an objection is about: a school (key and name), or a sido (code), or neither.

    `sido`, `office`: codes of the areas to which the school or the region belongs, '' for none.
    """

    school: str = ""
    school_name: str = ""
    region: str = ""
    sido: str = ""
    office: str = ""

    @property
    def areas(self) -> frozenset[str]:
        """The areas whose people may handle it; none where nobody knows."""
        return frozenset({self.sido, self.office} - {""})


@dataclass(frozen=True)
class NewObjection:
    """What staff state of an objection that came in."""

    received: datetime.date
    channel: Channel
    asked_by: AskedBy
    kind: Kind
    place: Place
    text: str


@dataclass(frozen=True)
class Objection:
    """An objection as it is stored; persons are handles, '' for nobody."""

    id: str
    number: str
    received: datetime.date
    entered: datetime.datetime
    channel: Channel
    asked_by: AskedBy
    kind: Kind
    place: Place
    text: str
    state: State
    due: datetime.date
    outcome: State | None
    answer: str
    remark: str
    version: int
    author: str
    decided_by: str
    decided: datetime.datetime | None
    judged_by: str
    judged: datetime.datetime | None
    answer_author: str
    """ID of the person who answered: nobody accepts what is his own."""

    @property
    def is_decided(self) -> bool:
        """Whether its answer was accepted."""
        return self.state in OUTCOMES

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether it should have been decided before today."""
        return not self.is_decided and self.due < today

    @property
    def resource(self) -> Resource:
        """The objection as a resource of `may`."""
        return Resource(frozenset({self.answer_author} - {""}), self.place.areas)


def objection_of(row: RowMapping, handles: dict[str, str]) -> Objection:
    """The objection in a row of its table; `handles`: by ID of the person."""
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    return Objection(
        **values,
        channel=Channel(row["channel"]),
        asked_by=AskedBy(row["asked_by"]),
        kind=Kind(row["kind"]),
        place=Place(row["school"], row["school_name"], row["region"], row["sido"], row["office"]),
        state=State(row["state"]),
        outcome=State(row["outcome"]) if row["outcome"] else None,
        author=handles.get(row["author"], ""),
        decided_by=handles.get(row["decided_by"] or "", ""),
        judged_by=handles.get(row["judged_by"] or "", ""),
        answer_author=row["decided_by"] or "",
    )


_PLAIN = (
    "id", "number", "received", "entered", "text", "due", "answer", "remark", "version", "decided", "judged",
)  # fmt: skip
