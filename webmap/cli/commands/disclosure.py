"""The work of the commands under `webmap disclosure`; `cli/disclosure.py` reads the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from webmap.cli.terminal import echo, echo_text, format_table
from webmap.cli.usage import SentenceError
from webmap.disclosure.audit import Audit, audit
from webmap.disclosure.edition import Edition
from webmap.disclosure.ledger import check_day, newest, read_editions, read_ledger, write_edition
from webmap.disclosure.menu import Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.preview import Shown, parameter_table, shown
from webmap.disclosure.protect import EDITIONS_TOGETHER, protect
from webmap.disclosure.truth import Area, Counts, areas_of, counts_of
from webmap.disclosure.wording import group_words
from webmap.errors import DisclosureError
from webmap.places.regions.region_table import load_region_table
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import POINTER, VERSION, Pointer
from webmap.snapshot.snapshot import Snapshot, open_snapshot
from webmap.system.clock import KOREA
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.terms import REGION_LEVELS, RegionLevel

MAX_BREACHES = 20
"""Groups that are named; the others are counted."""

PLACE_NAMES = {
    Place.NATION: say("Nationwide"),
    Place.SIDO: Message(REGION_LEVELS[RegionLevel.SIDO].name),
    Place.OFFICE: Message(REGION_LEVELS[RegionLevel.OFFICE].name),
    Place.SIGUNGU: Message(REGION_LEVELS[RegionLevel.SIGUNGU].name),
}


def read_parameters(k: int, nmin: int, alpha: str) -> Parameters:
    """The parameters of a command line. Raises SentenceError or RequestError for values without a meaning."""
    try:
        share = Fraction(alpha)
    except (ValueError, ZeroDivisionError) as error:
        raise SentenceError(
            say("--alpha %(value)s is not understood: write a share such as 1/2 or 0.4.", value=alpha)
        ) from error
    return Parameters(k, nmin, share)


def preview_disclosure(
    settings: Settings, name: str | None, parameters: Parameters, output: Path | None
) -> None:
    """Print how much would be shown, and write it to `output`, if given.

    Raises SnapshotError, DisclosureError where the numbers cannot be protected, and OutputError.
    """
    snapshot = _open(settings, name)
    areas = areas_of(snapshot.counts, load_region_table())
    counts = counts_of(snapshot.schools, snapshot.counts)
    day = _day(snapshot)
    editions = read_ledger(output) if output else []
    check_day(editions, day)
    edition = protect(day, areas, counts, parameters, editions[1 - EDITIONS_TOGETHER :])
    for line in _table_of_places(edition, settings.language):
        echo_text(line)
    echo(
        say(
            "k = %(k)s, Nmin = %(nmin)s, alpha = %(alpha)s. Other values of k and Nmin:",
            k=parameters.k, nmin=parameters.nmin, alpha=str(parameters.alpha),
        ),
        settings.language,
    )  # fmt: skip
    for line in _table_of_parameters(day, areas, counts, parameters, settings.language):
        echo_text(line)
    if output:
        _write(settings, output, [*editions, edition])


def audit_files(settings: Settings, files: Sequence[Path], releases: int) -> None:
    """Print what can be concluded from files of editions.

    Raises DisclosureError where a file cannot be used, an edition is missing, or too much can be concluded.
    """
    editions = newest(read_editions(files), releases)
    found = audit(editions)
    for line in _lines(found, editions):
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
    if name is None:
        return open_snapshot(settings.snapshots, notes=False)
    folder = Path(name)
    if (folder / POINTER).is_file():
        return open_snapshot(folder, notes=False)
    if not folder.is_dir() and VERSION.fullmatch(name):
        return open_snapshot(settings.snapshots, Pointer(name), notes=False)
    folder = folder.absolute()
    return open_snapshot(folder.parent, Pointer(folder.name), notes=False)


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


def _table_of_places(edition: Edition, language: str) -> Iterator[str]:
    heading = (say("Numbers"), say("all"), say("exact"), say("in ranges"), say("not shown"))
    rows = [[each.render(language) for each in heading]]
    for place, name in PLACE_NAMES.items():
        numbers = shown(edition, place)
        cells = (_of(each, numbers.all) for each in (numbers.exact, numbers.ranges, numbers.nothing))
        rows.append([name.render(language), f"{numbers.all:,}", *cells])
    return format_table(rows)


def _of(number: int, whole: int) -> str:
    return f"{number:,} ({number / whole:.0%})" if whole else "0"


def _table_of_parameters(
    day: str, areas: Sequence[Area], counts: Counts, chosen: Parameters, language: str
) -> Iterator[str]:
    heading = [
        "k",
        "Nmin",
        say("all places, exact").render(language),
        say("in ranges").render(language),
        say("not shown").render(language),
        say("provinces, exact").render(language),
    ]
    rows = [heading]
    for parameters, edition in parameter_table(day, areas, counts, chosen):
        row = _shares(edition) if edition else [say("cannot be protected").render(language), "", "", ""]
        rows.append([str(parameters.k), str(parameters.nmin), *row])
    return format_table(rows)


def _shares(edition: Edition) -> list[str]:
    places = [shown(edition, place) for place in Place]
    sums = Shown(*(sum(getattr(each, name) for each in places) for name in ("exact", "ranges", "nothing")))
    sido = shown(edition, Place.SIDO)
    shares = (sums.exact / sums.all, sums.ranges / sums.all, sums.nothing / sums.all, sido.exact / sido.all)
    return [f"{share:.0%}" for share in shares]


def _lines(found: Audit, editions: Sequence[Edition]) -> Iterator[Message]:
    yield say(
        "Edition %(day)s: %(cells)s different numbers, %(groups)s groups of schools. k = %(k)s, Nmin = "
        "%(nmin)s, alpha = %(alpha)s.",
        day=editions[-1].day,
        cells=found.cells,
        groups=found.groups,
        k=editions[-1].parameters.k,
        nmin=editions[-1].parameters.nmin,
        alpha=str(editions[-1].parameters.alpha),
    )
    yield _together(found, editions)
    yield say(
        "Exactly known: %(exact)s. Narrowed: %(narrowed)s. Schools that are listed for certain: %(schools)s.",
        exact=found.exactly_known,
        narrowed=found.narrowed,
        schools=found.provable,
    )
    for each in found.breaches[:MAX_BREACHES]:
        yield say(
            "“%(group)s” (%(existing)s existing schools, edition %(day)s): %(low)s to %(high)s.",
            group=group_words(each.target.group.address),
            existing=each.target.group.existing,
            day=each.target.edition.day,
            low=each.interval.low,
            high=each.interval.high,
        )
    if len(found.breaches) > MAX_BREACHES:
        yield say("… and %(count)s more.", count=len(found.breaches) - MAX_BREACHES)


def _together(found: Audit, editions: Sequence[Edition]) -> Message:
    if len(editions) == 1:
        return say("Audited alone; no other edition is there.")
    if found.together == len(editions):
        return say(
            "Audited alone, and %(count)s editions together as if lists only grew.", count=found.together
        )
    return say(
        "Audited alone, and %(count)s editions together as if lists only grew; with earlier ones they did "
        "not.",
        count=found.together,
    )
