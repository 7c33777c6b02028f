import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import silent
from webmap.build import geocode
from webmap.errors import ListError
from webmap.figures.listed_schools import listed_schools, mark_duplicates, outcome_counts
from webmap.lists.limits import Limits
from webmap.lists.naming.file_names import names_of_lists
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import Outcome


def test_of_files_of_one_name_the_first_keeps_it_and_later_ones_are_numbered():
    paths = [Path("x/list.csv"), Path("y/list.csv"), Path("z/list.csv"), Path("other.csv")]
    assert names_of_lists(paths) == ["list.csv", "list (2).csv", "list (3).csv", "other.csv"]


def test_a_number_that_is_taken_is_not_given_again():
    paths = [Path("x/list (2).csv"), Path("x/list.csv"), Path("y/list.csv")]
    assert names_of_lists(paths) == ["list (2).csv", "list.csv", "list (3).csv"]


@given(st.lists(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8), max_size=6))
def test_no_two_files_share_a_name(names):
    # A name that the system can hold: whatever is no text in it has been read as raw bytes.
    held = [os.fsdecode(name.encode("utf-8", "surrogatepass")) for name in names]
    paths = [Path(str(number)) / name for number, name in enumerate(held)]
    given_names = names_of_lists(paths)
    assert len(set(given_names)) == len(paths)
    assert all(name and name.isprintable() and "/" not in name for name in given_names)


def test_a_file_given_twice_is_reported(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(ListError) as failure:
        names_of_lists([tmp_path / "list.csv", tmp_path / "folder" / ".." / "list.csv"])
    assert "list.csv" in str(failure.value)


def test_a_name_whose_bytes_are_no_text_has_a_name_that_can_be_shown():
    (name,) = names_of_lists([Path(os.fsdecode(b"list\xff.csv"))])
    assert name == "list.csv"


def test_rows_of_files_of_one_name_are_not_taken_for_each_other(places, tmp_path):
    lists = []
    for folder, address in (("x", "서울특별시 강남구 역삼동 1"), ("y", "부산광역시 부산진구 전포동 1")):
        path = tmp_path / folder / "list.csv"
        path.parent.mkdir()
        path.write_text(f"학교명,주소\n가상솔빛고등학교,\n,{address}\n", "utf-8")
        lists.append(path)
    register = [data_path("sample/register_schools.csv")]
    matches = mark_duplicates(geocode(lists, register, places, Limits(), silent).matches)
    assert outcome_counts(matches)[Outcome.DUPLICATE] == 0
    placed = [school.sigungu for school in listed_schools(matches) if school.key.startswith("address:")]
    assert sorted(placed) == ["11680", "26230"]
