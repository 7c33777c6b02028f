"""Any school of the register, written in all declared ways and composed of them, and in ways not declared."""

import random
from collections import Counter

import pytest

from tests.matching.cells.judging import LOST, RIGHT, WRONG, matches_of, tally, verdict
from tests.matching.cells.writing import KINDS, Writer
from webmap.build import matcher_of
from webmap.places.register.register import Register, load_register
from webmap.vocabulary.terms import Outcome

pytestmark = pytest.mark.register

SEED = 12
CELLS = 112 * len(KINDS)
TAKEN_OUT = 0.2


@pytest.fixture(scope="module")
def register(official_register, places):
    return load_register(official_register, places.read_address, places.table)


@pytest.fixture(scope="module")
def matcher(register, places):
    return matcher_of(register, places)


@pytest.fixture(scope="module")
def tallied(register, matcher):
    return tally(Writer(register.schools, SEED).cells(CELLS), matcher)


def test_no_written_cell_places_a_school_that_it_does_not_name(tallied):
    _, missed = tallied
    assert [(cell.text, cell.region) for found, cell, _ in missed if found == WRONG] == []


def test_no_written_cell_loses_a_school_beside_one_that_it_places(tallied):
    _, missed = tallied
    assert [(cell.text, cell.region) for found, cell, _ in missed if found == LOST] == []


def test_nearly_every_declared_way_finds_its_schools(tallied):
    counts, _ = tallied
    shares = {kind: found[RIGHT] / found.total() for kind, found in counts.items()}
    # A place that is a school's name, too, waits for a person in lists such as 강남, 대왕중.
    expected = {kind: 0.55 if kind == "shared ending" else 0.96 for kind in shares}
    assert {kind: share for kind, share in shares.items() if share < expected[kind]} == {}


def test_cells_in_undeclared_ways_are_open_and_quote_what_is_not_understood(register, matcher):
    writer = Writer(register.schools, SEED)
    for cell in writer.cells(20 * len(KINDS)):
        if cell.kind == "undeclared":
            matches = matches_of(cell, matcher)
            assert verdict(cell, matches) is RIGHT, cell.text
            assert any(match.outcome is not Outcome.MATCHED for match in matches), cell.text


def test_a_school_that_the_register_lacks_is_never_lost_or_given_to_another_by_the_grammar(register, places):
    chance = random.Random(SEED)  # noqa: S311 (the same schools each time)
    gone = {each.key for each in register.schools if chance.random() < TAKEN_OUT}
    rest = tuple(each for each in register.schools if each.key not in gone)
    matcher, found = matcher_of(Register(rest, (), fictional=False), places), Counter()
    for cell in Writer(register.schools, SEED).cells(CELLS // 2):
        # Names of which only the place in front differs are the matter of the candidates, not of the grammar.
        if cell.kind != "shared ending" and any(each.key in gone for each in cell.schools):
            matches = matches_of(cell, matcher)
            placed = {each.school.name for each in matches if each.school is not None}
            found[verdict(cell, matches)] += 1
            names = {each.name for each in cell.schools}
            assert all(any(name in own or own in name for own in names) for name in placed), cell.text
    assert found.total() > 0.1 * CELLS // 2
