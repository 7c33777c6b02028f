"""Schools that the register lacks: the mask that takes them out, and every way to write them, never placed elsewhere."""

import random
from dataclasses import replace

import pytest

from tests.matching.making import match, matcher_of, school
from tests.matching.ways import entries_of, is_named, names_of
from webmap.build import matcher_of as official_matcher
from webmap.places.register.register import Register, load_register
from webmap.vocabulary.terms import Level, Outcome

SEED, MASKED, REBUILT = 17, 250, 30
IN_SCOPE = (Level.MIDDLE, Level.HIGH, Level.UNIVERSITY)

official = pytest.mark.register


@pytest.fixture(scope="module")
def register(official_register, places):
    return load_register(official_register, places.read_address, places.table)


@pytest.fixture(scope="module")
def matcher(register, places):
    return official_matcher(register, places)


@pytest.fixture(scope="module")
def schools(register):
    return [each for each in register.schools if each.level in IN_SCOPE]


def without(matcher, *schools):
    return replace(matcher, index=matcher.index.without(*schools))


@official
def test_no_way_to_write_a_school_that_the_register_lacks_is_placed_at_another(matcher, schools, places):
    chance = random.Random(SEED)  # noqa: S311 (the same schools each time)
    elsewhere, tried = [], 0
    for gone in chance.sample(schools, MASKED):
        masked = without(matcher, gone)
        for entry in entries_of(gone, places.table):
            for found in masked.match_entry(entry):
                tried += 1
                if found.school is not None and not is_named(found, gone, places.table):
                    elsewhere.append((gone.name, entry.school, entry.region, found.school.name, found.rule))
    assert elsewhere == []
    assert tried > 20 * MASKED


@official
def test_a_mask_gives_what_a_register_without_these_schools_gives(matcher, register, schools, places):
    gone = random.Random(SEED).sample(schools, REBUILT)  # noqa: S311 (the same schools each time)
    keys = {each.key for each in gone}
    rest = tuple(each for each in register.schools if each.key not in keys)
    rebuilt, masked = official_matcher(Register(rest, (), fictional=False), places), without(matcher, *gone)
    for each in gone:
        for entry in entries_of(each, places.table):
            one, other = masked.match_entry(entry), rebuilt.match_entry(entry)
            assert [(found.outcome, found.school, found.reason) for found in one] == [
                (found.outcome, found.school, found.reason) for found in other
            ], entry


@official
def test_every_school_is_written_in_several_ways(schools, places):
    assert all(len(names_of(each, places.table)) >= 3 for each in schools)


def test_a_mask_hides_a_school_its_name_and_its_campus_and_leaves_the_index_as_it_was():
    branch = school("가상바다대학교(ERICA)", Level.UNIVERSITY, "41110", campus="분교", radius_m=500)
    other = school("가상솔내중학교", Level.MIDDLE)
    matcher = matcher_of(branch, other)
    masked = without(matcher, branch)
    assert match(matcher, "가상바다대(ERICA)").school == branch
    assert match(masked, "가상바다대(ERICA)").outcome is Outcome.UNMATCHED
    assert "erica" not in masked.index.campuses or masked.index.campuses["erica"] == "ERICA"
    assert branch.name in matcher.index.official_names - masked.index.official_names
    assert match(masked, "가상솔내중").school == other


def test_a_nickname_that_gave_way_to_a_masked_school_is_one_again():
    # 동대문상고 is a declared former name of 청원고등학교 in Seoul.
    former, own = school("청원고등학교", Level.HIGH), school("동대문상업고등학교", Level.HIGH)
    matcher = matcher_of(former, own)
    assert match(matcher, "동대문상고").school == own
    assert match(without(matcher, own), "동대문상고").school == former
