"""Lists held against each other: the newest version of each, and what changed from version to version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, groupby, pairwise

from webmap.comparison.changes import Changes, changes_between
from webmap.comparison.claims import ListVersion
from webmap.comparison.measures import Measures, measures_of
from webmap.comparison.origins import OriginRange, declared, groups, origins
from webmap.comparison.overlap import (
    Agreement,
    Intersection,
    Presence,
    agreement,
    intersections,
    presence,
    statuses_of,
)
from webmap.comparison.signs import THRESHOLDS, PairSigns, Thresholds, is_sorted, signs_of
from webmap.figures.status_rule import Report, combine_reports
from webmap.vocabulary.terms import Status


@dataclass(frozen=True)
class Comparison:
    """Lists with all their versions, oldest first within a list; the newest of each stands for the list."""

    versions: tuple[ListVersion, ...]
    findings: Mapping[str, Sequence[Report]] = field(default_factory=dict)
    """By key of a school, what inquiries found of it."""
    limits: Thresholds = THRESHOLDS
    on_map: Mapping[str, Status] | None = None
    """By key of a school, its status on the map; None where there is no map, and only these lists say it."""

    @cached_property
    def lists(self) -> tuple[ListVersion, ...]:
        """The newest version of each list, by slug."""
        return tuple(found[-1] for found in self._by_list.values())

    @cached_property
    def _by_list(self) -> dict[str, list[ListVersion]]:
        return {slug: list(found) for slug, found in groupby(self.versions, lambda each: each.slug)}

    @cached_property
    def presence(self) -> Presence:
        """The lists that name each school."""
        return presence(self.lists)

    @cached_property
    def intersections(self) -> tuple[Intersection, ...]:
        """Exact intersections of all lists."""
        return intersections(self.presence)

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each school, by key."""
        return {
            key: claims[0].name or claims[0].text
            for version in self.versions
            for key, claims in version.by_school.items()
        }

    @cached_property
    def changes(self) -> dict[str, tuple[Changes, ...]]:
        """By slug, what changed from each version to the next."""
        return {
            slug: tuple(changes_between(before, after) for before, after in pairwise(found))
            for slug, found in self._by_list.items()
        }

    @cached_property
    def statuses(self) -> dict[str, dict[str, Status]]:
        """By slug, the status that the list gives each of its schools."""
        return {version.slug: statuses_of(version) for version in self.lists}

    @cached_property
    def agreements(self) -> dict[tuple[str, str], Agreement]:
        """For each pair of lists, the statuses of their common schools."""
        return {
            (one, two): agreement(self.statuses[one], self.statuses[two])
            for one, two in combinations(self.statuses, 2)
        }

    @cached_property
    def signs(self) -> tuple[PairSigns, ...]:
        """Signs of each pair. What the copies of a list share with it counts as one list's."""
        group = groups((each.slug for each in self.lists), declared(self.lists))
        unsorted = {each.slug for each in self.lists if not is_sorted(each, self.limits)}
        first_of = {group[each.slug]: each for each in reversed(self.lists)}
        return tuple(
            signs_of(
                one,
                two,
                [each for slug, each in first_of.items() if slug not in (group[one.slug], group[two.slug])],
                self.limits,
                one.slug in unsorted and two.slug in unsorted,
            )
            for one, two in combinations(self.lists, 2)
        )

    @cached_property
    def origins(self) -> Mapping[str, OriginRange]:
        """By key of a school, from how many origins the claims may come."""
        return origins(self.lists, self.presence, self.signs)

    @cached_property
    def standing(self) -> dict[str, Status]:
        """The status of each school on the map, or by all lists and findings."""
        if self.on_map is not None:
            return {key: self.on_map[key] for key in self.presence}
        return {key: combine_reports(reports).status for key, reports in self._reports.items()}

    @cached_property
    def _reports(self) -> dict[str, list[Report]]:
        return {
            key: [
                *self.findings.get(key, ()),
                *(
                    Report(version.slug, claim.status, claim.day)
                    for version in self.lists
                    for claim in version.by_school.get(key, ())
                ),
            ]
            for key in self.presence
        }

    @cached_property
    def measures(self) -> tuple[Measures, ...]:
        """Figures of each list."""
        refuted = self._refuted_on()
        return tuple(measures_of(each, self.standing, refuted, self.presence) for each in self.lists)

    def _refuted_on(self) -> dict[str, str]:
        """The first day on which the refutation of a school that stands refuted is dated."""
        days = {
            key: [each.date.isoformat() for each in reports if each.status is Status.REFUTED and each.date]
            for key, reports in self._reports.items()
            if self.standing[key] is Status.REFUTED
        }
        return {key: min(found) for key, found in days.items() if found}

    def appearances(self, key: str) -> dict[str, tuple[str, str]]:
        """By slug, labels of the first and the last version that name a school."""
        found = {
            slug: [version.label for version in versions if key in version.by_school]
            for slug, versions in self._by_list.items()
        }
        return {slug: (labels[0], labels[-1]) for slug, labels in found.items() if labels}


def compare(
    versions: Iterable[ListVersion],
    findings: Mapping[str, Sequence[Report]] | None = None,
    limits: Thresholds = THRESHOLDS,
    on_map: Mapping[str, Status] | None = None,
) -> Comparison:
    """Compare lists in any order; the versions of one list are its oldest first."""
    return Comparison(tuple(sorted(versions, key=lambda each: each.slug)), findings or {}, limits, on_map)
