"""Every route over a socket, of the real server: an answer has the length that it states, and the next one begins there."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask

from tests.conftest import app_for
from tests.served import Answer, Served, on_one_connection, running
from tests.web.route_examples import BASE, every_address
from webmap.exports.formats import FORMATS
from webmap.places.gazetteer import Places
from webmap.view.filters import EVERYTHING
from webmap.web.api.exports import STREAMED_FROM

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from page_parts.schools import make_snapshots

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX's"),
]

FEW, MANY = 600, 12_000
AT_ONCE = 4
AFTER = "GET /healthz"
"""Asked last on each connection: it is answered whole only where the answers before it end as they say."""
DIFFERING = {"date", "transfer-encoding", "connection"}
"""Headers that belong to one answer."""
DRAWN = tuple(f".{name}" for name, each in FORMATS.items() if each.draws_map)
"""Files of the small map alone: their bytes go out as those of every other file do."""
CODED = "\nAccept-Encoding: br, gzip"
DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def folders(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sizes")
    made = make_snapshots(places, (FEW, MANY), folder)
    assert len(made[MANY].schools) > STREAMED_FROM * 2
    return folder


@pytest.fixture(scope="module", params=[FEW, MANY])
def size(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def served(folders: Path, size: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from running(
        folders / str(size),
        tmp_path_factory.mktemp("served"),
        WORKERS=1,
        BASE_URL=BASE,
        TRUSTED_HOSTS="localhost",
    )


@pytest.fixture(scope="module")
def app(folders: Path, size: int) -> Flask:
    return app_for(folders / str(size))


@pytest.fixture(scope="module")
def addresses(app: Flask, size: int) -> list[str]:
    with app.app_context():
        key = app.extensions["webmap"].view().schools(EVERYTHING)["key"].iloc[0]
    found = [address for _, address in every_address(app, key)]
    assert len(found) >= len({rule.endpoint for rule in app.url_map.iter_rules()})
    return found if size == FEW else [each for each in found if not each.endswith(DRAWN)]


def test_a_route_without_example_arguments_is_named():
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/new/<colour>", "new")
    with pytest.raises(KeyError, match="colour"):
        list(every_address(app, "V1"))


def test_every_answer_ends_where_it_says_and_that_to_head_agrees(served, addresses):
    assert faults_of(served, addresses, whole_answers) == []


def test_every_answer_is_sent_once_to_who_has_it_and_in_part_to_who_asks_for_one(served, addresses):
    assert faults_of(served, addresses, conditional_answers) == []


def faults_of(served: Served, addresses: list[str], check: Any) -> list[str]:
    """Sentences on what is wrong at each address."""

    def tried(address: str) -> list[str]:
        try:
            return [f"{address}: {fault}" for fault in check(served, address)]
        except (AssertionError, OSError, ValueError, KeyError) as error:
            return [f"{address}: {type(error).__name__} {error}"]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [fault for faults in pool.map(tried, addresses) for fault in faults]


def whole_answers(served: Served, address: str) -> Iterator[str]:
    plain, head, coded, coded_head, again, after = on_one_connection(
        served,
        f"GET {address}",
        f"HEAD {address}",
        f"GET {address}{CODED}",
        f"HEAD {address}{CODED}",
        f"GET {address}",
        AFTER,
    )
    yield from expected_status((plain, head, coded, coded_head, again, after), 200)
    yield from differences(plain, head)
    yield from differences(coded, coded_head)
    yield from differences(plain, again)
    if not plain.body:
        yield "an empty answer"
    if "etag" in plain.head:
        coding = coded.head.get("content-encoding", "")
        if plain.body != again.body:
            yield "two bodies"
        if DECODERS.get(coding, bytes)(coded.body) != plain.body:
            yield f"another content in {coding or 'plain'}"


def conditional_answers(served: Served, address: str) -> Iterator[str]:
    plain, _ = on_one_connection(served, f"GET {address}", AFTER)
    if "etag" not in plain.head:
        return
    known, part = f"\nIf-None-Match: {plain.head['etag']}", "\nRange: bytes=2-9"
    *unchanged, after = on_one_connection(
        served,
        f"GET {address}{known}",
        f"HEAD {address}{known}",
        f"GET {address}{known}{part}",
        AFTER,
    )
    yield from expected_status(unchanged, 304)
    yield from expected_status([after], 200)
    *whole, beyond, first, after = on_one_connection(
        served,
        f"GET {address}\nRange: lines=2-9",
        f"GET {address}\nRange: bytes=2-9,12-19",
        f"GET {address}\nRange: bytes=9-2",
        f"GET {address}\nRange: 2-9",
        f'GET {address}{part}\nIf-Range: "another"',
        f"GET {address}\nRange: bytes=999999999-",
        f"GET {address}{part}",
        AFTER,
    )
    yield from expected_status([*whole, after], 200)
    if any(each.body != plain.body for each in whole):
        yield "another content for a range that is not served"
    if "accept-ranges" not in plain.head:
        yield from expected_status([beyond, first], 200)
        return
    yield from expected_status([beyond], 416)
    yield from expected_status([first], 206)
    if beyond.head.get("content-range") != f"bytes */{len(plain.body)}":
        yield f"{beyond.head.get('content-range')} for a range beyond the end"
    if first.body != plain.body[2:10] or first.head.get("content-range") != f"bytes 2-9/{len(plain.body)}":
        yield "another part than was asked for"
    head, after = on_one_connection(served, f"HEAD {address}{part}", AFTER)
    yield from expected_status([head, after], 200)
    yield from differences(plain, head)


def expected_status(answers: Any, status: int) -> Iterator[str]:
    for number, answer in enumerate(answers, 1):
        if answer.head["status"] != status:
            yield f"{answer.head['status']} for {status} in answer {number}: {answer.body[:100]!r}"


def differences(one: Answer, other: Answer) -> Iterator[str]:
    """Headers in which two answers differ that should agree."""
    leave_out = DIFFERING | (set() if "etag" in one.head else {"content-length"})
    for name in sorted((one.head.keys() | other.head.keys()) - leave_out):
        if one.head.get(name) != other.head.get(name):
            yield f"{name}: {one.head.get(name)} and {other.head.get(name)}"
