"""The ways in which a school's name and region are written, and what counts as another school's own name."""

from __future__ import annotations

from collections.abc import Iterator

from webmap.lists.entry import Entry
from webmap.matching.forms import names_no_school, short_form, stem_of
from webmap.matching.nicknames import load_tables
from webmap.matching.result import Match
from webmap.matching.text import BRACKETS
from webmap.matching.variants import Fit, variants_of
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level, RegionLevel

LONG_ENDINGS = {"고": "고등학교", "중": "중학교", "대": "대학교"}


def regions_of(school: School, table: RegionTable) -> tuple[str, ...]:
    """No region, the sido, and the sigungu with its sido."""
    sido = table.region(RegionLevel.SIDO, school.sido).name
    sigungu = table.region(RegionLevel.SIGUNGU, school.sigungu).name if school.sigungu else ""
    return ("", sido, *((f"{sido} {sigungu}",) if sigungu else ()))


def names_of(school: School, table: RegionTable) -> set[str]:
    """Full and short, without brackets or place, girls' and attached forms, nicknames, glued to a region."""
    tables = load_tables()
    plain = BRACKETS.sub("", school.name)
    names = {
        school.name,
        short_form(school.name),
        plain,
        short_form(plain),
        school.name.replace("여자", "여"),
    }
    names |= {form for form, _ in variants_of(school, tables) if not names_no_school(form)}
    names |= {
        form[:-1] + LONG_ENDINGS[form[-1]]
        for form, fit in variants_of(school, tables)
        if fit is Fit.WITHOUT_PLACE and form[-1:] in LONG_ENDINGS and not names_no_school(form)
    }
    names |= {
        form for form, each in tables.nicknames.items() if school.name in {one.official for one in each}
    }
    return names | set(_glued(school, table))


def _glued(school: School, table: RegionTable) -> Iterator[str]:
    sido = table.region(RegionLevel.SIDO, school.sido).name
    yield sido + school.name
    yield sido[:2] + short_form(school.name)
    yield f"{sido[:2]} {short_form(school.name)}"
    if school.sigungu:
        yield table.region(RegionLevel.SIGUNGU, school.sigungu).name[:-1] + short_form(school.name)


def entries_of(school: School, table: RegionTable) -> Iterator[Entry]:
    """One entry for each way, and one without the kind of school but with its level."""
    for region in regions_of(school, table):
        for name in sorted(names_of(school, table)):
            yield Entry("names", 1, name, region=region)
        yield Entry("names", 1, stem_of(short_form(school.name)), region=region, level=school.level)


def is_named(match: Match, masked: School, table: RegionTable) -> bool:
    """Whether the school of a match has the typed text as a name of its own, or is a campus of the masked one."""
    school = match.school
    assert school is not None
    if BRACKETS.sub("", school.name) == BRACKETS.sub("", masked.name):
        return True
    typed = short_form(BRACKETS.sub("", match.query))
    own = {short_form(BRACKETS.sub("", name)) for name in (school.name, school.name_en, *school.former_names)}
    if school.level is Level.UNIVERSITY:
        own |= {form for form, fit in variants_of(school, load_tables()) if fit is Fit.SHORT}
    declared = {one.official for one in load_tables().nicknames.get(typed, ())} == {school.name}
    places = {"", *(name.replace(" ", "") for name in regions_of(school, table))}
    places |= {name[:2] for name in places} | {table.region(RegionLevel.SIGUNGU, school.sigungu).name[:-1]}
    glued = {place + form for place in places for form in own} | {stem_of(form) for form in own}
    return declared or typed in glued
