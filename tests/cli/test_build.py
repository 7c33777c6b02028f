"""`webmap build` and the person who runs it: what is told, asked, stopped and left as it is."""

from __future__ import annotations

import functools
import json
import shlex

import pytest

from tests.cli.commands import here
from webmap import build as whole_build
from webmap.cli.commands import build as commands
from webmap.places.register.file import read_register_file
from webmap.snapshot import snapshot
from webmap.snapshot.pointer import POINTER, Pointer, current_version, write_pointer
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import RegionLevel

pytestmark = pytest.mark.slow

REGISTER = data_path("sample/register_schools.csv")


@pytest.fixture(scope="module")
def names():
    """Names of high schools of the sample that no other school bears, in two provinces."""
    rows = [row for row in read_register_file(REGISTER).rows if row["학교명"].endswith("고등학교")]
    often = [row["학교명"] for row in rows]
    alone = [row["학교명"] for row in rows if often.count(row["학교명"]) == 1]
    return alone[:60]


@pytest.fixture(scope="module")
def prepared(places):
    """What every build makes of the same register and boundaries, made once: half of a build's time."""
    register = whole_build.load_register([REGISTER], places.read_address, places.table)
    layers = functools.cache(whole_build.boundaries)
    check = whole_build.check_places(register, layers(RegionLevel.SIGUNGU, "full", places.cache))
    return {
        "load_register": lambda *_: register,
        "check_places": lambda *_: check,
        "boundaries": layers,
        "cached_topology": functools.cache(whole_build.cached_topology),
    }


@pytest.fixture
def build(tmp_path, places, prepared, monkeypatch):
    """Writes a list of names, or rows, and builds it."""
    monkeypatch.setattr(commands, "ready_places", lambda *_: places)
    for name, made in prepared.items():
        monkeypatch.setattr(whole_build, name, made)
    monkeypatch.setattr(snapshot, "write_package", lambda *_: None)

    def run(names, *options, language="en", typed=""):
        rows = [name if "," in name else f"{name},제보" for name in names]
        (tmp_path / "list.csv").write_text("학교,상태\n" + "\n".join(rows) + "\n", "utf-8")
        return here(
            "build", "list.csv", "--register", REGISTER, "--out", "out", *options,
            cwd=tmp_path, typed=typed, WEBMAP_LANGUAGE=language,
        )  # fmt: skip

    run.folder = tmp_path
    run.published = tmp_path / "out"
    return run


def versions(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def schools(folder):
    return set(open_snapshot(folder).schools["name"])


def test_the_first_build_says_that_nothing_was_published_before_and_asks_nothing(build, names):
    done = build([f"{names[0]},확인", names[1]])
    assert (done.returncode, done.stderr) == (0, "")
    register, *lines = done.stdout.splitlines()
    assert register == "Register: register_schools.csv (2024-08-01)."
    assert lines[:2] == ["Nothing was published here before.", "Schools on the map: 2."]
    assert "differs" not in done.stdout


def test_the_same_input_is_published_once_and_that_is_told_in_a_line(build, names):
    build(names[:3])
    before = current_version(build.published)
    done = build(names[:3])
    assert done.returncode == 0
    assert done.stdout.startswith(f"Nothing has changed since snapshot {before}, which stays published.\n")
    assert (versions(build.published), current_version(build.published)) == ([before], before)


def test_the_same_input_a_day_later_is_no_news_but_a_stated_day_is(build, names, monkeypatch):
    build(names[:3], "--as-of", "2026-01-01")
    assert "stays published" in build(names[:3]).stdout
    assert "stays published" in build(names[:3], "--as-of", "2026-01-01").stdout
    assert "stays published" not in build(names[:3], "--as-of", "2026-01-02").stdout


def test_changed_decisions_or_another_register_are_news(build, names):
    build(names[:3])
    (build.folder / "decisions.csv").write_text(
        "query,region,level,address,decision,school_name,who,when,why,check\r\n가상딴고,,,,none,,담당,2026-01-01,,\r\n",
        "utf-8",
    )
    assert "stays published" not in build(names[:3]).stdout
    assert "stays published" in build(names[:3]).stdout


def test_new_schools_are_published_without_asking_and_told_by_province(build, names):
    build(names[:20])
    done = build([*names[:20], *names[20:23]])
    assert done.returncode == 0
    assert "Schools on the map: 23; before: 20." in done.stdout
    assert "New on the map: 3 (" in done.stdout
    assert names[20] in done.stdout
    assert names[0] not in done.stdout


def test_many_changes_are_named_in_part_and_all_of_them_with_verbose(build, names):
    build(names[:25])
    done = build(names[:40])
    assert "… and 5 more (--verbose names all)" in done.stdout
    build(names[:25], "--yes")
    told = build(names[:40], "--verbose").stdout
    assert [name for name in names[25:40] if name not in told] == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda names: names[1:], "No longer on the map: 1"),
        (lambda names: [f"{names[0]},확인", *names[1:]], "Confirmed: 1"),
        (lambda names: [*names, "NEW,확인"], "Confirmed: 1"),
    ],
)
def test_outside_of_a_terminal_nothing_disappears_or_becomes_confirmed_without_yes(
    build, names, change, word
):
    build(names[:20])
    before = current_version(build.published)
    changed = [each.replace("NEW", names[30]) for each in change(names[:20])]
    done = build(changed)
    assert done.returncode == 16
    assert word in done.stderr
    assert "--yes" in done.stderr
    assert (versions(build.published), current_version(build.published)) == ([before], before)
    agreed = build(changed, "--yes")
    assert agreed.returncode == 0
    assert word in agreed.stdout


