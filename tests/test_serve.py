"""The served map as a process: two workers count as one, and a stop ends nothing that is under way."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from threading import Thread

import pandas as pd
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.exports.reading import csv_rows
from tests.served import PATIENCE_S, on_one_connection, running, until
from webmap.snapshot.snapshot import write_snapshot
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT
from webmap.web.api.exports import STREAMED_FROM

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="signals and process groups are POSIX's"),
]


@pytest.fixture(scope="module")
def served(sample_folder, tmp_path_factory):
    yield from running(sample_folder, tmp_path_factory.mktemp("served"))


def many_times(schools):
    """The same schools under further keys, until a file of those that are shown at first is streamed."""
    times = STREAMED_FROM // int(schools["status"].isin(list(STATUSES_COUNTED_BY_DEFAULT)).sum()) + 1
    copies = [schools.assign(key=[f"{key}-{number}" for key in schools["key"]]) for number in range(times)]
    return pd.concat(copies, ignore_index=True)


@pytest.fixture(scope="module")
def served_at_length(sample_snapshot, tmp_path_factory):
    """A server of a map with so many fictional schools that the CSV file of them is streamed."""
    snapshots = tmp_path_factory.mktemp("many")
    write_snapshot(replace(sample_snapshot, schools=many_times(sample_snapshot.schools)), snapshots)
    yield from running(snapshots, tmp_path_factory.mktemp("served"))


LONG_FILE = "/exports/schools.csv?lang=en"


def counted(served, route):
    """Requests of a route that both workers have counted together."""
    status, body = served.ask("/metrics")
    assert status == 200
    return sum(
        sample.value
        for family in text_string_to_metric_families(body.decode())
        for sample in family.samples
        if sample.name == "webmap_requests_total" and sample.labels["route"] == route
    )


def test_the_counts_of_both_workers_are_reported_by_each(served):
    for _ in range(12):
        assert served.ask("/about")[0] == 200
    assert until(lambda: counted(served, "pages.about") == 12)


def test_a_large_body_is_refused_though_it_never_comes(served):
    assert served.ask("/api/schools.geojson", **{"Content-Length": "9999999"})[0] == 413


def test_a_long_file_ends_where_its_head_says_and_the_next_answer_begins_there(served_at_length):
    (head, file), (after, health), (again, same) = on_one_connection(
        served_at_length, f"GET {LONG_FILE}", "GET /healthz", f"GET {LONG_FILE}"
    )
    assert (head["status"], after["status"], again["status"]) == (200, 200, 200)
    assert len(csv_rows(file.decode("utf-8-sig"))) >= STREAMED_FROM
    assert "content-length" not in head
    assert file == same
    assert health == served_at_length.ask("/healthz")[1]


def test_the_head_of_a_long_file_states_no_other_length_than_the_file(served_at_length):
    (asked, _), (after, health), (head, _) = on_one_connection(
        served_at_length, f"HEAD {LONG_FILE}", "GET /healthz", f"GET {LONG_FILE}"
    )
    assert (asked["status"], after["status"]) == (200, 200)
    assert health
    for name in ("content-length", "etag", "content-type", "content-disposition"):
        assert asked.get(name) == head.get(name)


def test_a_long_file_is_sent_once_to_who_keeps_it_and_whole_to_who_asks_for_a_part(served_at_length):
    (head, file), _ = on_one_connection(served_at_length, f"GET {LONG_FILE}", "GET /healthz")
    known = f"GET {LONG_FILE}\nIf-None-Match: {head['etag']}"
    part = f"GET {LONG_FILE}\nRange: bytes=0-99"
    other = f'GET {LONG_FILE}\nIf-Match: "other"'
    (kept, _), (whole, content), (failed, nothing), (after, _) = on_one_connection(
        served_at_length, known, part, other, "GET /healthz"
    )
    assert [each["status"] for each in (kept, whole, failed, after)] == [304, 200, 412, 200]
    assert kept.get("content-length", "0") == "0"
    assert content == file
    assert nothing == b""


@pytest.mark.parametrize(
    "address", ["/exports/schools.json", "/exports/regions.csv", "/about", "/api/schools.geojson"]
)
def test_a_length_that_is_stated_is_that_of_the_answer(served_at_length, address):
    (head, body), (asked, _), _ = on_one_connection(
        served_at_length, f"GET {address}", f"HEAD {address}", "GET /healthz"
    )
    assert head["status"] == 200
    assert int(head["content-length"]) == len(body) == int(asked["content-length"])


def test_a_stop_lets_a_document_be_drawn_to_its_end_and_leaves_nobody_behind(served):
    assert served.ask("/about")[0] == 200
    drawn = []
    asking = Thread(target=lambda: drawn.append(served.ask("/exports/regions.pdf")))
    asking.start()
    until(lambda: list(served.folder.glob("webmap-*/main.typ")))
    served.process.send_signal(signal.SIGTERM)
    assert until(served.refuses)
    asking.join(PATIENCE_S)
    ((status, document),) = drawn
    assert status == 200
    assert document.startswith(b"%PDF")
    assert document.rstrip().endswith(b"%%EOF")
    assert served.process.wait(PATIENCE_S) == 0
    assert until(served.is_gone)
    assert not list(served.folder.glob("webmap-*"))
    lines = [json.loads(line) for line in served.log.read_text("utf-8").splitlines()]
    assert {"exports.export", "pages.about"} <= {line.get("route") for line in lines}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_document_is_given_up_when_its_server_is_killed():
    child = (
        "from webmap.exports.typesetting.child import end_with_parent; import signal; "
        "end_with_parent(); print(1, flush=True); signal.pause()"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as server:
        assert server.stdout.readline() == b"1\n"
        server.kill()
        # The pipe ends when nobody is left who could write to it.
        assert server.stdout.read() == b""
