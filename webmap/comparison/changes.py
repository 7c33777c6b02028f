"""What changed between two versions of a list, with an account that adds up."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from webmap.comparison.claims import Claim, ListVersion, sort_key
from webmap.vocabulary.terms import Outcome, Status


@dataclass(frozen=True)
class Account:
    """Entries of one outcome: before + added + moved in - dropped - moved out = after.

    An entry moves where its text is in both versions, but it is matched in another way.
    """

    before: int = 0
    added: int = 0
    moved_in: int = 0
    dropped: int = 0
    moved_out: int = 0
    after: int = 0


@dataclass(frozen=True)
class Changes:
    """The entries by what became of them. Pairs are (before, after)."""

    before: str
    after: str
    added: tuple[Claim, ...]
    dropped: tuple[Claim, ...]
    moved: tuple[tuple[Claim, Claim], ...]
    new_status: tuple[tuple[Claim, Claim], ...]
    new_day: tuple[tuple[Claim, Claim], ...]
    kept: int
    account: dict[Outcome, Account]

    @property
    def refuted(self) -> tuple[Claim, ...]:
        """The entries that state a refutation and did not before."""
        now = [*self.added, *(after for _, after in self.new_status)]
        return tuple(claim for claim in now if claim.status is Status.REFUTED)


def changes_between(before: ListVersion, after: ListVersion) -> Changes:
    """Compare two versions as multisets: a school that is named twice counts twice; order says nothing.

    Entries whose text nobody may see are never the same text.
    """
    equal, dropped, added = _paired(before.claims, after.claims, lambda claim: claim)
    kept, dropped, added = _paired(dropped, added, lambda claim: (claim.key, claim.outcome))
    moved, dropped, added = _paired(dropped, added, lambda claim: claim.form or object())
    return Changes(
        before=before.label,
        after=after.label,
        added=tuple(added),
        dropped=tuple(dropped),
        moved=tuple(moved),
        new_status=tuple(pair for pair in kept if pair[0].status is not pair[1].status),
        new_day=tuple(pair for pair in kept if pair[0].day != pair[1].day),
        kept=len(equal) + len(kept),
        account=_account(before, after, added, dropped, moved),
    )


def _paired(
    before: Iterable[Claim], after: Iterable[Claim], same: Callable[[Claim], object]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pairs of entries that are the same, and what is left of each side, sorted."""
    waiting: dict[object, deque[Claim]] = defaultdict(deque)
    for claim in before:
        waiting[same(claim)].append(claim)
    pairs, added = [], []
    for claim in after:
        earlier = waiting[same(claim)]
        if earlier:
            pairs.append((earlier.popleft(), claim))
        else:
            added.append(claim)
    dropped = (claim for claims in waiting.values() for claim in claims)
    return pairs, sorted(dropped, key=sort_key), sorted(added, key=sort_key)


def _account(
    before: ListVersion,
    after: ListVersion,
    added: Sequence[Claim],
    dropped: Sequence[Claim],
    moved: Sequence[tuple[Claim, Claim]],
) -> dict[Outcome, Account]:
    columns = {
        "before": before.claims,
        "added": added,
        "moved_in": [claim for _, claim in moved],
        "dropped": dropped,
        "moved_out": [claim for claim, _ in moved],
        "after": after.claims,
    }
    counts = {name: Counter(claim.outcome for claim in claims) for name, claims in columns.items()}
    return {
        outcome: Account(**{name: count[outcome] for name, count in counts.items()})
        for outcome in Outcome
        if any(count[outcome] for count in counts.values())
    }
