"""Objections: the list with the overdue ones first, the form for a new one, and the page of each."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from webmap.errors import DeskError, RequestError, WebmapError
from webmap.review.files.ledgers import lines
from webmap.review.objections import contacts
from webmap.review.objections.answering import StaleObjectionError, answer, correct, find, judge, take_back
from webmap.review.objections.entering import enter
from webmap.review.objections.listing import ALL, OPEN, ObjectionFilters, months_of, page_of
from webmap.review.objections.mail import MAX_MAIL_BYTES, Mail, read_mail
from webmap.review.objections.objection import (
    ASKED_BY,
    CHANNELS,
    KINDS,
    OUTCOMES,
    STATES,
    Kind,
    Objection,
    State,
)
from webmap.review.objections.personal_data import PersonalDataError
from webmap.review.permissions import Action, Resource
from webmap.review.schools.holds import holds_of
from webmap.review.schools.timeline import subject_of
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import RegionLevel
from webmap.web.desk.cases import objection_form as forms
from webmap.web.desk.cases import words
from webmap.web.desk.cases.current_map import name_of, reading_areas, sido_choices
from webmap.web.desk.cases.school_values import code_of
from webmap.web.desk.cases.schools import page_number
from webmap.web.desk.context import actor, desk, field, network, number_field, require, to
from webmap.web.desk.gate import needs
from webmap.web.desk.look import rendered

blueprint = Blueprint("objections", __name__)
words.register(blueprint)
MAIL_ROUTE = "objections.read_dropped_mail"
FORM_OVERHEAD = 50_000


@blueprint.url_value_preprocessor
def _allow_mails(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the one form that takes a file be as large as a mail may be."""
    if endpoint == MAIL_ROUTE:
        request.max_content_length = MAX_MAIL_BYTES + FORM_OVERHEAD


@blueprint.get("/objections")
@needs(Action.READ)
def page() -> str:
    """The list of objections, and their counts by month."""
    filters, number, today = _filters(), page_number(), today_in_korea()
    with desk().database.read() as connection:
        found = page_of(connection, filters, number, today)
        months = months_of(connection)
    return render_template(
        "desk/objections.html", filters=filters, found=found, page=min(number, found.pages), today=today,
        months=months, sido=sido_choices(), kinds=words.choices_of(KINDS), states=_state_choices(),
        all_outcomes=OUTCOMES, name_of=name_of, levels=RegionLevel, days=desk().settings.objection_days,
    )  # fmt: skip


@blueprint.get("/objections.csv")
@needs(Action.READ)
def counts() -> Response:
    """Counts by month, and nothing else of any objection."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(["month", "received", "decided", *(state.value for state in OUTCOMES)])
    with desk().database.read() as connection:
        for month in reversed(months_of(connection)):
            by_outcome = [month.decided[state] for state in OUTCOMES]
            writer.writerow([month.month, month.received, month.decided.total(), *by_outcome])
    response = make_response("\ufeff" + target.getvalue())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="objections.csv"'
    return response


@blueprint.get("/objections/new")
@needs(Action.HANDLE_OBJECTION)
def new() -> str:
    """The form for an objection that came in."""
    return _entry_page(forms.empty_form())


@blueprint.post("/objections/mail")
@needs(Action.HANDLE_OBJECTION)
def read_dropped_mail() -> Any:
    """Fill the form from a mail. Nothing of it is stored: the page is the answer to the form."""
    file, school = request.files.get("mail"), field("school", 200)
    try:
        mail = read_mail(file.read(MAX_MAIL_BYTES + 1) if file else b"")
    except DeskError as error:
        return _entry_page(forms.EntryForm(school=school), error), error.http_status
    return _entry_page(forms.form_of_mail(mail, school), mail=mail)


@blueprint.post("/objections/new")
@needs(Action.HANDLE_OBJECTION)
def enter_new() -> Any:
    """Store an objection. Where it cannot be stored, the form comes back as it was sent."""
    form = forms.sent_form()
    try:
        stated = forms.objection_of(form)
        require(Action.HANDLE_OBJECTION, Resource(areas=stated.place.areas))
        with desk().database.write() as connection:
            number = enter(
                connection, actor(), stated, form.contact, desk().cipher, desk().settings.objection_days
            )
    except (DeskError, RequestError) as error:
        return _entry_page(form, error), error.http_status
    return to("objections.objection", number=number, done="entered")


@blueprint.get("/objections/<number>")
@needs(Action.READ)
def objection(number: str) -> str:
    """The page of an objection."""
    return _page(_found(number, Action.READ))


@blueprint.post("/objections/<number>/answer")
@needs(Action.HANDLE_OBJECTION)
def answer_objection(number: str) -> Any:
    """Propose how an objection is decided."""
    found = _found(number, Action.HANDLE_OBJECTION)
    form = {"outcome": field("outcome", 20), "answer": field("answer", 20_000)}
    version = number_field("version")
    try:
        outcome = code_of(State, form["outcome"])
        with desk().database.write() as connection:
            answer(connection, actor(), number, version, outcome, form["answer"])
    except StaleObjectionError as error:
        return _side_by_side(error, form), error.http_status
    except (DeskError, RequestError) as error:
        return _page(found, form, error), error.http_status
    return to("objections.objection", number=number, done="answered")


@blueprint.post("/objections/<number>/correct")
@needs(Action.HANDLE_OBJECTION)
def correct_entry(number: str) -> Any:
    """Put right what was entered wrongly; the person may act where it was, and where it goes."""
    found, version, form = _found(number, Action.HANDLE_OBJECTION), number_field("version"), forms.sent_form()
    try:
        place = forms.place_of(form)
        require(Action.HANDLE_OBJECTION, Resource(areas=place.areas))
        with desk().database.write() as connection:
            kind = code_of(Kind, form.kind)
            correct(connection, actor(), number, version, kind, place, form.text)
    except StaleObjectionError as error:
        return _side_by_side(error, {"answer": form.text}), error.http_status
    except (DeskError, RequestError) as error:
        return _page(found, {**form.values, "is_entry": "yes"}, error), error.http_status
    return to("objections.objection", number=number, done="corrected")


@blueprint.post("/objections/<number>/judge")
@needs(Action.JUDGE)
def judge_answer(number: str) -> Any:
    """Accept another person's answer, or send it back."""
    found, version, remark = _found(number, Action.READ), number_field("version"), field("remark")
    accept = field("judgment", 20) == "accept"
    try:
        with desk().database.write() as connection:
            judge(connection, actor(), number, version, accept=accept, remark=remark)
    except StaleObjectionError as error:
        return _side_by_side(error, {}), error.http_status
    except DeskError as error:
        return _page(found, {"remark": remark}, error), error.http_status
    return to("objections.objection", number=number, done="accepted" if accept else "sent_back")


