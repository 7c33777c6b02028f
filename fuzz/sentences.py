"""Requirements on every sentence shown to people, in each language."""

from __future__ import annotations

import json
import re
import unicodedata

from webmap.vocabulary.messages import LANGUAGES, Message, translations

MAX_LENGTH = 1_200
"""Characters of a sentence; what a person typed is cut before it is repeated."""
_PLACES = re.compile(r"%\((\w+)\)s")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_sentence(message: Message) -> None:
    """Raise AssertionError unless a message can be shown and stored in every language, without holes."""
    missing = set(_PLACES.findall(message.text)) - set(message.values)
    assert not missing, f"no value for {missing} in {message.text!r}"
    assert translations("ko").gettext(message.text) != message.text, f"no Korean for {message.text!r}"
    for name, value in message.values.items():
        assert value is not None, f"{name} is None in {message.text!r}"
        assert str(value).strip(), f"{name} is blank in {message.text!r}"
    for language in LANGUAGES:
        check_shown(message.render(language))
    stored = json.loads(json.dumps(message.as_json()))
    assert Message.from_json(stored).render("en") == message.render("en")


def check_shown(text: str) -> None:
    """Raise AssertionError unless a text is one line that no terminal, page or file chokes on."""
    assert 0 < len(text) <= MAX_LENGTH, f"{len(text)} characters: {text[:80]!r}"
    assert "Traceback" not in text
    strange = [letter for letter in text if not is_shown(letter)]
    assert not strange, f"{strange[:5]!r} in {text!r}"


def is_shown(letter: str) -> bool:
    """Whether a character neither breaks lines, nor changes their direction, nor fails to be stored."""
    return unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp") and letter not in _BIDI
