"""What was shown is never lost: the ledger among the snapshots, and the pause between editions."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from tests.disclosure.test_ledger import AREAS
from webmap.disclosure.edition import Edition
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import protect
from webmap.errors import DisclosureError, EditionTooEarlyError
from webmap.snapshot.protected.ledger import (
    LEDGER,
    check_pause,
    editions_shown,
    is_still_true,
    note_editions,
)
from webmap.vocabulary.terms import Level, Status

COUNTS = {("11010", Level.HIGH, Status.REPORTED): 2}


@pytest.fixture(scope="module")
def editions() -> list[Edition]:
    first = protect("2026-01-05", AREAS, COUNTS, Parameters())
    days = ("2026-01-12", "2026-01-19", "2026-01-26")
    chain = [first]
    for day in days:
        chain.append(replace(first, day=day, former=chain[-1].digest))
    return chain


def served(editions):
    return SimpleNamespace(edition=editions[-1], earlier=tuple(editions[-3:-1]))


def test_what_a_killed_build_served_without_noting_it_is_known(editions, tmp_path):
    note_editions(tmp_path, editions[:2])
    assert editions_shown(tmp_path, served(editions[:3])) == editions[:3]
    assert editions_shown(tmp_path, served(editions)) == editions


def test_going_back_to_an_older_snapshot_forgets_no_edition(editions, tmp_path):
    note_editions(tmp_path, editions)
    assert editions_shown(tmp_path, served(editions[:2])) == editions


def test_editions_that_neither_ledger_nor_snapshot_holds_are_missed(editions, tmp_path):
    assert editions_shown(tmp_path, served(editions[:3])) == editions[:3]
    with pytest.raises(DisclosureError, match="ledger"):
        editions_shown(tmp_path, served(editions))
    note_editions(tmp_path, editions)
    (tmp_path / LEDGER / "2026-01-12.json").unlink()
    with pytest.raises(DisclosureError, match="2026-01-19"):
        editions_shown(tmp_path, None)


def test_a_changed_file_of_the_ledger_is_refused(editions, tmp_path):
    note_editions(tmp_path, editions[:1])
    file = tmp_path / LEDGER / "2026-01-05.json"
    file.write_bytes(file.read_bytes().replace(b'"k":5', b'"k":6'))
    with pytest.raises(DisclosureError, match="2026-01-05"):
        editions_shown(tmp_path, served(editions[:1]))
    file.write_bytes(b"{}")
    with pytest.raises(DisclosureError, match=r"2026-01-05\.json"):
        editions_shown(tmp_path, None)


def test_an_edition_is_noted_once(editions, tmp_path):
    note_editions(tmp_path, editions[:2])
    note_editions(tmp_path, editions[:2])
    assert len(list((tmp_path / LEDGER).iterdir())) == 2


@pytest.mark.parametrize(
    ("number", "is_true"),
    [(1, True), (4, True), (5, False), (0, False)],
)
def test_an_edition_is_true_of_every_number_within_its_ranges(number, is_true):
    areas = [replace(each, existing=(0, 40, 0)) for each in AREAS[:1]]
    edition = protect("2026-01-05", areas, COUNTS, Parameters())
    counts = {("11010", Level.HIGH, Status.REPORTED): number}
    assert is_still_true(edition, areas, counts, Parameters()) is is_true


def test_other_parameters_or_another_register_need_a_new_edition(editions):
    assert is_still_true(editions[0], AREAS, COUNTS, Parameters())
    assert not is_still_true(editions[0], AREAS, COUNTS, Parameters(nmin=11))
    assert not is_still_true(editions[0], AREAS[:-1], COUNTS, Parameters())


def test_the_next_edition_waits_for_its_day(editions):
    check_pause([], date(2026, 1, 5), 7)
    check_pause(editions[:1], date(2026, 1, 12), 7)
    with pytest.raises(EditionTooEarlyError, match="2026-01-12"):
        check_pause(editions[:1], date(2026, 1, 11), 7)
    with pytest.raises(EditionTooEarlyError):  # a clock that went back
        check_pause(editions[:1], date(2025, 1, 1), 1)
