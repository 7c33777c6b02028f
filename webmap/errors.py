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
    """A list file can not be read."""

    exit_code = 3
    http_status = 400
    kind = "unreadable-list"


class RegisterError(WebmapError):
    """A register file can not be read, or none was given."""

    exit_code = 4
    kind = "unreadable-register"


class RegisterUpdateError(RegisterError):
    """The register could not be fetched anew; the old file stays as it is."""

    exit_code = 11
    kind = "register-not-updated"


class RegisterLimitError(RegisterUpdateError):
    """The publisher gives no more today; what was fetched is kept."""

    exit_code = 10
    kind = "register-limit-reached"


class SnapshotError(WebmapError):
    """A snapshot is missing, damaged or could not be written."""

    exit_code = 5
    http_status = 503
    kind = "snapshot-unavailable"


class OutputError(WebmapError):
    """An output file can not be written."""

    exit_code = 6
    kind = "unwritable-output"


class RenderingError(OutputError):
    """A document or picture can not be drawn within its limits of time and memory."""

    exit_code = 13
    http_status = 503
    kind = "not-drawn"


class NoRoomError(OutputError):
    """A file that is made to be sent finds no room on the server's disk."""

    exit_code = 14
    http_status = 503
    kind = "no-room"


class SettingsError(WebmapError):
    """A setting has a value that can not be used."""

    exit_code = 7
    kind = "bad-setting"


class ServingError(WebmapError):
    """The address to serve on can not be used."""

    exit_code = 8
    kind = "unusable-address"


class DecisionsError(WebmapError):
    """The file of people's decisions, or a sheet of open rows, can not be used."""

    exit_code = 9
    kind = "unusable-decisions"


class FilterError(WebmapError):
    """A filter, or its value, is not one that the map knows."""

    exit_code = 2
    http_status = 400
    kind = "unknown-filter"


class ExportError(WebmapError):
    """An export can not hold what is asked of it; it is refused rather than shortened."""

    exit_code = 12
    http_status = 400
    kind = "not-exportable"


class NotFoundError(WebmapError):
    "The requested resource does not exist."

    http_status = 404
    kind = "not-found"


class RequestError(WebmapError):
    """A request states something that can not be understood."""

    exit_code = 2
    http_status = 400
    kind = "bad-request"


class NotOfferedError(WebmapError):
    """What was asked for is not offered here, by form or by a setting."""

    http_status = 501
    kind = "not-offered"


class BusyError(WebmapError):
    """So many requests are being worked on that this one is not."""

    http_status = 503
    kind = "busy"


class TooManyRequestsError(WebmapError):
    """A client has asked for more than its share; `headers` tell programs when to come back."""

    http_status = 429
    kind = "too-many-requests"

    def __init__(self, message: Message, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.headers = headers


class BadValueError(ValueError):
    """A value that an operator states and that can not be used; `message` says what form is needed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render("en"))
        self.message = message
