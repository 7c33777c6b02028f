"""`webmap disclosure`: what would be shown, and what its files tell."""

import pytest

from tests.cli.commands import here
from tests.disclosure.test_ledger import AREAS, DAYS
from webmap.disclosure import preview
from webmap.disclosure.edition import Edition
from webmap.disclosure.forms import plain_form
from webmap.disclosure.menu import Menu
from webmap.disclosure.parameters import Parameters
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import Level, Status


@pytest.fixture(autouse=True)
def _few_parameters(monkeypatch):
    """Two lines in the table of k and Nmin, as each takes a second."""
    monkeypatch.setattr(preview, "KS", (5,))
    monkeypatch.setattr(preview, "NMINS", (10, 20))


def test_a_preview_is_written_and_audited(snapshots, tmp_path):
    done = here(
        "disclosure", "preview", snapshots, "-o", tmp_path / "protected", cwd=tmp_path, WEBMAP_LANGUAGE="en"
    )
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["Numbers", "all", "exact", "in", "ranges", "not", "shown"]
    assert lines[4].startswith("City or county")
    assert "k = 5, Nmin = 10, alpha = 1/2" in done.stdout
    files = sorted((tmp_path / "protected").iterdir())
    audit = here("disclosure", "audit", *files, cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert audit.returncode == 0
    assert "Exactly known: 0. Narrowed: 0. Schools that are listed for certain: 0." in audit.stdout
    again = here("disclosure", "preview", snapshots, "-o", tmp_path / "protected", cwd=tmp_path)
    assert again.returncode == 1
    assert "판이 이미 있습니다" in again.stderr


def test_a_preview_is_made_of_lists_in_memory_and_publishes_nothing(tmp_path):
    (tmp_path / "list.csv").write_text("학교\n가상한빛고등학교\n", "utf-8")
    register = data_path("sample/register_schools.csv")
    done = here(
        "disclosure", "preview", "list.csv", "--register", register, cwd=tmp_path, WEBMAP_LANGUAGE="en",
        WEBMAP_DISCLOSURE_NMIN="20",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "k = 5, Nmin = 20, alpha = 1/2" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_numbers_that_tell_too_much_fail_the_audit(tmp_path):

    menu = Menu(AREAS)
    counts = {("11010", Level.HIGH, Status.REPORTED): 7, ("11012", Level.HIGH, Status.REPORTED): 2}
    values = menu.truth(counts)
    forms = [
        plain_form(sum(values[each] for each in cell.terms), cell.existing, Parameters())
        for cell in menu.cells
    ]
    file = tmp_path / "plain.json"
    file.write_bytes(Edition(DAYS[0], Parameters(), menu, tuple(forms)).as_bytes())
    done = here("disclosure", "audit", file, cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 1
    assert "Too much can be concluded" in done.stderr
    assert "“11012: High school, standing claims” (20 existing schools" in done.stdout


def test_values_without_a_meaning_are_refused(snapshots, tmp_path):
    share = here("disclosure", "preview", snapshots, "--alpha", "half", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert "--alpha half is not understood" in share.stderr
    small = here("disclosure", "preview", snapshots, "--k", "20", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert "Nmin at least k" in small.stderr
    assert {share.returncode, small.returncode} == {2}


def test_a_file_that_is_no_edition_is_refused(tmp_path):
    (tmp_path / "list.csv").write_text("a,b\n", "utf-8")
    done = here("disclosure", "audit", "list.csv", "missing.json", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert done.returncode == 1
    assert "list.csv is no file of protected numbers" in done.stderr
