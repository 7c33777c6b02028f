"""A Korean particle has the form that fits the word before it."""

import re

import pytest

from tests.vocabulary.test_messages import CATALOGUE
from webmap.vocabulary.messages import say
from webmap.vocabulary.particles import PARTICLES, choose_particles

READINGS = {
    # word: (with 을/를, with 으로/로)
    "가상대학교": ("를", "로"),
    "가상중": ("을", "으로"),
    "가상서울": ("을", "로"),
    "가상고등학교(서울)": ("를", "로"),
    "“가상중(본교)”": ("을", "으로"),
    "가상중학교 제3": ("을", "으로"),
    "가상중학교 제2": ("를", "로"),
    "2024-09-30": ("을", "으로"),
    "2024-09-01": ("을", "로"),
    "100": ("을", "으로"),
    "목록.csv": ("를", "로"),
    "목록.xlsx": ("를", "로"),
    "목록.json": ("을", "으로"),
    "목록.html": ("을", "로"),
    "B100023": ("을", "으로"),
    "UTF-8": ("을", "로"),
    "map": ("을", "으로"),
    "file": ("을", "로"),
    "server": ("를", "로"),
    "ㄱ": ("을", "으로"),
    "ㄹ": ("을", "로"),
    "ㅏ": ("를", "로"),
    "\u1100\u1161\u11bc": ("을", "으로"),
    "목록/": ("을", "으로"),
}


@pytest.mark.parametrize("word", READINGS)
def test_a_particle_follows_how_the_word_before_it_is_read(word):
    chosen = [choose_particles(f"%(word)s{particle}", {"word": word}) for particle in ("을(를)", "(으)로")]
    assert [each.removeprefix("%(word)s") for each in chosen] == list(READINGS[word])


@pytest.mark.parametrize("word", ["", "???", "…", "☎"])
def test_both_forms_stay_where_nothing_can_be_read(word):
    assert choose_particles("%(word)s을(를)", {"word": word}) == "%(word)s을(를)"


def test_a_second_value_in_brackets_belongs_to_the_first():
    text = choose_particles("%(school)s(%(id)s)이(가) 없습니다", {"school": "가상중", "id": "B2"})
    assert text == "%(school)s(%(id)s)이 없습니다"


def test_what_a_value_holds_is_never_changed():
    message = say(
        "There is no snapshot %(version)s here to compare with. Kept are: %(known)s.",
        version="을(를)",
        known="은(는)",
    )
    assert message.render("en") == "There is no snapshot 을(를) here to compare with. Kept are: 은(는)."
    assert (
        choose_particles("%(word)s을(를) %(rest)s", {"word": "가", "rest": "나을(를)"})
        == "%(word)s를 %(rest)s"
    )


def test_no_particle_of_the_catalogue_stands_where_its_form_is_never_chosen():
    text = CATALOGUE.read_text("utf-8").replace('"\n"', "")
    for particle in PARTICLES:
        for found in re.finditer(re.escape(particle), text):
            line = text[text.rfind("\n", 0, found.start()) + 1 : found.end()]
            probe = re.sub(r"%\((?!\w+\)s)", "", line)
            names = dict.fromkeys(re.findall(r"%\((\w+)\)s", probe), "가")
            assert particle not in choose_particles(probe, names), line
