"""Many regions of one level as a short code for an address: `r=g1.BwAB` stands for a list of sigungu.

A letter for the level, the number of an order of all codes, a point, and a set of bits in base64url: the
first bit of the first byte (its lowest) stands for the first code of that order. Nothing is stored: the code
is the set. An order never changes; where regions are added, another number joins `code_orders.json`, and
older codes keep their meaning. Each set has exactly one code in each order: another spelling is refused.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from webmap.errors import FilterError
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import RegionLevel
from webmap.vocabulary.text import printable

PARAMETER = "r"
"""The parameter of an address; it stands for the filter of its level."""

LETTERS = {"p": RegionLevel.SIDO, "g": RegionLevel.SIGUNGU, "o": RegionLevel.OFFICE}
_LETTER_OF = {level: letter for letter, level in LETTERS.items()}
MAX_LENGTH = 100


@cache
def orders() -> Mapping[str, Mapping[str, list[str]]]:
    """By number, the codes of each level in their order."""
    text = files(__package__).joinpath("code_orders.json").read_text("utf-8")
    known: dict[str, dict[str, list[str]]] = json.loads(text)
    return known


def newest() -> str:
    """Number of the order in which codes are written."""
    return max(orders(), key=int)


def encode(level: RegionLevel, codes: Collection[str], number: str = "") -> str:
    """The short code of regions of a level. Raises KeyError for a code that the order does not hold."""
    number = number or newest()
    places = {code: place for place, code in enumerate(orders()[number][level])}
    bits = sum(1 << place for place in {places[code] for code in codes})
    packed = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return f"{_LETTER_OF[level]}{number}.{urlsafe_b64encode(packed).decode().rstrip('=')}"


def decode(text: str) -> tuple[RegionLevel, list[str]]:
    """Level and codes of a short code. Raises FilterError where it is none, or not in its one spelling."""
    head, _, tail = text.partition(".")
    level, number = LETTERS.get(head[:1]), head[1:]
    if level is None or number not in orders() or not tail or len(text) > MAX_LENGTH:
        raise _no_code(text)
    try:
        packed = urlsafe_b64decode(tail + "=" * (-len(tail) % 4))
    except (Error, ValueError):
        raise _no_code(text) from None
    bits, known = int.from_bytes(packed, "little"), orders()[number][level]
    codes = [code for place, code in enumerate(known) if bits >> place & 1]
    if not codes or encode(level, codes, number) != text:
        raise _no_code(text)
    return level, codes


def expand(arguments: Mapping[str, str]) -> dict[str, str]:
    """The arguments with a short code written out as the filter of its level.

    Raises FilterError for what is no short code, or where that filter is stated as well.
    """
    others = dict(arguments)
    text = others.pop(PARAMETER, "").strip()
    if not text:
        return others
    level, codes = decode(text)
    if others.get(level, "").strip():
        raise FilterError(
            say(
                "The address states the filter %(name)s and a short code for it. Leave one of them out.",
                name=level.value,
            )
        )
    return {**others, level.value: ",".join(codes)}


def _no_code(text: str) -> FilterError:
    return FilterError(
        say(
            "The short code %(code)s stands for no regions. Copy the address once more, or choose the "
            "regions.",
            code=f"“{printable(text[:40])}{'…' if len(text) > 40 else ''}”",
        )
    )
