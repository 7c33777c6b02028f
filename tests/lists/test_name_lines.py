from __future__ import annotations

import pytest

from tests.lists.making import read
from webmap.errors import ListError


def test_numbers_bullets_blank_lines_and_comments_around_names_are_passed_over() -> None:
    text = "# 우리 목록\n1. 가상중\n2) 가상고등학교,\n\n① 서울 가상여고\n- 가상대학교\n• [x] 가상 high school\n// 끝\n1고\n"
    found = read(text, "목록.txt")
    assert [(entry.row, entry.school) for entry in found.entries] == [
        (2, "가상중"),
        (3, "가상고등학교"),
        (5, "서울 가상여고"),
        (6, "가상대학교"),
        (7, "가상 high school"),
        (9, "1고"),
    ]
    assert found.format == "txt"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "홍길동\n김가상\n",
            "가상중\n홍길동\n",
            "홍길동,가상고\n김가상,나상고\n",
            "가상중, 서울\n나상고, 부산\n",
        ),
        *("가상중\n나상고\n다상고\n라상고\n홍길동,마상고\n", "안녕하세요\n반갑습니다\n", "# 가상중\n\n"),
    ],
)
def test_lines_that_are_not_names_of_schools_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(ListError) as failure:
        read(text, "목록.txt")
    assert "홍길동" not in failure.value.message.render("ko")


def test_a_line_of_several_schools_is_one_row() -> None:
    assert [entry.school for entry in read("가상중, 가상고\n나상중\n").entries] == [
        "가상중, 가상고",
        "나상중",
    ]
