"""The end of `webmap build` with WEBMAP_DISCLOSURE=regions: numbers are published, and no schools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from webmap.cli.commands.consent import Manner
from webmap.cli.commands.corrections.made import Made
from webmap.cli.commands.protected.switch import check_switch_to_regions, versions_of_schools
from webmap.cli.reports.account import about_online
from webmap.cli.reports.building import lines_for_a_person, stopped_lines
from webmap.cli.reports.disclosure import place_lines
from webmap.cli.reports.registers import about_register
from webmap.cli.terminal import echo, echo_all, echo_text
from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import Kind
from webmap.disclosure.menu import ALL, COUNTED, Address, Place
from webmap.disclosure.parameters import WHOLE_COUNTRY, Parameters
from webmap.disclosure.protect import EDITIONS_TOGETHER, protect
from webmap.disclosure.truth import Area, Counts, areas_of, check_counts, counts_of
from webmap.errors import BrakeError, PublishingError, SnapshotError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.changes import brake
from webmap.snapshot.forgetting.forget import remove_versions
from webmap.snapshot.pointer import POINTER, confirm_pointer, current_version
from webmap.snapshot.protected.ledger import check_pause, editions_shown, is_still_true, note_editions
from webmap.snapshot.protected.making import make_protected
from webmap.snapshot.protected.snapshot import (
    ProtectedSnapshot,
    is_protected,
    open_protected,
    write_protected,
)
from webmap.snapshot.published import Totals
from webmap.snapshot.snapshot import Snapshot
from webmap.system.clock import about_clock, today_in_korea
from webmap.system.progress import ProgressBars
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT

NATIONAL_TOTAL = Address(Place.NATION, WHOLE_COUNTRY, ALL, COUNTED)


@dataclass(frozen=True)
class _Numbers:
    """What is to be protected, and the editions that were shown before, the oldest first."""

    areas: Sequence[Area]
    counts: Counts
    parameters: Parameters
    shown: Sequence[Edition]

    @property
    def newest(self) -> Edition | None:
        """The last edition, where everything that it shows is still true."""
        if not self.shown or not is_still_true(self.shown[-1], self.areas, self.counts, self.parameters):
            return None
        return self.shown[-1]


def publish_regions(made: Made, folder: Path, manner: Manner) -> None:
    """Protect the numbers of a map and publish them, unless those that are published are still true.

    Raises EditionTooEarlyError, ConsentError or BrakeError where a person or another day is needed, and
    DisclosureError where the numbers cannot be protected or editions are missing; what was published stays.
    """
    settings, snapshot = made.settings, made.snapshot
    served = _served(folder)
    _check_fiction(folder, served, snapshot)
    numbers = _numbers(settings, snapshot, editions_shown(folder, served))
    former_schools, edition = versions_of_schools(folder), numbers.newest
    if edition is None:
        check_pause(numbers.shown, today_in_korea(), settings.disclosure_days)
        _check_brake(numbers, manner)
    check_switch_to_regions(folder, former_schools, settings.language, manner)
    if served and served.edition == edition:
        remove_versions(folder, former_schools)
        confirm_pointer(folder)
        _tell_unchanged(made, served, manner)
        return
    with ProgressBars(settings.language, quiet=manner.quiet).steps(1) as steps:
        steps.begin(say("Protecting the numbers"))
        edition = edition or _protected(numbers)
        steps.begin(say("Auditing the numbers and writing the snapshot"))
        written = _written(settings, snapshot, folder, edition, numbers.shown)
    remove_versions(folder, former_schools)
    _tell(made, open_protected(folder), served, written, manner)


def _served(folder: Path) -> ProtectedSnapshot | None:
    """The served protected snapshot; None where none is served, or where the ledger alone tells of it.

    Raises SnapshotError where it cannot be read and no ledger tells what was shown.
    """
    if not (folder / POINTER).exists() or (versions_of_schools(folder) and not is_protected(folder)):
        return None
    try:
        return open_protected(folder)
    except SnapshotError:
        if editions_shown(folder, None):
            return None
        raise


def _check_fiction(folder: Path, served: ProtectedSnapshot | None, snapshot: Snapshot) -> None:
    """Raise PublishingError where editions of fictional and of real data would stand in one ledger."""
    if served is not None and served.fictional is not snapshot.fictional:
        raise PublishingError(
            say(
                "Nothing was published: of what is published in %(folder)s and what would be, one is "
                "fictional and the other is not. Editions of both cannot follow each other. Name another "
                "folder in WEBMAP_SNAPSHOTS, or give your lists.",
                folder=str(folder),
            )
        )


def _numbers(settings: Settings, snapshot: Snapshot, shown: Sequence[Edition]) -> _Numbers:
    areas = areas_of(snapshot.counts, load_region_table())
    counts = counts_of(snapshot.schools, snapshot.counts)
    check_counts(areas, counts)
    return _Numbers(areas, counts, parameters_of(settings), shown)


def parameters_of(settings: Settings) -> Parameters:
    """The parameters that an operator's settings state."""
    return Parameters(settings.disclosure_k, settings.disclosure_nmin, Fraction(settings.disclosure_alpha))


