"""Schools: the search, and the page of a school with what the map says of it and how that is changed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from webmap.errors import ConflictError, DeskError, RequestError, WebmapError
from webmap.findings.finding import FindingStatus
from webmap.review.objections.answering import handles
from webmap.review.permissions import Action
from webmap.review.schools.change import (
    StaleChangeError,
    correction_line,
    finding_of,
    last_finding,
    propose_change,
    seen_of,
)
from webmap.review.schools.directory import MAX_QUERY, DeskSchool, SchoolFilters, SchoolPage
from webmap.review.schools.holds import hold, lift, open_holds
from webmap.review.schools.timeline import findings_in, history_of, status_name, subject_of
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT, Level, RegionLevel, level_name
from webmap.web.desk.cases import school_values as values
from webmap.web.desk.cases import words
from webmap.web.desk.cases.current_map import current_map, name_of, reading_areas, sido_choices
from webmap.web.desk.context import actor, desk, field, require, to
from webmap.web.desk.gate import needs
from webmap.web.desk.look import rendered

blueprint = Blueprint("schools", __name__)
words.register(blueprint)
MAX_PAGE = 10_000
MAX_PAGE_DIGITS = 10
"""Python refuses to read a number of thousands of digits; ten are beyond the last page already."""


@blueprint.get("/schools")
@needs(Action.READ)
def page() -> str:
    """The search of the register and of the schools on the map."""
    given = request.args
    filters = SchoolFilters(
        given.get("q", "")[:MAX_QUERY].strip(), given.get("sido", "")[:10], "listed" in given, reading_areas()
    )
    number = page_number()
    directory = current_map().directory()
    found = directory.search(filters, number) if directory else SchoolPage([], 0)
    with desk().database.read() as connection:
        holds = open_holds(connection)
    return render_template(
        "desk/schools.html", filters=filters, found=found, page=min(number, found.pages), holds=holds,
        sido=sido_choices(), is_published=directory is not None, name_of=name_of, levels=RegionLevel,
        status_words=values.status_words, level_words=level_words, areas=_area_names(),
    )  # fmt: skip


@blueprint.get("/schools/<path:key>")
@needs(Action.READ)
def school(key: str) -> str:
    """The page of a school."""
    return _page(_school(key, Action.READ))


@blueprint.post("/schools/<path:key>/findings")
@needs(Action.PROPOSE_FINDING)
def propose(key: str) -> Any:
    """Propose a finding on a school, with its correction."""
    found, form = _school(key, Action.PROPOSE_FINDING), values.form_values()
    try:
        change = values.change_of(found, form)
        with desk().database.write() as connection:
            propose_change(connection, actor(), change, found.status, form["seen"])
    except StaleChangeError as error:
        return _side_by_side(found, form, error), error.http_status
    except (DeskError, RequestError) as error:
        return _page(found, form, error), error.http_status
    return to("schools.school", key=found.key, done="proposed")


@blueprint.post("/schools/<path:key>/hold")
@needs(Action.PROPOSE_FINDING)
def hold_school(key: str) -> Any:
    """Show a school as under review while an objection is looked at."""
    found = _school(key, Action.PROPOSE_FINDING)
    number, seen, why = field("objection", 20), field("seen", 100), field("why", 1_000)
    try:
        with desk().database.write() as connection:
            made = hold(
                connection, actor(), found, source=_own_source(), why=why or _reason(number), number=number,
                seen=seen,
            )  # fmt: skip
    except (DeskError, ConflictError) as error:
        return _page(found, {"hold_why": why}, error), error.http_status
    return to("schools.school", key=found.key, done="held" if made.is_in_force else "hold_proposed")


@blueprint.post("/schools/<path:key>/lift")
@needs(Action.PROPOSE_FINDING)
def lift_hold(key: str) -> Any:
    """Propose the end of a hold."""
    found, why, seen = _school(key, Action.PROPOSE_FINDING), field("why", 1_000), field("seen", 100)
    try:
        with desk().database.write() as connection:
            lift(connection, actor(), found, why=why, seen=seen)
    except DeskError as error:
        return _page(found, {"lift_why": why}, error), error.http_status
    return to("schools.school", key=found.key, done="lifted")


def page_number() -> int:
    """The page of a list that the address states, from 1."""
    text = request.args.get("page", "1")[:MAX_PAGE_DIGITS]
    return max(1, min(int(text), MAX_PAGE)) if text.isascii() and text.isdigit() else 1


def level_words(level: str) -> str:
    """A level of schools in the reader's language."""
    return rendered(Message(level_name(Level(level)))) if level else ""


def _school(key: str, action: Action) -> DeskSchool:
    with desk().database.read() as connection:
        found = values.school_of(connection, key)
    require(action, found.resource)
    return found


def _page(found: DeskSchool, form: dict[str, str] | None = None, error: WebmapError | None = None) -> str:
    with desk().database.read() as connection:
        history, last = history_of(connection, found.key), last_finding(connection, found.key)
        options, known = values.choices(connection, found), handles(connection)
    return render_template(
        "desk/school.html", school=found, now=values.on_map(found.key), claims=values.claims_on(found.key),
        history=history, waiting=findings_in(history.lines), seen=seen_of(last), form=form or {},
        error=error.message if error else None, options=options, handles=known, subject_of=subject_of,
        name_of=name_of, levels=RegionLevel, status_words=values.status_words, level_words=level_words,
        can_hold=found.status in STATUSES_COUNTED_BY_DEFAULT, resource=found.resource,
    )  # fmt: skip


def _side_by_side(found: DeskSchool, form: dict[str, str], error: StaleChangeError) -> str:
    """Both proposals beside each other, and a form that sends one's own again, having seen the other."""
    theirs = error.theirs
    with desk().database.read() as connection:
        known = handles(connection)
        correction = correction_line(connection, theirs) if theirs else None
    return render_template(
        "desk/school_conflict.html", school=found, form=form, theirs=theirs, handles=known,
        finding=finding_of(theirs) if theirs else None, correction=correction.entry if correction else None,
        status_name=_status_name, seen=seen_of(theirs), message=error.message,
    )  # fmt: skip


def _status_name(status: str) -> str:
    known = [each for each in FindingStatus if each.value == status]
    return rendered(status_name(known[0])) if known else ""


def _own_source() -> str:
    """As whose word a hold stands on the map."""
    return say("the publishers of this map").render(desk().settings.language)


def _reason(number: str) -> str:
    text = (
        say("Under review because of objection %(number)s", number=number) if number else say("Under review")
    )
    return text.render(desk().settings.language)


def _area_names() -> list[str]:
    """Names of the areas to which the reader is limited."""
    areas = sorted(reading_areas() or ())
    names = [name_of(RegionLevel.SIDO, code) or name_of(RegionLevel.OFFICE, code) for code in areas]
    return list(filter(None, names))
