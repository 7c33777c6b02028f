"""Region hints that name a legal-dong: "조치원읍", "정자동", "조치원"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from webmap.places.addresses.legal_dongs import LegalDongs
from webmap.places.addresses.region_hints import RegionHint, hint_of, read_region

SHORT_TOWN = ("읍", "면")
"""Towns that people also name without this syllable; a dong without its own is too often something else."""


def region_reader(legal_dongs: LegalDongs) -> Callable[[str], RegionHint]:
    """`read_region` that also knows eup, myeon and dong, each with every sigungu that has one of the name."""
    known: dict[str, set[str]] = defaultdict(set)
    for place in legal_dongs.all:
        if not place.ri:
            known[place.emd].add(place.sigungu)
            if place.emd.endswith(SHORT_TOWN) and len(place.emd) > 2:
                known[place.emd[:-1]].add(place.sigungu)

    @lru_cache(maxsize=65_536)
    def read(text: str) -> RegionHint:
        hint = read_region(text)
        if hint.is_understood or hint.contradictory:
            return _narrowed(hint, known)
        sigungu = known.get("".join(text.split()))
        return hint_of(frozenset(sigungu)) if sigungu else hint

    return read


def _narrowed(hint: RegionHint, known: dict[str, set[str]]) -> RegionHint:
    """A region followed by a town ("세종 조치원읍"): the sigungu that have it."""
    both = hint.sigungu & known.get("".join(hint.leftover.split()), set()) if hint.leftover else frozenset()
    return hint_of(frozenset(both)) if both else hint
