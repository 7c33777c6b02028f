"""nginx and the static copy: in place of the application, and where that fails."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy.asking import Answer, ask
from tests.deploy.conftest import NONE_HERE
from tests.deploy.echo import Echo, echoing
from tests.deploy.machine import Machine, find_nginx, wait_for
from tests.deploy.static_copy import ASSET, BROTLI, DATA, PIECE, TEXTS, write_copy
from webmap.web.guard.tracking import TRACKING

pytestmark = pytest.mark.slow

NO_BROTLI = "Debian's libnginx-mod-http-brotli-static is not here"


@pytest.fixture(scope="module")
def copying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Echo]:
    """A machine that serves the static copy; its application would echo."""
    if find_nginx() is None:
        pytest.skip(NONE_HERE)
    machine = Machine(tmp_path_factory.mktemp("copying"), Path())
    machine.install()
    write_copy(machine.copy)
    with echoing(machine) as echo:
        machine.start_nginx()
        try:
            assert machine.serve_from("copy").returncode == 0
            yield echo
        finally:
            machine.stop()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine with a copy, whose application is down."""
    if find_nginx() is None:
        pytest.skip(NONE_HERE)
    machine = Machine(tmp_path_factory.mktemp("alone"), Path())
    machine.install()
    write_copy(machine.copy)
    machine.start_nginx()
    try:
        yield machine
    finally:
        machine.stop()


def served_from_copy(echo: Echo) -> bool:
    return echo.ask("/about/")["X-Served-From"] == "copy"


def test_compressed_files_are_sent_as_they_lie_there(copying: Echo):
    if not copying.machine.has_brotli:
        pytest.skip(NO_BROTLI)
    brotli = copying.ask(f"/{ASSET}", {"Accept-Encoding": "gzip, deflate, br"})
    assert (brotli["Content-Encoding"], brotli.body) == ("br", BROTLI)


def test_each_browser_gets_the_form_that_it_reads(copying: Echo):
    gzipped = copying.ask(f"/{ASSET}", {"Accept-Encoding": "gzip"})
    plain = copying.ask(f"/{ASSET}")
    assert gzip.decompress(gzipped.body) == plain.body == TEXTS[ASSET].encode()
    assert gzipped["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert gzipped["ETag"] != plain["ETag"] != ""


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (ASSET, "public, max-age=31536000, immutable"),
        (PIECE, "public, max-age=31536000, immutable"),
        (DATA, "public, max-age=60, must-revalidate"),
        ("", "public, no-cache"),
        ("en/about/", "public, no-cache"),
        ("api/schools.geojson", "public, max-age=60, stale-while-revalidate=600"),
    ],
)
def test_only_program_and_borders_are_kept_for_ever_and_data_can_be_taken_back(
    copying: Echo, path: str, kept: str
):
    answer = copying.ask(f"/{path}")
    assert (answer.status, answer.headers.get_all("Cache-Control")) == (200, [kept])
    again = copying.ask(f"/{path}", {"If-None-Match": answer["ETag"]})
    assert (again.status, again["Cache-Control"], again["ETag"]) == (304, kept, answer["ETag"])


@pytest.mark.parametrize(
    ("path", "ancestors", "others"),
    [
        ("", "frame-ancestors 'none'", "same-origin"),
        ("en/embed/", "frame-ancestors *", "cross-origin"),
        ("api/schools.geojson", "frame-ancestors 'none'", "cross-origin"),
        (ASSET, "frame-ancestors 'none'", "cross-origin"),
        (DATA, "frame-ancestors 'none'", "cross-origin"),
    ],
)
def test_the_copy_is_as_closed_to_other_sites_as_the_application(
    copying: Echo, path: str, ancestors: str, others: str
):
    answer = copying.ask(f"/{path}")
    assert answer.headers.get_all("Content-Security-Policy") == [ancestors]
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert answer["Cross-Origin-Resource-Policy"] == others
    assert answer["X-Frame-Options"] == ("" if "embed" in path else "DENY")


@pytest.mark.parametrize("path", [ASSET, DATA, "embed.js", "api/schools.geojson", "en/api/schools.geojson"])
def test_files_of_the_embed_may_be_read_by_a_frame_without_an_origin(copying: Echo, path: str):
    answer = copying.ask(f"/{path}", {"Origin": "null", "Accept-Encoding": "gzip"})
    again = copying.ask(
        f"/{path}", {"Origin": "null", "Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]}
    )
    missing = copying.ask("/data/gone.ko.0123456789ab.json", {"Origin": "null"})
    assert (answer.status, again.status, missing.status) == (200, 304, 404)
    for each in (answer, again, missing):
        assert each.headers.get_all("Access-Control-Allow-Origin") == ["*"]
        assert each.headers.get_all("Cross-Origin-Resource-Policy") == ["cross-origin"]


def test_pages_are_read_by_no_other_site(copying: Echo):
    assert copying.ask("/about/", {"Origin": "null"})["Access-Control-Allow-Origin"] == ""


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/?lang=en&sido=41", "/en/?lang=en&sido=41"),
        ("/embed?theme=dark", "/embed/?theme=dark"),
        ("/unplaced?lang=en", "/en/unplaced/?lang=en"),
        ("/api/schools.geojson?lang=en", "/en/api/schools.geojson?lang=en"),
    ],
)
def test_links_to_the_application_lead_to_the_copy(copying: Echo, asked: str, given: str):
    answer = copying.ask(asked)
    assert (answer.status, answer["Location"]) == (302, given)
    assert copying.ask(given).status == 200


