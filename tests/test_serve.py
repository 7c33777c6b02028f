"""The served map as a process: two workers count as one, and a stop ends nothing that is under way."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from threading import Thread

import pytest
from prometheus_client.parser import text_string_to_metric_families

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and process groups are POSIX's")

PATIENCE_S = 60


def until(condition):
    """What a condition gives once it gives anything."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
    return pytest.fail("it does not come about")


class Served:
    """`webmap run` with two workers, in a process group of its own."""

    def __init__(self, snapshots, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.log = folder / "log"
        settings = {"SNAPSHOTS": snapshots, "WORKERS": 2, "LANGUAGE": "en", "LOG_REQUESTS": "all"}
        environ = {f"WEBMAP_{name}": str(value) for name, value in settings.items()}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "webmap", "run", "--port", str(self.port)],
                env={**os.environ, **environ, "TMPDIR": str(folder)},
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def ask(self, address, **headers):
        """Status and body, by a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def refuses(self):
        """Whether nobody listens."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def is_ready(self):
        return not self.refuses() and self.ask("/readyz")[0] == 200

    def is_gone(self):
        """Whether no process of the group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False


@pytest.fixture(scope="module")
def served(sample_folder, tmp_path_factory):
    running = Served(sample_folder, tmp_path_factory.mktemp("served"))
    try:
        until(running.is_ready)
        yield running
    finally:
        if not running.is_gone():
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()


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


def test_the_counts_of_both_workers_are_told_by_each(served):
    for _ in range(12):
        assert served.ask("/about")[0] == 200
    assert until(lambda: counted(served, "pages.about") == 12)


def test_a_large_body_is_refused_though_it_never_comes(served):
    assert served.ask("/api/schools.geojson", **{"Content-Length": "9999999"})[0] == 413


def test_a_stop_lets_a_document_be_drawn_to_its_end_and_leaves_nobody_behind(served):
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
