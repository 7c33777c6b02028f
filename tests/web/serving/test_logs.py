"""Logs: a JSON object a line, nothing of a visitor, and nothing that a visitor could have written."""

import json
import logging
import sys
import threading
import warnings

import pytest

from tests.conftest import app_for
from webmap.settings.settings import Settings
from webmap.web.serving.counts import Counts
from webmap.web.serving.logs import (
    REQUESTS,
    Lines,
    Text,
    WithoutClients,
    log_config,
    log_what_python_prints,
    warning_line,
)
from webmap.web.serving.observe import MAX_LINES_A_SECOND, Observed, observed

HOSTILE = 'x"}\n{"level": "ERROR"}\r\u2028\x1b[2J\x9b31m\u202e\udc80'


def record(message, *values, **more):
    made = logging.LogRecord("webmap", logging.ERROR, __file__, 1, message, values, None)
    vars(made).update(more)
    return made


def test_each_record_is_one_object_on_one_line():
    line = Lines().format(record("%s happened", HOSTILE, route="api.schools", status=500))
    assert line.isascii()
    assert line.isprintable()
    entry = json.loads(line)
    assert entry["event"] == f"{HOSTILE} happened"
    assert (entry["level"], entry["route"], entry["status"]) == ("ERROR", "api.schools", 500)
    assert {"time", "software", "logger"} <= set(entry)


def test_a_failure_is_reported_with_its_traceback_on_the_same_line():
    try:
        raise ValueError(HOSTILE)
    except ValueError:
        made = logging.LogRecord("webmap", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    assert "ValueError" in json.loads(Lines().format(made))["exc_info"]


def test_no_message_reaches_a_terminal_as_a_command():
    text = Text().format(record("%s happened", HOSTILE, status=500))
    assert all(line.isprintable() for line in text.split("\n"))
    assert all(line.startswith("  ") for line in text.split("\n")[1:])
    assert text.endswith("status=500")


def test_people_read_text_on_a_terminal_and_programs_read_json(monkeypatch):
    def chosen(**settings):
        return log_config(Settings(**settings))["formatters"]["lines"]["()"].rpartition(".")[2]

    for terminal, expected in ((True, "Text"), (False, "Lines")):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal, raising=False)
        assert chosen() == expected
        assert chosen(log_format="json") == "Lines"
        assert chosen(log_format="text") == "Text"


def test_whom_the_limits_refused_is_not_logged():
    passes = WithoutClients().filter
    assert not passes(record("ratelimit %s (%s) exceeded at endpoint: %s", "1/minute", "hash", "made"))
    assert passes(record("Rate limit storage unreachable - falling back to in-memory storage"))


ENVIRON = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/secret", "QUERY_STRING": "q=secret", "REMOTE_ADDR": "203.0.113.9",
    "HTTP_USER_AGENT": "secret", "webmap.route": "api.schools",
}  # fmt: skip


def log_records(caplog, status, times=1, **settings):
    """Records of requests that were answered with a status."""

    def app(_environ, start_response):
        start_response(status, [])
        return [b"body"]

    serving = Observed(app, Settings(**settings), Counts())
    with caplog.at_level(logging.INFO, REQUESTS):
        for _ in range(times):
            serving(dict(ENVIRON), lambda _status, _headers: None)
    return [each for each in caplog.records if each.name == REQUESTS]


def test_a_failed_request_is_logged_without_anything_of_its_visitor(caplog):
    (entry,) = log_records(caplog, "500 INTERNAL SERVER ERROR")
    assert (entry.route, entry.status, entry.bytes) == ("api.schools", 500, 4)
    line = Lines().format(entry)
    assert "secret" not in line
    assert "203.0.113.9" not in line


@pytest.mark.parametrize(
    ("requests", "status", "count"),
    [("none", "500 X", 0), ("slow", "200 OK", 0), ("slow", "429 X", 0), ("all", "200 OK", 1)],
)
def test_which_requests_are_logged_is_a_setting(caplog, requests, status, count):
    assert len(log_records(caplog, status, log_requests=requests)) == count


def test_addresses_are_logged_only_where_a_setting_asks_for_it(caplog):
    (entry,) = log_records(caplog, "500 X", log_clients=True)
    assert json.loads(Lines().format(entry))["client"] == "203.0.113.9"


def test_who_makes_requests_fail_does_not_fill_the_disk(caplog, monkeypatch):
    monkeypatch.setattr("webmap.web.serving.observe.monotonic", lambda: 1.0)
    assert len(log_records(caplog, "503 BUSY", times=1_000)) == MAX_LINES_A_SECOND


def test_the_size_of_an_answer_that_is_streamed_is_logged_at_its_end(sample_folder, caplog, monkeypatch):
    monkeypatch.setattr("webmap.web.api.exports.STREAMED_FROM", 1)
    app = app_for(sample_folder, log_requests="all")
    app.wsgi_app = observed(app, app.wsgi_app)
    with caplog.at_level(logging.INFO, REQUESTS):
        body = app.test_client().get("/exports/schools.csv").data
    (entry,) = [each for each in caplog.records if each.name == REQUESTS]
    assert entry.bytes == len(body) > 10_000
    assert entry.route == "exports.export"


def test_warnings_of_libraries_and_failures_of_threads_are_lines_of_the_log(caplog, monkeypatch):
    for module, name in ((threading, "excepthook"), (sys, "unraisablehook"), (warnings, "showwarning")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(logging, "_warnings_showwarning", None)
    log_what_python_prints()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logging._showwarning
        warnings.warn("a library is old", stacklevel=1)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    logged = [(each.name, each.getMessage()) for each in caplog.records]
    assert any(name == "py.warnings" and "a library is old" in text for name, text in logged)
    assert ("webmap.python", "a thread ended") in logged
    entry = json.loads(Lines().format(caplog.records[-1]))
    assert "ZeroDivisionError" in entry["exc_info"]


def test_a_warning_before_there_is_a_log_has_its_form():
    settings = Settings(log_format="json")
    assert json.loads(warning_line(settings, "저장소에 닿지 않습니다."))["event"] == "저장소에 닿지 않습니다."
    assert warning_line(Settings(log_format="text"), "저장소") == "저장소"
