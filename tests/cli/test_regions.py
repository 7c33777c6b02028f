"""`webmap build` and every other command where only numbers of regions may be shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.commands import Done, here
from tests.cli.test_build import REGISTER, build, names, prepared  # noqa: F401 (fixtures)
from webmap.cli.commands.protected import build as protected_build
from webmap.disclosure import audit, protect
from webmap.disclosure.ledger import read_ledger
from webmap.snapshot.forgetting.forget import versions_in
from webmap.snapshot.pointer import POINTER, current_version
from webmap.snapshot.protected.snapshot import is_protected, open_protected

pytestmark = pytest.mark.slow

FIRST, SOON, LATER = date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 12)


@pytest.fixture
def regions(build, monkeypatch):  # noqa: F811
    """Builds a list of names on a day, with WEBMAP_DISCLOSURE=regions."""

    def run(schools: list[str], day: date = FIRST, *options: str, **settings: str) -> Done:
        monkeypatch.setattr(protected_build, "today_in_korea", lambda: day)
        (build.folder / "list.csv").write_text("학교\n" + "\n".join(schools) + "\n", "utf-8")
        return here(
            "build", "list.csv", "--register", REGISTER, "--out", "out", *options,
            cwd=build.folder, WEBMAP_LANGUAGE="en", **{"WEBMAP_DISCLOSURE": "regions", **settings},
        )  # fmt: skip

    run.published = build.published
    run.folder = build.folder
    return run


@pytest.fixture
def each_alone(monkeypatch):
    """Protect and audit each edition alone, as several together take seconds; the engine's tests do that."""
    for module in (protect, audit):
        monkeypatch.setattr(module, "windows", lambda editions: [editions[-1:]])


def ledger_of(out: Path) -> list[str]:
    return [edition.day for edition in read_ledger(out / "ledger")]


def test_numbers_are_published_and_no_school(regions, names):  # noqa: F811
    done = regions(names)
    assert done.returncode == 0, done.stderr
    assert "nothing can be concluded" in done.stdout
    served = open_protected(regions.published)
    assert ledger_of(regions.published) == [FIRST.isoformat()] == [served.edition.day]
    assert served.manifest["as_of"] == FIRST.isoformat()
    written = [path for path in regions.published.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written for name in names if name.encode() in path.read_bytes()]


def test_an_edition_stays_while_all_of_it_is_true(regions, names):  # noqa: F811
    regions(names)
    before = current_version(regions.published)
    again = regions(names, LATER)
    assert "is still true" in again.stdout
    assert current_version(regions.published) == before
    assert regions(names, LATER, "--quiet").stdout == ""


def test_the_next_edition_waits_for_its_day_and_names_the_one_before(regions, names, each_alone):  # noqa: F811
    regions(names[:30])
    early = regions(names, SOON, "--yes")
    assert early.returncode == 20
    assert "on 2026-01-12 at the earliest" in early.stderr
    assert ledger_of(regions.published) == [FIRST.isoformat()]
    assert regions(names, LATER, "--yes").returncode == 0
    served = open_protected(regions.published)
    assert served.edition.former == served.earlier[-1].digest
    assert ledger_of(regions.published) == [FIRST.isoformat(), LATER.isoformat()]


def test_a_map_that_shrinks_stops_until_a_person_means_it(regions, names, each_alone):  # noqa: F811
    regions(names)
    stopped = regions(names[:20], LATER)
    assert stopped.returncode == 17
    assert "would fall from 60 to 20" in stopped.stderr
    assert regions(names[:20], LATER, "--yes").returncode == 0


def test_a_ledger_that_is_missing_is_refused(regions, names, each_alone):  # noqa: F811
    for week in range(4):
        assert regions(names[: 30 + 10 * week], date(2026, 1, 5 + 7 * week), "--yes").returncode == 0
    for path in (regions.published / "ledger").iterdir():
        path.unlink()
    refused = regions(names[:58], date(2026, 2, 2))
    assert refused.returncode == 1
    assert "Bring the folder back from a backup" in refused.stderr


def test_numbers_that_cannot_be_protected_are_not_published(regions, names, monkeypatch):  # noqa: F811
    """An engine that protects nothing is found out by the audit of the written files."""
    from webmap.disclosure.edition import Edition
    from webmap.disclosure.forms import plain_form
    from webmap.disclosure.menu import Menu

    def plain(day, areas, counts, parameters, former=()):
        menu = Menu(areas)
        values = menu.truth(counts)
        sums = [sum(values[number] for number in cell.terms) for cell in menu.cells]
        forms = [plain_form(n, cell.existing, parameters) for n, cell in zip(sums, menu.cells, strict=True)]
        return Edition(day, parameters, menu, tuple(forms))

    monkeypatch.setattr(protected_build, "protect", plain)
    done = regions(names)
    assert done.returncode == 1
    assert "it could be concluded" in done.stderr
    assert not (regions.published / POINTER).exists()
    assert not list(regions.published.glob("[!.]*"))


def test_a_map_of_schools_becomes_one_of_numbers_only_with_consent(build, regions, names):  # noqa: F811
    build(names)
    asked = regions(names)
    assert asked.returncode == 16
    assert "cannot be recalled" in asked.stderr
    assert not is_protected(regions.published)
    assert regions(names, FIRST, "--yes").returncode == 0
    assert versions_in(regions.published) == [current_version(regions.published)]
    assert is_protected(regions.published)
    assert (regions.published / "forgotten").exists()


def test_a_map_of_numbers_becomes_one_of_schools_only_with_consent(build, regions, names):  # noqa: F811
    regions(names)
    asked = build(names)
    assert asked.returncode == 16
    assert "every listed school is shown" in asked.stderr
    assert is_protected(regions.published)


def test_fiction_and_truth_share_no_ledger(regions, names, monkeypatch):  # noqa: F811
    regions(names)
    served = open_protected(regions.published)
    real = type(served)(**{**vars(served), "manifest": {**served.manifest, "fictional": False}})
    monkeypatch.setattr(protected_build, "open_protected", lambda *_: real)
    refused = regions(names, LATER)
    assert refused.returncode == 16
    assert "one is fictional and the other is not" in refused.stderr
