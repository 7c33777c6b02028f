"""Campuses by their own names: 죽전, 자연캠퍼스, 성의교정, ERICA."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from webmap.matching.forms import short_form
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.nicknames import load_tables
from webmap.matching.text import name_key
from webmap.places.addresses.addresses import RegionHint
from webmap.places.addresses.region_hints import hint_of

SUFFIX = re.compile(r"(?:캠퍼스|캠퍼|캠|교정)$")
THE_MAIN_ONE = re.compile(r"본교|본캠|메인|메인캠|본|본캠퍼스|메인캠퍼스")
BRANCH = re.compile(r".+분교장?$")


@dataclass(frozen=True)
class Campus:
    """The name with its campus, and the regions that the campus states."""

    name: str
    hints: list[RegionHint] = field(default_factory=list)


def campus_of(name: str, words: str, lexicon: Lexicon) -> Campus | None:
    """What a campus says of the school named; None where it is not known there."""
    key = name_key(words)
    for official in dict.fromkeys(
        (lexicon.index.campuses.get(key, ""), SUFFIX.sub("", key), key, SUFFIX.sub("", key) + "캠퍼스")
    ):
        if official and lexicon.found(name + official):
            return Campus(name + name_key(official))
    form = short_form(name)
    if not form.endswith("대"):
        return None
    stem = SUFFIX.sub("", key)
    declared = load_tables().campuses_of.get(form, {})
    if stem in declared:
        return Campus(name, [hint_of(declared[stem])] if declared[stem] else [])
    if THE_MAIN_ONE.fullmatch(key):
        return Campus(name)
    hint = lexicon.place(stem) if stem else None
    if hint is not None and hint.is_understood and stem != key:
        return Campus(name, [hint])
    return None
