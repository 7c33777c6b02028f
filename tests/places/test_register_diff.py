from dataclasses import replace

import pytest

from webmap.errors import RegisterError
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.diff import Change, differences, load_pair
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level

HANBIT = School(
    key="V1", id="V1", name="가상한빛고등학교", level=Level.HIGH, address="서울특별시 강남구 가상로 12 (역삼동)",
    sido="11", sigungu="11680", lat=37.5, lon=127.04,
)  # fmt: skip
BADA = School(
    key="가상바다대학교@부산광역시", id="가상바다대학교@부산광역시", name="가상바다대학교", level=Level.UNIVERSITY,
    address="부산광역시 부산진구 가상로 1 (전포동)", sido="26", sigungu="26230", lat=35.15, lon=129.06, radius_m=900,
)  # fmt: skip


def changes(old, new):
    return [
        (each.change, each.old and each.old.key, each.new and each.new.key) for each in differences(old, new)
    ]


def other(school, key, **more):
    return replace(school, key=key, id=key, **more)


def test_the_same_register_has_no_differences():
    assert changes([HANBIT, BADA], [BADA, HANBIT]) == []


def test_schools_open_and_close():
    new = other(HANBIT, "V2", name="가상솔고등학교", address="서울특별시 강남구 가상로 99")
    assert changes([HANBIT], [new]) == [(Change.OPENED, None, "V2"), (Change.CLOSED, "V1", None)]


def test_a_school_with_the_same_id_and_another_name_was_renamed():
    assert changes([HANBIT], [replace(HANBIT, name="가상새빛고등학교")]) == [(Change.RENAMED, "V1", "V1")]
    assert changes([HANBIT], [replace(HANBIT, name="가상 한빛 고등학교")]) == []


def test_a_level_may_change():
    assert changes([HANBIT], [replace(HANBIT, level=Level.MIDDLE)]) == [(Change.LEVEL, "V1", "V1")]


@pytest.mark.parametrize(("north", "moved"), [(0.0089, False), (0.0091, True), (0.2, True)])
def test_more_than_a_kilometre_is_a_move(north, moved):
    found = differences([HANBIT], [replace(HANBIT, lat=37.5 + north)])
    assert [each.change for each in found] == [Change.MOVED] * moved
    if moved:
        assert found[0].metres == pytest.approx(north * 111_000, rel=0.01)


def test_another_sigungu_is_a_move_however_near():
    assert changes([HANBIT], [replace(HANBIT, sigungu="11650")]) == [(Change.MOVED, "V1", "V1")]
    assert changes([HANBIT], [replace(HANBIT, sigungu="", lat=None, lon=None)]) == []


def test_places_that_are_only_known_within_a_radius_moved_only_if_they_must_have():
    near, far = replace(BADA, lat=35.16), replace(BADA, lat=35.19)
    assert changes([BADA], [near]) == []
    assert changes([BADA], [far]) == [(Change.MOVED, BADA.key, BADA.key)]


def test_one_school_may_change_in_several_ways():
    new = replace(HANBIT, name="가상새빛중학교", level=Level.MIDDLE, lat=37.6)
    assert [change for change, *_ in changes([HANBIT], [new])] == [Change.RENAMED, Change.MOVED, Change.LEVEL]


def test_without_a_stable_id_the_address_and_level_tell_a_rename():
    renamed = other(BADA, "가상하늘대학교@부산", name="가상하늘대학교", address="부산 부산진구 가상로 1")
    assert changes([BADA], [renamed]) == [(Change.RENAMED, BADA.key, renamed.key)]


def test_an_address_that_several_share_reveals_nothing():
    first = other(BADA, "가상하늘대학교@부산광역시", name="가상하늘대학교")
    second = other(BADA, "가상구름대학교@부산광역시", name="가상구름대학교")
    assert {change for change, *_ in changes([BADA], [first, second])} == {Change.OPENED, Change.CLOSED}


def test_two_stable_ids_are_two_schools_even_at_one_address():
    successor = other(HANBIT, "V2", name="가상새빛고등학교")
    assert changes([HANBIT], [successor]) == [(Change.OPENED, None, "V2"), (Change.CLOSED, "V1", None)]


def test_a_school_whose_id_comes_from_another_publisher_is_the_same_by_its_name():
    assert changes([HANBIT], [other(HANBIT, "7010057")]) == []
    assert changes([HANBIT], [other(HANBIT, "7010057", name="가상새빛고등학교")]) == [
        (Change.RENAMED, "V1", "7010057")
    ]


def test_only_files_of_a_kind_that_both_have_are_compared(tmp_path, places):
    neis = "행정표준코드,학교명,영문학교명,학교종류명,시도명,도로명주소,도로명상세주소,설립일자\n"
    standard = "학교ID,학교명,학교급구분,소재지지번주소,소재지도로명주소,위도,경도\n"
    row = "V1,가상한빛고등학교,고등학교,,서울특별시 강남구 가상로 12,37.500,127.040\n"
    other_row = "9000001,가상솔학교,특수학교,특수학교,서울특별시,서울특별시 강남구 가상로 9,,19990301\n"
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "standard.csv").write_text(standard + row, "utf-8")
    (new / "neis.csv").write_text(neis + other_row, "utf-8")

    before, after, left_out = load_pair(old, new, places.read_address, load_region_table())
    assert left_out == ("neis.csv",)
    assert differences(before.schools, after.schools) == []
    with pytest.raises(RegisterError, match=r"standard\.csv"):
        load_pair(old / "standard.csv", new / "neis.csv", places.read_address, load_region_table())
    (tmp_path / "empty").mkdir()
    with pytest.raises(RegisterError, match="empty"):
        load_pair(old, tmp_path / "empty", places.read_address, load_region_table())


@pytest.mark.register
def test_the_published_register_does_not_differ_from_itself(shared_data, places):
    path = shared_data / "schools_standard_20250325.csv"
    before, after, _ = load_pair(path, path, places.read_address, load_region_table())
    assert len(before.schools) == 11_985
    assert differences(before.schools, after.schools) == []
