"""Which rows of a list are headers: the first one, and those of tables further below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from webmap.lists.column_map import NO_CHOICE, Choice, reading_of, readings_of
from webmap.lists.columns import SPELLINGS, Column, Strength, column_of, read_header
from webmap.lists.headers import core
from webmap.lists.levels import read_level
from webmap.lists.text import as_text, spelling_key, strip_invisible, words

_NAMES_A_SCHOOL_COLUMN = re.compile(
    r"(?:(?<!고등)(?<!초등)(?<![중대])학교|고교|모교|교명|school|university|college)"
    r"[ \t]*(?:명|이름|명칭|name)?[ \t]*(?:[^\w\s].*)?$"
    r"|학교[ \t]*(?:명|이름)",
    re.IGNORECASE | re.MULTILINE,
)
_KIND = re.compile(r"(?:초등|중|고등|대|중고등)?학교|고교|대학")
_MAX_QUESTION = 80
"""Characters of a header below the first one."""
_COMMON_HEADERS = frozenset(
    words(
        "번호, 연번, 순번, 순서, 일련번호, no, no., 이름, 성명, 성함, name, 작성자, 제보자, 신고자, "
        "접수자, 담당자, 응답자, 연락처, 전화번호, 이메일, e-mail, email, 소속, 부서, "
        "학년, 반, 성별, 나이, 건수, 인원, 학생수"
    )
)
"""Headers of columns that are not read, by which a line is known as a header."""
_PLAIN_HEADERS = frozenset(
    spelling.casefold()
    for column in (Column.REGION, Column.ADDRESS, Column.DATE)
    for spelling in SPELLINGS[column]
)
_PLAIN_SCHOOL_HEADERS = frozenset(spelling.casefold() for spelling in SPELLINGS[Column.SCHOOL])


def known_columns(row: Sequence[object], choice: Choice = NO_CHOICE) -> int:
    """Count the known columns of a row taken as a header; 0 without a school column."""
    readings = [reading for reading in readings_of(row, choice) if reading]
    columns = {each.column for each in readings if each.strength is not Strength.ENDS_LIKE_IT}
    weak = [each for each in readings if each.strength is Strength.ENDS_LIKE_IT]
    if Column.SCHOOL in columns:
        return 0 if any(map(_looks_like_data, row)) and _only_by_kind(row, choice) else len(columns)
    return len(columns) if weak and columns and not any(map(_looks_like_data, row)) else 0


def may_be_header(row: Sequence[object], choice: Choice = NO_CHOICE) -> bool:
    """Whether a row below the header is worth reading as a header: asked of every row, so it is cheap."""
    filled = [cell.strip() for cell in row if isinstance(cell, str) and cell and len(cell) < _MAX_QUESTION]
    return (
        any(text in _PLAIN_SCHOOL_HEADERS for text in filled)
        or bool(_NAMES_A_SCHOOL_COLUMN.search("\n".join(filled)))
        or sum(text in _PLAIN_HEADERS for text in filled) > 1
        or bool(choice.headers and any(map(choice.column, filled)))
    )


def is_header(row: Sequence[object], choice: Choice = NO_CHOICE) -> bool:
    """Whether a row below the header is the header of a further table.

    Most of its cells are headers, none may be the name of a school, and the school's is no mere kind of
    school, which a column of levels may hold.
    """
    filled = [cell for cell in row if isinstance(cell, str) and strip_invisible(cell)]
    if not known_columns(row, choice) or any(map(_looks_like_data, filled)):
        return False
    clear = [cell for cell in filled if _is_clear(cell, choice) or _is_common(cell)]
    if 2 * len(clear) < len(filled):
        return False
    return not _only_by_kind(row, choice) or any(map(_is_never_data, filled))


def names_no_school(row: Sequence[object]) -> bool:
    """Whether a row below the header is that of a further table without a column for the school."""
    filled = [cell for cell in row if isinstance(cell, str) and strip_invisible(cell)]
    never_data = sum(map(_is_never_data, filled))
    return never_data > 1 and 3 * never_data >= 2 * len(filled) and not any(map(_looks_like_data, filled))


def _is_clear(cell: object, choice: Choice) -> bool:
    reading = reading_of(cell, choice)
    return reading is not None and reading.strength is not Strength.ENDS_LIKE_IT


def _is_common(cell: str) -> bool:
    return strip_invisible(cell).casefold() in _COMMON_HEADERS


def _is_never_data(cell: str) -> bool:
    """Whether a header can be no value of a list: “확인” and “기타” can."""
    reading = read_header(cell)
    return reading is not None and reading.column in (Column.REGION, Column.ADDRESS, Column.DATE)


def _looks_like_data(cell: object) -> bool:
    """Whether a cell may be the name of a school: “가상고”, “가상고등학교”."""
    text = "".join(as_text(cell).split())
    return bool(re.search(r"\w[고중초대]$|\w(?:초등|중|고등|대)학교$", text)) and column_of(cell) is None


def _only_by_kind(row: Sequence[object], choice: Choice) -> bool:
    """Whether a row names a school column only by a word that a level column may hold, too: “고등학교”."""
    schools = [cell for cell in row if (r := reading_of(cell, choice)) and r.column is Column.SCHOOL]
    texts = [spelling_key(core(as_text(cell))) for cell in schools]
    return all(_KIND.fullmatch(text) or read_level(text) for text in texts)
