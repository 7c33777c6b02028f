"""Logs: one JSON object a line, or lines for people on a terminal.

Nothing that a visitor sent is logged unless a setting says so: no address, no query, no user agent. No text
in a message can end its line (a forged entry) or reach the terminal as a command.
"""

from __future__ import annotations

import logging
import logging.config
import sys
import threading
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from webmap import __version__
from webmap.settings.settings import Settings
from webmap.vocabulary.text import printable

REQUESTS = "webmap.requests"
"""Logger of requests."""

FIELDS = ("route", "status", "duration_ms", "bytes", "client", "left_out")
"""Fields of a logged request: `client` only where a setting says so, `left_out` how many were not logged."""


class Lines(JsonFormatter):
    """One JSON object a line, in ASCII."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            static_fields={"software": __version__},
            timestamp="time",
            json_ensure_ascii=True,
        )


class Text(logging.Formatter):
    """Lines for people."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Return what a terminal can show of a record; lines of a traceback stay lines."""
        details = [f"{name}={getattr(record, name)}" for name in FIELDS if hasattr(record, name)]
        text = " ".join([super().format(record), *details])
        return "\n  ".join(printable(line) for line in text.splitlines())


class WithoutClients(logging.Filter):
    """Drops the messages of Flask-Limiter on refused clients, which `limits.refused` counts instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to log a record."""
        return not str(record.msg).startswith("ratelimit ")


def _is_text(settings: Settings) -> bool:
    return settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())


def warning_line(settings: Settings, text: str) -> str:
    """A warning as a line of the log, before there is one: for people as it is, for programs as JSON."""
    if _is_text(settings):
        return text
    return Lines().format(logging.LogRecord("webmap", logging.WARNING, __file__, 0, text, (), None))


def log_what_python_prints() -> None:
    """Log what Python, and libraries by it, would print in forms of their own: warnings and late failures."""
    logging.captureWarnings(True)
    log = logging.getLogger("webmap.python")

    def log_thread(failure: threading.ExceptHookArgs) -> None:
        log.error("a thread ended", exc_info=failure.exc_value)

    def log_late(failure: sys.UnraisableHookArgs) -> None:
        log.error("a failure that nobody could handle", exc_info=failure.exc_value)

    threading.excepthook, sys.unraisablehook = log_thread, log_late


def log_config(settings: Settings) -> dict[str, Any]:
    """The configuration of logs, as logging.config.dictConfig takes it."""
    level = settings.log_level.upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"{__name__}.{'Text' if _is_text(settings) else 'Lines'}"}},
        "filters": {"without_clients": {"()": f"{__name__}.WithoutClients"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "lines"},
        },
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {
            # The server logs every start and stop of its processes as INFO.
            "_granian": {"level": "WARNING", "propagate": True, "handlers": []},
            "flask-limiter": {"filters": ["without_clients"]},
        },
    }
