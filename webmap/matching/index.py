"""The register, indexed by every form in which a school's name may be typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy

from webmap.matching.forms import ending_of, names_no_school, short_form, stem_of
from webmap.matching.near.search import NearForms
from webmap.matching.nicknames import Tables
from webmap.matching.text import BRACKETS, name_key
from webmap.matching.variants import Fit, is_in_scope, variants_of
from webmap.places.register.school import School

Found = dict[str, tuple[School, Fit]]
"""School key → the school and its best fit."""

BEST_FIRST = tuple(Fit)


class NameIndex:
    """Look-ups from a typed name to the schools that it fits."""

    def __init__(self, schools: Iterable[School], tables: Tables) -> None:
        self._official: dict[str, Found] = defaultdict(dict)
        self._forms: dict[str, Found] = defaultdict(dict)
        self._declared: dict[str, Found] = defaultdict(dict)
        self._stems: dict[str, Found] = defaultdict(dict)
        self.masked: frozenset[str] = frozenset()
        """Keys of schools that no look-up finds."""
        self._tables = tables
        by_name: dict[str, list[School]] = defaultdict(list)
        for school in schools:
            for name in school.names:
                by_name[name].append(school)
            self._add_school(school, tables)
        self.official_names = frozenset(by_name)
        self.campuses = _campus_words(self.official_names, tables)
        """Campus as people write it → as the register writes it in the bracket of a name."""
        self._add_nicknames(tables, by_name)
        self._near_forms = NearForms(
            form
            for form, fits in self._forms.items()
            if any(_may_be_mistyped(fit) and is_in_scope(school) for school, fit in fits.values())
        )

    def without(self, *schools: School) -> NameIndex:
        """The index of a register that lacks these schools; it shares the tables, so nothing is rebuilt."""
        masked = copy(self)
        masked.masked = self.masked | {school.key for school in schools}
        gone = {name for each in schools for name in each.names if not masked.with_full_name(name)}
        masked.official_names = self.official_names - gone
        if any(BRACKETS.search(name) for name in gone):
            masked.campuses = _campus_words(masked.official_names, self._tables)
        return masked

    def with_full_name(self, name: str) -> Found:
        """Schools of exactly this name."""
        return self._present(self._official.get(name_key(name), {}))

    def fitting(self, name: str) -> Found:
        """Schools that a name fits, each in its best fit.

        A name typed in full means only the schools of exactly that name.
        """
        return self.with_full_name(name) or self.with_form(short_form(name))

    def fitting_without_kind(self, name: str) -> Found:
        """Schools whose name without its kind is this ("군산제일")."""
        return self._present(self._stems.get(short_form(name), {}))

    def sharing_stem(self, form: str) -> Found:
        """Schools with this name but another kind, to name where none fits."""
        stem = stem_of(form)
        return self._present(self._stems.get(stem, {})) if len(stem) >= 2 else {}

    def with_form(self, form: str) -> Found:
        """Schools that have this short form; a declared name that is another school's own one gives way."""
        by_rule = self._present(self._forms.get(form, {}))
        if form not in self._declared or any(fit is Fit.SHORT for _, fit in by_rule.values()):
            return by_rule
        found = dict(by_rule)
        for school, fit in self._present(self._declared[form]).values():
            _keep_best(found, school, fit)
        return found

    def schools_declared(self, form: str) -> frozenset[str]:
        """Official names of the schools for which a form is a declared nickname, in the register or not."""
        return frozenset(each.official for each in self._tables.nicknames.get(form, ()))

    @property
    def near_forms(self) -> NearForms:
        """Short forms in use, for finding those near a typed one."""
        return self._near_forms

    def _present(self, found: Found) -> Found:
        if self.masked.isdisjoint(found):
            return found
        return {key: each for key, each in found.items() if key not in self.masked}

    def _add_school(self, school: School, tables: Tables) -> None:
        for name in school.names:
            fit = Fit.FORMER if name in school.former_names else Fit.OFFICIAL
            _keep_best(self._official[name_key(name)], school, fit)
            _keep_best(self._stems[stem_of(short_form(name))], school, Fit.KINDLESS)
        _keep_best(self._forms[short_form(school.name)], school, Fit.SHORT)
        for form, fit in variants_of(school, tables):
            if names_no_school(form):
                continue
            _keep_best(self._forms[form], school, fit)
            if fit is Fit.WITHOUT_PLACE and ending_of(form):
                _keep_best(self._stems[stem_of(form)], school, Fit.WITHOUT_PLACE)

    def _add_nicknames(self, tables: Tables, by_name: dict[str, list[School]]) -> None:
        for form, schools in tables.nicknames.items():
            for nickname in schools:
                for school in by_name.get(nickname.official, ()):
                    if nickname.sido in ("", school.sido):
                        fit = Fit.FORMER if nickname.kind == "former_name" else Fit.NICKNAME
                        _keep_best(self._declared[form], school, fit)


def _keep_best(found: Found, school: School, fit: Fit) -> None:
    previous = found.get(school.key)
    if previous is None or BEST_FIRST.index(fit) < BEST_FIRST.index(previous[1]):
        found[school.key] = (school, fit)


def _campus_words(official_names: Iterable[str], tables: Tables) -> dict[str, str]:
    declared = {name_key(word): official for word, official in tables.campus_words.items()}
    return declared | {name_key(each): each for name in official_names for each in BRACKETS.findall(name)}


def _may_be_mistyped(fit: Fit) -> bool:
    return fit in (Fit.SHORT, Fit.WITHOUT_PLACE)
