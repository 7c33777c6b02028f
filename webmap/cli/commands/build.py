"""`webmap build`: lists and a register in, a published snapshot out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from webmap.build import (
    SAMPLE_COPY,
    SAMPLE_LISTS,
    SAMPLE_REGISTER,
    Geocoded,
    geocode,
    make_snapshot,
)
from webmap.cli.commands.consent import Manner, check_brake, check_consent
from webmap.cli.commands.corrections.made import Made
from webmap.cli.commands.corrections.missing import about_silent
from webmap.cli.commands.corrections.returning import check_returning
from webmap.cli.commands.prepare import check_geocoder_settings, ready_places, refiner_of
from webmap.cli.commands.protected.build import publish_regions
from webmap.cli.commands.protected.switch import check_switch_to_schools
from webmap.cli.inputs import Inputs
from webmap.cli.reports.account import about_online, row_remarks
from webmap.cli.reports.building import detail_lines, lines_for_a_person, stopped_lines
from webmap.cli.reports.changes import change_lines, open_row_lines
from webmap.cli.reports.comparison import version_lines
from webmap.cli.reports.registers import about_register, refuse_real_register, register_paths
from webmap.cli.terminal import echo, echo_all
from webmap.comparison.signs import Thresholds
from webmap.decisions.ledgers import check_decisions
from webmap.errors import PublishingError
from webmap.lists.column_map import NO_CHOICE, Choice
from webmap.places.regions.pieces import cached_pieces
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.changes import Changes, changes_between
from webmap.snapshot.corrections import with_part
from webmap.snapshot.editions import published_editions
from webmap.snapshot.pointer import confirm_pointer
from webmap.snapshot.published import Published, is_the_same, published_claims, published_in, totals_of
from webmap.snapshot.publishing.journal_head import with_journal_head
from webmap.snapshot.snapshot import Snapshot, write_snapshot
from webmap.system.clock import about_clock, check_as_of
from webmap.system.progress import ProgressBars
from webmap.system.shipped_files import data_path
from webmap.view.audience import PUBLIC, public_statuses
from webmap.view.editions import own_totals
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say

ATTEMPTS = 3
"""Comparisons with what is published, where other builds publish at the same time."""


@dataclass(frozen=True)
class _Comparison:
    """A snapshot beside the published one; `changes` are None where nothing is compared."""

    snapshot: Snapshot
    published: Published
    changes: Changes | None


class _PublishedMeanwhile(Exception):  # noqa: N818 (a reason to compare again, not a failure)
    pass


def build_and_publish(
    settings: Settings,
    inputs: Inputs,
    out: Path | None,
    as_of: date | None,
    choice: Choice = NO_CHOICE,
    lenient: bool = False,
    manner: Manner = Manner(),  # noqa: B008 (frozen)
) -> None:
    """Build a snapshot of the inputs and publish it; without lists, that of the fictional sample.

    What is published already is not published again. Raises ConsentError or BrakeError where a person has to
    look first; what was published before then stays.
    `lenient`: a status that is not understood counts as reported, with a remark, instead of ListError.
    """
    made = make_map(settings, inputs, as_of, choice, lenient, manner)
    folder = out or settings.snapshots
    if manner.verbose and not manner.quiet:
        echo_all(detail_lines(made.geocoded, made.bare), settings.language)
    if not settings.shows_schools:
        publish_regions(made, folder, manner)
        return
    day_is_stated = as_of is not None or _has_days(made.bare)
    check_switch_to_schools(folder, settings.language, manner)
    comparison, written = _published(made, folder, day_is_stated, manner)
    if written is None:
        _tell_unchanged(settings, made.geocoded, comparison, manner)
    else:
        silent = [] if inputs.project else about_silent(comparison.changes)
        _tell(settings, made.geocoded, comparison, written, manner, [*made.faults, *silent])


def make_map(
    settings: Settings,
    inputs: Inputs,
    as_of: date | None = None,
    choice: Choice = NO_CHOICE,
    lenient: bool = False,
    manner: Manner = Manner(),  # noqa: B008 (frozen)
) -> Made:
    """A map in memory; the arguments are as in `build_and_publish`."""
    check_decisions(None if inputs.project else inputs.decisions)
    check_as_of(as_of)
    inputs = _with_files(settings, inputs)
    check_geocoder_settings(settings)
    places, bars = (
        ready_places(settings, manner.quiet),
        ProgressBars(settings.language, quiet=manner.quiet),
    )
    refine = refiner_of(settings, places, bars)
    geocoded = geocode(
        inputs.lists,
        inputs.registers,
        places,
        settings.limits,
        bars.over,
        refine,
        inputs.decisions,
        choice,
        lenient,
        inputs.identities,
        inputs.findings,
        inputs.older,
    )
    with bars.steps(1) as steps:
        cached_pieces(places.cache, steps.begin)
        steps.begin(say("Counting by region"))
        snapshot = make_snapshot(geocoded, places, as_of, Thresholds(**settings.signs))
    return Made(settings, geocoded, with_part(snapshot, "disclosure", settings.disclosure_level), inputs)


def _with_files(settings: Settings, inputs: Inputs) -> Inputs:
    """The inputs with the registers of the settings, or with the sample's files where there are no lists."""
    if inputs.lists:
        return replace(inputs, registers=register_paths(settings, inputs.registers, inputs.lists))
    refuse_real_register(inputs.registers)
    return replace(
        inputs,
        lists=[data_path(name) for name in (*SAMPLE_LISTS, SAMPLE_COPY)],
        registers=inputs.registers or [data_path(name) for name in SAMPLE_REGISTER],
    )


