"""Groups of schools in words, for sentences to an operator."""

from __future__ import annotations

from webmap.disclosure.menu import ALL, COUNTED, UNCONFIRMED, Address, Place
from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, STATUSES, Level, RegionLevel, Status

_STATUSES = {COUNTED: say("standing claims"), UNCONFIRMED: say("not confirmed")}


def group_words(address: Address) -> Message:
    """A group, such as “Busan (26): all levels, standing claims”."""
    return say(
        "%(region)s: %(level)s, %(status)s",
        region=_region_words(address),
        level=say("all levels") if address.level == ALL else Message(LEVELS[Level(address.level)].name),
        status=_STATUSES.get(address.status) or Message(STATUSES[Status(address.status)].name),
    )


def _region_words(address: Address) -> Message:
    """A region's name and code; the code alone where the region is not one of today's."""
    if address.place is Place.NATION:
        return say("Nationwide")
    table, level = load_region_table(), RegionLevel(address.place.value)
    if not table.has(level, address.code):
        return Message(address.code)
    region = table.region(level, address.code)
    return Message(f"{region.name_en} ({address.code})", stored={"ko": f"{region.name}({address.code})"})
