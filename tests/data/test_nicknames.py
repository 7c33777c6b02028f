"""Nicknames of schools, compared with the official register."""

import csv

import pytest

from webmap.matching.forms import short_form
from webmap.system.shipped_files import data_path

pytestmark = pytest.mark.register

FILES = (
    ("schools_standard_20250325.csv", "cp949"),
    ("neis_schoolinfo_20260531.csv", "cp949"),
    ("universities_standard.csv", "utf-8-sig"),
)


def rows(name):
    with data_path(name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(scope="module")
def official(shared_data):
    names = set()
    for name, encoding in FILES:
        with (shared_data / name).open(encoding=encoding, newline="") as source:
            names |= {row["학교명"] for row in csv.DictReader(source) if row.get("대학구분명") != "대학원"}
    return names


def test_every_nickname_means_a_school_of_the_register(official):
    called = {row["official_name"] for row in rows("school_nicknames.csv")}
    called |= {row["university"] for row in rows("university_short_names.csv")}
    assert sorted(called - official) == []


def test_no_nickname_hides_another_schools_own_name(official):
    own = {}
    for name in official:
        own.setdefault(short_form(name), set()).add(name)
    meant = {}
    for row in rows("school_nicknames.csv"):
        meant.setdefault(short_form(row["called"]), set()).add(row["official_name"])
    hidden = {form: own[form] - names for form, names in meant.items() if own.get(form, set()) - names}
    assert hidden == {}


def test_no_nickname_stands_twice():
    pairs = [(short_form(row["called"]), row["official_name"]) for row in rows("school_nicknames.csv")]
    assert len(pairs) == len(set(pairs))
