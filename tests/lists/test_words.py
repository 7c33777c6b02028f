from __future__ import annotations

import pytest

from webmap.lists import levels, statuses
from webmap.lists.levels import read_level
from webmap.lists.statuses import read_status
from webmap.lists.text import fold
from webmap.vocabulary.terms import Level, Status


@pytest.mark.parametrize("level", Level)
def test_every_spelling_of_a_level_is_read(level: Level) -> None:
    assert {read_level(spelling) for spelling in (level.value, *levels.SPELLINGS[level])} == {level}


@pytest.mark.parametrize("status", Status)
def test_every_spelling_of_a_status_is_read(status: Status) -> None:
    assert {read_status(spelling) for spelling in (status.value, *statuses.SPELLINGS[status])} == {status}


@pytest.mark.parametrize("declared", [levels.SPELLINGS, statuses.SPELLINGS])
def test_no_spelling_means_two_things(declared: dict[str, tuple[str, ...]]) -> None:
    spellings = [spelling for held in declared.values() for spelling in {*map(fold, held)}]
    assert len(spellings) == len(set(spellings))


def test_not_confirmed_is_neither_confirmed_nor_refuted() -> None:
    assert read_status("미확인") is Status.REPORTED
    assert read_status("확인 안됨") is Status.REPORTED
    assert read_status("확인") is Status.CONFIRMED


def test_brackets_grades_and_case_do_not_matter() -> None:
    assert read_status("확인됨(교육청)") is Status.CONFIRMED
    assert read_status("Under Review") is Status.UNDER_REVIEW
    assert read_level("고등학교(일반)") is Level.HIGH
    assert read_level("중2") is Level.MIDDLE
    assert read_level("HIGH school") is Level.HIGH


@pytest.mark.parametrize("text", ["", "중·고", "유치원", "공립", "x" * 500])
def test_a_level_that_is_not_named_is_not_guessed(text: str) -> None:
    assert read_level(text) is None


@pytest.mark.parametrize("text", ["", "확인 대기 및 철회", "?", "x" * 500])
def test_a_status_that_is_not_named_is_not_guessed(text: str) -> None:
    assert read_status(text) is None
