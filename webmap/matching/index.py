"""The register, indexed by every form in which a school's name may be typed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from webmap.matching.forms import ending_of, kind_of, names_no_school, short_form, stem_of
from webmap.matching.nicknames import Tables
from webmap.matching.text import BRACKETS, name_key
from webmap.matching.variants import Fit, variants_of
from webmap.places.register.school import School

ONE_SLIP = 1


NEAR = 2
"""Largest distance (jamo) at which a mistyped name may mean a school."""


SHORTEST_STEM = 4
"""Shortest stem (jamo) that is compared: shorter ones have too many neighbours."""


class NearForms:
    """Short forms by kind, for finding near ones. The kind itself must be typed correctly."""

    def __init__(self, forms: Iterable[str]) -> None:
        by_kind: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            kind = kind_of(form)
            if kind:
                by_kind[kind].append(form)
        self._forms = dict(by_kind)
        self._jamo = {kind: [jamo(form) for form in known] for kind, known in by_kind.items()}

    @lru_cache(maxsize=4_096)  # noqa: B019 (an index lives as long as its process)
    def near(self, form: str) -> tuple[tuple[str, int], ...]:
        """Known forms of the same kind within two jamo, with their distance; none for a short stem."""
        kind = kind_of(form)
        if kind not in self._forms or len(jamo(form)) - len(jamo(kind)) < SHORTEST_STEM:
            return ()
        matches = process.extract(
            jamo(form), self._jamo[kind], scorer=OSA.distance, score_cutoff=NEAR, limit=None, processor=None
        )
        return tuple((self._forms[kind][place], int(distance)) for _, distance, place in matches)


@lru_cache(maxsize=65_536)
def jamo(text: str) -> str:
    """A text as single letters: 한 → ㅎㅏㄴ (as conjoining jamo)."""
    return unicodedata.normalize("NFD", text)


Found = dict[str, tuple[School, Fit]]
"""School key → the school and its best fit."""

BEST_FIRST = tuple(Fit)


class NameIndex:
    """Look-ups from a typed name to the schools that it fits."""

    def __init__(self, schools: Iterable[School], tables: Tables) -> None:
        self._official: dict[str, Found] = defaultdict(dict)
        self._forms: dict[str, Found] = defaultdict(dict)
        self._stems: dict[str, Found] = defaultdict(dict)
        self.campuses: dict[str, str] = {
            name_key(nickname): official for nickname, official in tables.campus_words.items()
        }
        """Campus as people write it → as the register writes it in the bracket of a name."""
        by_name: dict[str, list[School]] = defaultdict(list)
        for school in schools:
            for name in school.names:
                by_name[name].append(school)
            self._add_school(school, tables)
        self.official_names = frozenset(by_name)
        self._add_nicknames(tables, by_name)
        self.near_forms = NearForms(
            form
            for form, fits in self._forms.items()
            if any(_may_be_mistyped(fit) for _, fit in fits.values())
        )

    def fitting(self, name: str) -> Found:
        """Schools that a name fits, each in its best fit.

        A name typed in full means only the schools of exactly that name.
        """
        exact = self._official.get(name_key(name))
        if exact:
            return exact
        return self._forms.get(short_form(name), {})

    def fitting_without_kind(self, name: str) -> Found:
        """Schools whose name without its kind is this ("군산제일")."""
        return self._stems.get(short_form(name), {})

    def sharing_stem(self, form: str) -> Found:
        """Schools with this name but another kind, to name where none fits."""
        stem = stem_of(form)
        return self._stems.get(stem, {}) if len(stem) >= 2 else {}

    def with_form(self, form: str) -> Found:
        """Schools that have this short form."""
        return self._forms.get(form, {})

    def _add_school(self, school: School, tables: Tables) -> None:
        for name in school.names:
            fit = Fit.FORMER if name in school.former_names else Fit.OFFICIAL
            self._add(self._official, name_key(name), school, fit)
            self.campuses |= {name_key(each): each for each in BRACKETS.findall(name)}
            self._add(self._stems, stem_of(short_form(name)), school, Fit.KINDLESS)
        self._add(self._forms, short_form(school.name), school, Fit.SHORT)
        for form, fit in variants_of(school, tables):
            if names_no_school(form):
                continue
            self._add(self._forms, form, school, fit)
            if fit is Fit.WITHOUT_PLACE and ending_of(form):
                self._add(self._stems, stem_of(form), school, Fit.KINDLESS)

    def _add_nicknames(self, tables: Tables, by_name: dict[str, list[School]]) -> None:
        """Add nicknames and former names, except those that are another school's own short form."""
        for form, schools in tables.nicknames.items():
            is_a_short_form = any(fit is Fit.SHORT for _, fit in self._forms.get(form, {}).values())
            for nickname in schools:
                for school in by_name.get(nickname.official, ()):
                    if not is_a_short_form and nickname.sido in ("", school.sido):
                        fit = Fit.FORMER if nickname.kind == "former_name" else Fit.NICKNAME
                        self._add(self._forms, form, school, fit)

    @staticmethod
    def _add(index: dict[str, Found], form: str, school: School, fit: Fit) -> None:
        previous = index[form].get(school.key)
        if previous is None or BEST_FIRST.index(fit) < BEST_FIRST.index(previous[1]):
            index[form][school.key] = (school, fit)


def _may_be_mistyped(fit: Fit) -> bool:
    return fit in (Fit.SHORT, Fit.WITHOUT_PLACE)
