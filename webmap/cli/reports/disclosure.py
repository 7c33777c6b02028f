"""How much is shown of protected numbers, and what an audit has found, in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webmap.cli.terminal import format_table
from webmap.disclosure.audit import Audit
from webmap.disclosure.edition import Edition
from webmap.disclosure.menu import Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.preview import Shown, parameter_table, shown
from webmap.disclosure.truth import Area, Counts
from webmap.disclosure.wording import group_words
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


def place_lines(edition: Edition, language: str) -> Iterator[str]:
    """How many numbers of each kind of place are shown exactly, in ranges, or not at all."""
    heading = (say("Numbers"), say("all"), say("exact"), say("in ranges"), say("not shown"))
    rows = [[each.render(language) for each in heading]]
    for place, name in PLACE_NAMES.items():
        numbers = shown(edition, place)
        cells = (_of(each, numbers.all) for each in (numbers.exact, numbers.ranges, numbers.nothing))
        rows.append([name.render(language), f"{numbers.all:,}", *cells])
    return format_table(rows)


def _of(number: int, whole: int) -> str:
    return f"{number:,} ({number / whole:.0%})" if whole else "0"


def parameter_lines(
    day: str, areas: Sequence[Area], counts: Counts, chosen: Parameters, language: str
) -> Iterator[str]:
    """The shares that would be shown with other values of k and Nmin."""
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


def audit_lines(found: Audit, editions: Sequence[Edition]) -> Iterator[Message]:
    """What an audit of the last of editions has found."""
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
