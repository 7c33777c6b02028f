"""Lists of made-up schools: independent ones, copies of another, sorted ones. Everything follows from a seed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from webmap.comparison.claims import TEXT, Claim, ListVersion, Oddity
from webmap.vocabulary.terms import Level, Outcome, Status

SCHOOLS = 5_700
SIGUNGU = 229
"""As many as the country has."""
TYPOS, NONEXISTENT = 0.06, 0.03
"""Shares of entries of a list that nobody has checked."""
DAYS = 30


def school(number: int) -> Claim:
    """The entry that names a school rightly."""
    return Claim(
        key=f"S{number:05}",
        outcome=Outcome.MATCHED,
        form=f"학교{number}",
        text=f"학교{number}",
        name=f"학교{number:05}",
        region=f"{11 + number % SIGUNGU % 17}{number % SIGUNGU:03}",
        level=Level.HIGH if number % 2 else Level.MIDDLE,
        day=date(2024, 9, 1) + timedelta(days=number * 7919 % DAYS),
    )


def misspelt(claim: Claim, slip: int) -> Claim:
    """The entry with a slip, one of nine that people make in a name."""
    form = f"{TEXT}{claim.form}~{slip}"
    return replace(
        claim, key=form, form=form, outcome=Outcome.AMBIGUOUS, name="", region="", oddities=(Oddity.TYPO,)
    )


def nonexistent(number: int) -> Claim:
    """An entry that names no school."""
    form = f"{TEXT}없는학교{number}"
    return Claim(form, Outcome.UNMATCHED, form=form, text=form, oddities=(Oddity.NONEXISTENT,))


def made_list(slug: str, seed: int, size: int = 500) -> ListVersion:
    """A list that somebody wrote by themselves, in the order in which they heard."""
    random = Random(f"{slug} {seed}")  # noqa: S311  # nosec B311
    claims = [
        misspelt(each, random.randrange(9)) if random.random() < TYPOS else each
        for each in map(school, random.sample(range(SCHOOLS), size))
    ]
    claims += [nonexistent(random.randrange(10**6)) for _ in range(int(size * NONEXISTENT))]
    return version(slug, _shuffled(claims, random))


def copy_of(
    original: ListVersion, slug: str, seed: int, share: float = 0.5, repaired: float = 0.8
) -> ListVersion:
    """A list made from another: a share of its entries, most slips repaired, shuffled, and some of its own."""
    random = Random(f"{slug} {seed}")  # noqa: S311  # nosec B311
    kept = random.sample(original.claims, int(len(original.claims) * share))
    claims = [_repaired(each) if random.random() < repaired else each for each in kept]
    own = made_list(slug, seed + 1, len(kept) // 3)
    return version(slug, _shuffled([*claims, *own.claims], random))


def version(slug: str, claims: Iterable[Claim], label: str = "1", **more: str) -> ListVersion:
    """A version of such entries, one in each row."""
    entries = tuple(claims)
    return ListVersion(slug, label, entries, rows=len(entries), **more)


def _repaired(claim: Claim) -> Claim:
    if Oddity.TYPO not in claim.oddities:
        return claim
    return school(int(claim.form.removeprefix(TEXT).removeprefix("학교").partition("~")[0]))


def _shuffled(claims: Sequence[Claim], random: Random) -> list[Claim]:
    return random.sample(claims, len(claims))


def with_status(claim: Claim, status: Status, day: date | None = None) -> Claim:
    """The entry with another status and, where it is stated, another day."""
    return replace(claim, status=status, day=day or claim.day)
