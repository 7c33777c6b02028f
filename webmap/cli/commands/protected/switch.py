"""What a build asks before a map of schools becomes one of numbers, or the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from webmap.cli.commands.consent import YES, Manner
from webmap.cli.terminal import ask, echo, is_interactive
from webmap.errors import ConsentError
from webmap.snapshot.forgetting.forget import NAMED_BY, versions_in
from webmap.snapshot.protected.snapshot import is_protected
from webmap.vocabulary.messages import Message, say

NOT_AGREED = say("Nothing was published, as you did not agree. The map stays as it was.")


def versions_of_schools(folder: Path) -> list[str]:
    """Versions in a folder of snapshots that name schools, whole or not."""
    return [
        version
        for version in versions_in(folder)
        if any((folder / version / name).exists() for name in NAMED_BY)
    ]


def check_switch_to_regions(folder: Path, versions: Sequence[str], language: str, manner: Manner) -> None:
    """Say that what was shown cannot be recalled, and ask. Raises ConsentError where nobody agrees.

    `versions`: those in the folder that show schools, which are removed once the numbers are published.
    """
    if versions:
        about = say(
            "Until now the map in %(folder)s showed schools. What was shown cannot be recalled: caches, "
            "archives and downloads keep it, and the protected numbers do not protect against it. Snapshots "
            "with schools that are removed from this folder: %(count)s.",
            folder=str(folder),
            count=len(versions),
        )
        _agree(
            about,
            say("Publish numbers of regions from now on? y = yes, anything else = no"),
            language,
            manner,
        )


def check_switch_to_schools(folder: Path, language: str, manner: Manner) -> None:
    """Ask before schools are shown where numbers were protected. Raises ConsentError where nobody agrees."""
    if is_protected(folder):
        about = say(
            "Until now the map in %(folder)s showed protected numbers of regions, of which no school can be "
            "told. With WEBMAP_DISCLOSURE=schools or statuses every listed school is shown, and what is "
            "shown cannot be recalled.",
            folder=str(folder),
        )
        _agree(about, say("Show schools from now on? y = yes, anything else = no"), language, manner)


def _agree(about: Message, question: Message, language: str, manner: Manner) -> None:
    if not (manner.agreed and manner.quiet):
        echo(about, language, error=True)
    if manner.agreed:
        return
    if not is_interactive():
        raise ConsentError(
            say(
                "Nothing was published: what the map discloses would change, and there is no terminal to ask "
                "in. Run the command in a terminal, or with --yes."
            )
        )
    if (ask(question.render(language), error=True) or "").strip().casefold() not in YES:
        raise ConsentError(NOT_AGREED)
