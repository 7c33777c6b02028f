"""The columns of a list and the headers by which people name them, each declared once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
        "피해학교, 피해학교명, 피해학교이름, 해당학교, 해당학교명, 대상학교, 대상학교명, 대학, "
        "대학명, 대학교, 대학교명, 기관명, schools, schoolname, institution"
    ),
    Column.LEVEL: words(
        "학교급, 급, 구분, 학교급구분, 학교구분, 학교급별, 급별, 학제, 학교종류, 학교종류명, "
        "학교유형, level, school level, type, school type"
    ),
    Column.REGION: words(
        "지역, 시도, 시/도, 시군구, 시·군·구, 지역명, 시도명, 시군구명, 광역시도, 광역, 시군, "
        "자치구, 구군, 지자체, 행정구역, 소재지역, region, area, province, city, district, county, "
        "sido, sigungu, location"
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

_BY_SPELLING = {
    spelling_key(spelling): column
    for column in reversed(Column)
    for spelling in (column.value, *SPELLINGS[column])
}
_ANY_NAME = frozenset(map(spelling_key, ("이름", "name")))
"""Headers that may mean names of people; beside a header for the school they are not read."""
_SAYS_SCHOOL = re.compile(r"학교|고교|모교|대학|school|college|university")
_MAX_HEADER_LENGTH = 40
_NUMBER = re.compile(r"\d{1,3}$")


def column_of(header: object) -> Column | None:
    """Return the column of a header, whatever its case, spaces and punctuation.

    A number may follow a header for the school: “학교1, 학교2”.
    """
    text = as_text(header)
    if len(text) > 2 * _MAX_HEADER_LENGTH:
        return None
    return _BY_SPELLING.get(spelling_key(text)) or (
        Column.SCHOOL if _unnumbered(text) is Column.SCHOOL else None
    )


def _unnumbered(text: str) -> Column | None:
    return _BY_SPELLING.get(_stem(text))


def _stem(header: object) -> str:
    """Spelling of a header without a number at its end, by which “지역” and “지역2” are the same."""
    return _NUMBER.sub("", spelling_key(as_text(header)))


def display_header(header: object, position: int) -> str:
    """Return a header fit for display; one with personal data, or a blank one, becomes its number from 1."""
    text = strip_invisible(as_text(header))
    return f"(column {position})" if not text or is_personal(text) else shorten(text, _MAX_HEADER_LENGTH)


@dataclass(frozen=True)
class ColumnMap:
    """Positions of the columns in a row.

    `region` may have several cells (province and city), so may `school` (see `map_columns`), and every
    other column has one.
    """

    places: dict[Column, tuple[int, ...]]
    headers: tuple[str, ...]
    unknown: tuple[str, ...]
    width: int
    unread_schools: tuple[int, ...] = ()
    """Positions of further columns for the school, which are not read."""
    people: tuple[str, str] | None = None
    """Headers of the school column and of another one that shows that it holds people, or None."""

    def headers_by_column(self) -> dict[str, str]:
        """Name of each column → its header in the file."""
        return {
            column.value: ", ".join(self.headers[place] for place in places)
            for column, places in self.places.items()
        }


def map_columns(header: Sequence[object]) -> ColumnMap:
    """Map a header row to columns; the first of two headers for the same column is used.

    A header for the school takes precedence over a mere “name”. School columns that differ by a number only
    (“학교, 학교2”) are read as several schools of one cell, unless another column is repeated too
    (“지역2”): its cells would go to the wrong school. A further school column under another name may
    hold anything, such as names of people, and is not read.
    """
    headers = tuple(display_header(cell, position) for position, cell in enumerate(header, 1))
    places = _places(header)
    used = {place for positions in places.values() for place in positions}
    unknown = tuple(
        headers[place]
        for place, cell in enumerate(header)
        if place not in used and strip_invisible(as_text(cell))
    )
    unread_schools = tuple(
        place for place, column in _named_columns(header) if column is Column.SCHOOL and place not in used
    )
    return ColumnMap(places, headers, unknown, len(header), unread_schools, _people(header, places, headers))


def _people(
    header: Sequence[object], places: Mapping[Column, Sequence[int]], headers: Sequence[str]
) -> tuple[str, str] | None:
    """Headers that show that the school column holds names of people: “이름” beside “학교명(필수)”.

    A known header for another property of the school (“학교급”, “학교주소”) shows nothing.
    """
    names = [place for place in places.get(Column.SCHOOL, ()) if _stem(header[place]) in _ANY_NAME]
    schools = [place for place, cell in enumerate(header) if not column_of(cell) and _says_school(cell)]
    return (headers[names[0]], headers[schools[0]]) if names and schools else None


def _says_school(header: object) -> bool:
    return bool(_SAYS_SCHOOL.search(spelling_key(as_text(header))))


def _places(header: Sequence[object]) -> dict[Column, tuple[int, ...]]:
    places: dict[Column, tuple[int, ...]] = {}
    for place, column in _named_columns(header):
        if column not in places or column is Column.REGION:
            places[column] = (*places.get(column, ()), place)
    if Column.SCHOOL in places:
        schools = _school_places(header)
        first_only = len(schools) > 1 and _repeats_another_column(header)
        places[Column.SCHOOL] = schools[:1] if first_only else schools
        if first_only and Column.REGION in places:
            places[Column.REGION] = _first_of_each(header, places[Column.REGION])
    return places


def _school_places(header: Sequence[object]) -> tuple[int, ...]:
    """Positions of the school column and of those whose header differs from its own by a number only."""
    stems = {
        place: _stem(header[place]) for place, column in _named_columns(header) if column is Column.SCHOOL
    }
    unambiguous = [stem for stem in stems.values() if stem not in _ANY_NAME]
    chosen = (unambiguous or list(stems.values()))[0]
    return tuple(place for place, stem in stems.items() if stem == chosen)


def _first_of_each(header: Sequence[object], places: Sequence[int]) -> tuple[int, ...]:
    """The first of the columns with the same header: it belongs to the first school."""
    first = {_stem(header[place]): place for place in reversed(places)}
    return tuple(sorted(first.values()))


def _repeats_another_column(header: Sequence[object]) -> bool:
    stems = [_stem(cell) for cell in header if _unnumbered(as_text(cell)) not in (None, Column.SCHOOL)]
    return len(stems) > len(set(stems))


def _named_columns(header: Sequence[object]) -> Iterator[tuple[int, Column]]:
    for place, cell in enumerate(header):
        if column := column_of(cell):
            yield place, column
