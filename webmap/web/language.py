"""Which language a request is answered in, and the sentences for templates and scripts."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel.messages.extract import extract_from_dir
from flask import Flask, current_app, g, has_request_context, request

from webmap.language import LANGUAGES, translations
from webmap.resources import static_path
from webmap.settings import Settings


def register(app: Flask) -> None:
    """Let templates translate: `_()`, `gettext()`, `ngettext()`."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


def language() -> str:
    """The language asked for by `lang`, else the setting's. In the address, so that answers can be cached."""
    if not has_request_context():
        return default_language()
    if "language" not in g:
        asked = request.args.get("lang", "")
        g.language = asked if asked in LANGUAGES else default_language()
    return str(g.language)


def default_language() -> str:
    """The language of pages that ask for none."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return settings.language


def gettext(text: str) -> str:
    """A sentence in the request's language."""
    return translations(language()).gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """A sentence that counts, in the request's language."""
    return translations(language()).ngettext(singular, plural, count)


@cache
def script_texts(language: str) -> dict[str, Any]:
    """Every sentence of the scripts in a language: text → translation, a list for sentences that count."""
    found = extract_from_dir(
        static_path("js"), method_map=[("**.js", "javascript")], keywords={"t": None, "tn": (1, 2)}
    )
    catalogue = translations(language)
    texts: dict[str, Any] = {}
    for _file, _line, message, _comments, _context in found:
        if isinstance(message, tuple):
            singular, plural = message[0], message[1]
            texts[singular] = [catalogue.ngettext(singular, plural, count) for count in (1, 2)]
        else:
            texts[message] = catalogue.gettext(message)
    return texts
