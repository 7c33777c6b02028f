"""Log-in and log-out, and the links by which a person comes for the first time."""

from __future__ import annotations

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webmap.errors import DeskError, TooManyRequestsError, WebmapError
from webmap.review.people import access, codes, invitations, log_in, sessions
from webmap.review.people.log_in import Entered, Origin, Typed
from webmap.vocabulary.messages import LANGUAGES, Message, say
from webmap.web.desk.context import client, desk, field, network, to
from webmap.web.desk.gate import check_form_token, cookie_name, open_to_all
from webmap.web.desk.look import LANGUAGE_COOKIE
from webmap.web.desk.square_code import drawn

blueprint = Blueprint("entry", __name__)

YEAR_S = 365 * 86_400
BROWSER_COOKIE, PLAIN_BROWSER_COOKIE = "__Host-desk-browser", "desk-browser"
BROWSER_KEPT_S = 180 * 86_400
MAX_PASSWORD = 1000


@blueprint.get("/log-in")
@open_to_all
def log_in_page() -> Response | str:
    """The page on which a person logs in."""
    then = own_path(request.args.get("then", ""))
    return redirect(then, code=303) if g.actor else render_template("desk/log_in.html", then=then)


@blueprint.post("/log-in")
@open_to_all
def enter() -> Response:
    """Let a person in, and lead them to where they wanted to go."""
    then = own_path(field("then"))
    typed = Typed(field("handle", 100), password_field("password"), field("code", 20))
    try:
        entered = log_in.log_in(desk().database, desk().cipher, typed, origin())
    except (log_in.WrongError, TooManyRequestsError) as error:
        page = render_template("desk/log_in.html", then=then, handle=typed.handle, fault=error.message)
        return _answer(page, error)
    return _entered(redirect(then, code=303), entered)


@blueprint.post("/log-out")
@open_to_all
def log_out() -> Response:
    """End the session; also for a person whose roles have ended."""
    answer = to("entry.log_in_page")
    if g.session:
        check_form_token()
        with desk().database.write() as connection:
            access.note(connection, access.Entry.LOG_OUT, g.session.actor.person, network())
            sessions.end(connection, g.session.token)
    answer.delete_cookie(cookie_name(), secure=_is_secure(), httponly=True, samesite="Strict")
    return answer


@blueprint.get("/invitation/<secret>")
@open_to_all
def invitation(secret: str) -> str:
    """The page on which a person with a link sets a password and a second factor."""
    with desk().database.read() as connection:
        link = invitations.find(connection, secret)
    return _enrolment_page(link, codes.new_secret(), None)


@blueprint.post("/invitation/<secret>")
@open_to_all
def accept(secret: str) -> Response:
    """Use a link, and let the person in."""
    with desk().database.read() as connection:
        link = invitations.find(connection, secret)
    totp = codes.unseal(desk().cipher, link.digest, field("sealed"))
    enrolment = invitations.Enrolment(password_field("password"), totp, field("code", 20))
    try:
        check_same(enrolment.password, password_field("again"))
        person_id = invitations.accept(desk().database, desk().cipher, secret, enrolment)
    except DeskError as error:
        return _answer(_enrolment_page(link, totp, error.message), error)
    with desk().database.write() as connection:
        entered = log_in.enter(connection, person_id, origin())
    return _entered(to("start.page", done="welcome"), entered)


@blueprint.post("/language")
@open_to_all
def change_language() -> Response:
    """Show the pages in another language from now on."""
    answer = redirect(own_path(field("then")), code=303)
    if (chosen := field("language", 10)) in LANGUAGES:
        _set_cookie(answer, LANGUAGE_COOKIE, chosen, YEAR_S)
    return answer


def own_path(address: str) -> str:
    """An address within the desk, to be led to; of anything else, the overview.

    Browsers read `//host` and `/\\host` as another site, and drop tabs and line ends before they read.
    """
    is_own = address.startswith("/") and not address.startswith("//") and address.isprintable()
    return address if is_own and "\\" not in address else "/"


def password_field(name: str) -> str:
    """A password as it was typed, with its spaces."""
    return request.form.get(name, "")[:MAX_PASSWORD]


def origin() -> Origin:
    """Where the person who asks comes from."""
    return Origin(client(), network(), request.cookies.get(_browser_cookie(), ""))


def check_same(password: str, again: str) -> None:
    """Raise DeskError where a new password was not typed twice alike."""
    if password != again:
        raise DeskError(say("The two passwords are not the same."))


def _enrolment_page(link: invitations.Invitation, totp: str, fault: Message | None) -> str:
    return render_template(
        "desk/invitation.html",
        link=link,
        fault=fault,
        secret=totp,
        picture=drawn(codes.enrolment_address(totp, link.handle)),
        sealed=codes.seal(desk().cipher, link.digest, totp),
        address=url_for("entry.accept", secret=(request.view_args or {})["secret"]),
    )


def _answer(page: str, error: WebmapError) -> Response:
    answer = make_response(page)
    answer.status_code = error.http_status
    if isinstance(error, TooManyRequestsError):
        answer.headers.update(error.headers)
    return answer


def _entered(answer: Response, entered: Entered) -> Response:
    if g.session:  # a session of before this log-in, in the same browser
        with desk().database.write() as connection:
            sessions.end(connection, g.session.token)
    _set_cookie(answer, cookie_name(), entered.session, None)
    _set_cookie(answer, _browser_cookie(), entered.browser, BROWSER_KEPT_S)
    return answer


def _set_cookie(answer: Response, name: str, value: str, kept_s: int | None) -> None:
    answer.set_cookie(name, value, max_age=kept_s, secure=_is_secure(), httponly=True, samesite="Strict")


def _browser_cookie() -> str:
    return BROWSER_COOKIE if _is_secure() else PLAIN_BROWSER_COOKIE


def _is_secure() -> bool:
    return desk().settings.is_behind_tls
