"""A school that was withdrawn is in no byte of what anybody is sent, the office included.

The register's own names are left out here (WEBMAP_SEARCH_REGISTER): they hold every school, listed or not.
"""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.conftest import app_for, silent
from tests.withheld.asking import NOW, OLDER, every_answer
from tests.withheld.making import _square as square
from webmap.build import SAMPLE_REGISTER, geocode, make_snapshot
from webmap.findings.finding import FindingStatus, new_finding
from webmap.findings.ledger import append_finding
from webmap.lists.limits import Limits
from webmap.snapshot.snapshot import write_snapshot
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.slow

KEY, NAME = "V000000797", "가상소담중학교"
LIST = """학교,지역,날짜,상태,출처,비고
가상소담중,충청남도 홍성군,2024-08-26,확인,가상 신문,가상소담중 메모
가상소담중학교,부산,2024-08-26,제보,,
"가상별터고, 가상소담중",서울,2024-08-27,제보,가상 신문,
가상 소담 중학교 앞,,2024-08-27,제보,,
가상배꽃고등학교,부산광역시,2024-09-01,조사 중,,
"""


@pytest.fixture(scope="module")
def folder(places, tmp_path_factory):
    folder = tmp_path_factory.mktemp("withdrawn")
    (folder / "list.csv").write_text(LIST, "utf-8")
    append_finding(
        folder / "findings.csv", new_finding(KEY, NAME, FindingStatus.WITHDRAWN, "담당", why="근거 없음")
    )
    for version in (OLDER, NOW):
        done = geocode(
            [folder / "list.csv"],
            [data_path(name) for name in SAMPLE_REGISTER],
            places,
            Limits(),
            silent,
            findings=[folder / "findings.csv"],
        )
        snapshot = make_snapshot(done, places)
        snapshot.manifest["version"] = version
        for level, layer in snapshot.regions.items():
            squares = [square(number) for number in range(len(layer))]
            snapshot.regions[level] = layer.set_geometry(squares, crs=layer.crs)
        write_snapshot(snapshot, folder / "snapshots")
    return folder / "snapshots"


def parts_of(body: bytes) -> list[bytes]:
    """A body, and the files in it where it is an archive."""
    if not body.startswith(b"PK"):
        return [body]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [body, *(archive.read(name) for name in archive.namelist())]


@pytest.mark.parametrize("audience", ["public", "office"])
def test_no_byte_of_any_answer_names_a_withdrawn_school(folder, audience):
    app = app_for(folder, audience=audience, search_register=False, limit_clients=False)
    answers = every_answer(app, None, slow=False)
    schools = answers["/api/schools.geojson"][2].decode("utf-8") if "/api/schools.geojson" in answers else ""
    words = [word.encode() for word in ("소담", KEY)]
    escaped = [word.decode().encode("unicode_escape") for word in words]
    assert [
        address
        for address, (_, _, body) in answers.items()
        if any(word in part for part in parts_of(body) for word in (*words, *escaped)) and KEY not in address
    ] == []
    assert "소담" not in schools
    assert "가상배꽃고등학교".encode() in b"".join(body for _, _, body in answers.values())
