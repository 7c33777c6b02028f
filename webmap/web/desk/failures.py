"""Answers to failures at the desk: a sentence in the reader's language, and what to do."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from webmap.errors import TooManyRequestsError, WebmapError
from webmap.system.disk import OF_THE_DISK
from webmap.vocabulary.messages import Message, say
from webmap.web.desk.context import FRESH_CODE, NotFreshError
from webmap.web.desk.gate import FORM_TOKEN, SAFE
from webmap.web.desk.look import language

log = logging.getLogger(__name__)

TOO_LARGE = say(
    "The file is too large, and nothing of it was kept. The administrator sets the limit "
    "(WEBMAP_MAX_FILE_BYTES); a list can be split into several files."
)
SENTENCES = {
    404: say("There is no such page."),
    405: say("This address cannot be used in this way."),
    413: TOO_LARGE,
}
TYPED = (
    "title", "slug", "school", "name", "source", "actor", "day", "received", "subject", "evidence", "text",
    "contact", "why", "reason", "note", "remark", "answer", "handle", "find",
)  # fmt: skip
"""Fields of forms in which people write. A refusal gives their texts back; secrets are never among them."""
SAME_ORIGIN = "same-origin"
NO_ROOM = say("The server has no room on its disk just now. Nothing was kept; please try again later.")
NOT_UNDERSTOOD = say("The request could not be understood.")
UNEXPECTED = say("Something went wrong here. It was logged; please try again later.")


def register(app: Flask) -> None:
    """Answer every failure in one shape."""
    app.register_error_handler(NotFreshError, _not_fresh)
    app.register_error_handler(WebmapError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(Exception, _unexpected)


def _known(error: WebmapError) -> Response:
    answer = _answer(error.http_status, error.message)
    if isinstance(error, TooManyRequestsError):
        answer.headers.update(error.headers)
    return answer


def _not_fresh(error: NotFreshError) -> Response:
    """Ask for a code, and send the same form again with it; what was asked for by a link is opened again."""
    sent = [(k, v) for k, v in request.form.items(multi=True) if k not in (FRESH_CODE, FORM_TOKEN)]
    answer = make_response(
        render_template(
            "desk/confirm.html",
            address=url_for("account.confirm") if request.method in SAFE else request.full_path.rstrip("?"),
            sent=[("then", request.full_path.rstrip("?"))] if request.method in SAFE else sent,
            code_was_wrong=error.code_was_wrong,
        )
    )
    answer.status_code = error.http_status
    return answer


def _disk(error: OSError) -> Response:
    """A disk without room, while a file was taken in; any other error of the system is unexpected."""
    if error.errno not in OF_THE_DISK:
        return _unexpected(error)
    log.error("the disk cannot be written to", exc_info=error)
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, NO_ROOM)


def _http(error: HTTPException) -> Response:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    answer = _answer(
        code, SENTENCES.get(code, NOT_UNDERSTOOD if code < HTTPStatus.INTERNAL_SERVER_ERROR else UNEXPECTED)
    )
    for name, value in error.get_headers():
        if name.lower() == "allow":
            answer.headers[name] = value
    return answer


def _unexpected(error: Exception) -> Response:
    log.error("unexpected failure", exc_info=error)
    return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED)


def _answer(code: int, message: Message) -> Response:
    page = render_template(
        "desk/error.html", code=code, message=message.render(language()), typed=_typed_texts()
    )
    answer = make_response(page)
    answer.status_code = code
    return answer


def _typed_texts() -> list[str]:
    """What a person wrote into the form that is refused; nothing where the form itself was too large to read.

    A text that another site sent is not given back: a page of the desk would say what that site wants.
    """
    if request.headers.get("Sec-Fetch-Site", SAME_ORIGIN) != SAME_ORIGIN:
        return []
    try:
        return [text for name in TYPED for text in request.form.getlist(name) if text.strip()]
    except HTTPException:
        return []
