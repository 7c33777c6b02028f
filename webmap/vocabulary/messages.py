"""Sentences in the reader's language.

A sentence is written once, in English, where it is said; its Korean stands in
`webmap/vocabulary/translations/ko.po`. `Message` keeps a sentence and its values apart, so that what is
stored (a reason, a remark) can be shown in either language later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LANGUAGES = ("ko", "en")
DEFAULT_LANGUAGE = "ko"
CATALOGUES = Path(__file__).parent / "translations"


def N_(text: str) -> str:  # noqa: N802 (the name that translation tools look for)
    """Mark a sentence for the catalogue without translating it yet."""
    return text


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
    """A sentence and the values in it: `Message("%(count)s schools share this name", {"count": 3})`."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def render(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the sentence in a language; values that are messages themselves are rendered too."""
        values = {
            key: value.render(language) if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        sentence = translations(language).gettext(self.text)
        return sentence % values if values else sentence.replace("%%", "%")

    def as_json(self) -> dict[str, Any]:
        """Plain form for storing; `Message.from_json` reads it back."""
        values = {
            key: value.as_json() if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        return {"text": self.text, "values": values}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Message:
        """Read a message back."""
        values = {
            key: cls.from_json(value) if isinstance(value, Mapping) else value
            for key, value in stored["values"].items()
        }
        return cls(stored["text"], values)

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


Render = Callable[[Message], str]
"""From a sentence to the reader's language."""


def say(text: str, /, **values: Any) -> Message:
    """Short form of `Message`, marked for the catalogue (`pybabel extract -k say`)."""
    return Message(text, values)
