"""Sentences in the reader's language.

A sentence is written once, in English, where it is used; its Korean is in
`webmap/vocabulary/translations/ko.po`. `Message` keeps a sentence and its values apart, so that what is
stored (a reason, a remark) can be shown in either language later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from webmap.vocabulary.particles import choose_particles

LANGUAGES = ("ko", "en")
DEFAULT_LANGUAGE = "ko"
CATALOGUES = Path(__file__).parent / "translations"

Texts = Mapping[str, Mapping[str, str]]
"""Sentence → language → its translation."""


def N_(text: str) -> str:  # noqa: N802 (the name that translation tools look for)
    """Mark a sentence for the catalogue without translating it yet."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a sentence about a number, `%(n)s`, for the catalogue: its form for one, and for others."""
    return one, many


@cache
def translations(language: str) -> NullTranslations:
    """Catalogue of a language; English needs none, as the sentences are written in it."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


@dataclass(frozen=True)
class Message:
    """A sentence and the values in it: `Message("%(count)s schools share this name", {"count": 3})`.

    A sentence about a number (`NN_`) has `many`, its form for any number but one, and that number, `n`.
    `stored`: its translations by language as they were when it was stored, for a sentence that the
    catalogue no longer has.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    many: str = ""
    n: int = 1
    stored: Mapping[str, str] = field(default_factory=dict, compare=False)

    def render(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the sentence in a language; values that are messages themselves are rendered too."""
        values = {
            key: value.render(language) if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        sentence = self._translated(language)
        if not values:
            return sentence.replace("%%", "%")
        return (choose_particles(sentence, values) if language == "ko" else sentence) % values

    def _translated(self, language: str) -> str:
        catalogue = translations(language)
        if self.many:
            return str(catalogue.ngettext(self.text, self.many, self.n))
        translated = str(catalogue.gettext(self.text))
        return self.stored.get(language, translated) if translated == self.text else translated

    def as_json(self) -> dict[str, Any]:
        """Plain form for storing; `Message.from_json` reads it back."""
        values = {
            key: value.as_json() if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        counted = {"many": self.many, "n": self.n} if self.many else {}
        return {"text": self.text, "values": values, **counted}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], texts: Texts = MappingProxyType({})) -> Message:
        """Read a message back; `texts` are the translations that were stored with it (`texts_of`)."""
        values = {
            key: cls.from_json(value, texts) if isinstance(value, Mapping) else value
            for key, value in stored["values"].items()
        }
        words = texts.get(stored["text"], {})
        return cls(stored["text"], values, stored.get("many", ""), stored.get("n", 1), words)

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


Render = Callable[[Message], str]
"""Renders a sentence in the reader's language."""


def say(text: str, /, **values: Any) -> Message:
    """Short form of `Message`, marked for the catalogue (`pybabel extract -k say`)."""
    return Message(text, values)


def texts_of(sentences: Iterable[str]) -> dict[str, dict[str, str]]:
    """Translations of sentences that will be stored: sentence → language → its translation."""
    return {text: words for text in sorted(set(sentences)) if (words := dict(_translations_of(text)))}


def _translations_of(text: str) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        # gettext translates the empty text to the catalogue's header.
        if text and (translated := str(translations(language).gettext(text))) != text:
            yield language, translated
