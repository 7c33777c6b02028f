"""The work of `webmap forget`: removing what older snapshots still hold."""

from __future__ import annotations

from webmap.cli.terminal import echo
from webmap.errors import SnapshotError
from webmap.settings.settings import Settings
from webmap.snapshot.forgetting.forget import remove_versions, versions_in, versions_naming
from webmap.snapshot.pointer import current_version
from webmap.vocabulary.messages import say


def forget_kept(settings: Settings, what: str) -> None:
    """Remove the kept snapshot of a version, or the older ones that hold a school, and report it.

    Raises SnapshotError where nothing here has that name, where it cannot be removed, and, with the older
    ones gone, where the served one still holds it or cannot be read.
    """
    folder = settings.snapshots
    kept = versions_in(folder)
    found = [what] if what in kept else versions_naming(folder, what)
    if not found:
        raise SnapshotError(
            say(
                "No kept snapshot in %(folder)s has the version, or holds the school, “%(what)s”. Kept are: "
                "%(known)s.",
                folder=str(folder),
                what=what,
                known=", ".join(kept) or "-",
            )
        )
    served = current_version(folder)
    gone = found if what in kept else [version for version in found if version != served]
    remove_versions(folder, gone)
    for version in gone:
        echo(say("Removed: snapshot %(version)s.", version=version), settings.language)
    echo(
        say(
            "Other machines remove it when the folder is pushed or pulled the next time, a published "
            "copy with the next webmap publish --forget. Not reached: backups, web archives, exports, and "
            "what readers have saved."
        ),
        settings.language,
    )
    if served in found and what not in kept:
        # A success here would end a runbook with the school still on the map.
        raise SnapshotError(
            say(
                "The served snapshot %(version)s still holds it, or cannot be read to say that it does not. "
                "Take it out of the lists and run webmap build; then run this again.",
                version=served or "-",
            )
        )
