"""What an audience may not see changes not one byte of what it is sent: the rule that decides.

Two maps that differ only in secrets (`making.Secret`) give the same answers on every route, in every export and
feed, in the static copy and in the map in one file.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.conftest import app_for
from tests.site.making import publish_sample
from tests.withheld.asking import (
    NOW,
    OLDER,
    Answers,
    app_of,
    differing,
    every_address,
    every_answer,
    forget_answers,
)
from tests.withheld.making import ELSEWHERE, EVERYTHING, Secret, secrets, snapshot_with
from webmap import build
from webmap.places.regions.region_table import load_region_table
from webmap.snapshot.pointer import POINTER
from webmap.snapshot.snapshot import Snapshot, write_snapshot
from webmap.view.audience import Audience
from webmap.view.filters import EVERYTHING as EVERY_STATUS
from webmap.view.view import View
from webmap.vocabulary.terms import STATUSES

pytestmark = pytest.mark.slow

FEW = "confirmed,under_review"
"""Statuses of an audience that knows nothing of reports, nor of rows that are refused."""
MOST = "reported,confirmed,under_review"
"""Statuses of an audience that knows that a row is refused, and not what it said."""

EXAMPLES = int(os.environ.get("WEBMAP_TEST_SECRETS", "2"))
"""Combinations of secrets that are tried: few in every run, many where a developer asks for them."""

Make = Callable[..., Snapshot]


@pytest.fixture(scope="module", autouse=True)
def _one_register() -> Iterator[None]:
    """Read the register, which is the same in every map here, once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("load_register", "check_places"):
            patch.setattr(build, name, _once(getattr(build, name)))
        patch.setattr(build, "build_matcher", _once(build.build_matcher))
        patch.setattr("webmap.snapshot.snapshot.write_package", lambda *_: None)
        yield


def _once(make: Callable[..., object]) -> Callable[..., object]:
    made: list[object] = []

    @functools.wraps(make)
    def again(*arguments: object) -> object:
        if not made:
            made.append(make(*arguments))
        return made[0]

    return again


@pytest.fixture(scope="module")
def make(places, tmp_path_factory) -> Make:
    """Makes the snapshot of a secret."""

    def made(secret: Secret, version: str = NOW, *, refused: bool = False) -> Snapshot:
        return snapshot_with(secret, places, tmp_path_factory.mktemp("lists"), version, refused)

    return made


@pytest.fixture(scope="module")
def written(make: Make, tmp_path_factory) -> Callable[[Secret], Path]:
    """Writes an older and a newer snapshot of a secret into a folder, once for each secret."""

    @functools.cache
    def folder_of(secret: Secret) -> Path:
        folder = tmp_path_factory.mktemp("snapshots")
        for version in (OLDER, NOW):
            write_snapshot(make(secret, version), folder)
        os.utime(folder / POINTER, (0, 0))  # the time of building, which may differ
        return folder

    return folder_of


def test_no_secret_of_any_kind_changes_a_byte_of_any_answer(written):
    answers = [
        every_answer(app_of(written(each), public_statuses=FEW), None, slow=True)
        for each in (Secret(), EVERYTHING)
    ]
    assert differing(*answers) == []


def test_the_text_of_a_refused_row_changes_no_byte(written, make):
    app = app_of(written(Secret()), public_statuses=MOST)
    answers = [
        every_answer(app, make(Secret(digits=digits), refused=True), slow=False)
        for digits in ("0000", "7391")
    ]
    assert differing(*answers) == []
    assert {each["outcome"]: each["count"] for each in _manifest(answers[0])["account"]}["refused"] == 1


def _manifest(answers: Answers) -> Any:
    return json.loads(answers["/api/manifest.json"][2])


@pytest.fixture(scope="module")
def plain(make: Make, written):
    """The application of a map without secrets, and its answers."""
    app = app_of(written(Secret()), public_statuses=FEW)
    return app, every_answer(app, make(Secret()), slow=False)


@given(secret=secrets)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
def test_no_combination_of_secrets_changes_a_byte(plain, make, secret):
    app, answers = plain
    assert differing(answers, every_answer(app, make(secret), slow=False)) == []


@pytest.mark.parametrize(
    ("secret", "statuses", "part"), [(EVERYTHING, FEW, {}), (ELSEWHERE, ",".join(STATUSES), {"sido": "26"})]
)
def test_no_secret_changes_a_file_of_the_copy(written, tmp_path, secret, statuses, part):
    copies = []
    for name, each in (("one", Secret()), ("other", secret)):
        forget_answers()  # of a snapshot in memory, whose numbers another test has asked for
        publish_sample(
            written(each), tmp_path / name, base_url="https://example.org",
            public_statuses=statuses, copy_filters=part, formats=("csv", "json"),
        )  # fmt: skip
        copies.append(_files(tmp_path / name))
    changed = [path for path in differing(*copies) if not path.endswith((".br", ".gz"))]
    assert changed == []


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


DECISION = "가상 담당자, 2026-03-04: 가상 공문으로 확인"


@pytest.mark.parametrize(
    "address",
    ["/api/schools.geojson", "/api/map/details.json", "/dataset/schools.csv", "/exports/schools.csv"],
)
def test_a_decision_that_placed_a_row_is_public_with_role_day_and_reason(plain, address):
    _, answers = plain
    assert DECISION in answers[address][2].decode()


def test_the_reason_of_a_decision_is_withheld_with_the_texts_of_rows(make):
    view = View(make(Secret()), load_region_table(), Audience(row_texts=False))
    assert [*filter(None, view.schools(EVERY_STATUS)["decisions"])] == [["가상 담당자, 2026-03-04"]]


def test_an_office_sees_the_secrets_so_that_the_comparison_can_fail(written):
    answers = [
        every_answer(app_for(written(each), audience="office", limit_clients=False), None, slow=False)
        for each in (Secret(), EVERYTHING)
    ]
    changed = differing(*answers)
    assert {"/api/manifest.json", "/about", "/", "/unplaced", "/dataset/dataset.zip"} <= set(changed)


def test_every_route_is_asked(written):
    app = app_of(written(Secret()))
    asked = {endpoint for endpoint, _ in every_address(app)}
    assert asked == {rule.endpoint for rule in app.url_map.iter_rules()}
