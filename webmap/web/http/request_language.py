"""The language of a request's answer, and the sentences for templates and scripts."""

from __future__ import annotations

from functools import cache

from babel.messages.extract import extract_from_dir
from flask import Flask, current_app, g, has_request_context, request

from webmap.settings.settings import Settings
from webmap.system.shipped_files import static_path
from webmap.vocabulary.messages import LANGUAGES, translations


def register(app: Flask) -> None:
    """Let templates translate: `_()`, `gettext()`, `ngettext()`."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


def language() -> str:
    """The language that `lang` states, else the setting's. The address names it, so answers can be cached."""
    if not has_request_context():
        return default_language()
    if "language" not in g:
        code = request.args.get("lang", "")
        g.language = code if code in LANGUAGES else default_language()
    return str(g.language)


def default_language() -> str:
    """The language of addresses that state none."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    return settings.language


def gettext(text: str) -> str:
    """A sentence in the request's language."""
    return translations(language()).gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """A sentence that counts, in the request's language."""
    return translations(language()).ngettext(singular, plural, count)


@cache
def script_texts(language: str) -> dict[str, str]:
    """Every sentence of the scripts that has a translation: English → the language, in alphabetical order.

    The key of a sentence that counts is its singular. Korean has one form for all numbers; a language
    with more forms needs more than this.
    """
    messages = extract_from_dir(
        static_path("js"), method_map=[("**.js", "javascript")], keywords={"t": None, "tn": (1, 2)}
    )
    catalogue = translations(language)
    texts: dict[str, str] = {}
    for _file, _line, message, _comments, _context in messages:
        if isinstance(message, tuple):
            texts[message[0]] = catalogue.ngettext(message[0], message[1], 1)
        else:
            texts[message] = catalogue.gettext(message)
    return {text: texts[text] for text in sorted(texts) if texts[text] != text}