def _check_brake(numbers: _Numbers, manner: Manner) -> None:
    """Raise BrakeError where the number of the whole country falls or jumps, and nobody means it."""
    form = numbers.shown[-1].shown().get(NATIONAL_TOTAL) if numbers.shown else None
    if manner.agreed or form is None or form.kind is not Kind.EXACT:
        return
    now = sum(
        number for (_, _, status), number in numbers.counts.items() if status in STATUSES_COUNTED_BY_DEFAULT
    )
    if reason := brake(Totals(None, form.low, form.low), Totals(None, now, now)):
        raise BrakeError(
            say(
                "Nothing was published: %(reason)s. Check the lists and the register; if it is right, run "
                "the command again with --yes.",
                reason=reason,
            )
        )


def _protected(numbers: _Numbers) -> Edition:
    former = numbers.shown[1 - EDITIONS_TOGETHER :]
    day = today_in_korea().isoformat()
    return protect(day, numbers.areas, numbers.counts, numbers.parameters, former)


def _written(
    settings: Settings, snapshot: Snapshot, folder: Path, edition: Edition, shown: Sequence[Edition]
) -> Path:
    """Publish an edition, and note it beside those that were `shown`, where it may be the last one itself."""
    former = [each for each in shown if each.day < edition.day]
    before = current_version(folder)

    def check_served(version: str | None) -> None:
        if version != before:
            raise PublishingError(
                say(
                    "Nothing was published: another build has just published into %(folder)s. Run the "
                    "command again.",
                    folder=str(folder),
                )
            )

    return write_protected(
        make_protected(snapshot, edition, former, settings.disclosure_days),
        folder,
        settings.keep_snapshots,
        check_served,
        lambda: note_editions(folder, [*former, edition]),
    )


def _tell_unchanged(made: Made, served: ProtectedSnapshot, manner: Manner) -> None:
    if manner.quiet:
        return
    line = say(
        "Every number of the edition of %(day)s is still true. Snapshot %(version)s stays published.",
        day=served.edition.day,
        version=served.version,
    )
    rows = lines_for_a_person(made.geocoded, made.faults, manner.decide, manner.verbose)
    echo_all([line, *rows, *_notice(made)], made.settings.language)


def _tell(
    made: Made, now: ProtectedSnapshot, before: ProtectedSnapshot | None, written: Path, manner: Manner
) -> None:
    """How much is shown, what the audit has found, what waits for a person, and where it was published."""
    geocoded, settings = made.geocoded, made.settings
    clock = about_clock(before.version if before else None, now.version)
    rows = lines_for_a_person(geocoded, [*made.faults, *clock], manner.decide, manner.verbose)
    if manner.quiet:
        echo_all([*stopped_lines(geocoded), *rows], settings.language, error=True)
        return
    echo_all([*about_register(geocoded.register), *about_online(settings, geocoded)], settings.language)
    for line in place_lines(now.edition, settings.language):
        echo_text(line)
    echo_all([*_about_edition(now), *rows, *_notice(made)], settings.language)
    echo(say("Published: %(folder)s", folder=str(written)), settings.language)


def _about_edition(now: ProtectedSnapshot) -> Iterator[Message]:
    audit, parameters = now.manifest["audit"], now.edition.parameters
    yield say(
        "Edition %(day)s: %(cells)s different numbers, %(groups)s groups of schools. k = %(k)s, Nmin = "
        "%(nmin)s, alpha = %(alpha)s.",
        day=now.edition.day,
        cells=audit["cells"],
        groups=audit["groups"],
        k=parameters.k,
        nmin=parameters.nmin,
        alpha=str(parameters.alpha),
    )
    yield say(
        "Audited from the written files, %(count)s editions together: nothing can be concluded that must not "
        "be.",
        count=audit["together"],
    )


def _notice(made: Made) -> list[Message]:
    return [FICTIONAL] if made.bare.fictional else []
