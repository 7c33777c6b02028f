import os

import pytest

from webmap.errors import RegisterError
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.file import RegisterKind, read_register_file
from webmap.places.register.register import load_register
from webmap.vocabulary.terms import Level

STANDARD = (
    "학교ID,학교명,학교급구분,설립일자,설립형태,본교분교구분,운영상태,소재지지번주소,소재지도로명주소,시도교육청코드,"
    "시도교육청명,교육지원청코드,교육지원청명,생성일자,변경일자,위도,경도,데이터기준일자,제공기관코드,제공기관명"
).split(",")
NEIS = (
    "시도교육청코드,시도교육청명,행정표준코드,학교명,영문학교명,학교종류명,시도명,관할조직명,설립명,도로명우편번호,도로명주소,"
    "도로명상세주소,전화번호,홈페이지주소,남녀공학구분명,팩스번호,고등학교구분명,산업체특별학급존재여부,고등학교일반전문구분명,"
    "특수목적고등학교계열명,입시전후기구분명,주야구분명,설립일자,개교기념일,수정일자"
).split(",")
UNIVERSITY = (
    "학교명,학교 영문명,본분교구분명,대학구분명,학교구분명,설립형태구분명,시도코드,시도명,소재지도로명주소,소재지지번주소,도로명우편번호,"
    "소재지우편번호,홈페이지주소,대표전화번호,대표팩스번호,설립일자,기준연도,데이터기준일자,제공기관코드,제공기관명"
).split(",")
GANGNAM = "서울특별시 강남구 가상로 12 (역삼동)"


def hanbit(**more):
    row = {
        "학교ID": "V1",
        "학교명": "가상한빛고등학교",
        "학교급구분": "고등학교",
        "소재지도로명주소": GANGNAM,
    }
    return {**row, "위도": "37.500", "경도": "127.040", **more}


def neis(**more):
    row = {"행정표준코드": "9000001", "학교명": "가상한빛고등학교", "영문학교명": "Gasang Hanbit High School"}
    return {
        **row,
        "학교종류명": "고등학교",
        "시도명": "서울특별시",
        "도로명주소": GANGNAM,
        "설립일자": "19990301",
        **more,
    }


def university(**more):
    row = {"학교명": "가상바다대학교", "본분교구분명": "본교", "대학구분명": "대학", "시도명": "부산광역시"}
    return {**row, "소재지도로명주소": "부산광역시 부산진구 가상로 1 (전포동)", **more}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_standard_file_gives_schools_with_their_point_and_region(load, encoding):
    (school,) = load((STANDARD, [hanbit()]), encoding=encoding).schools
    assert (school.key, school.level, school.lat, school.lon) == ("V1", Level.HIGH, 37.5, 127.04)
    assert (school.sido, school.sigungu, school.office) == ("11", "11680", "7091300")
    assert school.is_exact


@pytest.mark.parametrize(
    "latitude",
    [
        "",
        "0",
        "NaN",
        "inf",
        "3.75e1",
        "90.000",
        "-37.500",
        "127.040",
        "37.5",
        "37",
        "３７.５００",
        "37.500\u0665",
    ],
)
def test_an_impossible_coordinate_is_not_used(load, latitude):
    (school,) = load((STANDARD, [hanbit(위도=latitude)])).schools
    assert not school.is_exact
    assert school.is_placed
    assert school.radius_m is not None
    assert 37.4 < school.lat < 37.6


def test_a_neis_row_that_is_known_lends_its_english_name_and_adds_no_school(load):
    register = load((NEIS, [neis()]), (STANDARD, [hanbit()]))
    (school,) = register.schools
    assert (school.id, school.name_en, school.lat) == ("V1", "Gasang Hanbit High School", 37.5)


def test_a_neis_row_of_another_place_is_a_school_of_its_own_placed_by_its_address(load):
    elsewhere = neis(
        도로명주소="부산광역시 부산진구 가상로 3", 도로명상세주소="(전포동)", 시도명="부산광역시"
    )
    register = load((STANDARD, [hanbit()]), (NEIS, [elsewhere]))
    assert {school.id for school in register.schools} == {"V1", "9000001"}
    added = register.by_key["9000001"]
    assert (added.sigungu, added.is_exact) == ("26230", False)


def test_schools_abroad_workshops_and_those_not_open_are_left_out_and_counted(load):
    rows = [
        neis(학교종류명="재외한국학교(고)"), neis(학교종류명="공동실습소"), neis(학교명="(가칭)가상고등학교"),
        neis(설립일자="29990301"),
    ]  # fmt: skip
    register = load((NEIS, [*rows, neis()]))
    assert [school.id for school in register.schools] == ["9000001"]
    assert sum(register.files[0].left_out.values()) == 4


