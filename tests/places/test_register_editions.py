"""Several editions and sources of the register together: names stay, what has closed is no school."""

from dataclasses import replace

import pytest

from tests.places.test_register import GANGNAM, NEIS, STANDARD, hanbit, neis
from webmap.errors import RegisterError
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.diff import Change, counts_by_id, differences, load_pair
from webmap.places.register.folder import files_of_folder
from webmap.places.register.names import without_closing_mark
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level

OLD, NEW = {"데이터기준일자": "2025-03-25"}, {"데이터기준일자": "2026-03-20"}
HANBIT_OLD, HANBIT_NEW = hanbit(**OLD), hanbit(**NEW)
OTHER_NEW = hanbit(학교ID="V2", 학교명="가상별고등학교", 소재지도로명주소=f"{GANGNAM} 2", **NEW)


def both_orders(load_files, *files):
    registers = [load_files(*order) for order in (files, files[::-1])]
    assert registers[0].schools == registers[1].schools
    assert registers[0].closed == registers[1].closed
    return registers[0]


def test_a_school_that_only_the_older_edition_has_is_closed_and_counted_nowhere(load):
    register = both_orders(load, (STANDARD, [HANBIT_OLD]), (STANDARD, [OTHER_NEW]))
    assert [school.id for school in register.schools] == ["V2"]
    (closed,) = register.closed
    assert (closed.id, closed.closed, closed.edition) == ("V1", "2026-03-20", "2025-03-25")
    assert register.counts_by_sigungu()["11680"][Level.HIGH] == 1
    assert "V1" not in register.by_key


def test_schools_now_at_the_address_of_a_closed_one_are_its_successors(load):
    successor = hanbit(학교ID="V2", 학교명="가상별고등학교", **NEW)
    register = both_orders(load, (STANDARD, [HANBIT_OLD]), (STANDARD, [successor]))
    assert [school.id for school in register.closed[0].successors] == ["V2"]


@pytest.mark.parametrize(
    "moved",
    [
        {"학교ID": "V9"},
        {"학교ID": "V9", "소재지도로명주소": "서울특별시 강남구 가상로 99 (대치동)", "위도": "37.520"},
        {"학교ID": "V9", "소재지도로명주소": "서울특별시 종로구 가상로 3 (청운동)", "설립일자": "1980-03-01"},
        {"소재지도로명주소": "서울특별시 종로구 가상로 3 (청운동)"},
        {"학교급구분": "중학교"},
        {"학교명": "가상새빛고등학교"},
    ],
)
def test_a_school_with_a_new_id_address_level_or_name_is_one_school(load, moved):
    founded = {"설립일자": "1980-03-01"}
    register = both_orders(
        load, (STANDARD, [HANBIT_OLD | founded]), (STANDARD, [HANBIT_NEW | founded | moved])
    )
    (school,) = register.schools
    assert register.closed == ()
    assert register.by_key["V1"] == register.by_key[school.id] == school
    assert [(entry.day, entry.id) for entry in school.older] == [("2025-03-25", "V1")]


def test_a_school_of_the_same_name_elsewhere_in_the_province_is_another_one(load):
    elsewhere = {"학교ID": "V9", "소재지도로명주소": "서울특별시 종로구 가상로 3 (청운동)"}
    new = HANBIT_NEW | elsewhere | {"설립일자": "2026-03-01"}
    register = both_orders(load, (STANDARD, [HANBIT_OLD | {"설립일자": "1980-03-01"}]), (STANDARD, [new]))
    assert ([each.id for each in register.schools], [each.id for each in register.closed]) == (["V9"], ["V1"])


@pytest.mark.parametrize(
    ("name", "plain", "is_closed"),
    [
        ("가상중학교(폐교)", "가상중학교", True),
        ("가상중학교 [폐교]", "가상중학교", True),
        ("가상중학교（폐교）", "가상중학교", True),
        ("(폐교)가상중학교", "가상중학교", True),
        ("가상중학교(2026.3.1. 폐교)", "가상중학교", True),
        ("가상중학교 폐교", "가상중학교", True),
        ("가상중학교(통폐합)", "가상중학교", True),
        ("가상중학교(폐교예정)", "가상중학교(폐교예정)", False),
        ("가상대학교(가람)", "가상대학교(가람)", False),
        ("가상폐교중학교", "가상폐교중학교", False),
        ("(폐교)", "(폐교)", False),
    ],
)
def test_a_mark_of_closing_is_no_part_of_a_name(name, plain, is_closed):
    assert without_closing_mark(name) == (plain, is_closed)


@pytest.mark.parametrize(
    "mark", [{"학교명": "가상한빛고등학교(폐교)", "운영상태": "운영"}, {"운영상태": "폐교"}]
)
def test_a_school_that_the_newest_edition_marks_is_closed_and_not_renamed(load, mark):
    register = both_orders(load, (STANDARD, [HANBIT_OLD]), (STANDARD, [HANBIT_NEW | mark, OTHER_NEW]))
    (closed,) = register.closed
    assert (closed.name, closed.former_names, closed.is_marked_closed) == ("가상한빛고등학교", (), True)


