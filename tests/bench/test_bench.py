"""The measurements can be made; how fast is theirs to say, not a test's."""

import random
import runpy
import shutil
import socket
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from webmap.build import SAMPLE_REGISTER
from webmap.exports.request import Subject
from webmap.places.regions.region_table import load_region_table
from webmap.system.shipped_files import data_path
from webmap.view.filters import parse_filters

pytestmark = pytest.mark.slow

PARTS = Path(__file__).parents[2] / "bench"
BENCH = Path(__file__).parents[2] / "bench" / "matching.py"


def test_matching_is_measured_beside_the_plain_way(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [str(BENCH), *(str(data_path(name)) for name in SAMPLE_REGISTER)])
    bench = runpy.run_path(str(BENCH))
    bench["main"].__globals__.update(ROWS=60, PLAIN_ROWS=3)
    bench["main"]()
    printed = capsys.readouterr().out
    assert "times faster" in printed
    assert "plain expression" in printed


def test_exports_are_measured_beside_plain_pandas(sample_folder, tmp_path):
    bench = runpy.run_path(str(BENCH.with_name("exports.py")))
    bench["many_schools"].__globals__.update(SCHOOLS=30)
    assert len({school.key for school in bench["many_schools"]()}) == 30
    shutil.copytree(sample_folder, tmp_path / "snapshots")
    for suffix, plain in (("csv", False), ("csv", True), ("xlsx", True)):
        seconds, megabytes, size = bench["measure"](tmp_path / "snapshots", Subject.REGIONS, suffix, plain)
        assert min(seconds, megabytes, size) > 0


def test_what_the_page_is_measured_with_can_be_made(monkeypatch, tmp_path, places):
    monkeypatch.syspath_prepend(str(PARTS))
    snapshot = runpy.run_path(str(PARTS / "page_parts" / "schools.py"))["make_snapshots"](
        places, (40,), tmp_path
    )[40]
    plain = runpy.run_path(str(PARTS / "page_parts" / "plain.py"))["plain_map"](snapshot, {"leaflet": b""})
    assert snapshot.fictional
    assert all(school in plain.decode() for school in snapshot.schools["name"])


def test_odd_filters_ask_the_same_however_they_are_spelt(monkeypatch):
    monkeypatch.syspath_prepend(str(PARTS))
    odd = runpy.run_path(str(PARTS / "serving_parts" / "odd.py"))
    chance, table = random.Random(1), load_region_table()  # noqa: S311
    for _ in range(20):
        made = odd["odd_filters"](chance)
        spelt, otherwise = odd["spelt"](made), odd["spelt_otherwise"](made, chance)
        assert parse_filters(dict(parse_qsl(spelt)), table) == parse_filters(
            dict(parse_qsl(otherwise)), table
        )


def test_the_client_counts_from_when_a_request_was_due_and_sees_what_fails(monkeypatch):
    monkeypatch.syspath_prepend(str(PARTS))
    client = runpy.run_path(str(PARTS / "serving_parts" / "client.py"))
    server = socket.create_server(("127.0.0.1", 0))

    def answer_two_and_hang_up():
        connection, _ = server.accept()
        for _ in range(2):
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        connection.recv(4096)
        connection.close()

    threading.Thread(target=answer_two_and_hang_up, daemon=True).start()
    request = client["get"]("/")
    with server:
        answers = client["Client"](server.getsockname()[1], 1, lambda _: request).run(3, rate=1e9)
    assert answers.statuses == {200: 2}
    assert answers.failed == 1
    first, second = answers.latencies
    assert second > first
