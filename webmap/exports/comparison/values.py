"""What the page of lists says, in the reader's words: measures, overlap, agreement, signs and changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from webmap.comparison.changes import Changes
from webmap.comparison.claims import GONE, Claim, ListVersion
from webmap.comparison.comparison import Comparison
from webmap.comparison.measures import FEWEST_CHECKED, Measures, Share
from webmap.comparison.named_lists import codes_of, exactly, in_order, title_of
from webmap.comparison.overlap import MOST_BARS, MOST_LISTS, Intersection
from webmap.comparison.signs import PairSigns, Strength
from webmap.exports.comparison.chart import chart_of
from webmap.exports.comparison.words import HONESTY, ODDITIES, STRENGTHS
from webmap.vocabulary.messages import Message, Render, say
from webmap.vocabulary.source_kinds import PUBLISHERS
from webmap.vocabulary.terms import OUTCOMES, STATUSES, Outcome, Status

MOST_NAMES = 40
"""Schools of a combination, or of a change, that the page names; the file holds all."""
MOST_PAIRS = 120
"""Pairs of lists on the page, those with most common schools first."""
COMPARED_STATUSES = {Status.CONFIRMED, Status.REFUTED}
"""Statuses that a reader must see before a share of refuted claims can be stated."""


def hidden_measures(statuses: Collection[Status]) -> frozenset[str]:
    """Measures that cannot be stated to an audience that sees these statuses alone."""
    hidden = set() if set(statuses) >= COMPARED_STATUSES else {"refuted", "still_listed"}
    return frozenset(hidden if Status.WITHDRAWN in statuses else hidden | {"withdrawn"})


@dataclass(frozen=True)
class ListsPage:
    """The values of the page. `hidden`: measures that it leaves out."""

    comparison: Comparison
    render: Render
    hidden: frozenset[str] = frozenset()

    def values(self) -> dict[str, Any]:
        """Values for the template."""
        return {
            "honesty": [self.render(each) for each in HONESTY],
            "lists": [self._list(each) for each in self._in_order],
            "hidden": self.hidden,
            "fewest_checked": FEWEST_CHECKED,
            "overlap": self._overlap() if 2 <= len(self._in_order) <= MOST_LISTS else None,
            "most_lists": MOST_LISTS,
            "pairs": [self._pair(each) for each in self._pairs[:MOST_PAIRS]],
            "further_pairs": max(0, len(self._pairs) - MOST_PAIRS),
            "origins": self._origins(),
            "thresholds": self.comparison.limits,
            "changes": [each for version in self._in_order for each in self._changes(version)],
        }

    @cached_property
    def _in_order(self) -> list[ListVersion]:
        return in_order(self.comparison.lists, self.render)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {each.slug: number for number, each in enumerate(self._in_order, start=1)}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {each.slug: self._title(each) for each in self.comparison.lists}

    @cached_property
    def _codes(self) -> dict[str, str]:
        return codes_of(each.slug for each in self.comparison.lists)

    @cached_property
    def _measures(self) -> Mapping[str, Measures]:
        return {each.slug: each for each in self.comparison.measures}

    def _title(self, version: ListVersion) -> str:
        return title_of(version, self.render)

    def _name(self, slug: str) -> str:
        """Number and title; '' for no list."""
        return f"{self._numbers[slug]} {self._titles[slug]}" if slug in self._numbers else ""

    def _list(self, version: ListVersion) -> dict[str, Any]:
        found = self._measures[version.slug]
        return {
            "number": self._numbers[version.slug],
            "title": self._title(version),
            "publisher": self.render(Message(PUBLISHERS[version.publisher])),
            "origin": self._name(version.origin),
            "version": version.label,
            "measures": found,
            "outcomes": [
                (self.render(Message(OUTCOMES[outcome].name)), found.outcomes.get(outcome, 0))
                for outcome in (Outcome.AMBIGUOUS, Outcome.OUT_OF_SCOPE, Outcome.REFUSED)
            ],
            "refuted": self.render(_share(found.refuted)),
        }

    def _overlap(self) -> dict[str, Any]:
        found = self.comparison.intersections
        shown, rest = found[:MOST_BARS], found[MOST_BARS:]
        others = sum(each.count for each in rest)
        keys: dict[tuple[str, ...], list[str]] = {}
        for key, slugs in self.comparison.presence.items():
            keys.setdefault(slugs, []).append(key)
        return {
            "chart": chart_of(list(self._numbers), shown, others),
            "rows": [
                self._combination(number, each, keys[each.slugs]) for number, each in enumerate(shown, 1)
            ],
            "others": {"combinations": len(rest), "count": others} if rest else None,
            "schools": len(self.comparison.presence),
        }

    def _combination(self, number: int, each: Intersection, keys: Sequence[str]) -> dict[str, Any]:
        named = sorted((self.comparison.names[key], key) for key in keys)
        return {
            "id": f"combination-{number}",
            "filter": exactly(self._codes[slug] for slug in each.slugs),
            "lists": " + ".join(map(self._name, self._sorted(each.slugs))),
            "count": each.count,
            "schools": [{"name": name, "key": key} for name, key in named[:MOST_NAMES]],
            "more": max(0, len(named) - MOST_NAMES),
        }

    def _sorted(self, slugs: Sequence[str]) -> list[str]:
        return sorted(slugs, key=self._numbers.__getitem__)

    @cached_property
    def _pairs(self) -> list[PairSigns]:
        return sorted(self.comparison.signs, key=lambda each: (-each.common, each.first, each.second))

    def _pair(self, each: PairSigns) -> dict[str, Any]:
        first, second = self._sorted((each.first, each.second))
        agreement = self.comparison.agreements[each.first, each.second]
        return {
            "first": self._name(first),
            "second": self._name(second),
            "common": each.common,
            "same": agreement.same,
            "differing": [
                {"words": self._statuses(statuses, each.first == first), "count": count}
                for statuses, count in agreement.counts.items()
                if statuses[0] is not statuses[1]
            ],
            "strength": self.render(STRENGTHS[each.strength]),
            "is_sign": each.strength is not Strength.NONE,
            "shared": sum(each.marks.values()),
            "signs": each,
            "marks": [(self.render(ODDITIES[kind]), count) for kind, count in each.marks.items()],
            "earlier": self._name(each.earlier),
        }

    def _statuses(self, statuses: tuple[Status, Status], in_order: bool) -> str:
        first, second = statuses if in_order else statuses[::-1]
        return " / ".join(self.render(Message(STATUSES[each].name)) for each in (first, second))

    def _origins(self) -> dict[str, int]:
        several = [each for each in self.comparison.origins.values() if each.lists > 1]
        return {
            "several": len(several),
            "one": sum(each.high == 1 for each in several),
            "perhaps_one": sum(each.low == 1 < each.high for each in several),
        }

    def _changes(self, version: ListVersion) -> Iterator[dict[str, Any]]:
        for step in self.comparison.changes[version.slug]:
            yield {
                "title": self._name(version.slug),
                "before": step.before,
                "after": step.after,
                "new_status": len(step.new_status),
                "new_day": len(step.new_day),
                "account": [
                    (self.render(Message(OUTCOMES[outcome].name)), each)
                    for outcome, each in step.account.items()
                ],
                **_named(step),
            }


def _named(step: Changes) -> dict[str, Any]:
    """Schools that a version adds and drops, as far as they may be named."""
    return {
        "added": _schools(step.added),
        "dropped": _schools(step.dropped),
        "gone": sum(claim.key.startswith(GONE) for claim in step.dropped),
    }


def _schools(claims: Sequence[Claim]) -> dict[str, Any]:
    named = {claim.key: claim.name for claim in claims if claim.is_school and claim.name}
    ordered = sorted(named.items(), key=lambda each: (each[1], each[0]))
    return {
        "schools": [{"key": key, "name": name} for key, name in ordered[:MOST_NAMES]],
        "more": max(0, len(ordered) - MOST_NAMES),
    }


def _share(share: Share) -> Message:
    if share.interval is None:
        return say("%(count)s of %(n)s; too few to say", count=f"{share.count:,}", n=f"{share.n:,}")
    return say(
        "%(count)s of %(n)s (95 %% interval: %(low)s to %(high)s %%)",
        count=f"{share.count:,}",
        n=f"{share.n:,}",
        low=round(share.interval[0] * 100),
        high=round(share.interval[1] * 100),
    )
