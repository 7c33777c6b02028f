"""To be accepted: what one person has proposed, accepted or rejected by another, one or several at once."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, make_response, render_template, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from webmap.decisions.decision import WHY_CHARACTERS
from webmap.errors import ConflictError, DeskError, ForbiddenError, RequestError, WebmapError
from webmap.review.files import proposals
from webmap.review.files.ledgers import Ledger, Line, find, lines
from webmap.review.permissions import Action, limited_to
from webmap.review.queue import judging
from webmap.review.queue.judging import LIST, Proposal, ProposalFilter
from webmap.review.queue.standing import settle
from webmap.vocabulary.messages import N_, Message, say
from webmap.vocabulary.text import repeated
from webmap.web.desk.context import actor, argument, desk, field, to
from webmap.web.desk.gate import needs
from webmap.web.desk.look import rendered
from webmap.web.desk.open_rows import words
from webmap.web.desk.open_rows.filters import area_choices, area_names, arguments

blueprint = Blueprint("judging", __name__)

KINDS = {
    Ledger.DECISIONS.value: N_("answer to an open row"),
    Ledger.FINDINGS.value: N_("finding on a school"),
    Ledger.CORRECTIONS.value: N_("correction"),
    LIST: N_("version of a list"),
}
STATES = {
    "accepted": N_("accepted"), "rejected": N_("rejected"), "taken_back": N_("taken back"),
    "proposed": N_("still open"),
}  # fmt: skip
MAX_TICKED = 100
MAX_ID = 64


@dataclass(frozen=True)
class Result:
    """What became of one line: its sentence, and whether it was done."""

    what: Message
    outcome: Message
    is_done: bool


@blueprint.get("/judging")
@needs(Action.READ)
def page() -> str:
    """The proposals that wait, the oldest first."""
    with desk().database.read() as connection:
        done = [_result(connection, line) for line in arguments("done", MAX_TICKED)]
    return _page(done)


@blueprint.post("/judging")
@needs(Action.JUDGE)
def give_verdict() -> Response:
    """Accept or reject each ticked proposal; where none could be, 409 with the reasons."""
    ticked = list(dict.fromkeys(request.form.getlist("line")))[:MAX_TICKED]
    verdict, reason = field("verdict", 10), field("reason", 2 * WHY_CHARACTERS)
    if verdict not in ("accept", "reject"):
        raise RequestError(say("The form is incomplete. Open the page again."))
    if any("\0" in line for line in ticked):
        raise RequestError(say("The form is incomplete. Open the page again."))
    if not ticked:
        raise DeskError(say("Tick at least one proposal."))
    failures = {line: error for line in ticked if (error := _judged(line, verdict == "accept", reason))}
    done = [line for line in ticked if line not in failures]
    if not failures:
        return to("judging.page", **_parameters(_asked()), done=done)
    with desk().database.read() as connection:
        results = [
            _failed(connection, line, failures[line]) if line in failures else _result(connection, line)
            for line in ticked
        ]
    answer = make_response(_page(results))
    answer.status_code = 207 if done else _status(list(failures.values()))
    return answer


@blueprint.post("/judging/take-back")
@needs(Action.ENTER)
def take_back() -> Response:
    """Take one's own proposal back."""
    line_id = field("line", MAX_ID)
    with desk().database.write() as connection:
        line = find(connection, line_id)
        proposals.take_back(connection, actor(), line_id)
        if line.ledger is Ledger.DECISIONS:
            settle(connection, line.subject)
    return to("judging.page", **_parameters(_asked()), done=[line_id])


def _judged(line_id: str, accept: bool, reason: str) -> WebmapError | None:
    """Judge one line in a transaction of its own; the failure, if there is one."""
    try:
        with desk().database.write() as connection:
            seen = request.form.get(f"seen-{line_id}")
            judging.judge(connection, actor(), line_id, accept, reason, seen)
    except (DeskError, ForbiddenError, ConflictError) as error:
        return error
    return None


def _status(failures: list[WebmapError]) -> int:
    """409 where another was faster with one of them, else what the first failure is."""
    is_conflict = any(isinstance(each, ConflictError) for each in failures)
    return ConflictError.http_status if is_conflict else failures[0].http_status


def _page(results: list[Result]) -> str:
    asked = _asked()
    with desk().database.read() as connection:
        found, count, has_more = judging.waiting_proposals(connection, asked, argument("after"))
        lists = judging.waiting_lists(connection, asked)
        handles = judging.authors(connection)
        shown = [_shown(each, _companions(connection, each)) for each in found]
    return render_template(
        "desk/judging.html",
        asked=asked,
        proposals=shown,
        count=count,
        has_more=has_more,
        lists=lists,
        results=results,
        parameters=_parameters(asked),
        kinds=[(code, rendered(Message(name))) for code, name in KINDS.items()],
        handles=[(handle, handle) for handle in handles],
        areas=area_choices(asked.limit),
        area_names=area_names(),
        may_judge_any=any(judging.may_judge(actor(), each) for each in found),
        why_limit=WHY_CHARACTERS,
        words=words,
    )


def _companions(connection: Connection, each: Proposal) -> list[Message]:
    """What is accepted or rejected with a finding: its correction."""
    if each.ledger is not Ledger.FINDINGS:
        return []
    found = [line.entry for line in lines(connection, belongs_to=each.id)]
    return [words.effect(entry, 0, "") for entry in found if entry is not None]


def _shown(each: Proposal, companions: list[Message]) -> dict[str, object]:
    """A proposal as the page shows it: in words, what goes with it, and whether this person may judge it."""
    because = judging.may_judge(actor(), each)
    return {
        "proposal": each,
        "kind": Message(KINDS[each.ledger.value]),
        "effect": _effect(each),
        "companions": companions,
        "why": getattr(each.entry, "why", ""),
        "allowed": bool(because),
        "reason": because.reason,
        "is_own": each.author == actor().person,
    }


def _effect(each: Proposal) -> Message:
    if each.entry is None:
        return say("This line cannot be read.")
    return words.effect(each.entry, each.rows, each.address)


def _result(connection: Connection, line_id: str) -> Result:
    """What the ledger says of a line that was judged just now."""
    line = find(connection, line_id)
    state = Message(STATES.get(line.state, STATES["proposed"]))
    return Result(_what(connection, line), state, line.state != "proposed")


def _failed(connection: Connection, line_id: str, error: WebmapError) -> Result:
    line = find(connection, line_id)
    if isinstance(error, ConflictError) and line.state in ("accepted", "rejected"):
        state = Message(STATES[line.state])
        sentence = say("not changed, another person was faster: %(state)s", state=state)
        return Result(_what(connection, line), sentence, is_done=False)
    return Result(_what(connection, line), error.message, is_done=False)


def _what(connection: Connection, line: Line) -> Message:
    return _effect(judging.proposal(connection, line.id))


def _asked() -> ProposalFilter:
    kind, area = argument("kind"), argument("area")
    if kind not in ("", *KINDS):
        raise RequestError(
            say("“%(value)s” is no value of the filter %(name)s.", value=repeated(kind), name="kind")
        )
    if area and area not in area_names():
        raise RequestError(
            say("“%(value)s” is no value of the filter %(name)s.", value=repeated(area), name="area")
        )
    author = argument("author")
    return ProposalFilter(kind, author, area, limited_to(actor(), Action.READ))


def _parameters(asked: ProposalFilter) -> dict[str, str]:
    values = {"kind": asked.kind, "author": asked.author, "area": asked.area}
    return {name: value for name, value in values.items() if value}
