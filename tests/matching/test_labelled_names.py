"""Names as people type them, labelled with the school meant; and the whole register, typed four ways."""

import subprocess
import sys
import unicodedata
from collections import Counter

import pytest

from tests.conftest import SHARED_DATA, silent
from webmap.build import geocode, matcher_of
from webmap.cli.files.geocoded import write_geocoded
from webmap.lists.entry import Entry
from webmap.lists.limits import Limits
from webmap.matching.forms import short_form
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level, Outcome, RegionLevel

pytestmark = pytest.mark.register
SCORE = SHARED_DATA.parent / "checks" / "score_names.py"
LABELLED = SHARED_DATA / "names_dev.csv"


def test_the_labelled_names_meet_every_goal(official_register, shared_data, places, tmp_path):
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    subprocess.run([sys.executable, SCORE, "list", LABELLED, names], check=True)
    registers = [*official_register, shared_data / "neis_schoolinfo_20260531.csv"]
    geocoded = geocode([names], registers, places, Limits(), silent)
    write_geocoded(geocoded.matches, out, "ko", fictional=False)
    done = subprocess.run(
        [sys.executable, SCORE, "score", LABELLED, out, "--gate"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def register(official_register, places):
    return load_register(official_register, places.read_address, places.table)


@pytest.fixture(scope="module")
def matcher(register, places):
    return matcher_of(register, places)


@pytest.fixture(scope="module")
def schools(register):
    return [school for school in register.schools if school.level in (Level.MIDDLE, Level.HIGH)]


def typed(school, table, way):
    sido = table.region(RegionLevel.SIDO, school.sido).name
    sigungu = f"{sido} {table.region(RegionLevel.SIGUNGU, school.sigungu).name}"
    return {
        "full name and sido": (school.name, sido),
        "full name and sigungu": (school.name, sigungu),
        "short form and sigungu": (short_form(school.name), sigungu),
        "short form alone": (short_form(school.name), ""),
        "decomposed, without spaces": (
            unicodedata.normalize("NFC", unicodedata.normalize("NFD", sido + school.name).replace(" ", "")),
            "",
        ),
    }[way]


@pytest.mark.parametrize(
    "way",
    [
        "full name and sido",
        "full name and sigungu",
        "short form and sigungu",
        "short form alone",
        "decomposed, without spaces",
    ],
)
def test_no_school_is_ever_taken_for_another(matcher, schools, places, way):
    wrong, missed = [], []
    for school in schools:
        name, region = typed(school, places.table, way)
        for match in matcher.match_entry(Entry("names", 1, name, region=region)):
            if match.school is not None and match.school != school:
                wrong.append((name, region, match.school.name))
            if match.outcome is Outcome.UNMATCHED:
                missed.append((name, region))
    assert wrong == []
    assert missed == []


def test_every_full_name_with_its_sigungu_is_matched_but_where_two_schools_share_both(
    matcher, schools, places
):
    shared = Counter((school.name, school.sigungu) for school in schools)
    for school in schools:
        name, region = typed(school, places.table, "full name and sigungu")
        (match,) = matcher.match_entry(Entry("names", 1, name, region=region))
        expected = Outcome.MATCHED if shared[school.name, school.sigungu] == 1 else Outcome.AMBIGUOUS
        assert match.outcome is expected, name
