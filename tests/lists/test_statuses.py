from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.lists.statuses import StatusReading, is_unstated, read_status
from webmap.vocabulary.terms import Status

_DATA = Path(__file__).parent / "data" / "status_texts.tsv"
LABELLED = [
    (row["text"], row["status"].split("|"))
    for row in csv.DictReader(_DATA.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
]

CLAIMS = (
    "신고", "신고됨", "접수", "제보", "의심", "의혹", "고소", "reported", "claimed",
)  # fmt: skip
FINDINGS = (
    "확인", "확인됨", "확인 완료", "사실", "사실로 확인됨", "피해 확인", "인정", "검증", "입증", "확정", "적발", "검거", "구속", "송치",
    "기소", "시인", "confirmed", "verified", "true", "yes", "O", "✔",
)  # fmt: skip
DENIALS = (
    "사실무근", "허위", "오보", "아님", "장난", "거짓", "가짜", "헛소문", "낭설", "조작", "오인", "과장", "취소", "취소됨", "철회됨", "취하",
    "내림", "번복", "삭제", "무혐의", "없음", "부인", "불송치", "각하", "피해 없음", "사실 아님", "해당 없음", "다른 학교", "동명이교",
    "사실이 아닌 것으로 판명", "X", "❌", "ㄴㄴ", "no", "false", "denied", "retracted", "not true", "later withdrawn",
)  # fmt: skip
DOUBTS = (
    "불가", "안됨", "안 됨", "안 된 상태", "않음", "못함", "확인할 수 없음", "미확인", "보류", "대기", "예정", "필요", "요청", "아직 안 됨",
    "추정", "일부", "증거 없음", "?", "조사 중", "not", "unconfirmed", "not yet",
)  # fmt: skip
JOINS = (
    "{}({})", "{} ({})", "{}[{}]", "【{}】{}", "({}) {}", "{} {}", "{} - {}", "{}→{}", "{} → {}", "{}/{}", "{} / {}", "{}, {}", "{}: {}",
    "{};{}", "{}_{}", "{}~{}", "{}…{}", "{}|{}", "{}·{}", "{}!{}", "{}\n{}", "{}\t{}", "{}했으나 {}", "{}되었다가 {}", "{} 하지만 {}",
    "{} but {}", "{}(교육청), {}", "{} 2024-08-26 {}", "{}되었음. 그러나 {}", "{} 엉뚱한말 {}",
)  # fmt: skip
PASSERS_BY = (
    "",
    "교육청",
    "2024-08-26",
    "경찰 발표",
    "9/3",
    "학교 측",
    "결과",
    "두리둥실",
    "♥",
    "의 ",
    "N번방",
)


@pytest.mark.parametrize(("text", "statuses"), LABELLED)
def test_statuses_as_people_write_them_are_read_as_a_person_reads_them(
    text: str, statuses: list[str]
) -> None:
    if statuses == ["empty"]:
        assert is_unstated(text)
    else:
        assert not is_unstated(text)
        status = read_status(text).status
        assert (status.value if status else "unknown") in statuses


@pytest.mark.parametrize("join", JOINS)
def test_a_finding_beside_a_denial_or_doubt_is_never_confirmed(join: str) -> None:
    for finding in FINDINGS:
        for other in (*DENIALS, *DOUBTS, *CLAIMS):
            for text in (join.format(finding, other), join.format(other, finding)):
                assert read_status(text).status is not Status.CONFIRMED, text


@pytest.mark.parametrize("join", JOINS)
def test_a_claim_beside_a_denial_never_stays_a_claim(join: str) -> None:
    for claim in CLAIMS:
        for denial in DENIALS:
            for text in (join.format(claim, denial), join.format(denial, claim)):
                assert read_status(text).status not in (Status.REPORTED, Status.CONFIRMED), text


@given(
    finding=st.sampled_from((*FINDINGS, *CLAIMS)),
    denial=st.sampled_from(DENIALS),
    join=st.sampled_from(JOINS),
    around=st.tuples(*[st.sampled_from(PASSERS_BY)] * 4),
    turned=st.booleans(),
    spaced=st.booleans(),
)
def test_no_word_between_or_around_hides_a_denial(
    finding: str, denial: str, join: str, around: tuple[str, ...], turned: bool, spaced: bool
) -> None:
    space = " " if spaced else ""
    pair = [
        f"{around[0]} {finding}{space}{around[1]}",
        f"{around[2]}{space}{denial} {around[3]}",
    ]
    text = join.format(*(reversed(pair) if turned else pair))
    assert read_status(text).status not in (Status.CONFIRMED, Status.REPORTED), text


@given(st.text(st.sampled_from(sorted({*"".join(FINDINGS + DENIALS + DOUBTS), *" ()→/,-?X✔"})), max_size=12))
def test_no_text_is_confirmed_without_a_word_of_finding(text: str) -> None:
    words = (*FINDINGS, "y", "ok", "실제", "진짜", "맞음", "참", "자백", "팩트", "체포", "인증", "○")
    plain = text.casefold().replace(" ", "")
    if read_status(text).status is Status.CONFIRMED:
        assert any(word.casefold().replace(" ", "") in plain for word in words), text


@pytest.mark.parametrize(
    "text", ["조사 완료", "수사 종결", "처리 완료", "조사결과 통보", "검토 완료", "조치 완료"]
)
def test_the_end_of_an_examination_says_nothing_of_its_result(text: str) -> None:
    assert read_status(text) == StatusReading(None)


@pytest.mark.parametrize("text", ["확인(두리둥실)", "피해 확인 (어쩌고)", "송치 (zzz)"])
def test_a_finding_beside_words_in_brackets_that_nobody_understands_is_under_review(text: str) -> None:
    assert read_status(text) == StatusReading(Status.UNDER_REVIEW, contradictory=True)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "…", ".", "/", "n/a", "N/A", "NULL", "\u200b"])
def test_a_dash_states_no_status(text: str) -> None:
    assert is_unstated(text)


@pytest.mark.parametrize("text", ["?", "✗", "✔", "없음", "무", "0", "△"])
def test_a_sign_or_a_word_states_something(text: str) -> None:
    assert not is_unstated(text)
