"""What the page of a school shows: the school as the map has it, and the form that changes it."""

from __future__ import annotations

import datetime
from contextlib import suppress
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection

from webmap.errors import NotFoundError, RequestError
from webmap.findings.finding import FOUND, FindingStatus
from webmap.review.files.ledgers import Ledger, lines
from webmap.review.objections.listing import of_school
from webmap.review.schools.change import Change
from webmap.review.schools.directory import DeskSchool
from webmap.review.schools.timeline import status_name
from webmap.view.allowed.statements import StatementOnSchool, statements_on
from webmap.view.filters import EVERYTHING
from webmap.view.parameters import quoted
from webmap.vocabulary.corrections import CAUSES, GRAVITIES, Cause, Gravity
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES, Status
from webmap.web.desk.cases.current_map import current_map
from webmap.web.desk.context import field
from webmap.web.desk.look import rendered

OF_STATUS = {status.value: name for status, name in ((s, status_name(s)) for s in FindingStatus)}
FIELDS = ("status", "claim", "source", "day", "evidence", "why", "cause", "gravity", "objection", "seen")
Code = TypeVar("Code", bound=StrEnum)


def claims_on(key: str) -> list[StatementOnSchool]:
    """What lists and findings say of a school on the published map."""
    view = current_map().view()
    return statements_on(view, key) if view else []


def on_map(key: str) -> dict[str, Any] | None:
    """The school's row of the published map, None where it is not on it."""
    view = current_map().view()
    if view is None:
        return None
    schools = view.schools(EVERYTHING)
    found = schools[schools["key"] == key]
    return dict(found.iloc[0]) if len(found) else None


def school_of(connection: Connection, key: str) -> DeskSchool:
    """The school with a key: of the map or its register, else one that only lines or objections name.

    Raises NotFoundError.
    """
    directory = current_map().directory()
    if directory is not None and (school := directory.find(key)):
        return school
    for line in lines(connection, school=key, limit=1):
        return DeskSchool(key, getattr(line.entry, "school_name", ""), "", "", "", "", "")
    for each in of_school(connection, [key]):
        return DeskSchool(key, each.place.school_name, "", each.place.sido, "", each.place.office, "")
    raise NotFoundError(say("There is no school %(key)s.", key=quoted(key)))


def form_values() -> dict[str, str]:
    """The fields of the form as they were sent."""
    return {name: field(name, 1_000) for name in FIELDS}


def change_of(school: DeskSchool, form: dict[str, str]) -> Change:
    """The change that a form states. Raises RequestError for a choice that there is none of."""
    status = code_of(FindingStatus, form["status"])
    claim = _claim(school.key, form["claim"]) if form["claim"] and status not in FOUND else None
    return Change(
        school.key, school.name, status, source=form["source"], day=day_of(form["day"]),
        evidence=form["evidence"], list=claim.list if claim else "",
        claim_source=claim.source if claim else "", why=form["why"],
        cause=code_of(Cause, form["cause"] or Cause.OTHER),
        gravity=code_of(Gravity, form["gravity"]) if form["gravity"] else None,
        objection=form["objection"],
    )  # fmt: skip


def _claim(key: str, code: str) -> StatementOnSchool:
    for claim in claims_on(key):
        if claim.code == code and not claim.is_finding:
            return claim
    raise RequestError(say("The claim is no longer on the map. Open the page again."))


def code_of(kind: type[Code], text: str) -> Code:
    """The member of an enumeration that a field states. Raises RequestError."""
    with suppress(ValueError):
        return kind(text)
    raise RequestError(say("The form is incomplete. Open the page again."))


def day_of(text: str) -> datetime.date | None:
    """The day that a field states, None for a blank one. Raises RequestError."""
    if not text:
        return None
    with suppress(ValueError):
        return datetime.date.fromisoformat(text)
    raise RequestError(say("“%(day)s” is no day. Write it like 2026-11-30.", day=text[:20]))


def choices(connection: Connection, school: DeskSchool) -> dict[str, list[tuple[str, str]]]:
    """Codes and names of the form's choices."""
    claims = [
        (claim.code, " · ".join(filter(None, (claim.list, claim.source, status_words(claim.status)))))
        for claim in claims_on(school.key)
        if not claim.is_finding
    ]
    objections = [(each.number, each.number) for each in of_school(connection, [school.key])]
    return {
        "status": [("", rendered(say("Choose")))]
        + [(code, rendered(name)) for code, name in OF_STATUS.items()],
        "claim": [("", rendered(say("the whole school"))), *claims],
        "cause": [(code.value, rendered(Message(name))) for code, name in CAUSES.items()],
        "gravity": [("", rendered(say("follows from the statuses")))]
        + [(code.value, rendered(Message(name))) for code, name in GRAVITIES.items()],
        "objection": [("", rendered(say("none"))), *objections],
    }  # fmt: skip


def waiting(connection: Connection, key: str) -> int:
    """How many proposed findings on a school wait for another person."""
    return len(lines(connection, Ledger.FINDINGS, school=key, state="proposed"))


def status_words(status: str) -> str:
    """A status of the map in the reader's language."""
    return rendered(Message(STATUSES[Status(status)].name)) if status else ""