def test_editions_without_a_date_are_told_by_their_names_or_refused(tmp_path, load, places):
    load((STANDARD, [hanbit()]), (STANDARD, [OTHER_NEW | {"데이터기준일자": ""}]))
    old, new = tmp_path / "0.csv", tmp_path / "1.csv"
    load((STANDARD, [hanbit(), hanbit(학교ID="V3", 학교명="가상솔고등학교")]), (STANDARD, [OTHER_NEW]))
    paths = [old.rename(tmp_path / "schools_20250325.csv"), new.rename(tmp_path / "schools-2026.03.20.csv")]
    new_text = paths[1].read_text("utf-8-sig").replace("2026-03-20", "")
    paths[1].write_text(new_text.replace("V2", "V1"), "utf-8")
    register = load_register(paths, places.read_address, load_region_table())
    assert [school.name for school in register.closed] == ["가상솔고등학교"]
    undated = paths[1].rename(tmp_path / "schools.csv")
    with pytest.raises(RegisterError, match=r"schools\.csv"):
        load_register([paths[0], undated], places.read_address, load_region_table())


def test_two_files_of_one_day_that_differ_are_refused(load):
    with pytest.raises(RegisterError, match="2026-03-20"):
        load((STANDARD, [HANBIT_NEW]), (STANDARD, [HANBIT_NEW | {"학교명": "가상새빛고등학교"}]))


def test_an_edition_that_lacks_a_part_of_the_country_closes_nothing(load):
    many = [hanbit(학교ID=f"V{n}", 학교명=f"가상{n}고등학교", **OLD) for n in range(40)]
    few = [row | NEW for row in many[:28]]
    with pytest.raises(RegisterError, match="12"):
        load((STANDARD, many), (STANDARD, few))
    assert len(load((STANDARD, many), (STANDARD, [row | NEW for row in many[:32]])).closed) == 8


def test_both_names_of_two_sources_stay_names_of_the_school(load):
    register = load(
        (STANDARD, [HANBIT_OLD]), (NEIS, [neis(학교명="국립가상한빛고등학교", 수정일자="20260531")])
    )
    (school,) = register.schools
    assert (school.name, school.other_names, school.former_names) == (
        "국립가상한빛고등학교", ("가상한빛고등학교",), (),
    )  # fmt: skip


def test_a_second_source_is_no_older_edition(load):
    elsewhere = neis(학교명="가상들고등학교", 도로명주소="서울특별시 종로구 가상로 3", 수정일자="20240101")
    register = load((STANDARD, [HANBIT_NEW]), (NEIS, [elsewhere]))
    assert register.closed == ()
    assert [school.name for school in register.schools] == ["가상들고등학교", "가상한빛고등학교"]


@pytest.mark.parametrize(("day", "is_open"), [("20260531", True), ("20251201", False)])
def test_the_newest_file_of_any_source_says_whether_a_school_is_open(load, day, is_open):
    files = (STANDARD, [HANBIT_OLD]), (STANDARD, [OTHER_NEW]), (NEIS, [neis(수정일자=day)])
    register = both_orders(load, *files)
    assert ("V1" in {school.id for school in register.schools}) is is_open
    assert ("V1" in {school.id for school in register.closed}) is not is_open
    if is_open:
        assert register.by_key["V1"].was_missing


def test_a_name_that_stands_twice_in_one_city_is_told(load):
    double = HANBIT_NEW | {"학교ID": "V7", "소재지도로명주소": "서울특별시 강남구 가상로 50 (대치동)"}
    register = load((STANDARD, [HANBIT_NEW, double, OTHER_NEW]))
    assert [[school.id for school in group] for group in register.doubles] == [["V1", "V7"]]


def test_files_of_the_folder_are_its_files_and_the_last_older_one_of_each_year(tmp_path, load):
    load((STANDARD, [HANBIT_NEW]))
    (tmp_path / "older").mkdir()
    text = (tmp_path / "0.csv").read_text("utf-8-sig")
    for day in ("2024-03-01", "2025-03-01", "2025-09-01", "2026-03-20"):
        name = f"schools_{day.replace('-', '')}.csv"
        (tmp_path / "older" / name).write_text(text.replace("2026-03-20", day), "utf-8")
    names = [path.name for path in files_of_folder(tmp_path)]
    assert names == ["0.csv", "schools_20240301.csv", "schools_20250901.csv"]
    assert files_of_folder(tmp_path / "nothing") == []


def test_a_register_with_broken_names_is_refused(load):
    with pytest.raises(RegisterError, match=r"0\.csv"):
        load((STANDARD, [hanbit(학교명="가상\ufffd\ufffd고등학교")]))


@pytest.fixture(scope="module")
def pair(shared_data, places):
    old, new = (shared_data / f"schools_standard_{day}.csv" for day in ("20250325", "20260320"))
    return load_pair(old, new, places.read_address, load_region_table())[:2]


@pytest.mark.register
def test_the_differences_of_the_published_editions_agree_with_what_closes(pair, shared_data, places):
    before, after = pair
    changes = differences([*before.schools, *before.closed], [*after.schools, *after.closed])
    counts = {change: sum(each.change is change for each in changes) for change in Change}
    assert list(counts.values()) == [69, 46, 9, 14, 5, 1]
    assert list(counts_by_id(changes).values()) == [78, 52, 17, 6]
    paths = [shared_data / f"schools_standard_{day}.csv" for day in ("20260320", "20250325")]
    register = load_register(paths, places.read_address, load_region_table())
    closed = {each.school.id for each in changes if each.change is Change.CLOSED}
    assert {school.id for school in register.closed} == closed
    assert len(register.schools) == len(after.schools) == 12_008
    assert {s.id: replace(s, older=(), former_names=(), since="") for s in register.schools} == {
        s.id: s for s in after.schools
    }


@pytest.mark.register
def test_every_school_of_the_newer_edition_is_in_a_region_of_today(pair):
    _, after = pair
    assert [school.name for school in after.schools if not (school.sigungu and school.office)] == []
    hwaseong = [school for school in after.schools if school.sigungu == "41590"]
    assert {school.gu for school in hwaseong} == {"만세구", "효행구", "병점구", "동탄구"}