@pytest.mark.parametrize("path", ["/api/schools.geojson?sido=41", "/exports/schools.csv?level=high", "/ogc"])
def test_the_whole_is_never_given_for_a_part(copying: Echo, path: str):
    answer = copying.ask(path)
    assert (answer.status, answer["Content-Type"]) == (503, "application/problem+json")
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("name", [name.replace("*", "x") for name in TRACKING])
def test_parameters_of_tracking_are_no_part_of_the_data(copying: Echo, name: str):
    assert copying.ask(f"/api/schools.geojson?{name}=1").status == 200
    assert copying.ask(f"/en/api/schools.geojson?{name}=1&lang=en&{name.upper()}").status == 200
    assert copying.ask(f"/api/schools.geojson?{name}=1&level=high").status == 503
    assert copying.ask(f"/api/schools.geojson?x{name}=1").status == 503


def test_what_is_not_in_the_copy_is_explained_to_people_and_programs(copying: Echo):
    page, data = copying.ask("/nope"), copying.ask("/api/nope.geojson")
    assert (page.status, b"nothing here" in page.body) == (404, True)
    assert (data.status, json.loads(data.body)["status"]) == (404, 404)
    assert copying.ask("/assets/").status == 404
    assert {copying.ask(path).status for path in ("/site.json", "/_headers", "/../etc/passwd")} <= {400, 404}


def test_a_copy_without_a_page_for_what_is_missing_still_tells_it(copying: Echo):
    page = copying.machine.copy / "404.html"
    for path in page.parent.glob("404.html*"):
        path.unlink()
    try:
        wait_for(lambda: b"nothing here" not in copying.ask("/nope").body, "nginx to see it")
        assert copying.ask("/nope").status == 404
    finally:
        write_copy(copying.machine.copy)


def test_pages_opened_before_the_switch_still_load_their_data(copying: Echo):
    assert json.loads(copying.ask("/api/map/schools.json?v=1&lang=ko").body)["host"]


@pytest.mark.parametrize(
    ("path", "file"),
    [("/", "index.html"), ("/about/", "about/index.html"), ("/en/", "en/index.html"), (f"/{DATA}", DATA)],
)
def test_the_copy_steps_in_where_the_application_is_down(alone: Machine, path: str, file: str):
    answer = ask(alone.https, path)
    assert (answer.status, answer.body, answer["X-Served-From"]) == (200, TEXTS[file].encode(), "copy")


def test_where_the_copy_steps_in_languages_and_parts_stay_right(alone: Machine):
    moved = ask(alone.https, "/about?lang=en")
    assert (moved.status, moved["Location"]) == (302, "/en/about/?lang=en")
    assert ask(alone.https, moved["Location"]).body == TEXTS["en/about/index.html"].encode()
    assert ask(alone.https, "/api/schools.geojson?sido=41").status == 503
    assert ask(alone.https, "/nope").status == 503


def test_addresses_of_the_copy_go_on_when_the_application_is_back(echo: Echo):
    for path in ("/en/", "/en/about/", "/embed/?sido=41", "/en/api/schools.geojson", "/en/dataset/"):
        assert json.loads(echo.ask(path).body)["host"], path


def test_switching_between_application_and_copy_fails_no_request(copying: Echo):
    machine = copying.machine
    with under_load(machine) as answers:
        for source, from_copy in (("app", False), ("copy", True)):
            changed = machine.serve_from(source)
            assert changed.returncode == 0, changed.stderr
            assert served_from_copy(copying) is from_copy
    assert len(answers) > 20
    assert {answer.status for answer in answers} == {200}
    assert {answer["X-Served-From"] for answer in answers} == {"copy", ""}


def test_a_configuration_that_nginx_refuses_changes_nothing(copying: Echo):
    broken = copying.machine.configuration / "serve-app.conf"
    whole = broken.read_text("utf-8")
    broken.write_text("nonsense", "utf-8")
    try:
        refused = copying.machine.serve_from("app")
    finally:
        broken.write_text(whole, "utf-8")
    assert refused.returncode == 1
    assert (copying.machine.configuration / "serving.conf").readlink() == Path("serve-copy.conf")
    assert served_from_copy(copying)


def test_a_blocked_network_learns_that_it_is_blocked(alone: Machine):
    blocked = alone.configuration / "blocked.conf"
    stated = blocked.read_text("utf-8")
    blocked.write_text(f"{stated}deny 127.0.0.66;\n", "utf-8")
    alone.reload()
    refused = ask(alone.https, "/", client="127.0.0.66")
    assert (refused.status, "네트워크" in refused.body.decode()) == (403, True)
    assert ask(alone.https, "/").status == 200


def test_the_switch_needs_a_copy_to_serve(echo: Echo):
    refused = echo.machine.serve_from("copy")
    assert refused.returncode == 2
    assert "webmap publish" in refused.stderr


@contextmanager
def under_load(machine: Machine) -> Iterator[list[Answer]]:
    """Three readers who ask all the time, each request on a connection of its own; fails if one is not answered."""
    answers: list[Answer] = []
    failures: list[OSError] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                answers.append(ask(machine.https, "/about/"))
            except OSError as failure:
                failures.append(failure)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        yield answers
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert failures == []
