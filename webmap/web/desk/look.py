"""What the desk's templates share: the language, the menu, and what the person may."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, request

from webmap.review.permissions import Action
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import LANGUAGES, N_, Message, translations
from webmap.web.desk.context import allows, desk

LANGUAGE_COOKIE = "desk-language"

MENU: tuple[tuple[str, str, Action], ...] = (
    ("start.page", N_("Overview"), Action.ENTER),
    ("queue.page", N_("Open rows"), Action.READ),
    ("judging.page", N_("To be accepted"), Action.READ),
    ("files.page", N_("Lists"), Action.READ),
    ("schools.page", N_("Schools"), Action.READ),
    ("objections.page", N_("Objections"), Action.READ),
    ("releases.page", N_("Releases"), Action.READ),
    ("journal.page", N_("Journal"), Action.READ_JOURNAL),
    ("people.page", N_("People"), Action.MANAGE_PEOPLE),
)
"""Endpoint, name and action of each part of the desk, in the order of the menu."""


def register(app: Flask) -> None:
    """Give templates the language, the menu and `allows`."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["korean_time"] = korean_time
    app.context_processor(_shared)


def language() -> str:
    """The reader's language: what the cookie says, else the desk's setting."""
    if "language" not in g:
        stated = request.cookies.get(LANGUAGE_COOKIE, "")
        g.language = stated if stated in LANGUAGES else desk().settings.language
    return str(g.language)


def rendered(message: Message) -> str:
    """A sentence in the reader's language. Templates have it as `rendered(message)`."""
    return message.render(language())


def korean_time(moment: datetime) -> str:
    """A moment in Korean time, to the minute: 2026-11-30 18:05."""
    return f"{moment.astimezone(KOREA):%Y-%m-%d %H:%M}"


def address_with(**changes: object) -> str:
    """The address of this page with other arguments; None removes one, and `done` never stays."""
    arguments = {**request.args.to_dict(flat=False), "done": None, **changes}
    pairs = {name: value for name, value in arguments.items() if value is not None}
    query = urlencode(pairs, doseq=True)
    return f"{request.path}?{query}" if query else request.path


def own_address() -> str:
    """The page to come back to after a form of its header; of an answer to a form, the overview."""
    return request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else "/"


def _shared() -> dict[str, Any]:
    from flask import current_app

    menu = [
        (endpoint, gettext(name))
        for endpoint, name, action in MENU
        if endpoint in current_app.view_functions and allows(action)
    ]
    return {
        "language": language(),
        "languages": LANGUAGES,
        "menu": menu,
        "allows": allows,
        "rendered": rendered,
        "translated": lambda words: {code: gettext(word) for code, word in words.items()},
        "address_with": address_with,
        "own_address": own_address(),
        "actor": g.get("actor"),
        "form_token": g.session.form_token if g.get("session") else "",
        "known": current_app.view_functions,
        "grouped": lambda number: f"{number:,}",
    }


def gettext(text: str) -> str:
    """A word in the reader's language. Templates have it as `_`."""
    return translations(language()).gettext(text)


def _ngettext(singular: str, plural: str, count: int) -> str:
    return translations(language()).ngettext(singular, plural, count)
