"""The form by which staff enter an objection: empty, as it was sent, or as a mail fills it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import request

from webmap.errors import DeskError, RequestError
from webmap.places.regions.region_table import RegionTable
from webmap.review.objections.mail import Mail
from webmap.review.objections.objection import AskedBy, Channel, Kind, NewObjection, Place
from webmap.review.objections.personal_data import PersonalData, personal_data
from webmap.review.schools.directory import Directory, SchoolFilters
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import RegionLevel
from webmap.vocabulary.text import repeated
from webmap.web.desk.cases.current_map import current_map
from webmap.web.desk.cases.school_values import code_of, day_of
from webmap.web.desk.context import field

MAX_SUGGESTED = 8


@dataclass(frozen=True)
class EntryForm:
    """The fields as texts; `region` is the code of a sido, for what is about no single school."""

    received: str = ""
    channel: str = Channel.MAIL.value
    asked_by: str = AskedBy.SCHOOL.value
    kind: str = Kind.NOT_THIS_SCHOOL.value
    school: str = ""
    region: str = ""
    text: str = ""
    contact: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)


def empty_form() -> EntryForm:
    """A form that nobody has filled; `school` of the address is taken over."""
    return EntryForm(received=today_in_korea().isoformat(), school=request.args.get("school", "")[:200])


def sent_form() -> EntryForm:
    """The form that was sent."""
    return EntryForm(**{name: field(name, 20_000) for name in EntryForm.__dataclass_fields__})


def form_of_mail(mail: Mail, school: str) -> EntryForm:
    """The form as a mail fills it, for a person to read before it is saved."""
    today = today_in_korea()
    day = mail.day if mail.day and mail.day <= today else today
    return replace(EntryForm(), received=day.isoformat(), text=mail.text, contact=mail.contact, school=school)


def personal_data_in(form: EntryForm) -> list[PersonalData]:
    """Personal data in the text, which keeps the form from being saved."""
    return personal_data(form.text)


def objection_of(form: EntryForm) -> NewObjection:
    """The objection that a form states. Raises RequestError or DeskError."""
    received = day_of(form.received)
    if received is None:
        raise RequestError(say("Say when the objection came in."))
    return NewObjection(
        received, code_of(Channel, form.channel), code_of(AskedBy, form.asked_by), code_of(Kind, form.kind),
        place_of(form), form.text,
    )  # fmt: skip


def place_of(form: EntryForm) -> Place:
    """The school or sido that a form names; a school by its ID, or by a name that only one has.

    Raises DeskError where it is none or several.
    """
    if form.school:
        directory = current_map().directory()
        return _school(form.school, directory) if directory else Place(form.school)
    table: RegionTable = current_map().table
    if not form.region:
        return Place()
    if not table.has(RegionLevel.SIDO, form.region):
        raise RequestError(say("The form is incomplete. Open the page again."))
    return Place(region=form.region, sido=form.region)


def _school(text: str, directory: Directory) -> Place:
    if school := directory.find(text):
        return school.place
    found = directory.search(SchoolFilters(text), 1).schools
    exact = [each for each in found if each.name == text] or found
    if len(exact) == 1:
        return exact[0].place
    if not exact:
        raise DeskError(
            say("No school is called “%(name)s”. Write less of the name, or its ID.", name=repeated(text))
        )
    names = ", ".join(f"{each.name} ({each.key})" for each in exact[:MAX_SUGGESTED])
    raise DeskError(
        say(
            "“%(name)s” means several schools. Write the ID of the right one: %(schools)s",
            name=repeated(text),
            schools=names + (" …" if len(exact) > MAX_SUGGESTED else ""),
        )
    )
