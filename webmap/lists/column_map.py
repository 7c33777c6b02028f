"""Which column of a table holds what: from its header row, and from what the operator says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from webmap.lists.columns import (
    Column,
    HeaderReading,
    Strength,
    column_of,
    display_header,
    read_header,
    stem,
)
from webmap.lists.headers import is_open_data
from webmap.lists.text import as_text, spelling_key, strip_invisible

_SAYS_SCHOOL = re.compile(r"학교|고교|모교|대학|school|college|university")
_OF_A_PERSON = re.compile(
    r"성별|나이|연령|생년|생일|출생|학년|^반$|학번|휴대폰|휴대전화|핸드폰|직업|보호자|주민|"
    r"(?:^|\b)(?:gender|sex|age|birth\w*|dob|grade|class|mobile|guardian|student id)\b",
    re.IGNORECASE,
)
"""Headers of what people have and schools have not."""


@dataclass(frozen=True)
class Choice:
    """What the operator says of the lists: the headers of columns, and the sheet of workbooks."""

    headers: Mapping[Column, tuple[str, ...]] = field(default_factory=dict)
    sheet: str = ""

    def column(self, header: object) -> Column | None:
        """The column that this header is said to be."""
        if not self.headers:
            return None
        key = spelling_key(as_text(header))
        return next((column for column, keys in self._keys() if key in keys), None) if key else None

    def for_list(self, columns: Sequence[str]) -> Choice:
        """The choice with the columns that a list states for itself; those of the operator outrank them."""
        return Choice({**headers_of(columns), **self.headers}, self.sheet) if columns else self

    def _keys(self) -> Iterator[tuple[Column, set[str]]]:
        for column, headers in self.headers.items():
            yield column, {spelling_key(header) for header in headers}


NO_CHOICE = Choice()


def headers_of(columns: Iterable[str]) -> dict[Column, tuple[str, ...]]:
    """The headers in texts such as `school=소속`. Raises ValueError with the first text that is none."""
    headers: dict[Column, tuple[str, ...]] = {}
    for each in columns:
        name, equals, header = each.partition("=")
        column = column_of(name)
        if column is None or not equals or not spelling_key(header):
            raise ValueError(each)
        headers[column] = (*headers.get(column, ()), header.strip())
    return headers


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
    ambiguous: tuple[str, str] | None = None
    """Headers of two columns that name the school equally well, or None."""
    chosen: tuple[str, ...] = ()
    """Headers that the operator names and this table has."""

    def column_at(self, place: int) -> Column | None:
        """The column at a position, None where it is not read."""
        return next((column for column, places in self.places.items() if place in places), None)

    def headers_by_column(self) -> dict[str, str]:
        """Name of each column → its header in the file."""
        return {
            column.value: ", ".join(self.headers[place] for place in places)
            for column, places in self.places.items()
        }


def map_columns(header: Sequence[object], choice: Choice = NO_CHOICE) -> ColumnMap:
    """Map a header row to columns; of several headers for one column the clearest is read, else the first.

    School columns that differ by a number only (“학교, 학교2”) are read as several schools of a cell,
    unless another column is repeated too (“지역2”): its cells would go to the wrong school. A further
    school column under another name may hold anything, such as names of people, and is not read; two that
    name the school equally well are `ambiguous`.
    """
    headers = tuple(display_header(cell, position) for position, cell in enumerate(header, 1))
    readings = readings_of(header, choice)
    places = _places(header, readings)
    used = {place for positions in places.values() for place in positions}
    unknown = tuple(
        headers[place]
        for place, cell in enumerate(header)
        if place not in used and strip_invisible(as_text(cell))
    )
    is_chosen = any(readings[place].strength is Strength.CHOSEN for place in places.get(Column.SCHOOL, ()))  # type: ignore[union-attr]
    unread = () if is_chosen else _unread_schools(readings, used)
    return ColumnMap(
        places,
        headers,
        unknown,
        len(header),
        unread,
        None if is_chosen else _people(header, places, readings, headers),
        None if is_chosen else _ambiguous(header, readings, headers),
        tuple(
            headers[place] for place, each in enumerate(readings) if each and each.strength is Strength.CHOSEN
        ),
    )


def readings_of(header: Sequence[object], choice: Choice) -> list[HeaderReading | None]:
    """What each cell of a header names; a column that the operator names is read from no other header."""
    readings = [reading_of(cell, choice) for cell in header]
    chosen = {each.column for each in readings if each and each.strength is Strength.CHOSEN}
    return [
        None if each and each.column in chosen and each.strength is not Strength.CHOSEN else each
        for each in readings
    ]


def reading_of(cell: object, choice: Choice = NO_CHOICE) -> HeaderReading | None:
    """What a header names: as the operator says, else by its words."""
    if column := choice.column(cell):
        return HeaderReading(column, Strength.CHOSEN)
    reading = read_header(cell)
    if reading and reading.strength is Strength.ENDS_LIKE_IT and is_open_data(as_text(cell)):
        return None
    return reading


def _unread_schools(readings: Sequence[HeaderReading | None], used: set[int]) -> tuple[int, ...]:
    return tuple(
        place
        for place, each in enumerate(readings)
        if each
        and each.column is Column.SCHOOL
        and each.strength >= Strength.IN_BRACKETS
        and place not in used
    )


def _people(
    header: Sequence[object],
    places: Mapping[Column, Sequence[int]],
    readings: Sequence[HeaderReading | None],
    headers: Sequence[str],
) -> tuple[str, str] | None:
    """Headers that show that the school column holds names of people: “이름” beside “학교ID” or “성별”.

    A known header for another property of the school (“학교급”, “학교주소”) shows nothing.
    """
    names = [
        place for place in places.get(Column.SCHOOL, ()) if _strength(readings[place]) == Strength.ANY_NAME
    ]
    shown = [
        place for place, cell in enumerate(header) if readings[place] is None and _shows_people(as_text(cell))
    ]
    return (headers[names[0]], headers[shown[0]]) if names and shown else None


def _shows_people(header: str) -> bool:
    return bool(_SAYS_SCHOOL.search(spelling_key(header)) or _OF_A_PERSON.search(strip_invisible(header)))


def _ambiguous(
    header: Sequence[object], readings: Sequence[HeaderReading | None], headers: Sequence[str]
) -> tuple[str, str] | None:
    """Two different headers that name the school equally well."""
    schools = _best_schools(readings)
    others = [place for place in schools[1:] if stem(header[place]) != stem(header[schools[0]])]
    return (headers[schools[0]], headers[others[0]]) if others else None


def _strength(reading: HeaderReading | None) -> int:
    return reading.strength if reading else -1


def _best_schools(readings: Sequence[HeaderReading | None]) -> list[int]:
    """Positions of the columns that name the school most clearly."""
    schools = [place for place, each in enumerate(readings) if each and each.column is Column.SCHOOL]
    best = max((_strength(readings[place]) for place in schools), default=-1)
    return [place for place in schools if _strength(readings[place]) == best]


def _places(
    header: Sequence[object], readings: Sequence[HeaderReading | None]
) -> dict[Column, tuple[int, ...]]:
    places = {column: found for column in Column if (found := _places_of(column, header, readings))}
    if Column.SCHOOL in places:
        schools = places[Column.SCHOOL]
        first_only = len(schools) > 1 and _repeats_another_column(header)
        places[Column.SCHOOL] = schools[:1] if first_only else schools
        if first_only and Column.REGION in places:
            places[Column.REGION] = _first_of_each(header, places[Column.REGION])
    return places


def _places_of(
    column: Column, header: Sequence[object], readings: Sequence[HeaderReading | None]
) -> tuple[int, ...]:
    found = [place for place, each in enumerate(readings) if each and each.column is column]
    best = max((_strength(readings[place]) for place in found), default=-1)
    if column is Column.REGION:
        # Several region columns add to one another (province and city); the office of education is a stopgap.
        least = best if best in (Strength.INSTITUTION, Strength.CHOSEN) else Strength.IN_BRACKETS
        return tuple(place for place in found if _strength(readings[place]) >= least)
    clearest = [place for place in found if _strength(readings[place]) == best]
    if column is not Column.SCHOOL:
        return tuple(clearest[:1])
    if best == Strength.CHOSEN:
        return tuple(clearest)
    return tuple(place for place in clearest if stem(header[place]) == stem(header[clearest[0]]))


def _first_of_each(header: Sequence[object], places: Sequence[int]) -> tuple[int, ...]:
    """The first of the columns with the same header: it belongs to the first school."""
    first = {stem(header[place]): place for place in reversed(places)}
    return tuple(sorted(first.values()))


def _repeats_another_column(header: Sequence[object]) -> bool:
    stems = [
        stem(cell) for cell in header if (each := _unnumbered(cell)) is not None and each is not Column.SCHOOL
    ]
    return len(stems) > len(set(stems))


def _unnumbered(header: object) -> Column | None:
    return column_of(stem(header))