def test_rows_without_an_id_are_left_out_and_counted(load):
    register = load((STANDARD, [hanbit(), hanbit(학교ID=" \u200b")]))
    assert [school.id for school in register.schools] == ["V1"]
    assert register.files[0].left_out == {"rows without a school ID": 1}


def test_a_point_that_contradicts_its_address_is_not_used_and_counted(load):
    register = load((STANDARD, [hanbit(학교ID="V2", 위도="35.150", 경도="129.060"), hanbit()]))
    near, far = register.by_key["V1"], register.by_key["V2"]
    assert near.is_exact
    assert (far.sigungu, far.is_exact) == ("11680", False)
    assert 37.4 < far.lat < 37.6
    assert register.files[0].unused_points == {"points that lie far from their address": 1}


def test_text_of_the_register_is_what_a_person_sees(load):
    name, address = "\u202e가상\x00한\u200b빛고등학교", GANGNAM.replace(" ", "\ufeff \t")
    (school,) = load((STANDARD, [hanbit(학교명=name, 소재지도로명주소=address)])).schools
    assert (school.name, school.address) == ("가상한빛고등학교", GANGNAM)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [hanbit(학교명="")],
        [hanbit(위도="", 경도="", 소재지도로명주소="?")],
        [hanbit(소재지도로명주소="")],
    ],
)
def test_a_file_without_a_usable_school_is_reported_by_its_name(load, rows):
    with pytest.raises(RegisterError) as failure:
        load((UNIVERSITY, [university()]), (STANDARD, rows))
    assert "1.csv" in str(failure.value)


