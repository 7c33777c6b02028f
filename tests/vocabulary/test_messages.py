"""Every sentence has its Korean, and no Korean is left over."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from webmap.vocabulary.messages import Message, say

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "webmap" / "vocabulary" / "translations" / "ko.po"


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    keywords = ["-k", "say", "-k", "N_", "-k", "t", "-k", "tn:1,2"]
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "webmap/vocabulary/translations/babel.cfg",
         *keywords, "-o", str(template), "."],
        cwd=ROOT, check=True,
    )  # fmt: skip
    with template.open("rb") as source:
        return {message.id: message for message in read_po(source) if message.id}


@pytest.fixture(scope="module")
def korean():
    with CATALOGUE.open("rb") as source:
        return {message.id: message for message in read_po(source, locale="ko") if message.id}


def test_every_sentence_has_its_korean(said, korean):
    assert [text for text in said if text not in korean or not any(korean[text].string)] == []


def test_no_korean_is_left_over(said, korean):
    assert [text for text in korean if text not in said] == []


def test_translations_keep_the_places_for_values(korean):
    def places(text):
        return set(re.findall(r"%\((\w+)\)s", text))

    for text, message in korean.items():
        english = text if isinstance(text, str) else text[1]
        translated = message.string if isinstance(message.string, str) else message.string[0]
        assert places(translated) == places(english), english


def test_a_message_can_be_stored_and_shown_in_either_language():
    inner = say("Elementary schools are not part of this map.")
    message = say("%(file)s, row %(row)s: %(remark)s", file="100%.csv", row=3, remark=inner)
    read = Message.from_json(message.as_json())
    assert read == message
    assert read.render("en") == "100%.csv, row 3: Elementary schools are not part of this map."
    assert "3행" in read.render("ko")
