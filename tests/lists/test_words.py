from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.lists import levels, statuses
from webmap.lists.levels import read_level
from webmap.lists.statuses import StatusReading, read_status
from webmap.lists.text import spelling_key
from webmap.vocabulary.terms import Level, Status


@pytest.mark.parametrize("level", Level)
def test_every_spelling_of_a_level_is_read(level: Level) -> None:
    assert {read_level(spelling) for spelling in (level.value, *levels.SPELLINGS[level])} == {level}


@pytest.mark.parametrize("status", Status)
def test_every_spelling_of_a_status_is_read(status: Status) -> None:
    spellings = (status.value, *statuses.SPELLINGS[status])
    assert {read_status(spelling) for spelling in spellings} == {StatusReading(status)}


@pytest.mark.parametrize("declared", [levels.SPELLINGS, statuses.SPELLINGS])
def test_no_spelling_means_two_things(declared: dict[str, tuple[str, ...]]) -> None:
    spellings = [spelling for held in declared.values() for spelling in {*map(spelling_key, held)}]
    assert len(spellings) == len(set(spellings))


def test_not_confirmed_is_neither_confirmed_nor_refuted() -> None:
    assert read_status("미확인") == StatusReading(Status.REPORTED)
    assert read_status("확인 안됨") == StatusReading(Status.REPORTED)
    assert read_status("확인") == StatusReading(Status.CONFIRMED)


def test_brackets_grades_and_case_do_not_matter() -> None:
    assert read_status("확인됨(교육청)") == StatusReading(Status.CONFIRMED)
    assert read_status("Under Review") == StatusReading(Status.UNDER_REVIEW)
    assert read_level("고등학교(일반)") is Level.HIGH
    assert read_level("중2") is Level.MIDDLE
    assert read_level("HIGH school") is Level.HIGH


@pytest.mark.parametrize("text", ["", "중·고", "유치원", "공립", "x" * 500])
def test_a_level_that_is_not_named_is_not_guessed(text: str) -> None:
    assert read_level(text) is None


@pytest.mark.parametrize("text", ["", "중복", "조사 완료", "확인 두리둥실", "?", "x" * 500])
def test_a_status_that_is_not_named_is_not_guessed(text: str) -> None:
    assert read_status(text) == StatusReading(None)


CLAIMS = (
    "확인",
    "확인됨",
    "사실",
    "인정",
    "검증",
    "y",
    "O",
    "신고",
    "제보",
    "접수",
    "조사중",
    "수사",
    "confirmed",
    "reported",
)
DENIALS = (
    "사실무근", "피해 없음", "허위", "오보", "취소됨", "철회됨", "허위로 판명", "경찰 조사 결과 사실이 아닌 것으로", "신고자가 철회", "학교 측 부인",
    "번복", "취하함", "착오", "불송치", "해프닝으로 종결", "X", "✗", "false", "not true", "later withdrawn",
)  # fmt: skip


@pytest.mark.parametrize("denial", DENIALS)
@pytest.mark.parametrize(
    "form",
    ["{}({})", "{} ({})", "{}[{}]", "{} - {}", "{}→{}", "{} / {}", "{}, {}", "{}（{}）", "{} {}", "{}: {}"],
)
def test_a_claim_beside_a_denial_never_stands_as_it_is(form: str, denial: str) -> None:
    for claim in CLAIMS:
        status = read_status(form.format(claim, denial)).status
        assert status in (Status.UNDER_REVIEW, Status.REFUTED, Status.WITHDRAWN), form.format(claim, denial)


@pytest.mark.parametrize(
    "text",
    [
        "확인(사실무근)", "확인(피해 없음)", "확인됨(허위)", "확인 (오보)", "인정(취소)", "조사중(허위로 판명)", "확인→사실무근",
        "확인/허위", "확인 X", "X", "확인[허위]", "검증(사실 아님)", "y(취소)", "확인(조사중)", "조사중(확인됨)", "확인 - 오보",
        "확인 대기 및 철회", "확인 ✗", "확인?", "확인(미확인)", "확인(경찰 수사중)", "확인 → 조사중",
    ],
)  # fmt: skip
def test_a_status_that_contradicts_itself_is_under_review_and_reported(text: str) -> None:
    assert read_status(text) == StatusReading(Status.UNDER_REVIEW, contradictory=True)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("확인 (2024-08-26)", Status.CONFIRMED),
        ("확인됨 [경찰 발표]", Status.CONFIRMED),
        ("사실/확인", Status.CONFIRMED),
        ("확인(N번방)", Status.CONFIRMED),
        ("확인(불가)", Status.REPORTED),
        ("확인 (안됨)", Status.REPORTED),
        ("미확인(언론)", Status.REPORTED),
        ("확인(중)", Status.UNDER_REVIEW),
        ("확인 / 교육청", Status.CONFIRMED),
        ("확인 대기", Status.REPORTED),
        ("신고(철회)", Status.WITHDRAWN),
        ("신고(철회됨)", Status.WITHDRAWN),
        ("이의 제기로 내림", Status.WITHDRAWN),
        ("허위로 판명", Status.REFUTED),
        ("허위 - 오보", Status.REFUTED),
        ("사실무근(교육청 확인)", Status.REFUTED),
        ("사실무근(사실 아님)", Status.REFUTED),
    ],
)
def test_what_stands_beside_a_status_and_agrees_changes_nothing(text: str, status: Status) -> None:
    assert read_status(text) == StatusReading(status)


def test_the_row_of_a_status_that_contradicts_itself_says_so() -> None:
    taken_back, plain = read("학교,진위\n가상중,확인(사실무근)\n나상고,확인\n").entries
    assert (taken_back.status, plain.status) == (Status.UNDER_REVIEW, Status.CONFIRMED)
    (remark,) = taken_back.remarks
    assert remark.values == {"column": "진위"}
    assert plain.remarks == ()


def test_personal_data_in_a_status_that_contradicts_itself_is_refused() -> None:
    (entry,) = read("학교,상태\n가상중,확인 - 오보 (문의 010-1234-5678)\n").entries
    assert entry.refused is not None


@pytest.mark.parametrize("text", ["확인(조치를 취하는 중)", "확인(조치 취하기로 함)", "확인(교육청)"])
def test_what_was_done_about_a_case_takes_nothing_back(text: str) -> None:
    assert read_status(text) == StatusReading(Status.CONFIRMED)
