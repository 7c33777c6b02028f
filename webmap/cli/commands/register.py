"""The work of the commands under `webmap register`; `cli/register.py` reads the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import click

from webmap.cli.files.register_differences import EXTENSIONS, write_differences
from webmap.cli.terminal import format_table
from webmap.errors import WebmapError
from webmap.places.gazetteer import load_places
from webmap.places.register.diff import CHANGES, Change, Difference, counts_by_id, differences, load_pair
from webmap.places.register_update.data_go_kr import STANDARD
from webmap.places.register_update.key import Key
from webmap.places.register_update.neis import NEIS
from webmap.places.register_update.patience import RetryPolicy
from webmap.places.register_update.update import Access, UpdateResult, check_keys, update_source
from webmap.settings.settings import Settings
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.atomic_file import check_output, make_folder
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import LEVELS, Level

MAX_LINES = 60
"""Changes of each kind that are printed; `-o` writes all of them."""


def update_register(settings: Settings, into: Path | None, names: Sequence[str]) -> None:
    """Fetch each source independently: a failing one does not stop the other.

    Raises the first failure at the end.
    """
    folder = into or settings.register_folder
    sources = [source for source in _sources(settings) if not names or source.interface.kind.value in names]
    check_keys(sources)
    make_folder(folder)
    failures: list[WebmapError] = []
    for source in sources:
        patience = RetryPolicy(settings.update_seconds)
        try:
            updated = update_source(source, folder, patience, ProgressBars(settings.language).over)
        except WebmapError as failure:
            failures.append(failure)
        else:
            for line in _about_update(updated):
                click.echo(line.render(settings.language))
    for further in failures[1:]:
        click.echo(f"webmap: {further.message.render(settings.language)}", err=True)
    if failures:
        raise failures[0]


def _sources(settings: Settings) -> tuple[Access, ...]:
    return (
        Access(STANDARD, settings.data_go_kr_url, Key(settings.data_go_kr_key)),
        Access(NEIS, settings.neis_url, Key(settings.neis_key)),
    )


def _about_update(updated: UpdateResult) -> Iterator[Message]:
    file = str(updated.file)
    if updated.rows_before is None:
        yield say("%(file)s: %(rows)s rows, fetched for the first time.", file=file, rows=updated.rows)
    elif updated.older is None:
        yield say("%(file)s: %(rows)s rows, as before: nothing has changed.", file=file, rows=updated.rows)
    else:
        yield say(
            "%(file)s: %(rows)s rows, before %(before)s. The old file is kept as %(older)s.",
            file=file,
            rows=updated.rows,
            before=updated.rows_before,
            older=str(updated.older),
        )
        yield say(
            "See what has changed: webmap register diff %(older)s %(file)s",
            older=str(updated.older),
            file=file,
        )


def diff_registers(settings: Settings, old: Path, new: Path, output: Path | None, published: bool) -> None:
    """Compare two registers, and print and write the changes."""
    if output is not None:
        check_output(output, EXTENSIONS)
    on_the_map = set(open_snapshot(settings.snapshots).schools["key"]) if published else None
    bars = ProgressBars(settings.language)
    with bars.steps(1) as steps:
        places = load_places(settings.cache, steps.begin)
        steps.begin(say("Reading the registers"))
        before, after, left_out = load_pair(old, new, places.read_address, places.table)
        steps.begin(say("Comparing"))
        changes = differences([*before.schools, *before.closed], [*after.schools, *after.closed])
    on_published_map = None if on_the_map is None else _changes_on_map(changes, on_the_map)
    if output is not None:
        write_differences(changes, output, on_published_map)
    for line in _about_differences(changes, on_published_map, left_out, settings.language):
        click.echo(line)
    if before.fictional or after.fictional:
        click.echo(FICTIONAL.render(settings.language))


def _changes_on_map(changes: Sequence[Difference], keys: Collection[str]) -> set[Difference]:
    """Changes of schools on the published map, by their key there."""
    return {each for each in changes if each.old is not None and each.old.key in keys}


def _about_differences(
    changes: Sequence[Difference],
    on_published_map: Collection[Difference] | None,
    left_out: Sequence[str],
    language: str,
) -> Iterator[str]:
    if left_out:
        yield say(
            "Not compared, as only one side has a file of its kind: %(files)s", files=", ".join(left_out)
        ).render(language)
    counts = Counter(each.change for each in changes)
    yield from _about_ids(changes, counts, language)
    for change, name in CHANGES.items():
        yield say("%(name)s: %(count)s", name=Message(name), count=counts[change]).render(language)
        yield from _table(
            [each for each in changes if each.change is change], on_published_map or (), language
        )
    if on_published_map is not None:
        yield say(
            "Changes that touch schools on the published map (marked *): %(count)s. Build it again with the "
            "new register, and check those rows.",
            count=len(on_published_map),
        ).render(language)


def _about_ids(changes: Sequence[Difference], counts: Counter[Change], language: str) -> Iterator[str]:
    """How these counts differ from those of a comparison of IDs and names alone, where they do."""
    by_id = counts_by_id(changes)
    if any(count != counts[change] for change, count in by_id.items()):
        yield say(
            "By IDs and names alone: opened %(opened)s, closed %(closed)s, renamed %(renamed)s, moved "
            "%(moved)s. Below, a school under a new ID is neither opened nor closed, and one whose "
            "name says that it is closed is closed, not renamed.",
            opened=by_id[Change.OPENED],
            closed=by_id[Change.CLOSED],
            renamed=by_id[Change.RENAMED],
            moved=by_id[Change.MOVED],
        ).render(language)


def _table(
    changes: Sequence[Difference], on_published_map: Collection[Difference], language: str
) -> Iterator[str]:
    """The changes of one kind, those on the published map first."""
    first = sorted(changes, key=lambda each: each not in on_published_map)
    rows = [_cells(each, each in on_published_map, language) for each in first[:MAX_LINES]]
    if rows:
        yield from format_table(rows)
    if len(changes) > MAX_LINES:
        yield say(
            "  … and %(count)s more (write all of them with -o FILE.csv)", count=len(changes) - MAX_LINES
        ).render(language)


def _cells(difference: Difference, on_published_map: bool, language: str) -> list[str]:
    school = difference.school
    return [
        "  *" if on_published_map else "   ",
        school.name,
        _level(school.level, language),
        _what(difference, language),
        school.address,
    ]


def _what(difference: Difference, language: str) -> str:
    """The differences, besides today's name and address."""
    if difference.old is None or difference.new is None:
        return ""
    if difference.change is Change.CLOSED:
        return say("marked as closed in the register of %(day)s", day=difference.new.closed).render(language)
    match difference.change:
        case Change.RENAMED:
            return say("was %(old)s", old=difference.old.name).render(language)
        case Change.LEVEL:
            return say("was %(old)s", old=_level(difference.old.level, language)).render(language)
        case _:
            kilometres = "-" if difference.metres is None else f"{difference.metres / 1000:.1f} km"
            return say("%(distance)s from %(old)s", distance=kilometres, old=difference.old.address).render(
                language
            )


def _level(level: Level, language: str) -> str:
    if level is Level.ELEMENTARY:
        return say("Elementary school").render(language)
    return Message(LEVELS[level].name).render(language)