def test_a_needed_column_that_stands_twice_is_reported(tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text(",".join([*STANDARD, "위도"]) + "\n", "utf-8")
    with pytest.raises(RegisterError) as failure:
        read_register_file(path)
    assert "위도" in str(failure.value)


def test_the_name_and_header_of_a_strange_file_are_repeated_in_print(tmp_path):
    path = tmp_path / os.fsdecode(b"strange\xff.csv")
    path.write_text("\u202e\x1b[31ma,\ue000\n", "utf-8")
    with pytest.raises(RegisterError) as failure:
        read_register_file(path)
    assert str(failure.value).isprintable()
    assert "strange.csv" in str(failure.value)


def test_special_schools_are_schools_of_another_kind(load):
    (school,) = load((NEIS, [neis(학교종류명="특수학교")])).schools
    assert school.level is Level.OTHER


def test_a_university_lies_within_its_legal_dong_and_graduate_schools_fold_into_it(load):
    register = load(
        (UNIVERSITY, [university(), university(학교명="가상바다대학교 대학원", 대학구분명="대학원")])
    )
    (school,) = register.schools
    assert school.id == school.key == "가상바다대학교@부산광역시"
    assert (school.sigungu, school.is_exact) == ("26230", False)
    assert 100 < school.radius_m < 5000


def test_campuses_of_one_name_and_sido_are_distinguished_by_key_and_share_the_id(load):
    rows = [university(본분교구분명="제2캠퍼"), university(), university(본분교구분명="제3캠퍼")]
    schools = load((UNIVERSITY, rows)).schools
    assert [school.key for school in schools] == [
        "가상바다대학교@부산광역시", "가상바다대학교@부산광역시#제2캠퍼", "가상바다대학교@부산광역시#제3캠퍼",
    ]  # fmt: skip
    assert {school.id for school in schools} == {"가상바다대학교@부산광역시"}
    assert schools[0].campus == ""


def test_of_two_editions_of_a_file_the_younger_row_stays(load):
    old = hanbit(데이터기준일자="2024-03-25", 학교명="가상옛빛고등학교")
    (school,) = load((STANDARD, [hanbit(데이터기준일자="2025-03-25")]), (STANDARD, [old])).schools
    assert school.name == "가상한빛고등학교"
    assert len(load((STANDARD, [hanbit()]), (STANDARD, [hanbit()])).schools) == 1


def test_a_school_keeps_its_older_names_the_latest_first_and_each_once(load):
    def edition(day, name):
        return (STANDARD, [hanbit(데이터기준일자=day, 학교명=name)])

    names = ["가상첫고등학교", "가상옛빛고등학교", "가상옛빛 고등학교", "가상한빛고등학교"]
    files = [edition(f"202{year}-03-25", name) for year, name in enumerate(names)]
    for order in (files, files[::-1]):
        (school,) = load(*order).schools
        assert school.name == "가상한빛고등학교"
        assert school.former_names == ("가상옛빛 고등학교", "가상첫고등학교")


def test_two_rows_of_one_day_are_two_sites_and_no_former_names(load):
    schools = load(
        (STANDARD, [hanbit(), hanbit(학교명="가상별고등학교", 소재지도로명주소=f"{GANGNAM} 2")])
    ).schools
    assert [school.former_names for school in schools] == [(), ()]


def test_two_editions_of_two_kinds_are_still_one_school(load):
    standard = (STANDARD, [hanbit(데이터기준일자="2025-03-25")])
    before = (STANDARD, [hanbit(데이터기준일자="2023-03-25", 학교명="가상옛빛고등학교")])
    neis_before = (NEIS, [neis(학교명="가상옛빛고등학교", 영문학교명="Old", 수정일자="20230101")])
    for order in ([standard, before, neis_before], [neis_before, before, standard]):
        (school,) = load(*order).schools
        assert (school.id, school.name, school.former_names) == (
            "V1",
            "가상한빛고등학교",
            ("가상옛빛고등학교",),
        )


def test_a_rename_that_only_neis_knows_of_renames_the_school(load):
    standard = (STANDARD, [hanbit(데이터기준일자="2023-03-25", 학교명="가상옛빛고등학교")])
    before = (NEIS, [neis(학교명="가상옛빛고등학교", 수정일자="20230101")])
    after = (NEIS, [neis(수정일자="20260101")])
    (school,) = load(standard, before, after).schools
    assert (school.id, school.name, school.former_names) == ("V1", "가상한빛고등학교", ("가상옛빛고등학교",))
    assert school.lat == 37.5


def test_a_former_name_joins_no_school_that_has_its_own_name_already(load):
    standard = [hanbit(), hanbit(학교ID="V2", 학교명="가상별고등학교")]
    before = (NEIS, [neis(행정표준코드="9000002", 학교명="가상한빛고등학교", 수정일자="20230101")])
    after = [
        neis(수정일자="20260101"),
        neis(행정표준코드="9000002", 학교명="가상별고등학교", 수정일자="20260101"),
    ]
    schools = load((STANDARD, standard), before, (NEIS, after)).schools
    assert [(s.id, s.name) for s in schools] == [("V1", "가상한빛고등학교"), ("V2", "가상별고등학교")]
    assert [s.former_names for s in schools] == [(), ("가상한빛고등학교",)]


def test_a_school_that_moved_inside_its_sido_is_where_the_younger_row_says_approximately(load):
    moved = neis(도로명주소="서울특별시 종로구 가상로 3", 도로명상세주소="(청운동)", 수정일자="20260423")
    (school,) = load((STANDARD, [hanbit(데이터기준일자="2025-03-25")]), (NEIS, [moved])).schools
    assert (school.id, school.sigungu, school.is_exact) == ("V1", "11110", False)


def test_an_older_neis_row_does_not_move_a_school(load):
    older = neis(도로명주소="서울특별시 종로구 가상로 3", 도로명상세주소="(청운동)", 수정일자="20200101")
    (school,) = load((STANDARD, [hanbit(데이터기준일자="2025-03-25")]), (NEIS, [older])).schools
    assert (school.sigungu, school.is_exact) == ("11680", True)


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", "학교명,학교급\n가상고,고\n".encode(), b"\x00" * 100]
)
def test_a_file_that_is_no_register_is_a_sentence_that_names_it(tmp_path, content):
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    with pytest.raises(RegisterError) as failure:
        read_register_file(path)
    assert "wrong.csv" in str(failure.value)


def test_no_register_at_all_is_a_sentence(places):
    with pytest.raises(RegisterError):
        load_register([], places.read_address, load_region_table())


@pytest.mark.register
def test_the_published_files_are_recognised_and_joined(shared_data, places):
    names = ("neis_schoolinfo_20260531.csv", "universities_standard.csv", "schools_standard_20250325.csv")
    register = load_register([shared_data / name for name in names], places.read_address, load_region_table())
    kinds = [file.kind for file in register.files]
    assert kinds == [RegisterKind.STANDARD, RegisterKind.NEIS, RegisterKind.UNIVERSITY]
    exact = [school for school in register.schools if school.is_exact]
    # NEIS is 14 months younger: nearly all of its 12,077 elementary, middle and high schools are known,
    # and a few have moved to another sigungu since.
    assert 11_975 < len(exact) <= 11_985
    assert register.files[1].left_out["already in the national standard file"] > 11_800
    assert len([s for s in register.schools if s.level is Level.UNIVERSITY]) == 441
    assert len(register.by_key) == len(register.schools)
    unplaced = [school for school in register.schools if not school.is_placed]
    assert len(unplaced) < 20
    assert [file.unused_points for file in register.files] == [{}, {}, {}]
