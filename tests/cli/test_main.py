import csv
import os
import re

import pytest

from tests.cli.commands import here, in_a_process
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.shipped_files import data_path

SAMPLE = [
    str(data_path("sample/list_community.csv")),
    "--register",
    str(data_path("sample/register_schools.csv")),
]


@pytest.mark.slow
def test_build_without_a_list_publishes_the_fictional_sample(tmp_path):
    done = in_a_process("build", "--out", "published", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert open_snapshot(tmp_path / "published").fictional
    assert "가상의 예시 자료" in done.stdout
    assert done.stderr == ""  # no progress bar where nobody watches


def test_geocode_writes_every_entry_and_prints_the_account(tmp_path):
    done = here("geocode", *SAMPLE, "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    typed = list(csv.reader(data_path("sample/list_community.csv").read_text("utf-8").splitlines()))
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert {int(row["row"]) for row in rows} == set(range(1, len(typed)))
    assert "지도" not in rows[0]["outcome"]


def test_sentences_come_in_the_language_of_the_setting(tmp_path):
    korean = here("build", "no.csv", "--register", "no.csv", cwd=tmp_path)
    english = here("build", "no.csv", "--register", "no.csv", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert korean.returncode == english.returncode == 3
    assert "no.csv 파일이 없습니다" in korean.stderr
    assert "no.csv does not exist" in english.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("build", SAMPLE[0]), 4, "학교 명부가 없습니다"),
        (("build", SAMPLE[0], "--register", SAMPLE[0]), 4, "list_community.csv"),
        (("geocode", *SAMPLE, "-o", "out.docx"), 6, "out.docx"),
        (("geocode", *SAMPLE, "-o", "no/out.csv"), 6, "out.csv"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_an_exit_code(tmp_path, arguments, code, sentence):
    done = here(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == []


@pytest.mark.slow
def test_without_a_snapshot_nothing_is_served_and_the_way_to_one_is_reported(tmp_path):
    done = in_a_process("run", cwd=tmp_path)
    assert done.returncode == 5
    assert "webmap build" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only on POSIX systems")
def test_a_file_name_whose_bytes_are_no_text_is_read_and_reported(tmp_path):
    strange = os.fsdecode(b"own\xff.csv")
    (tmp_path / strange).write_bytes(data_path("sample/list_community.csv").read_bytes())
    done = in_a_process("geocode", strange, *SAMPLE[1:], "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "own.csv" in (tmp_path / "out.csv").read_text("utf-8-sig")
    twice = here("geocode", strange, strange, *SAMPLE[1:], "-o", "out.csv", cwd=tmp_path)
    nowhere = here("geocode", *SAMPLE, "-o", f"{strange}/out.csv", cwd=tmp_path)
    assert (twice.returncode, nowhere.returncode) == (3, 6)


def test_a_setting_that_cannot_be_used_is_named(tmp_path):
    done = here("run", cwd=tmp_path, WEBMAP_PORT="eighty")
    assert done.returncode == 7
    assert "WEBMAP_PORT" in done.stderr


def test_the_own_list_with_its_unknown_columns_and_remarks_is_reported(tmp_path):
    (tmp_path / "own.csv").write_text("학교명,담임,날짜\n가상없는고,홍,언젠가\n", "utf-8")
    done = here("geocode", "own.csv", *SAMPLE[1:], "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "담임" in done.stdout
    assert "1행" in done.stdout
    assert "홍" not in (tmp_path / "out.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("command", [(), ("build",), ("geocode",), ("locate",), ("run",)])
def test_help_teaches_by_example_in_both_languages(tmp_path, command):
    texts = {}
    for language in ("ko", "en"):
        done = here(*command, "--help", cwd=tmp_path, WEBMAP_LANGUAGE=language)
        assert done.returncode == 0
        assert f"  webmap {command[0] if command else 'build'}" in done.stdout
        texts[language] = done.stdout
    assert re.search("[가-힣]", texts["ko"])
    assert not re.search("[가-힣]", texts["en"])


def test_flasks_own_commands_work_too(tmp_path):
    done = here("routes", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "/api/schools.geojson" in done.stdout
