"""The schools that can be found at the desk: those of the register, and those that lists place on the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from webmap.places.regions.region_table import RegionTable
from webmap.review.objections.objection import Place
from webmap.review.permissions import Resource
from webmap.view.filters import EVERYTHING
from webmap.view.search import fold_query, list_key, name_test, search_text
from webmap.view.view import View

PAGE = 50
MAX_QUERY = 100


class DeskSchool(NamedTuple):
    """A school as the desk finds it; codes of its areas are '' where unknown."""

    key: str
    name: str
    level: str
    sido: str
    sigungu: str
    office: str
    status: str
    """Its status on the published map, '' where it is not on it."""

    @property
    def areas(self) -> frozenset[str]:
        """Codes of the areas whose people may act on it."""
        return frozenset({self.sido, self.office} - {""})

    @property
    def resource(self) -> Resource:
        """The school as a resource of `may`."""
        return Resource(areas=self.areas)

    @property
    def place(self) -> Place:
        """The school as the place of an objection."""
        return Place(self.key, self.name, "", self.sido, self.office)


@dataclass(frozen=True)
class SchoolFilters:
    """What a search is limited to; `areas`: codes of the reader's areas, None for everywhere."""

    text: str = ""
    """Part of a name or of its initial consonants, or the beginning of an ID."""
    sido: str = ""
    is_listed: bool = False
    areas: frozenset[str] | None = None


@dataclass(frozen=True)
class SchoolPage:
    """Some schools, and how many match in all."""

    schools: list[DeskSchool]
    total: int

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.total // PAGE))


class Directory:
    """Every school that a view of an office knows, in the order of names."""

    def __init__(self, view: View) -> None:
        by_key = {school.key: school for school in _in_register(view)}
        by_key |= {school.key: school for school in _listed(view)}
        self._schools = sorted(by_key.values(), key=lambda each: (list_key(each.name), each.key))
        self._by_key = by_key

    @cached_property
    def _texts(self) -> list[str]:
        return [search_text(school.name, "") for school in self._schools]

    def find(self, key: str) -> DeskSchool | None:
        """The school with a key, or None."""
        return self._by_key.get(key)

    def search(self, filters: SchoolFilters, page: int) -> SchoolPage:
        """A page of the schools that match, counted from 1; listed ones are not put first."""
        found = list(self._found(filters))
        return SchoolPage(found[(page - 1) * PAGE : page * PAGE], len(found))

    def _found(self, filters: SchoolFilters) -> Iterator[DeskSchool]:
        folded, key = fold_query(filters.text[:MAX_QUERY]), filters.text.strip().casefold()
        is_named = name_test(folded)
        for school, text in zip(self._schools, self._texts, strict=True):
            is_meant = not key or is_named(text) or school.key.casefold().startswith(key)
            if is_meant and _matches(school, filters):
                yield school


def _matches(school: DeskSchool, filters: SchoolFilters) -> bool:
    return (
        (not filters.sido or school.sido == filters.sido)
        and (not filters.is_listed or bool(school.status))
        and (filters.areas is None or bool(filters.areas & school.areas))
    )


def _in_register(view: View) -> Iterator[DeskSchool]:
    names = view.register_names()
    if names is None:
        return
    columns = (names[name].to_list() for name in ("key", "name", "level", "sido", "sigungu"))
    for key, name, level, sido, sigungu in zip(*columns, strict=True):
        yield DeskSchool(key, name, level, sido, sigungu, _office(view.table, sigungu), "")


def _office(table: RegionTable, sigungu: str) -> str:
    return table.office_of_sigungu(sigungu) if sigungu else ""


def _listed(view: View) -> Iterator[DeskSchool]:
    schools = view.schools(EVERYTHING)
    columns = (schools[name].to_list() for name in DeskSchool._fields)
    for values in zip(*columns, strict=True):
        yield DeskSchool(*map(str, values))
