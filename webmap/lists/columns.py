"""The columns of a list and the headers by which people name them, each declared once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from webmap.lists.headers import (
    bracketed,
    core,
    ends_like_a_school_column,
    names_a_school,
    property_of_school,
)
from webmap.lists.personal.detect import is_personal
from webmap.lists.text import as_text, shorten, spelling_key, strip_invisible, words


class Column(StrEnum):
    """A column that is read. Every other column of a list is left out."""

    SCHOOL = "school"
    LEVEL = "level"
    REGION = "region"
    ADDRESS = "address"
    DATE = "date"
    STATUS = "status"
    SOURCE = "source"
    NOTE = "note"


SPELLINGS: dict[Column, tuple[str, ...]] = {
    Column.SCHOOL: words(
        "학교, 학교명, 학교이름, 이름, school, name, school name, 명칭, 학교명칭, 학교 명단, "
        "교명, 피해학교, 피해학교명, 피해학교이름, 해당학교, 해당학교명, 대상학교, 대상학교명, 대학, "
        "대학명, 대학교, 대학교명, 기관명, schools, schoolname, institution"
    ),
    Column.LEVEL: words(
        "학교급, 급, 구분, 학교급구분, 학교구분, 학교급별, 급별, 학제, 학교종류, 학교종류명, "
        "학교유형, level, school level, type, school type"
    ),
    Column.REGION: words(
        "지역, 시도, 시/도, 시군구, 시·군·구, 지역명, 시도명, 시군구명, 광역시도, 광역, 시군, "
        "자치구, 구군, 지자체, 행정구역, 소재지역, 소재시도, 소재시군구, 권역, 도시, region, area, province, "
        "city, district, county, sido, sigungu, location, 지역구분, 시도구분, 시군구구분, 권역구분, "
        "어느지역, 어느시도, 어느시군구, "
        "city/province, province/city, state/province, city/district, city/county, "
        "which region"
    ),
    Column.ADDRESS: words(
        "주소, 소재지, 도로명주소, 지번주소, 학교주소, 소재지주소, 소재지도로명주소, 소재지지번주소, "
        "도로명, 위치, address, road address, street address"
    ),
    Column.DATE: words(
        "날짜, 일자, 신고일, 제보일, 발생일, 신고일자, 제보일자, 발생일자, 신고날짜, 제보날짜, 일시, "
        "신고일시, 제보일시, 발생일시, 접수일, 접수일자, 접수일시, 등록일, 등록일자, 등록일시, "
        "작성일, 작성일자, 게시일, 게시일자, 보도일, 보도일자, 확인일, 타임스탬프, date, reported, "
        "reported on, report date, date reported, timestamp, day"
    ),
    Column.STATUS: words(
        "상태, 확인, 확인여부, 확인상태, 처리상태, 진행상태, 진행상황, 사실여부, 사실확인, 진위, "
        "처리결과, 조사결과, 확인결과, 조치결과, 검토결과, 처리현황, 진행현황, 조치현황, 사실확인여부, "
        "현황, status, state, confirmed"
    ),
    Column.SOURCE: words(
        "출처, 제보처, 신고처, 자료출처, 정보출처, 원출처, 근거, 링크, 기사, 기사링크, 제보경로, "
        "source, sources, reference, link, url"
    ),
    Column.NOTE: words(
        "비고, 메모, 내용, 참고, 참고사항, 특이사항, 설명, 기타, 신고내용, 제보내용, note, notes, "
        "remark, remarks, memo, comment, comments, description"
    ),
}

OFFICES = words(
    "교육청, 교육청명, 시도교육청, 시도교육청명, 관할교육청, 관할교육청명, 소속교육청, 교육지원청, "
    "교육지원청명, 관할교육지원청, 시군구교육청, 지역교육청, 관할청, office of education, education office"
)
"""Headers of the office of education, which is read as the region where no column states that."""

_BY_SPELLING = {
    spelling_key(spelling): column
    for column in reversed(Column)
    for spelling in (column.value, *SPELLINGS[column])
}
_ANY_NAME = frozenset(map(spelling_key, ("이름", "name")))
"""Headers that may mean names of people; beside a header for the school they are not read."""
_ANY_INSTITUTION = frozenset(map(spelling_key, ("명칭", "기관명", "institution")))
_OFFICES = frozenset(map(spelling_key, OFFICES))
_BEFORE_A_PROPERTY = frozenset(
    words(
        "어느, 관할, 피해, 최초, 신고, 제보, 접수, 사건, 발생, 현재, 처리, 진행, 소재, 상세, 자료, 관련, 첨부"
    )
)
MAX_HEADER_LENGTH = 40
_MAX_READ = 200
"""Characters; questions of forms are long, cells longer than this are no headers."""
_NUMBER = re.compile(r"\d{1,3}$")


class Strength(IntEnum):
    """How clearly a header names its column: of several headers the clearest is read."""

    ANY_NAME = 0
    INSTITUTION = 1
    ENDS_LIKE_IT = 2
    IN_BRACKETS = 3
    CONTAINED = 4
    SPELLED = 5
    CHOSEN = 6


@dataclass(frozen=True)
class HeaderReading:
    """The column that a header names, and how clearly."""

    column: Column
    strength: Strength


def read_header(header: object) -> HeaderReading | None:
    """Read a header, whatever its case, spaces, punctuation, brackets and polite words."""
    text = as_text(header)
    if not text or len(text) > _MAX_READ:
        return None
    spelled = _spelled(text) or _spelled(core(text))
    if spelled and spelled.column is Column.SCHOOL and spelled.strength < Strength.IN_BRACKETS:
        return _in_brackets(text) or spelled
    return spelled or _by_content(text)


def column_of(header: object) -> Column | None:
    """Return the column that a header clearly names, or None.

    A number may follow a header for the school: “학교1, 학교2”.
    """
    reading = read_header(header)
    return reading.column if reading and reading.strength is not Strength.ENDS_LIKE_IT else None


def _spelled(text: str) -> HeaderReading | None:
    key = spelling_key(text)
    column = _BY_SPELLING.get(key)
    if column is None and _BY_SPELLING.get(_NUMBER.sub("", key)) is Column.SCHOOL:
        key, column = _NUMBER.sub("", key), Column.SCHOOL
    if column is Column.SCHOOL:
        return HeaderReading(column, _strength_of_school(key))
    if column is None and key in _OFFICES:
        return HeaderReading(Column.REGION, Strength.INSTITUTION)
    return HeaderReading(column, Strength.SPELLED) if column else None


def _strength_of_school(key: str) -> Strength:
    if key in _ANY_NAME:
        return Strength.ANY_NAME
    return Strength.INSTITUTION if key in _ANY_INSTITUTION else Strength.SPELLED


def _by_content(text: str) -> HeaderReading | None:
    if names_a_school(_NUMBER.sub("", text)):
        return HeaderReading(Column.SCHOOL, Strength.CONTAINED)
    if column := _BY_SPELLING.get(property_of_school(text)) or _behind_qualifiers(text):
        return HeaderReading(column, Strength.CONTAINED) if column is not Column.SCHOOL else None
    if reading := _in_brackets(text):
        return reading
    return HeaderReading(Column.SCHOOL, Strength.ENDS_LIKE_IT) if ends_like_a_school_column(text) else None


def _in_brackets(text: str) -> HeaderReading | None:
    """“이름 (학교)” and “소속 (학교명)” say in brackets what they hold."""
    says = any(map(names_a_school, bracketed(text)))
    return HeaderReading(Column.SCHOOL, Strength.IN_BRACKETS) if says else None


def _behind_qualifiers(text: str) -> Column | None:
    """The column of the last words of a header, where only harmless ones stand before: “사건 발생 일자”."""
    parts = core(text).split()
    while len(parts) > 1 and parts[0] in _BEFORE_A_PROPERTY:
        parts = parts[1:]
        if column := _BY_SPELLING.get(spelling_key("".join(parts))):
            return column
    return None


def stem(header: object) -> str:
    """Spelling of a header without a number at its end, by which “지역” and “지역2” are the same."""
    return _NUMBER.sub("", spelling_key(as_text(header)))


def display_header(header: object, position: int) -> str:
    """Return a header fit for display; one with personal data, or a blank one, becomes its number from 1."""
    text = strip_invisible(as_text(header)[:_MAX_READ])
    shown = shorten(text, MAX_HEADER_LENGTH)
    # Without the end that is cut off, what is left may look like an account or a number of a person.
    return f"(column {position})" if not text or is_personal(text) or is_personal(shown) else shown
