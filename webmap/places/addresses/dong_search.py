"""Finds the legal-dong in the words of an address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from webmap.places.addresses.address_text import STREET_PART, AddressWord
from webmap.places.addresses.legal_dongs import LegalDong, LegalDongs

LOT_NUMBER = re.compile(r"(?<=[읍면동리가])산?\d[\d-]*(번지)?$")
TOWN_AND_RI = re.compile(r"(\S+[읍면])(\S+리)")


def find_legal_dongs(
    words: Sequence[AddressWord], sigungu: Collection[str], legal_dongs: LegalDongs
) -> list[LegalDong]:
    """Every legal-dong that fits the words behind the region; none if they name none.

    The words before the house number count first, then those in brackets, then the rest; the ri of an eup
    or myeon may be in any of them.
    """
    groups = [list(_names(group)) for group in _groups_by_trust(words)]
    names = [name for group in groups for name in group]
    for group in groups:
        towns = [place for name in group for place in legal_dongs.emd(name, sigungu)]
        if towns:
            return _unique(_ri_in(towns, names, legal_dongs)) or _unique(towns)
    return _unique(place for name in names for place in legal_dongs.ri(name, sigungu))


def _groups_by_trust(words: Sequence[AddressWord]) -> tuple[list[str], list[str], list[str]]:
    outside = [word.text for word in words if not word.in_brackets]
    number = next((i for i, text in enumerate(outside) if text[0].isdigit()), len(outside))
    brackets = [word.text for word in words if word.in_brackets]
    return outside[: number + 1], brackets, outside[number + 1 :]


def _names(texts: Sequence[str]) -> Iterator[str]:
    """Possible names in words: "효자동 2가" is joined, "역삼동123-4" and "봉담읍상리" are split."""
    for text, following in zip_longest(texts, texts[1:], fillvalue=""):
        name = LOT_NUMBER.sub("", text)
        both = TOWN_AND_RI.fullmatch(name)
        if STREET_PART.fullmatch(following):
            yield name + following
        yield from both.groups() if both else (name,)


def _ri_in(towns: Iterable[LegalDong], names: Sequence[str], legal_dongs: LegalDongs) -> Iterator[LegalDong]:
    for town in towns:
        for name in names:
            for place in legal_dongs.ri(name, {town.sigungu}):
                if place.code.startswith(town.code):
                    yield replace(place, emd=town.emd)


def _unique(places: Iterable[LegalDong]) -> list[LegalDong]:
    """Each place once: brackets often repeat a name, and the table has some places under two."""
    return list({place.code: place for place in places}.values())