def _published(
    made: Made, folder: Path, day_is_stated: bool, manner: Manner
) -> tuple[_Comparison, Path | None]:
    """Publish a snapshot unless it is published already, or a person has to look first."""
    settings, snapshot = made.settings, made.snapshot
    for _ in range(ATTEMPTS):
        published = published_in(folder, snapshot.fictional)
        comparison = _compared(snapshot, published)
        if is_the_same(published, snapshot, day_is_stated):
            confirm_pointer(folder)
            return comparison, None
        now = totals_of(snapshot.manifest, snapshot.schools)
        explained = made.explained(published, comparison.changes, published_claims(folder, published))
        check_brake(published, now, explained, snapshot.fictional, manner)
        if comparison.changes is not None:
            asked = made.without_agreed(published, comparison.changes)
            check_consent(asked, load_region_table(), settings.language, manner)
            check_returning(made.returning(comparison.changes), settings.language, manner)
        if made.missing_written(published, comparison.changes, manner):
            snapshot = made.snapshot
            comparison = replace(comparison, snapshot=snapshot)
        try:
            return comparison, _written(settings, snapshot, folder, published, manner)
        except _PublishedMeanwhile:
            continue
    raise PublishingError(
        say(
            "Nothing was published: other builds publish into %(folder)s all the time. Try again later.",
            folder=str(folder),
        )
    )


def _compared(snapshot: Snapshot, published: Published) -> _Comparison:
    if published.schools is None:
        return _Comparison(snapshot, published, None)
    return _Comparison(snapshot, published, changes_between(published.schools, snapshot.schools))


def _written(
    settings: Settings, snapshot: Snapshot, folder: Path, published: Published, manner: Manner
) -> Path:
    def check_served(version: str | None) -> None:
        if version != published.version:
            raise _PublishedMeanwhile

    with ProgressBars(settings.language, quiet=manner.quiet).steps(1) as steps:
        steps.begin(say("Writing the snapshot"))
        former = published_editions(folder, snapshot.fictional)
        audience = replace(PUBLIC, statuses=public_statuses(settings))
        own = own_totals(View(snapshot, load_region_table(), audience))
        manifest = with_journal_head(snapshot.manifest)
        with_totals = replace(snapshot, manifest=manifest, editions=(*former, *own))
        return write_snapshot(with_totals, folder, settings.keep_snapshots, check_served)


def _has_days(snapshot: Snapshot) -> bool:
    return any(source.get("first_day") for source in snapshot.manifest["sources"])


def _tell_unchanged(settings: Settings, geocoded: Geocoded, comparison: _Comparison, manner: Manner) -> None:
    """One line, and what still waits for a person; nothing at all if quiet, as it was told before."""
    if manner.quiet:
        return
    line = say(
        "Nothing has changed since snapshot %(version)s, which stays published.",
        version=comparison.published.version,
    )
    rows = open_row_lines(geocoded, manner.decide, manner.verbose)
    notice = [FICTIONAL] if comparison.snapshot.fictional else []
    echo_all([line, *rows, *notice], settings.language)


def _tell(
    settings: Settings,
    geocoded: Geocoded,
    comparison: _Comparison,
    written: Path,
    manner: Manner,
    corrections: Sequence[Message],
) -> None:
    """What changed, what waits for a person (of `corrections`, these lines), and where it was published."""
    snapshot = comparison.snapshot
    needs_a_person = lines_for_a_person(
        geocoded,
        [*corrections, *about_clock(comparison.published.version, snapshot.version)],
        manner.decide,
        manner.verbose,
    )
    if manner.quiet:
        echo_all([*stopped_lines(geocoded), *needs_a_person], settings.language, error=True)
        return
    about = [
        *about_register(geocoded.register),
        *_changes(comparison, manner),
        *version_lines(snapshot.claims, published_claims(written.parent, comparison.published)),
        *about_online(settings, geocoded),
    ]
    echo_all([*about, *needs_a_person], settings.language)
    if remarks := sum(1 for _ in row_remarks(geocoded)):
        echo(
            say("Remarks on single rows: %(count)s (--verbose shows them)", count=remarks), settings.language
        )
    notice = [FICTIONAL] if snapshot.fictional else []
    echo_all([*notice, say("Published: %(folder)s", folder=str(written))], settings.language)


def _changes(comparison: _Comparison, manner: Manner) -> list[Message]:
    now = len(comparison.snapshot.schools)
    if comparison.changes is None or comparison.published.schools is None:
        reason = comparison.published.not_compared
        return [*([reason] if reason else []), say("Schools on the map: %(schools)s.", schools=now)]
    head = say(
        "Schools on the map: %(schools)s; before: %(before)s.",
        schools=now,
        before=len(comparison.published.schools),
    )
    return [head, *change_lines(comparison.changes, load_region_table(), manner.verbose)]
