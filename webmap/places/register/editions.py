"""Several editions of a register file: the newest one has the schools, older ones their former names.

What only an older edition has is closed, and is no school of the register.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from webmap.errors import RegisterError
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.file import RegisterFile
from webmap.places.register.names import name_key, other_names
from webmap.places.register.pairs import has_new_id, pair
from webmap.places.register.school import OlderEntry, School
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, Level, RegionLevel

SchoolsOfFile = tuple[RegisterFile, Sequence[School]]

MAX_CLOSED = 10
MAX_SHARE_CLOSED = 0.2
"""Closed schools of one level in one sido between two editions, beyond which the newer one is not whole.

Between the editions of 2025-03-25 and 2026-03-20 no level of a sido lost more than 14 schools, or 3 %.
"""


def merge_editions(files: Sequence[SchoolsOfFile]) -> list[School]:
    """The schools of the newest of several files of one kind, then those closed since older ones (`closed`).

    Files of one day are parts of one edition. Names, IDs and regions that only older editions have are kept
    with the school (`former_names`, `older`). Raises RegisterError where the order of two files is unknown,
    or the newer one lacks a part of the country.
    """
    files = sorted(files, key=lambda each: (each[0].edition, each[0].file, each[0].sha256))
    _refuse_undated(files)
    newest = max((file.edition for file, _ in files), default="")
    editions: dict[str, list[School]] = defaultdict(list)
    for file, schools in files:
        editions[file.edition or newest] += schools
    merged: list[School] = []
    for day in sorted(editions):
        merged = _succeed(merged, with_unique_keys(_rows_of_one_edition(editions[day])), day)
    return sorted(merged, key=register_order)


def register_order(school: School) -> tuple[str, bool, str, str]:
    """Key to sort schools by ID, the main campus first."""
    return school.id, school.campus != "", school.campus, school.address


def with_unique_keys(schools: Iterable[School]) -> list[School]:
    """Give each school its key: the ID, and for a further campus of the same ID the campus, too."""
    number: Counter[str] = Counter()
    unique: dict[str, School] = {}
    for school in schools:
        number[school.id] += 1
        key = school.id if number[school.id] == 1 else f"{school.id}#{school.campus or number[school.id]}"
        key = f"{key}#{number[school.id]}" if key in unique else key
        unique[key] = replace(school, key=key)
    return list(unique.values())


def _rows_of_one_edition(schools: Iterable[School]) -> list[School]:
    """The youngest rows of each ID and campus; those of one day with other addresses are further sites."""
    rows: dict[tuple[str, str], list[School]] = defaultdict(list)
    for school in schools:
        rows[school.id, school.campus].append(school)
    youngest = [site for each in rows.values() for site in _youngest(each)]
    return sorted(youngest, key=register_order)


def _youngest(rows: Sequence[School]) -> Iterable[School]:
    day = max(school.as_of for school in rows)
    older = sorted((school for school in rows if school.as_of < day), key=lambda school: school.as_of)
    former = [school.name for school in reversed(older)]
    sites: dict[str, list[School]] = defaultdict(list)
    for school in rows:
        if school.as_of == day:
            sites[school.address].append(school)
    for site in sites.values():
        also = other_names(site[0].name, (school.name for school in site[1:]))
        yield replace(site[0], other_names=also, former_names=other_names(site[0].name, former))


def _succeed(older: Sequence[School], newer: Sequence[School], day: str) -> list[School]:
    """The schools of an edition with the history of the older ones; those that it lacks are closed."""
    pairs = pair(older, newer)
    closed = [school if school.closed else replace(school, closed=day) for school in pairs.only_old]
    _refuse_part([school for school in older if not school.closed], closed, day)
    opened = [replace(school, since=day if older else "") for school in pairs.only_new]
    return [*(_with_history(*each) for each in pairs.both), *opened, *closed]


def _with_history(before: School, after: School) -> School:
    names = (before.name, *before.other_names, *after.former_names, *before.former_names)
    former = other_names(after.name, (name for name in names if name not in after.other_names))
    older = (*older_entry(before, after), *before.older)
    return replace(after, former_names=former, older=older, since=before.since)


def older_entry(before: School, after: School) -> tuple[OlderEntry, ...]:
    """The older entry of a school, where its name, ID, level, city or county differs from the newer one."""
    is_same = name_key(before.name) == name_key(after.name) and before.level is after.level
    if is_same and before.sigungu == after.sigungu and not has_new_id(before, after):
        return ()
    entry = OlderEntry(
        day=before.edition,
        name=before.name,
        id=before.id,
        sido=before.sido,
        sigungu=before.sigungu,
        gu=before.gu,
        level=before.level,
    )
    return (entry,)


def _refuse_undated(files: Sequence[SchoolsOfFile]) -> None:
    """Raise RegisterError where two files differ on a school, and no date says which is newer."""
    for number, (file, schools) in enumerate(files):
        for other, other_schools in files[number + 1 :]:
            has_order = file.edition and other.edition and file.edition != other.edition
            if not has_order and _differ(schools, other_schools):
                raise RegisterError(_unknown_order(file, other))


def _unknown_order(file: RegisterFile, other: RegisterFile) -> Message:
    undated = next((each for each in (file, other) if not each.edition), None)
    if undated is None:
        return say(
            "The register files %(file)s and %(other)s are both of %(day)s and differ, so which is right "
            "cannot be known. Give one of the two.",
            file=file.file,
            other=other.file,
            day=file.edition,
        )
    return say(
        "Which of the register files %(file)s and %(other)s is newer cannot be known: %(undated)s states no "
        "date in its rows (%(column)s), and its name has none. Put the date into the name, such as "
        "schools_20260320.csv, or give one of the two.",
        file=file.file,
        other=other.file,
        undated=undated.file,
        column=undated.date_column,
    )


def _differ(schools: Sequence[School], others: Sequence[School]) -> bool:
    """Whether two files are two editions: they share a school, and are not the same."""
    entries = [
        {(each.id, each.campus, each.name, each.address) for each in side} for side in (schools, others)
    ]
    ids = [{each.id for each in side} for side in (schools, others)]
    return bool(ids[0] & ids[1]) and entries[0] != entries[1]


def _refuse_part(open_before: Sequence[School], closed: Sequence[School], day: str) -> None:
    """Raise RegisterError where an edition lacks more schools of a level and sido than can have closed."""
    before = Counter((school.sido, school.level) for school in open_before)
    gone = Counter((school.sido, school.level) for school in closed if school.closed == day)
    for (sido, level), count in gone.items():
        if count > max(MAX_CLOSED, MAX_SHARE_CLOSED * before[sido, level]):
            raise RegisterError(
                say(
                    "The register of %(day)s lacks %(count)s of %(before)s schools of the older one "
                    "(%(sido)s, %(level)s): it is not the whole register, and they would be taken for "
                    "closed. Give the whole newer file, or leave the older one out.",
                    day=day,
                    count=count,
                    before=before[sido, level],
                    sido=_name_of_sido(sido),
                    level=_name_of_level(level),
                )
            )


def _name_of_sido(code: str) -> str:
    table = load_region_table()
    return table.region(RegionLevel.SIDO, code).name if table.has(RegionLevel.SIDO, code) else "-"


def _name_of_level(level: Level) -> Message:
    if level is Level.ELEMENTARY:
        return say("Elementary school")
    return Message(LEVELS[level].name)
