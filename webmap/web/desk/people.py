"""People: who is at the desk, as what, since when; invitations, recovery, leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from webmap.places.regions.region_table import Region, load_region_table
from webmap.review.journal import record
from webmap.review.people import access, accounts, grants, invitations, recovery
from webmap.review.people.access import ENTRY_NAMES
from webmap.review.people.invitations import Maker
from webmap.review.permissions import EVERYWHERE, ROLE_NAMES, Action, Role
from webmap.vocabulary.messages import N_
from webmap.vocabulary.terms import RegionLevel
from webmap.web.desk.context import actor, argument, desk, field, network, page_number, require_fresh, to
from webmap.web.desk.gate import needs
from webmap.web.desk.look import gettext, language

blueprint = Blueprint("people", __name__, url_prefix="/people")

PER_PAGE = 50
DONE = {
    "given": N_("The role has been given."),
    "ended": N_("The role has ended."),
    "left": N_("The person has left: the name is erased, all roles and sessions have ended."),
    "requested": N_("The recovery waits for a second administrator, who agrees on the page People."),
    "withdrawn": N_("The recovery has been withdrawn."),
}
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class NamedGrant:
    """A grant in words."""

    id: str
    person: str
    role: str
    area: str
    giver: str
    since: datetime
    until: datetime | None


@blueprint.get("")
@needs(Action.MANAGE_PEOPLE)
def page() -> str:
    """Everyone, and a form that invites."""
    with desk().database.read() as connection:
        found = accounts.accounts(connection, desk().cipher)
        given = [grant for grant in grants_with_names(connection) if grant.until is None]
        return render_template(
            "desk/people.html",
            people=found,
            grants={each.id: [one for one in given if one.person == each.id] for each in found},
            waiting=recovery.waiting(connection),
            next_handle=accounts.next_handle(connection),
            roles=_role_options(),
            areas=_area_groups(),
            done=DONE,
        )


@blueprint.post("/invite")
@needs(Action.MANAGE_PEOPLE)
def invite() -> str:
    """Make an account and its link, which the answer shows this once."""
    grant = grants.checked(field("role", 20), field("area", 10))
    handle, name = field("handle", 30), field("name", accounts.MAX_NAME)
    require_fresh()
    with desk().database.write() as connection:
        secret = invitations.invite(connection, desk().cipher, _maker(), handle, [grant], name)
    return _link_page(handle, secret)


@blueprint.get("/<handle>")
@needs(Action.MANAGE_PEOPLE)
def one(handle: str) -> str:
    """One person: roles, and what can be done."""
    with desk().database.read() as connection:
        found = accounts.account(connection, desk().cipher, handle)
        return render_template(
            "desk/person.html",
            person=found,
            grants=grants_with_names(connection, found.id),
            waiting=next((row for row in recovery.waiting(connection) if row.handle == handle), None),
            roles=_role_options(),
            areas=_area_groups(),
            is_own=found.id == actor().person,
            done=DONE,
        )


@blueprint.post("/<handle>/roles")
@needs(Action.MANAGE_PEOPLE)
def give_role(handle: str) -> Response:
    """Give a role."""
    grant = grants.checked(field("role", 20), field("area", 10))
    require_fresh()
    with desk().database.write() as connection:
        found = accounts.working_account(connection, desk().cipher, handle)
        grants.give(connection, found.id, grant, actor().person)
        body = {"role": grant.role.value, "area": grant.area}
        record(connection, actor().handle, "give_role", "person", handle, body)
    return to("people.one", handle=handle, done="given")


@blueprint.post("/<handle>/roles/end")
@needs(Action.MANAGE_PEOPLE)
def end_role(handle: str) -> Response:
    """End a role; the last administrator keeps his."""
    require_fresh()
    with desk().database.write() as connection:
        found = accounts.account(connection, desk().cipher, handle)
        grant = grants.end(connection, found.id, field("grant", 40))
        if grant.role is Role.ADMINISTRATOR and found.state == "active":
            accounts.check_not_last(connection, found.id)
        body = {"role": grant.role.value, "area": grant.area}
        record(connection, actor().handle, "end_role", "person", handle, body)
    return to("people.one", handle=handle, done="ended")


@blueprint.post("/<handle>/invite")
@needs(Action.MANAGE_PEOPLE)
def invite_again(handle: str) -> str:
    """A new link for a person who has not come yet."""
    require_fresh()
    with desk().database.write() as connection:
        secret = invitations.invite_again(connection, _maker(), handle)
    return _link_page(handle, secret)


@blueprint.post("/<handle>/recovery")
@needs(Action.MANAGE_PEOPLE)
def request_recovery(handle: str) -> Response:
    """Ask for the recovery of an account."""
    require_fresh()
    with desk().database.write() as connection:
        recovery.request(connection, desk().cipher, _maker(), handle)
    return to("people.one", handle=handle, done="requested")


@blueprint.post("/<handle>/recovery/agree")
@needs(Action.MANAGE_PEOPLE)
def agree(handle: str) -> str:
    """Agree to a recovery as the second administrator; the answer shows the link this once."""
    require_fresh()
    with desk().database.write() as connection:
        secret = recovery.agree(connection, _maker(), handle, network())
    return _link_page(handle, secret)


@blueprint.post("/<handle>/recovery/withdraw")
@needs(Action.MANAGE_PEOPLE)
def withdraw(handle: str) -> Response:
    """Drop a recovery to which nobody has agreed yet."""
    with desk().database.write() as connection:
        recovery.withdraw(connection, _maker(), handle)
    return to("people.one", handle=handle, done="withdrawn")


@blueprint.post("/<handle>/leave")
@needs(Action.MANAGE_PEOPLE)
def leave(handle: str) -> Response:
    """End an account."""
    require_fresh()
    with desk().database.write() as connection:
        accounts.leave(connection, desk().cipher, handle, actor().handle)
    if handle == actor().handle:
        return to("entry.log_in_page")
    return to("people.one", handle=handle, done="left")


@blueprint.get("/access")
@needs(Action.MANAGE_PEOPLE)
def access_record() -> str:
    """The record of log-ins, failures and exports."""
    handle, what, number = argument("person"), argument("what"), page_number()
    with desk().database.read() as connection:
        rows, total = access.entries(connection, handle, what, number, PER_PAGE)
        handles = [each.handle for each in accounts.accounts(connection, desk().cipher)]
    return render_template(
        "desk/access.html",
        rows=rows,
        total=total,
        page=number,
        pages=-(-total // PER_PAGE),
        names={entry.value: gettext(name) for entry, name in ENTRY_NAMES.items()},
        person=handle,
        what=what,
        handles=[(each, each) for each in handles],
    )


def grants_with_names(connection: Connection, person_id: str = "") -> list[NamedGrant]:
    """The grants of a person, or of all, in words; those that hold first."""
    return [
        NamedGrant(
            row.id,
            row.person,
            gettext(ROLE_NAMES[Role(row.role)]),
            area_name(row.area),
            row.giver or gettext(N_("this computer")),
            row.since,
            row.until,
        )
        for row in grants.history(connection, person_id)
    ]


def area_name(code: str) -> str:
    """The name of a sido or an office of education, or that of all regions."""
    table = load_region_table()
    if code == EVERYWHERE:
        return gettext(N_("all regions"))
    found = [level for level in (RegionLevel.SIDO, RegionLevel.OFFICE) if table.has(level, code)]
    return _name(table.region(found[0], code)) if found else code


def _name(region: Region) -> str:
    return region.name if language() == "ko" else region.name_en


def _role_options() -> Options:
    return [(role.value, gettext(name)) for role, name in ROLE_NAMES.items()]


def _area_groups() -> list[tuple[str, Options]]:
    """The 17 sido, then the offices of education of each."""
    table = load_region_table()
    sido = table.regions(RegionLevel.SIDO)
    offices = table.regions(RegionLevel.OFFICE)
    return [
        (gettext(N_("Sido")), [(each.code, _name(each)) for each in sido]),
        *(
            (_name(each), [(one.code, _name(one)) for one in offices if one.sido == each.code])
            for each in sido
        ),
    ]


def _maker() -> Maker:
    return Maker(actor().person, actor().handle)


def _link_page(handle: str, secret: str) -> str:
    base = desk().settings.base_url
    address = url_for("entry.invitation", secret=secret, _external=not base)
    return render_template("desk/link.html", handle=handle, address=f"{base}{address}")
