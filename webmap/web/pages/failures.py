"""Answers to failures: a sentence in the reader's language, never a traceback or exception text."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from webmap.errors import BusyError, NoRoomError, RenderingError, TooManyRequestsError, WebmapError
from webmap.vocabulary.messages import Message, say
from webmap.web.http.published import described
from webmap.web.http.request_language import language
from webmap.web.pages.help_lines import help_lines
from webmap.web.pages.manifest import notice_of

log = logging.getLogger(__name__)

SENTENCES = {
    400: say("The request could not be understood."),
    404: say("There is no such page."),
    405: say("This address cannot be used in this way."),
    406: say("This address has no answer in the requested format."),
    413: say("The request is too large."),
    414: say("The address is too long."),
    416: say("The requested part of the file does not exist."),
    421: say("The map is not served under the host name of this request."),
}
PREPARING = say("The map is being prepared. Please try again in a few minutes.")
RETRY_AFTER_S = 60
SHORTLY_S = 5
UNEXPECTED = say("Something went wrong here. It was logged; please try again later.")

FOR_PROGRAMS = ("/api/", "/ogc", "/dataset/", "/healthz", "/readyz", "/metrics", "/oembed")
"""Beginnings of the addresses whose failures are sent as problem details (RFC 9457)."""
FOR_PEOPLE = ("/api/docs", "/dataset/")
"""Pages among them."""


def register(app: Flask) -> None:
    """Answer every failure in one shape."""
    app.register_error_handler(WebmapError, _known)
    app.register_error_handler(NoRoomError, _not_made)
    app.register_error_handler(RenderingError, _not_made)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _known(error: WebmapError) -> Response:
    if error.http_status < 500 or error.http_status == HTTPStatus.NOT_IMPLEMENTED:
        answer = _answer(error.http_status, error.kind, error.message)
        answer.headers.update(error.headers if isinstance(error, TooManyRequestsError) else {})
        return answer
    if isinstance(error, BusyError):
        return _later(_answer(error.http_status, error.kind, error.message), SHORTLY_S)
    # The message may name folders of the server, so it goes to the log only.
    log.error("%s: %s", error.kind, error.message.render("en"))
    if error.http_status != HTTPStatus.SERVICE_UNAVAILABLE:
        return _answer(error.http_status, "error", UNEXPECTED)
    return _later(_answer(error.http_status, error.kind, PREPARING), RETRY_AFTER_S)


def _later(answer: Response, seconds: int) -> Response:
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _not_made(error: WebmapError) -> Response:
    """The map still works, but this one file cannot be made now; the sentence says what to do."""
    return _later(_answer(error.http_status, error.kind, error.message), RETRY_AFTER_S)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    answer = _answer(code, "http", SENTENCES.get(code, SENTENCES[400] if code < 500 else UNEXPECTED))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "content-range", "retry-after"):
            answer.headers[name] = value
    return answer


def _unexpected(error: Exception) -> Response:
    log.error("unexpected failure", exc_info=error)
    return _answer(500, "error", UNEXPECTED)


def _surroundings() -> dict[str, Any]:
    """The surroundings of every page's content, as far as they are available after a failure."""
    try:
        notice_now = notice_of(described().fictional)
    except Exception:  # noqa: BLE001 (it runs while another failure is answered, which must not fail too)
        notice_now = None
    return {"language": language(), "notice": notice_now, "help_lines": help_lines(language())}


def _asks_for_data() -> bool:
    """Whether a program sent the request; at addresses that people open, too, its Accept header decides."""
    if request.path.startswith("/exports/"):
        return request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html"
    return request.path.startswith(FOR_PROGRAMS) and request.path not in FOR_PEOPLE


def _answer(code: int, kind: str, message: Message) -> Response:
    text = message.render(language())
    if _asks_for_data():
        # The type is the address of its explanation, relative to this server (RFC 9457, 3.1.1).
        answer = jsonify(type=f"/api/docs#{kind}", title=kind, status=code, detail=text)
        answer.mimetype = "application/problem+json"
    else:
        answer = make_response(render_template("error.html", code=code, message=text, **_surroundings()))
    answer.status_code = code
    answer.headers["Cache-Control"] = "no-store"
    return answer