@blueprint.post("/objections/<number>/take-back")
@needs(Action.HANDLE_OBJECTION)
def take_answer_back(number: str) -> Any:
    """Take one's own answer back."""
    version = number_field("version")
    try:
        with desk().database.write() as connection:
            take_back(connection, actor(), number, version)
    except StaleObjectionError as error:
        return _side_by_side(error, {}), error.http_status
    return to("objections.objection", number=number, done="taken_back")


@blueprint.post("/objections/<number>/contact")
@needs(Action.READ_CONTACT)
def show_contact(number: str) -> str:
    """Show who objected. It is noted who has looked, so a link alone never shows it."""
    found = _found(number, Action.READ_CONTACT)
    with desk().database.write() as connection:
        contact = contacts.read(connection, actor(), number, found.id, network(), desk().cipher)
    return _page(found, contact=contact)


@blueprint.post("/objections/<number>/contact/remove")
@needs(Action.READ_CONTACT)
def remove_contact(number: str) -> Any:
    """Remove the contact before its time."""
    found = _found(number, Action.READ_CONTACT)
    with desk().database.write() as connection:
        contacts.remove(connection, actor(), number, found.id)
    return to("objections.objection", number=number, done="contact_removed")


def _filters() -> ObjectionFilters:
    given = request.args
    state, kind = given.get("state", OPEN), given.get("kind", "")
    return ObjectionFilters(
        state if state in (ALL, *map(str, State)) else OPEN,
        Kind(kind) if kind in tuple(Kind) else None,
        given.get("sido", "")[:10], "overdue" in given, given.get("q", "")[:100].strip(), reading_areas(),
    )  # fmt: skip


def _state_choices() -> list[tuple[str, str]]:
    return [
        (OPEN, rendered(say("not decided"))),
        (ALL, rendered(say("all"))),
        *words.choices_of(STATES),
    ]


def _found(number: str, action: Action) -> Objection:
    with desk().database.read() as connection:
        found = find(connection, number)
    require(action, found.resource)
    return found


def _entry_page(form: forms.EntryForm, error: WebmapError | None = None, mail: Mail | None = None) -> str:
    personal = error.found if isinstance(error, PersonalDataError) else forms.personal_data_in(form)
    return render_template(
        "desk/objection_new.html", form=form, error=error.message if error else None, mail=mail,
        personal=[each.sentence for each in personal], channels=words.choices_of(CHANNELS),
        asked_by=words.choices_of(ASKED_BY), kinds=words.choices_of(KINDS), sido=sido_choices(),
        limit=MAX_MAIL_BYTES // 1024**2, days=desk().settings.objection_days, kept=contacts.KEPT_DAYS,
    )  # fmt: skip


def _page(
    found: Objection,
    form: dict[str, str] | None = None,
    error: WebmapError | None = None,
    contact: str | None = None,
) -> str:
    with desk().database.read() as connection:
        has_contact = contacts.has_contact(connection, found.id)
        related = lines(connection, objection=found.id)
        holds = holds_of(connection, found.place.school) if found.place.school else []
    return render_template(
        "desk/objection.html", objection=found, form=form or {}, error=error.message if error else None,
        today=today_in_korea(), has_contact=has_contact, contact=contact, related=related,
        hold=next((each for each in holds if not each.is_over), None), subject_of=subject_of,
        name_of=name_of, levels=RegionLevel, resource=found.resource, kept=contacts.KEPT_DAYS,
        personal=[each.sentence for each in error.found] if isinstance(error, PersonalDataError) else [],
        kinds=words.choices_of(KINDS), sido=sido_choices(),
    )  # fmt: skip


def _side_by_side(error: StaleObjectionError, form: dict[str, str]) -> str:
    """What the form held, beside the objection as it is now; what was typed stays to be copied."""
    outcome = form.get("outcome", "")
    known = {state.value: rendered(Message(STATES[state])) for state in OUTCOMES}
    return render_template(
        "desk/objection_conflict.html", objection=error.now, message=error.message, form=form,
        outcome=known.get(outcome, ""), can_answer=error.now.state is State.NEW,
    )  # fmt: skip
