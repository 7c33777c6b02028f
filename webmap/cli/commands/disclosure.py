"""The work of the commands under `webmap disclosure`; `cli/disclosure.py` reads the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from webmap.cli.commands.build import make_map
from webmap.cli.inputs import inputs_of
from webmap.cli.reports.disclosure import audit_lines, parameter_lines, place_lines
from webmap.cli.terminal import echo, echo_text
from webmap.cli.usage import SentenceError
from webmap.disclosure.audit import Audit, audit
from webmap.disclosure.edition import Edition
from webmap.disclosure.ledger import check_day, newest, read_editions, read_ledger, write_edition
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import EDITIONS_TOGETHER, protect
from webmap.disclosure.truth import areas_of, counts_of
from webmap.errors import DisclosureError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import POINTER, VERSION, Pointer
from webmap.snapshot.protected.snapshot import ProtectedSnapshot, open_protected
from webmap.snapshot.snapshot import Snapshot, open_snapshot
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import say


def read_parameters(settings: Settings, k: int | None, nmin: int | None, alpha: str | None) -> Parameters:
    """The parameters of a command line; those of the settings where it has none.

    Raises SentenceError or RequestError for values without a meaning.
    """
    try:
        share = Fraction(alpha or settings.disclosure_alpha)
    except (ValueError, ZeroDivisionError) as error:
        raise SentenceError(
            say("--alpha %(value)s is not understood: write a share such as 1/2 or 0.4.", value=alpha)
        ) from error
    return Parameters(k or settings.disclosure_k, nmin or settings.disclosure_nmin, share)


def preview_disclosure(
    settings: Settings, snapshot: Snapshot, parameters: Parameters, output: Path | None
) -> None:
    """Print how much of a map would be shown, and write it to `output`, if given.

    Raises DisclosureError where the numbers cannot be protected, and OutputError.
    """
    areas = areas_of(snapshot.counts, load_region_table())
    counts = counts_of(snapshot.schools, snapshot.counts)
    day = _day(snapshot)
    editions = read_ledger(output) if output else []
    check_day(editions, day)
    edition = protect(day, areas, counts, parameters, editions[1 - EDITIONS_TOGETHER :])
    for line in place_lines(edition, settings.language):
        echo_text(line)
    echo(
        say(
            "k = %(k)s, Nmin = %(nmin)s, alpha = %(alpha)s. Other values of k and Nmin:",
            k=parameters.k, nmin=parameters.nmin, alpha=str(parameters.alpha),
        ),
        settings.language,
    )  # fmt: skip
    for line in parameter_lines(day, areas, counts, parameters, settings.language):
        echo_text(line)
    if output:
        _write(settings, output, [*editions, edition])


def map_to_preview(
    settings: Settings, names: Sequence[str], registers: Sequence[Path], project_folder: Path | None
) -> Snapshot:
    """The map that is previewed: of lists, where `names` are files, or else a snapshot of schools.

    Without names it is the served one; where none is ever written, that of the project or of the sample.
    Raises SnapshotError, and what a build raises.
    """
    is_snapshot = len(names) == 1 and not Path(names[0]).is_file()
    if is_snapshot or (not names and settings.shows_schools and not registers):
        return _open(settings, names[0] if names else None)
    inputs = inputs_of([Path(each) for each in names], (), registers, None, project_folder)
    return make_map(settings, inputs, lenient=True).bare


def audit_published(settings: Settings, names: Sequence[str], releases: int) -> None:
    """Print what can be concluded from editions: from files, or those of a protected snapshot.

    `names`: files, or one folder or version of a snapshot; without any, the served one. Raises SnapshotError,
    and DisclosureError where a file cannot be used, an edition is missing, or too much can be concluded.
    """
    if len(names) <= 1 and not any(Path(each).is_file() for each in names):
        snapshot = _open_protected(settings, names[0] if names else None)
        echo(say("Snapshot %(version)s.", version=snapshot.version), settings.language)
        found_in = [*snapshot.earlier, snapshot.edition]
    else:
        found_in = read_editions(map(Path, names))
    editions = newest(found_in, releases)
    found = audit(editions)
    for line in audit_lines(found, editions):
        echo(line, settings.language)
    if not found.passed:
        raise _not_passed(found)


def _not_passed(found: Audit) -> DisclosureError:
    return DisclosureError(
        say(
            "Too much can be concluded about %(count)s groups of schools; %(schools)s schools are listed for "
            "certain. These numbers must not be shown.",
            count=len(found.breaches),
            schools=found.provable,
        )
    )


def _open(settings: Settings, name: str | None) -> Snapshot:
    folder, version = _place(settings, name)
    return open_snapshot(folder, Pointer(version) if version else None, notes=False)


def _open_protected(settings: Settings, name: str | None) -> ProtectedSnapshot:
    return open_protected(*_place(settings, name))


def _place(settings: Settings, name: str | None) -> tuple[Path, str | None]:
    """Folder of snapshots and version that a name means: a folder of either kind, or a version."""
    if name is None:
        return settings.snapshots, None
    folder = Path(name)
    if (folder / POINTER).is_file():
        return folder, None
    if not folder.is_dir() and VERSION.fullmatch(name):
        return settings.snapshots, name
    folder = folder.absolute()
    return folder.parent, folder.name


def _day(snapshot: Snapshot) -> str:
    """The day on which a snapshot was made, in Korea."""
    return datetime.fromisoformat(str(snapshot.manifest["created"])).astimezone(KOREA).date().isoformat()


def _write(settings: Settings, folder: Path, editions: Sequence[Edition]) -> None:
    """Write the last edition, and audit the file."""
    path = write_edition(folder, editions[-1])
    echo(say("Written to %(file)s.", file=str(path)), settings.language)
    found = audit([*editions[-EDITIONS_TOGETHER:-1], *read_editions([path])])
    if not found.passed:
        path.unlink()
        raise _not_passed(found)
