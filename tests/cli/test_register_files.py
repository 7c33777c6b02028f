"""The register that commands use, with and without --register, and what they say of it."""

import csv
import io

import pytest

from tests.cli.commands import here
from webmap.system.shipped_files import data_path

SAMPLE = data_path("sample/register_schools.csv")
ENGLISH = {"WEBMAP_LANGUAGE": "en"}


@pytest.fixture
def folder(tmp_path):
    """Two editions of a register in the folder of the settings: one school is gone, one is renamed."""
    table = list(csv.DictReader(io.StringIO(SAMPLE.read_bytes().decode("cp949"), newline="")))
    # Names of schools like these exist nowhere, but are not marked as fictional.
    rows = [
        row | {"학교명": row["학교명"].replace("가상", "없는"), "데이터기준일자": "2025-03-25"}
        for row in table
    ]
    newer = [row | {"데이터기준일자": "2026-03-20"} for row in rows[1:]]
    newer[0] |= {"학교명": "없는새이름고등학교"}
    (tmp_path / "var/register/older").mkdir(parents=True)
    write(tmp_path / "var/register/older/schools_standard_20250325.csv", rows)
    write(tmp_path / "var/register/schools_standard.csv", newer)
    (tmp_path / "list.csv").write_text(f"학교\n{rows[0]['학교명']}\n{rows[1]['학교명']}\n", "utf-8")
    return tmp_path


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_the_register_folder_is_used_and_told_where_no_register_is_given(folder):
    done = here("geocode", "list.csv", "-o", "out.csv", cwd=folder, **ENGLISH)
    assert (done.returncode, done.stderr) == (0, "")
    assert "schools_standard.csv (2026-03-20)" in done.stdout
    assert "schools_standard_20250325.csv (2025-03-25)" in done.stdout
    assert "Closed: 1 schools of older editions" in done.stdout
    closed, renamed = csv.DictReader((folder / "out.csv").read_text("utf-8-sig").splitlines())
    assert (closed["outcome"], closed["candidates"]) == ("unmatched", "")
    assert "2026-03-20" in closed["reason"]
    assert (renamed["outcome"], renamed["name"]) == ("matched", "없는새이름고등학교")


def test_explain_uses_the_folder_and_else_the_sample(folder, tmp_path_factory):
    assert "2026-03-20" in here("explain", "없는고", cwd=folder, **ENGLISH).stdout
    empty = tmp_path_factory.mktemp("empty")
    done = here("explain", "가상한빛고", cwd=empty, **ENGLISH)
    assert "Fictional sample data" in done.stdout


def test_a_given_register_is_used_alone(folder):
    done = here("geocode", "list.csv", "--register", str(SAMPLE), "-o", "out.csv", cwd=folder, **ENGLISH)
    assert "register_schools.csv" in done.stdout
    assert "2026-03-20" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("geocode", str(data_path("sample/list_community.csv")), "-o", "out.csv"), "list_community.csv"),
        (("build", "--register", "var/register/schools_standard.csv"), "schools_standard.csv"),
    ],
)
def test_fictional_lists_and_real_registers_are_never_mixed(folder, arguments, file):
    done = here(*arguments, cwd=folder, **ENGLISH)
    assert done.returncode == 4
    assert file in done.stderr
    assert "fictional" in done.stderr
    assert not (folder / "out.csv").exists()


def test_the_order_of_two_editions_changes_nothing(folder):
    files = ["var/register/schools_standard.csv", "var/register/older/schools_standard_20250325.csv"]
    results = []
    for number, order in enumerate((files, files[::-1])):
        given = [argument for file in order for argument in ("--register", file)]
        done = here("geocode", "list.csv", *given, "-o", f"{number}.csv", cwd=folder, **ENGLISH)
        results.append((done.stdout, (folder / f"{number}.csv").read_bytes()))
    assert results[0] == results[1]
