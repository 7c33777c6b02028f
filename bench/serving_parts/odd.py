"""Filters not requested before, and the same ones in other spellings."""

from __future__ import annotations

import random
from urllib.parse import quote

from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.terms import LEVELS, STATUSES, RegionLevel

Parameters = tuple[tuple[str, tuple[str, ...]], ...]
"""Names, each with the parts of its comma list."""

PATHS = (
    "/api/schools.geojson",
    "/api/schools.geojson",
    "/api/regions/sido.geojson",
    "/api/regions/sigungu.geojson",
    "/",
    "/ogc/collections/schools/items",
)
"""The addresses requested with them."""
SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초"


def odd_filters(chance: random.Random) -> Parameters:
    """Some levels, statuses, regions, days and letters."""
    table = load_region_table()
    codes = [region.code for region in table.regions(RegionLevel.SIGUNGU)]
    made = [
        ("level", tuple(chance.sample([str(each) for each in LEVELS], chance.randint(1, 3)))),
        ("status", tuple(chance.sample([str(each) for each in STATUSES], chance.randint(2, 4)))),
        ("sigungu", tuple(chance.sample(codes, chance.randint(1, 12)))),
        ("from", (f"2024-{chance.randint(6, 8):02}-{chance.randint(1, 28):02}",)),
        ("to", (f"2024-{chance.randint(9, 12):02}-{chance.randint(1, 28):02}",)),
        ("q", (chance.choice(SYLLABLES),)),
    ]
    return tuple(each for each in made if each[0] in ("from", "to") or chance.random() < 0.6)


def spelt(parameters: Parameters) -> str:
    """The query in the order in which it was made."""
    return "&".join(f"{name}={quote(','.join(parts))}" for name, parts in parameters)


def spelt_otherwise(parameters: Parameters, chance: random.Random) -> str:
    """The same question with its parts in other orders, and commas that say nothing."""
    turned = [(name, chance.sample(parts, len(parts))) for name, parts in parameters]
    chance.shuffle(turned)
    return "&".join(
        f"{name}={quote(','.join(parts), safe='')}{',' if name not in ('from', 'to', 'q') else ''}"
        for name, parts in turned
    )


def made_up_address(chance: random.Random) -> str:
    """An address of networks that are kept for tests (RFC 2544), as a trusted proxy would name it."""
    return f"X-Forwarded-For: 198.{chance.randint(18, 19)}.{chance.randint(0, 255)}.{chance.randint(1, 254)}"