@pytest.mark.parametrize("status", ["사실 아님", "철회", "조사 중"])
def test_a_claim_that_is_taken_back_or_looked_into_needs_no_consent(build, names, status):
    build(names[:20])
    done = build([f"{names[0]},{status}", *names[1:20]])
    assert done.returncode == 0
    assert "Reported → " in done.stdout


@pytest.mark.parametrize(
    ("answer", "code"), [("y", 0), ("예", 0), ("ㅛ", 0), ("n", 16), ("", 16), ("그래요", 16)]
)
def test_in_a_terminal_it_asks_and_only_a_clear_yes_publishes(build, names, monkeypatch, answer, code):
    monkeypatch.setattr("webmap.cli.commands.consent.is_interactive", lambda: True)
    build(names[:20])
    done = build(names[1:20], typed=f"{answer}\n")
    assert done.returncode == code
    assert "Publish this?" in done.stderr
    assert names[0] in done.stderr
    assert (names[0] in schools(build.published)) is (code != 0)


def test_input_that_ends_publishes_nothing(build, names, monkeypatch):
    monkeypatch.setattr("webmap.cli.commands.consent.is_interactive", lambda: True)
    build(names[:20])
    assert build(names[1:20]).returncode == 130
    assert names[0] in schools(build.published)


def test_the_brake_stops_at_more_than_a_tenth_and_yes_goes_on(build, names):
    build(names[:40])
    before = current_version(build.published)
    done = build(names[:35])
    assert done.returncode == 17
    assert "entries matched to a school would fall from 40 to 35" in done.stderr
    assert current_version(build.published) == before
    assert build(names[:35], "--yes").returncode == 0
    assert len(schools(build.published)) == 35


def test_exactly_a_tenth_is_asked_about_but_not_braked(build, names):
    build(names[:40])
    assert build(names[:36]).returncode == 16


def test_a_list_of_a_prankster_with_many_schools_is_braked(build, names):
    build(names[:10])
    done = build(names[:40])
    assert done.returncode == 17
    assert "would rise from 10 to 40" in done.stderr
    assert build(names[:40], "--yes").returncode == 0


def test_the_brake_holds_in_a_terminal_too(build, names, monkeypatch):
    monkeypatch.setattr("webmap.cli.commands.consent.is_interactive", lambda: True)
    build(names[:40])
    assert build(names[:35], typed="y\n").returncode == 17


