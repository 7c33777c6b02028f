"""Every sentence has its Korean, and no Korean is left over."""

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.particles import PARTICLES

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "webmap" / "vocabulary" / "translations" / "ko.po"


@pytest.fixture(scope="module")
def texts():
    """The program that brings sentences into the catalogue (`make texts`)."""
    spec = importlib.util.spec_from_file_location("texts", ROOT / ".ci" / "texts.py")
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


@pytest.fixture(scope="module")
def sentences(texts):
    return {message.id: message for message in texts.extract_sentences() if message.id}


@pytest.fixture(scope="module")
def korean():
    with CATALOGUE.open("rb") as source:
        return {message.id: message for message in read_po(source, locale="ko") if message.id}


def test_every_sentence_has_its_korean(sentences, korean):
    assert [text for text in sentences if text not in korean or not any(korean[text].string)] == []


def test_no_korean_is_left_over(sentences, korean):
    assert [text for text in korean if text not in sentences] == []


def test_translations_keep_the_places_for_values(korean):
    def places(text):
        return set(re.findall(r"%\((\w+)\)s", text))

    for text, message in korean.items():
        english = text if isinstance(text, str) else text[1]
        translated = message.string if isinstance(message.string, str) else message.string[0]
        assert places(translated) == places(english), english


def test_only_messages_hold_particles_whose_form_is_chosen(sentences, korean):
    # Scripts and templates fill in values by themselves, without choosing.
    elsewhere = [
        text
        for text, message in sentences.items()
        if any(particle in str(korean[text].string) for particle in PARTICLES)
        and not all(file.endswith(".py") for file, _line in message.locations)
    ]
    assert elsewhere == []


def test_a_message_can_be_stored_and_shown_in_either_language():
    inner = say("Elementary schools are not part of this map.")
    message = say("%(file)s, row %(row)s: %(remark)s", file="100%.csv", row=3, remark=inner)
    read = Message.from_json(message.as_json())
    assert read == message
    assert read.render("en") == "100%.csv, row 3: Elementary schools are not part of this map."
    assert "3행" in read.render("ko")


def entry(text, translation="", places=""):
    return f'{places}msgid "{text}"\nmsgstr "{translation}"\n\n'


def test_new_sentences_come_into_the_catalogue_with_their_places_and_old_ones_go(texts):
    stored = 'msgid ""\nmsgstr "Language: ko\\n"\n\n' + entry("Kept", "그대로") + entry("Gone", "사라짐")
    template = texts.Catalog()
    template.add("Kept", locations=[("webmap/a.py", 3), ("webmap/a.py", 9)])
    template.add("New", locations=[("webmap/b.py", 1)], auto_comments=["what it stands beside"])
    catalogue = texts.update(stored.encode(), template)
    assert {message.id: message.string for message in catalogue if message.id} == {
        "Kept": "그대로",
        "New": None,
    }
    assert [message.id for message in texts.untranslated(catalogue)] == ["New"]
    kept = entry("Kept", "그대로", "#: webmap/a.py\n")
    new = entry("New", "", "#. what it stands beside\n#: webmap/b.py\n")
    assert texts.serialise(catalogue).decode().endswith(kept + new)
