"""What may be wrong with a snapshot, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webmap.errors import SnapshotError
from webmap.vocabulary.messages import Message, say


class OtherFormatError(ValueError):
    """The manifest is whole, but its format is not readable by this version of the program."""

    def __init__(self, number: int, known: int) -> None:
        super().__init__(f"format {number}")
        self.number, self.known = number, known


class OtherDisclosureError(ValueError):
    """The snapshot shows schools where only protected numbers may be shown, or the other way round."""

    def __init__(self, shows_schools: bool) -> None:
        super().__init__("schools" if shows_schools else "protected numbers")
        self.shows_schools = shows_schools


class DamagedError(ValueError):
    """A file is not as the manifest states; `message` says, as a clause, which one and how."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render("en"))
        self.message = message


@contextmanager
def failures_in_sentences(folder: Path) -> Iterator[None]:
    """Turn whatever is wrong with a snapshot into a SnapshotError, with its cause."""
    try:
        yield
    except OtherFormatError as error:
        raise SnapshotError(_other_format(folder, error)) from error
    except OtherDisclosureError as error:
        raise SnapshotError(_other_disclosure(folder, error.shows_schools)) from error
    except DamagedError as error:
        raise SnapshotError(
            say(
                "The snapshot in %(folder)s is damaged: %(fault)s. Copy it here again from where it was "
                "built, or run `webmap build` again.",
                folder=str(folder),
                fault=error.message,
            )
        ) from error
    # A damaged file may raise anything in a library; a server then keeps its current snapshot.
    except Exception as error:
        raise SnapshotError(
            say(
                "The snapshot in %(folder)s is damaged or of another version. Run `webmap build` again.",
                folder=str(folder),
            )
        ) from error


def not_written(out: Path, reason: Message | None) -> SnapshotError:
    """The failure of a snapshot that could not be written to the folder of snapshots."""
    return SnapshotError(
        say(
            "The snapshot could not be written to %(folder)s (%(reason)s). "
            "The old one, if any, is still served.",
            folder=str(out),
            reason=reason or "",
        )
    )


def shows_schools(folder: Path) -> SnapshotError:
    """The failure of a snapshot with schools where none may be shown."""
    return SnapshotError(_other_disclosure(folder, True))


def _other_disclosure(folder: Path, shows_schools: bool) -> Message:
    if shows_schools:
        return say(
            "The snapshot in %(folder)s shows schools, and with WEBMAP_DISCLOSURE=regions none may be shown. "
            "Run `webmap build` with this setting.",
            folder=str(folder),
        )
    return say(
        "The snapshot in %(folder)s holds protected numbers of regions, and no schools, which are needed "
        "here. It is served with WEBMAP_DISCLOSURE=regions.",
        folder=str(folder),
    )


def _other_format(folder: Path, error: OtherFormatError) -> Message:
    values = {"folder": str(folder), "found": error.number, "known": error.known}
    if error.number > error.known:
        return say(
            "The snapshot in %(folder)s was made by a newer version of this program (format %(found)s; this "
            "one reads format %(known)s). Update the program on this machine, or run `webmap build` with "
            "this version.",
            **values,
        )
    return say(
        "The snapshot in %(folder)s was made by an older version of this program (format %(found)s; this one "
        "reads format %(known)s). Run `webmap build` again.",
        **values,
    )
