"""The work of `webmap desk import`, `export`, `backup` and `restore`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from webmap.cli.terminal import echo
from webmap.errors import ContradictionError, DeskError
from webmap.review.backup.file import write_backup
from webmap.review.backup.restore import restore_backup
from webmap.review.database import SQLITE, Database
from webmap.review.files.export import export_safely
from webmap.review.files.importing import Imported, import_project
from webmap.review.journal import MACHINE
from webmap.review.people import access
from webmap.settings.desk import DeskSettings, load_desk_settings
from webmap.settings.settings import load_settings
from webmap.system.atomic_file import check_output
from webmap.system.progress import ProgressBars, Steps
from webmap.vocabulary.messages import Message, say

BAR_AFTER_S = 2.0


def import_folder(folder: Path, replace: Sequence[str]) -> None:
    """Take a project folder in, and say what came. Raises ContradictionError where not all could be taken."""
    settings = load_desk_settings()
    with _opened(settings) as database, _bar(settings, 3) as bar:
        done = import_project(database, folder, MACHINE, replace=replace, begin=bar.begin)
    for line in (*_imported(done), *done.remarks, *done.contradictions):
        echo(line, settings.language)
    if done.contradictions:
        raise ContradictionError(
            say(
                "The folder and the desk differ in %(count)s places, named above. All else was taken.",
                count=len(done.contradictions),
            )
        )


def export_folder(folder: Path) -> None:
    """Write the project folder, and say how to build it."""
    settings = load_desk_settings()
    with _opened(settings, needed=True) as database, _bar(settings, 1) as bar:
        with database.read() as connection:
            digest = export_safely(connection, folder, bar.begin)
        _record_export(database)
    for line in (
        say(
            "Exported to %(folder)s (SHA-256 of its content: %(digest)s).", folder=str(folder), digest=digest
        ),
        say("Build it with: webmap build --project %(folder)s", folder=str(folder)),
    ):
        echo(line, settings.language)


def write_backup_of(path: Path, force: bool) -> None:
    """Write a backup, and say what is in it."""
    settings = load_desk_settings()
    check_output(path, force=force)
    with _opened(settings, needed=True) as database, _bar(settings, 1) as bar:
        database.check_current()
        about = write_backup(database, path, bar.begin)
        _record_export(database)
    for line in (
        say(
            "Backed up to %(file)s: %(lines)s lines of the journal, %(rows)s rows.",
            file=str(path),
            lines=about.lines,
            rows=sum(rows for rows, _ in about.tables.values()),
        ),
        say(
            "The key %(key)s is not in it. Keep a copy of it in another place than the backup.",
            key=str(settings.folder / "desk.key"),
        ),
    ):
        echo(line, settings.language)


def restore_from(path: Path, agreed: bool) -> None:
    """Put a backup back, and say what is gone."""
    settings = load_desk_settings()
    with _opened(settings) as database, _bar(settings, 1) as bar:
        done = restore_backup(database, path, agreed, bar.begin)
    lines = [
        say(
            "Restored the backup of %(made)s with %(lines)s lines of the journal. Everybody has to log in "
            "again.",
            made=done.made,
            lines=done.lines,
        )
    ]
    if done.lost_lines:
        lines.append(
            say(
                "Gone are %(lines)s newer lines of the journal and what they were about. Snapshots that were "
                "published meanwhile name them: webmap desk log --verify says so.",
                lines=done.lost_lines,
            )
        )
    for line in lines:
        echo(line, settings.language)


def _record_export(database: Database) -> None:
    """Record that everything left the desk: nobody is logged in on a command line, so no person is named."""
    with database.write() as connection:
        access.note(connection, access.Entry.EXPORT, None, "")


@contextmanager
def _opened(settings: DeskSettings, *, needed: bool = False) -> Iterator[Database]:
    """The desk's database; `needed`: raises DeskError instead of making one."""
    from webmap.desk import open_desk

    if needed and not _is_there(settings):
        raise DeskError(
            say(
                "There is no desk in %(folder)s yet. Begin one with webmap desk run, or bring a folder in "
                "with webmap desk import DIR.",
                folder=str(settings.folder),
            )
        )
    database = open_desk(settings, load_settings()).database
    try:
        yield database
    finally:
        database.dispose()


def _is_there(settings: DeskSettings) -> bool:
    address = settings.database_address
    return not address.startswith(SQLITE) or Path(address.removeprefix("sqlite:///")).exists()


def _bar(settings: DeskSettings, steps: int) -> Steps:
    return ProgressBars(settings.language).steps(steps, BAR_AFTER_S)


def _imported(done: Imported) -> list[Message]:
    if done.is_unchanged:
        return [say("The desk has all of it already. Nothing was changed.")]
    lines = sum(done.lines.values())
    return [
        say(
            "Imported: %(versions)s versions of lists, %(lines)s lines of decisions, findings and "
            "corrections, %(documents)s other files.",
            versions=len(done.versions),
            lines=lines,
            documents=len(done.documents),
        )
    ]
