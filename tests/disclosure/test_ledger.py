"""Files of editions: equal bytes, each naming the one before; what is missing or changed is refused."""

import json

import pytest

from webmap.disclosure.edition import read_edition
from webmap.disclosure.ledger import check_day, newest, read_editions, read_ledger, write_edition
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.protect import protect
from webmap.disclosure.truth import Area
from webmap.errors import DisclosureError
from webmap.vocabulary.terms import Level, Status

AREAS = tuple(Area(f"1101{n}", f"701100{n // 2}", "11", (20, 20, 4)) for n in range(4))
DAYS = ("2026-01-05", "2026-01-12", "2026-01-19")


@pytest.fixture
def ledger(tmp_path):
    """A folder of three editions."""
    editions = []
    for number, day in enumerate(DAYS):
        counts = {
            ("11010", Level.HIGH, Status.REPORTED): 7 + number,
            ("11012", Level.MIDDLE, Status.CONFIRMED): 2,
        }
        editions.append(protect(day, AREAS, counts, Parameters(), editions))
        write_edition(tmp_path, editions[-1])
    return tmp_path


def test_an_edition_is_read_as_it_was_written(ledger):
    editions = read_ledger(ledger)
    assert [edition.day for edition in editions] == list(DAYS)
    for edition in editions:
        content = (ledger / f"{edition.day}.json").read_bytes()
        assert edition.as_bytes() == content
        assert json.loads(content)["k"] == 5


def test_a_folder_that_is_not_there_is_an_empty_ledger(tmp_path):
    assert read_ledger(tmp_path / "none") == []


@pytest.mark.parametrize("day", DAYS[:2])
def test_a_missing_edition_is_refused(ledger, day):
    (ledger / f"{day}.json").unlink()
    with pytest.raises(DisclosureError, match="바로 앞 판이 없거나 바뀌었습니다"):
        read_ledger(ledger)


def test_an_audit_needs_the_editions_before(ledger):
    last = [ledger / f"{DAYS[2]}.json"]
    assert len(newest(read_editions(last), 1)) == 1
    with pytest.raises(DisclosureError, match="바로 앞 판"):
        newest(read_editions(last), 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"format":1', b'"format":2'),
        (b'"day":"2026-01-05"', b'"day":"yesterday"'),
        (b'"k":5', b'"k":1'),
        (b'"exact",7,7', b'"exact",7,6'),
        (b'"areas":[\n', b'"areas":[\n\n'),
        (b'"sigungu","11010","all"', b'"sigungu","11010","high"'),
        (b"}\n", b""),
    ],
)
def test_a_file_that_was_changed_is_refused(old, new):
    edition = protect(DAYS[0], AREAS, {("11010", Level.HIGH, Status.REPORTED): 7}, Parameters())
    content = edition.as_bytes()
    assert old in content
    with pytest.raises(DisclosureError, match=r"edition\.json 파일은"):
        read_edition(content.replace(old, new), "edition.json")


def test_a_day_that_has_an_edition_gets_no_other(ledger):
    with pytest.raises(DisclosureError, match="2026-01-19 판이 이미 있습니다"):
        check_day(read_ledger(ledger), DAYS[2])
    check_day(read_ledger(ledger), "2026-01-20")
