"""The step behind the command line, against a server on this machine."""

import csv
import os

import pytest

from tests.cli.commands import Done, here
from tests.matching.online.making import INSIDE, KEY, USER_AGENT, nominatim_house, vworld_found
from tests.matching.online.serving import Reply, as_json
from webmap.places.register import register
from webmap.settings.publishing import default_cache
from webmap.snapshot.snapshot import open_snapshot

pytestmark = pytest.mark.slow

REGISTER = """학교명,학교 영문명,본분교구분명,대학구분명,학교구분명,설립형태구분명,시도코드,시도명,소재지도로명주소,소재지지번주소,도로명우편번호,소재지우편번호,홈페이지주소,대표전화번호,대표팩스번호,설립일자,기준연도,데이터기준일자,제공기관코드,제공기관명
가상바다대학교,Gasang Bada University,본교,대학교,일반대학,사립,30,대전광역시,"대전광역시 유성구 대학로 99 (궁동, 가상바다대학교)",,,,,,,1976-03-01,2024,2024-08-01,V000001,가상
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "universities.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "list.csv").write_text("학교\n가상바다대\n", "utf-8")
    # Boundaries are taken from the user's cache; answers must not get there.
    (tmp_path / "cache").mkdir()
    for path in default_cache().iterdir():
        if path.suffix in (".parquet", ".geoparquet"):
            (tmp_path / "cache" / path.name).symlink_to(path)
    return tmp_path


@pytest.fixture
def webmap(folder, places, server, monkeypatch):
    # These schools are invented, and are to be asked about as real ones would be.
    monkeypatch.setattr(register, "is_invented", lambda names: False)

    def run(*arguments: str, **environment: str) -> Done:
        foreign = {name: None for name in os.environ if name.startswith("WEBMAP_")}
        given = {
            "WEBMAP_CACHE": str(folder / "cache"),
            "WEBMAP_LANGUAGE": "en",
            "WEBMAP_GEOCODER_URL": server.url,
            "WEBMAP_GEOCODER_KEY": KEY,
            "WEBMAP_GEOCODER_USER_AGENT": USER_AGENT,
        }
        return here(*arguments, cwd=folder, **{**foreign, **given, **environment})

    return run


def test_geocode_refines_marks_and_needs_to_ask_only_once(webmap, server, folder):
    server.replies_with(as_json([nominatim_house()]))
    for requests in ("1 requests", "0 requests"):
        done = webmap(
            "geocode", "list.csv", "--register", "universities.csv", "-o", "out.csv", WEBMAP_GEOCODER="nominatim"
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        (row,) = csv.DictReader((folder / "out.csv").read_text("utf-8-sig").splitlines())
        assert (row["outcome"], float(row["lat"]), float(row["lon"])) == ("approximate", *INSIDE)
        assert int(row["radius_m"]) == 200
        assert "Nominatim" in row["reason"]
        assert requests in done.stdout
        assert KEY not in done.stdout + done.stderr
    assert len(server.requests) == 1


def test_a_snapshot_names_the_provider_and_its_attribution(webmap, server, folder):
    server.replies_with(as_json([nominatim_house()]))
    done = webmap(
        "build", "list.csv", "--register", "universities.csv", "--out", "out", WEBMAP_GEOCODER="nominatim"
    )
    assert done.returncode == 0, done.stderr
    snapshot = open_snapshot(folder / "out")
    (source,) = [each for each in snapshot.manifest["sources"] if each["role"] == "geocoder"]
    assert "OpenStreetMap" in source["kind"]
    assert list(snapshot.schools["provider"]) == ["nominatim"]
    assert list(snapshot.schools["precision"]) == ["address"]
    written = b"".join(path.read_bytes() for path in (folder / "out").rglob("*") if path.is_file())
    assert KEY.encode() not in written


@pytest.mark.parametrize("command", ["build", "geocode"])
def test_vworld_is_refused_where_something_is_written_and_no_request_is_sent(webmap, server, folder, command):
    output = ["-o", "out.csv"] if command == "geocode" else ["--out", "out"]
    done = webmap(command, "list.csv", "--register", "universities.csv", *output, WEBMAP_GEOCODER="vworld")
    assert done.returncode == 7
    assert "VWorld" in done.stderr
    assert KEY not in done.stderr
    assert server.requests == []
    assert not list(folder.glob("out*"))


def test_locate_shows_what_vworld_says_and_keeps_nothing(webmap, server, folder):
    server.replies_with(as_json(vworld_found()))
    before = set(folder.rglob("*"))
    done = webmap("locate", "가상바다대", "--register", "universities.csv", WEBMAP_GEOCODER="vworld")
    assert done.returncode == 0, done.stderr
    assert str(INSIDE[0]) in done.stdout
    assert set(folder.rglob("*")) == before
    assert KEY not in done.stdout + done.stderr


def test_locate_says_why_there_is_no_answer(webmap, server):
    server.replies_with(Reply(b"<!doctype html>"))
    done = webmap("locate", "가상바다대", "--register", "universities.csv", WEBMAP_GEOCODER="nominatim")
    assert done.returncode == 0
    assert "Why Nominatim gave no answer: its answer cannot be read." in done.stdout


def test_without_the_setting_no_request_is_sent(webmap, server):
    done = webmap("geocode", "list.csv", "--register", "universities.csv", "-o", "out.csv")
    assert done.returncode == 0, done.stderr
    assert server.requests == []
    refused = webmap("locate", "가상바다대", "--register", "universities.csv")
    assert refused.returncode == 7
    assert "WEBMAP_GEOCODER" in refused.stderr


def test_no_provider_is_asked_about_the_fictional_sample(webmap, server):
    done = webmap("build", "--out", "out", WEBMAP_GEOCODER="nominatim")
    assert done.returncode == 0, done.stderr
    assert "nothing was asked online" in done.stdout
    assert server.requests == []
