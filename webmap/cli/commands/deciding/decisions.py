"""The work of `webmap decisions merge`, without the command line."""

from __future__ import annotations

from pathlib import Path

from webmap.cli.terminal import echo
from webmap.decisions.ledger import Ledger, load_ledger
from webmap.decisions.ledgers import check_decisions
from webmap.decisions.merge import Contradiction, Merged, merge
from webmap.decisions.wording import school_words
from webmap.errors import ContradictionError, DecisionsError
from webmap.settings.settings import Settings
from webmap.system.atomic_file import check_output, replaced
from webmap.vocabulary.messages import Message, say

NOTHING_WRITTEN = say("Nothing was written; give -o FILE.")


def merge_files(settings: Settings, first: Path, second: Path, output: Path | None) -> None:
    """Join two files of decisions and write them to `output`, if given; the two may be the same file.

    Raises DecisionsError where one is missing, unusable or holds damaged records, OutputError, and, after
    writing, ContradictionError where questions are left open.
    """
    if output is not None:
        check_output(output, (".csv",))
    ledgers = [_load(path, name) for path, name in zip((first, second), _names(first, second), strict=True)]
    merged = merge(*ledgers)
    if output is not None:
        with replaced(output) as fresh:
            fresh.write_bytes(merged.as_file())
    for line in _lines(merged, ledgers, output):
        echo(line, settings.language)
    if merged.contradictions:
        raise ContradictionError(
            say(
                "%(count)s questions are decided differently in the two files. They are left open; decide "
                "them with: webmap decide LIST --register FILE --decisions %(file)s",
                count=len(merged.contradictions),
                file=str(output or "FILE"),
            )
        )


def _names(first: Path, second: Path) -> tuple[str, str]:
    """The names of two files, with their paths where they are the same."""
    return (first.name, second.name) if first.name != second.name else (str(first), str(second))


def _load(path: Path, name: str) -> Ledger:
    check_decisions(path)
    ledger = load_ledger(path, name)
    if ledger.lost:
        raise DecisionsError(
            say(
                "%(file)s holds records that are refused, so nothing was joined; a decision would be lost. "
                "%(fault)s",
                file=name,
                fault=ledger.faults[0],
            )
        )
    return ledger


def _lines(merged: Merged, ledgers: list[Ledger], output: Path | None) -> list[Message]:
    return [
        say(
            "%(first)s: %(first_count)s decisions; %(second)s: %(second_count)s; together %(count)s, of "
            "which %(in_force)s are in force.",
            first=ledgers[0].file,
            first_count=ledgers[0].lines,
            second=ledgers[1].file,
            second_count=ledgers[1].lines,
            count=len(merged.decisions) - len(merged.contradictions),
            in_force=len(merged.in_force),
        ),
        *map(_contradiction, merged.contradictions),
        say("Written to %(file)s.", file=str(output)) if output else NOTHING_WRITTEN,
    ]


def _contradiction(each: Contradiction) -> Message:
    def words(file: str, number: int, school: str, who: str, when: str) -> Message:
        return say(
            "%(file)s, line %(line)s: %(school)s (%(who)s, %(when)s)",
            file=file, line=number, school=school, who=who, when=when,
        )  # fmt: skip

    first, second = each.first, each.second
    return say(
        "“%(query)s”: %(first)s; %(second)s. Neither is applied.",
        query=first.question.query,
        first=words(each.first_file, first.line, school_words(first), first.who, first.day),
        second=words(each.second_file, second.line, school_words(second), second.who, second.day),
    )
