"""One class per failure, each with its exit code and HTTP status.

A failure carries a `Message`: what went wrong, where, and what to do, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping

from webmap.vocabulary.messages import DEFAULT_LANGUAGE, Message


class WebmapError(Exception):
    """A failure that a person can act on."""

    exit_code = 1
    http_status = 500
    kind = "error"

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return self.message.render(DEFAULT_LANGUAGE)


class ListError(WebmapError):
    """A list file cannot be read."""

    exit_code = 3
    http_status = 400
    kind = "unreadable-list"


class RegisterError(WebmapError):
    """A register file cannot be read, or none is given."""

    exit_code = 4
    kind = "unreadable-register"


class RegisterUpdateError(RegisterError):
    """The register could not be fetched; the old file stays unchanged."""

    exit_code = 11
    kind = "register-not-updated"


class RegisterLimitError(RegisterUpdateError):
    """The publisher's daily limit is reached; the fetched pages are kept."""

    exit_code = 10
    kind = "register-limit-reached"


class DisclosureError(WebmapError):
    """Numbers of regions cannot be protected, or a file of protected numbers cannot be used."""

    kind = "not-protected"


class SnapshotError(WebmapError):
    """A snapshot is missing, damaged or could not be written."""

    exit_code = 5
    http_status = 503
    kind = "snapshot-unavailable"


class OutputError(WebmapError):
    """An output file cannot be written."""

    exit_code = 6
    kind = "unwritable-output"


class RenderingError(OutputError):
    """A document or picture cannot be drawn within its limits of time and memory."""

    exit_code = 13
    http_status = 503
    kind = "not-drawn"


class NoRoomError(OutputError):
    """The server's disk has no room for a file that is made to be sent."""

    exit_code = 14
    http_status = 503
    kind = "no-room"


class SettingsError(WebmapError):
    """A setting has an unusable value."""

    exit_code = 7
    kind = "bad-setting"


class ServingError(WebmapError):
    """The address to serve on cannot be used."""

    exit_code = 8
    kind = "unusable-address"


class DecisionsError(WebmapError):
    """The file of people's decisions, or a sheet of open rows, cannot be used."""

    exit_code = 9
    kind = "unusable-decisions"


class FindingsError(DecisionsError):
    """The file of findings cannot be used, or a finding cannot be stored."""

    kind = "unusable-findings"


class CorrectionsError(DecisionsError):
    """The file of corrections cannot be used, or a correction cannot be stored."""

    kind = "unusable-corrections"


class ContradictionError(DecisionsError):
    """Two files of decisions contradict each other; what they agree on is joined, the rest is left open."""

    exit_code = 15
    kind = "contradictory-decisions"


class PublishingError(WebmapError):
    """A build was stopped before it published anything."""

    exit_code = 16
    kind = "not-published"


class ConsentError(PublishingError):
    """Schools would disappear or become confirmed, and nobody has agreed to that."""

    kind = "consent-needed"


class BrakeError(PublishingError):
    """So much would change that a mistake is likely."""

    exit_code = 17
    kind = "brake"


class EditionTooEarlyError(PublishingError):
    """Another edition of protected numbers was published a few days ago."""

    exit_code = 20
    kind = "too-early"


class ProjectError(SettingsError):
    """A project folder, its project.toml or the versions of its lists cannot be used."""

    exit_code = 19
    kind = "unusable-project"


class BackupError(WebmapError):
    """A backup cannot be made, is damaged, or would replace what is there."""

    exit_code = 18
    kind = "unusable-backup"


class DeskError(WebmapError):
    """The review desk cannot do this."""

    exit_code = 20
    http_status = 400
    kind = "desk"


class DeskBusyError(DeskError):
    """The desk's database cannot be used just now."""

    http_status = 503
    kind = "desk-busy"


class ForbiddenError(DeskError):
    """A person's roles do not allow it."""

    http_status = 403
    kind = "forbidden"


class ConflictError(DeskError):
    """Another person was faster, or what it is on has changed."""

    http_status = 409
    kind = "conflict"


class TooLargeError(DeskError):
    """A file that a person sends is larger than the limit."""

    http_status = 413
    kind = "too-large"


class FilterError(WebmapError):
    """A filter or its value is unknown."""

    exit_code = 2
    http_status = 400
    kind = "unknown-filter"


class ExportError(WebmapError):
    """An export cannot hold the requested content; it is refused rather than shortened."""

    exit_code = 12
    http_status = 400
    kind = "not-exportable"


class NotFoundError(WebmapError):
    "The requested resource does not exist."

    http_status = 404
    kind = "not-found"


class RequestError(WebmapError):
    """A request has an unreadable value."""

    exit_code = 2
    http_status = 400
    kind = "bad-request"


class NotOfferedError(WebmapError):
    """The requested thing is not offered here, by form or by a setting."""

    http_status = 501
    kind = "not-offered"


class BusyError(WebmapError):
    """The server works on too many requests to accept this one."""

    http_status = 503
    kind = "busy"


class TooManyRequestsError(WebmapError):
    """A client has exceeded its limits; `headers` tell programs when to retry."""

    http_status = 429
    kind = "too-many-requests"

    def __init__(self, message: Message, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.headers = headers


class BadValueError(ValueError):
    """A setting's value is unusable; `message` states the form that is needed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render("en"))
        self.message = message
