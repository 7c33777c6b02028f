"""The queue: rows that only a person can decide, and one of them at a time with its candidates."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, make_response, render_template, request
from werkzeug.wrappers import Response

from webmap.decisions.decision import WHY_CHARACTERS
from webmap.errors import ConflictError
from webmap.review import journal
from webmap.review.files import ledgers
from webmap.review.permissions import Action, Resource, limited_to
from webmap.review.queue import reading
from webmap.review.queue.answers import AnsweredMeanwhileError, Given, answer, undo
from webmap.review.queue.looking import look_at
from webmap.review.queue.reading import OpenRow
from webmap.review.queue.schools import find_schools, school
from webmap.review.queue.standing import standing_of
from webmap.review.releases import jobs
from webmap.vocabulary.messages import say
from webmap.web.desk.context import actor, argument, desk, field, number_field, require, to
from webmap.web.desk.gate import needs
from webmap.web.desk.look import rendered
from webmap.web.desk.open_rows import filters, words
from webmap.web.desk.open_rows.picture import draw

blueprint = Blueprint("queue", __name__)

OTHER = "other"
"""Choice of the school whose ID is typed."""
MAX_KEY = 200


@blueprint.get("/queue")
@needs(Action.READ)
def page() -> str:
    """The questions, by filters and order."""
    asked = filters.filter_of(actor())
    with desk().database.read() as connection:
        found = reading.page(connection, asked, argument("after"), argument("before"))
        lists = reading.lists_of_queue(connection)
        is_renewed = jobs.is_open(connection, "questions")
    return render_template(
        "desk/queue.html",
        asked=asked,
        found=found,
        parameters=filters.parameters_of(asked),
        choices=filters.choices(asked.limit, lists),
        areas=filters.area_names(),
        is_renewed=is_renewed,
        words=words,
    )


@blueprint.post("/queue/renew")
@needs(Action.ANSWER_QUESTION)
def renew() -> Response:
    """Let the worker derive the open rows anew."""
    with desk().database.write() as connection:
        jobs.add_once(connection, "questions")
        journal.record(connection, actor().handle, "renew", "question", "queue", {})
    return to("queue.page", **filters.parameters_of(filters.filter_of(actor())))


@blueprint.get("/queue/next")
@needs(Action.READ)
def next_question() -> Response:
    """To the next question of the same filters; to the list, where there is none."""
    asked = filters.filter_of(actor())
    after, line = argument("after"), argument("answered")
    with desk().database.read() as connection:
        found = reading.next_one(connection, asked, after, actor().person)
    more = {"answered": line} if line else {}
    if not found:
        return to("queue.page", **filters.parameters_of(asked), **more)
    return to("queue.question", question_id=found, **filters.parameters_of(asked), **more)


@blueprint.get("/queue/schools")
@needs(Action.ANSWER_QUESTION)
def schools() -> Response:
    """Schools of the whole register by what is typed, as JSON, for the suggestions of the page's script."""
    with desk().database.read() as connection:
        found = find_schools(connection, argument("find"))
    return jsonify([{**each, "level": rendered(words.level(each["level"]))} for each in found])


@blueprint.get("/queue/<question_id>")
@needs(Action.READ)
def question(question_id: str) -> str:
    """One question, its candidates, and the form of the answer."""
    person = actor()
    with desk().database.read() as connection:
        asked = reading.one(connection, question_id)
    require(Action.READ, Resource(areas=asked.areas))
    others = look_at(desk().database, question_id, person.person)
    return _page(asked, others=others)


@blueprint.post("/queue/<question_id>")
@needs(Action.ANSWER_QUESTION)
def give_answer(question_id: str) -> Response:
    """Propose an answer; on to the next question, or both answers side by side where another was faster."""
    choice = field("choice", MAX_KEY)
    given = Given(
        field("school", MAX_KEY) if choice == OTHER else choice,
        field("why", 2 * WHY_CHARACTERS),
        number_field("version"),
    )
    with desk().database.read() as connection:
        asked = reading.one(connection, question_id)
    require(Action.ANSWER_QUESTION, Resource(areas=asked.areas))
    try:
        with desk().database.write() as connection:
            line = answer(connection, actor(), question_id, given)
    except AnsweredMeanwhileError as conflict:
        return _both_answers(conflict, given)
    return to(
        "queue.next_question",
        after=question_id,
        answered=line or "same",
        **filters.parameters_of(filters.filter_of(actor())),
    )


@blueprint.post("/queue/undo")
@needs(Action.ANSWER_QUESTION)
def undo_answer() -> Response:
    """Take one's own proposal back, and show its question again."""
    with desk().database.write() as connection:
        subject = undo(connection, actor(), field("line", MAX_KEY))
    parameters = filters.parameters_of(filters.filter_of(actor()))
    found = _id_of_subject(subject)
    if not found:
        return to("queue.page", **parameters)
    return to("queue.question", question_id=found, undone="1", **parameters)


def _page(asked: OpenRow, others: list[str]) -> str:
    person = actor()
    scope = filters.filter_of(person)
    find = argument("find")
    with desk().database.read() as connection:
        standing = standing_of(connection, asked.subject)
        found = find_schools(connection, find) if find else []
        left = reading.open_count(connection, scope.limit)
    known = {each["key"] for each in asked.candidates}
    return render_template(
        "desk/question.html",
        asked=asked,
        standing=standing,
        others=others,
        find=find,
        found=[each for each in found if each["key"] not in known],
        left=left,
        parameters=filters.parameters_of(scope),
        picture=draw(asked.candidates, desk().map_settings.cache),
        notice=_notice(),
        areas=filters.area_names(),
        may_answer=_may_answer(asked),
        why_limit=WHY_CHARACTERS,
        words=words,
    )


def _may_answer(asked: OpenRow) -> bool:
    limit = limited_to(actor(), Action.ANSWER_QUESTION)
    return limit is None or bool(limit & asked.areas)


def _notice() -> dict[str, Any] | None:
    """What was just done, with the line that can still be taken back."""
    line_id = argument("answered")
    if request.args.get("undone"):
        return {"text": say("Your answer is taken back; the candidates are here again."), "line": None}
    if line_id == "same":
        return {"text": say("Another person had proposed the same answer; nothing was added."), "line": None}
    if not line_id:
        return None
    with desk().database.read() as connection:
        line = ledgers.find(connection, line_id)
    if line.author != actor().person or line.state != "proposed" or line.entry is None:
        return None
    return {"text": words.saved(line.entry), "line": line.id}


def _id_of_subject(subject: str) -> str:
    with desk().database.read() as connection:
        return reading.id_of(connection, subject)


def _both_answers(conflict: AnsweredMeanwhileError, given: Given) -> Response:
    with desk().database.read() as connection:
        mine = school(connection, given.choice)
        latest = conflict.standing.latest
        theirs = school(connection, latest.decision.school) if latest else None
    shown = make_response(
        render_template(
            "desk/answered_meanwhile.html",
            asked=conflict.now,
            standing=conflict.standing,
            given=given,
            mine=words.choice(given.choice, mine),
            school_of_theirs=theirs,
            parameters=filters.parameters_of(filters.filter_of(actor())),
            words=words,
        )
    )
    shown.status_code = ConflictError.http_status
    return shown