def test_quiet_prints_nothing_unless_a_person_is_needed(build, names):
    quiet = build(names[:20], "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    more = build(names[:21], "--quiet")
    assert (more.returncode, more.stdout, more.stderr) == (0, "", "")
    same = build(names[:21], "--quiet")
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "")
    open_row = build([*names[:21], "가상중앙고"], "--quiet")
    assert (open_row.returncode, open_row.stdout) == (0, "")
    assert "가상중앙고" in open_row.stderr
    assert "webmap decide list.csv" in open_row.stderr
    again = build([*names[:21], "가상중앙고"], "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    gone = build(names[1:21], "--quiet")
    assert (gone.returncode, gone.stdout) == (16, "")
    assert names[0] in gone.stderr


def test_the_command_for_open_rows_is_ready_to_copy_and_works(build, names):
    done = build([names[0], "가상중앙고"])
    line = next(line for line in done.stdout.splitlines() if "Decide them with: " in line)
    _, *words = shlex.split(line.partition("Decide them with: ")[2])
    decided = here(*words, cwd=build.folder, typed="담당\n1\n\n", WEBMAP_LANGUAGE="en")
    assert decided.returncode == 0, decided.stderr
    assert "Decisions saved: 1" in decided.stdout
    assert "Decide them with" not in build([names[0], "가상중앙고"]).stdout


def test_rows_without_a_near_school_are_counted_and_not_asked_about(build, names):
    done = build([names[0], "가나다라마바사 모임"])
    assert "nor one that is near: 1 (list.csv: 2)" in done.stdout
    assert "Decide them with" not in done.stdout


def test_a_map_of_another_version_of_the_program_is_not_compared_but_braked_by_its_account(build, names):
    build(names[:40])
    _change_manifest(build.published, format=3)
    done = build(names[:35])
    assert done.returncode == 17
    done = build(names[4:40])
    assert (done.returncode, done.stderr) == (0, "")
    assert "another version of this program (format 3" in done.stdout


@pytest.mark.parametrize("content", ["", "no such version\n", "20260101T000000Z-gone\n"])
def test_a_pointer_that_names_nothing_whole_is_replaced(build, names, content):
    build(names[:5])
    (build.published / POINTER).write_text(content)
    done = build(names[:5])
    assert done.returncode == 0
    assert "nothing is compared" in done.stdout
    assert len(schools(build.published)) == 5


def test_a_damaged_map_is_published_again_by_the_same_input(build, names):
    build(names[:5])
    served = build.published / current_version(build.published)
    (served / "schools.parquet").write_bytes(b"")
    assert "damaged" in build(names[:5]).stdout
    assert len(schools(build.published)) == 5


def test_real_data_take_the_place_of_the_sample_but_never_the_other_way_round_unasked(build, names):
    build(names[:5])
    _change_manifest(build.published, fictional=False)
    done = build(names[:5])
    assert done.returncode == 17
    assert "the fictional sample would take the place" in done.stderr
    assert build(names[:5], "--yes").returncode == 0


def test_a_build_that_another_one_overtakes_compares_again(build, names, monkeypatch):
    build(names[:20])
    first = current_version(build.published)
    monkeypatch.setattr(
        commands, "write_snapshot", _overtaken(commands.write_snapshot, build, [*names[:20], names[25]])
    )
    done = build(names[:21])
    assert done.returncode == 16  # what the other build added would disappear
    assert names[25] in done.stderr
    assert current_version(build.published) != first


def test_two_builds_of_the_same_input_at_the_same_time_leave_one_snapshot(build, names, monkeypatch):
    build(names[:20])
    monkeypatch.setattr(commands, "write_snapshot", _overtaken(commands.write_snapshot, build, names[:21]))
    done = build(names[:21])
    assert done.returncode == 0
    assert "stays published" in done.stdout
    assert len(versions(build.published)) == 2


def _overtaken(write, build, names):
    """Publishes a map of these names before the first snapshot is written."""

    def first(*arguments):
        commands.write_snapshot = write
        text = (build.folder / "list.csv").read_text("utf-8")
        build(names)
        (build.folder / "list.csv").write_text(text, "utf-8")
        return write(*arguments)

    return first


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_told_is_in_one_language(build, names, language):
    build(names[:20])
    done = build(
        [f"{names[0]},확인", *names[2:20], names[30], "가상중앙고", "가나다라마바사 모임"],
        "--yes",
        language=language,
    )
    text = done.stdout.partition("webmap decide")[0]
    assert ("Schools" in text) is (language == "en")
    assert ("학교" in text.replace("고등학교", "")) is (language == "ko")


def _change_manifest(folder, **changes):
    served = folder / current_version(folder)
    path = served / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    write_pointer(folder, Pointer(served.name))
