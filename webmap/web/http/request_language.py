"""The language of a request's answer, and the sentences for templates and scripts."""

from __future__ import annotations

from collections.abc import Iterable
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


def script_texts(language: str, modules: Iterable[str]) -> dict[str, str]:
    """The sentences of modules of `static/js` that have a translation: English → the language, by alphabet.

    The key of a sentence that counts is its singular. Korean has one form for all numbers; a language
    with more forms needs more than this.
    """
    return _script_texts(language, frozenset(modules))


@cache
def _script_texts(language: str, modules: frozenset[str]) -> dict[str, str]:
    catalogue = translations(language)
    texts: dict[str, str] = {}
    for module, message in _script_messages():
        if module not in modules:
            continue
        if isinstance(message, tuple):
            texts[message[0]] = catalogue.ngettext(message[0], message[1], 1)
        else:
            texts[message] = catalogue.gettext(message)
    return {text: texts[text] for text in sorted(texts) if texts[text] != text}


@cache
def _script_messages() -> list[tuple[str, str | tuple[str, ...]]]:
    """Each sentence of the scripts, with the name of its module."""
    found = extract_from_dir(
        static_path("js"), method_map=[("**.js", "javascript")], keywords={"t": None, "tn": (1, 2)}
    )
    return [(file.removesuffix(".js"), message) for file, _line, message, _comments, _context in found]
