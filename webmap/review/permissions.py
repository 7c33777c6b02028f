"""Who may do what at the desk: one function that refuses whatever no line of the table allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from webmap.vocabulary.messages import N_, Message, say

EVERYWHERE = ""
"""Area of a grant that is limited to none."""


class Role(StrEnum):
    """What a person is at the desk; one person may be several things, each for an area."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    OFFICE = "office"
    READER = "reader"


ROLE_NAMES = {
    Role.ADMINISTRATOR: N_("administrator"),
    Role.EDITOR: N_("editor"),
    Role.REVIEWER: N_("reviewer"),
    Role.OFFICE: N_("office"),
    Role.READER: N_("desk reader"),
}


class Action(StrEnum):
    """What is done at the desk. Every route of it states one."""

    ENTER = "enter"
    """To see the desk at all: start page, own account, own sessions."""
    READ = "read"
    """To see lists, questions, schools, objections and releases."""
    ANSWER_QUESTION = "answer_question"
    """To propose which school a row means."""
    JUDGE = "judge"
    """To accept or reject what another person proposed."""
    UPLOAD_LIST = "upload_list"
    PROPOSE_FINDING = "propose_finding"
    HANDLE_OBJECTION = "handle_objection"
    READ_CONTACT = "read_contact"
    """To see who objected."""
    PROPOSE_RELEASE = "propose_release"
    APPROVE_RELEASE = "approve_release"
    READ_JOURNAL = "read_journal"
    EXPORT_ALL = "export_all"
    MANAGE_PEOPLE = "manage_people"


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.READER: frozenset({Action.ENTER, Action.READ}),
    Role.OFFICE: frozenset(
        {Action.ENTER, Action.READ, Action.ANSWER_QUESTION, Action.PROPOSE_FINDING, Action.HANDLE_OBJECTION}
    ),
    Role.EDITOR: frozenset(
        {
            Action.ENTER, Action.READ, Action.ANSWER_QUESTION, Action.UPLOAD_LIST, Action.PROPOSE_FINDING,
            Action.HANDLE_OBJECTION, Action.READ_CONTACT, Action.PROPOSE_RELEASE,
        }
    ),
    Role.REVIEWER: frozenset(
        {
            Action.ENTER, Action.READ, Action.ANSWER_QUESTION, Action.JUDGE, Action.UPLOAD_LIST,
            Action.PROPOSE_FINDING, Action.HANDLE_OBJECTION, Action.READ_CONTACT, Action.PROPOSE_RELEASE,
            Action.APPROVE_RELEASE, Action.READ_JOURNAL, Action.EXPORT_ALL,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Action.ENTER, Action.READ, Action.READ_JOURNAL, Action.MANAGE_PEOPLE}),
}  # fmt: skip
"""The table. An administrator manages people and decides nothing: who should do both has both roles."""

NOT_ONES_OWN = frozenset({Action.JUDGE, Action.APPROVE_RELEASE})
"""What nobody does to what is his own, whatever his roles."""


@dataclass(frozen=True)
class Grant:
    """A role for an area: the code of a sido or of an office of education, or EVERYWHERE."""

    role: Role
    area: str = EVERYWHERE


@dataclass(frozen=True)
class Actor:
    """A person with a session, and what they are."""

    person: str
    handle: str
    grants: tuple[Grant, ...] = ()

    @property
    def areas(self) -> frozenset[str] | None:
        """The areas to which all grants are limited together; None where one of them is not."""
        if any(grant.area == EVERYWHERE for grant in self.grants):
            return None
        return frozenset(grant.area for grant in self.grants)


@dataclass(frozen=True)
class Resource:
    """What an action is done to. The defaults: nothing in particular, of nobody, in no area.

    `authors`: persons whose work it is; `areas`: codes of the sido and offices that it touches. An empty set
    is what touches the whole country or nobody knows where (a release, a row without a region): a role that
    is limited to an area does not reach it. None is for what no area limits.
    """

    authors: frozenset[str] = field(default_factory=frozenset)
    areas: frozenset[str] | None = None


ANYTHING = Resource()


@dataclass(frozen=True)
class Because:
    """The answer, and why: what a refused person reads, and what a page shows beside a button."""

    allowed: bool
    reason: Message

    def __bool__(self) -> bool:
        return self.allowed


def may(actor: Actor | None, action: Action, resource: Resource = ANYTHING) -> Because:
    """Whether a person may do it. Refuses what nothing allows."""
    if actor is None:
        return Because(False, say("Log in first."))
    roles = [grant for grant in actor.grants if action in ALLOWED[grant.role]]
    if not roles:
        return Because(False, say("Your roles do not allow this."))
    if action in NOT_ONES_OWN and actor.person in resource.authors:
        return Because(False, say("This is your own proposal: another person has to judge it."))
    if not any(_covers(grant, resource) for grant in roles):
        return Because(False, say("Your role is limited to another region."))
    return Because(True, say("Your roles allow this."))


def _covers(grant: Grant, resource: Resource) -> bool:
    return grant.area == EVERYWHERE or resource.areas is None or grant.area in resource.areas


def limited_to(actor: Actor, action: Action) -> frozenset[str] | None:
    """The areas within which a person may do it; None for everywhere. For queries: what `may` would allow."""
    areas: set[str] = set()
    for grant in actor.grants:
        if action in ALLOWED[grant.role]:
            if grant.area == EVERYWHERE:
                return None
            areas.add(grant.area)
    return frozenset(areas)


def roles_of(grants: Iterable[Grant]) -> tuple[Role, ...]:
    """The roles, each once, in the order of `Role`."""
    found = {grant.role for grant in grants}
    return tuple(role for role in Role if role in found)
