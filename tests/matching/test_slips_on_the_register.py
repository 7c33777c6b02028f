"""Misspelt names, which the register does not have."""

import random
import unicodedata

import pytest

from webmap.build import matcher_of
from webmap.lists.entry import Entry
from webmap.matching.forms import short_form, stem_of
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level, RegionLevel

pytestmark = pytest.mark.register

SEED = 11
INITIALS = [chr(code) for code in range(0x1100, 0x1113)]
VOWELS = [chr(code) for code in range(0x1161, 0x1176)]
FINALS = [chr(code) for code in range(0x11A8, 0x11C3)]


@pytest.fixture(scope="module")
def register(official_register, places):
    return load_register(official_register, places.read_address, places.table)


@pytest.fixture(scope="module")
def schools(register):
    return [school for school in register.schools if school.level in (Level.MIDDLE, Level.HIGH)]


def sido_of(school, places):
    return places.table.region(RegionLevel.SIDO, school.sido).name


def slipped(name, chance):
    """The name with one jamo of its stem replaced by another of the same kind."""
    jamo = list(unicodedata.normalize("NFD", name))
    place = chance.randrange(max(1, len(unicodedata.normalize("NFD", stem_of(name)))))
    kind = next((kind for kind in (INITIALS, VOWELS, FINALS) if jamo[place] in kind), None)
    if kind:
        jamo[place] = chance.choice([each for each in kind if each != jamo[place]])
    return unicodedata.normalize("NFC", "".join(jamo))


def test_a_slip_in_the_name_of_any_school_is_never_placed_at_another(register, schools, places):
    matcher, chance = matcher_of(register, places), random.Random(SEED)  # noqa: S311 (the same names each time)
    offered = tried = 0
    for school in schools:
        name = slipped(short_form(school.name), chance)
        if matcher.index.fitting(name):
            continue  # the register has it
        for region in ("", sido_of(school, places)):
            for found in matcher.match_entry(Entry("names", 1, name, region=region)):
                assert found.school in (None, school), (name, region)
                tried += 1
                offered += school in found.candidates
    assert tried > 1.8 * len(schools)
    assert offered > 0.85 * tried
