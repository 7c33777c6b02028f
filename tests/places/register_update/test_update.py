"""The update of one source: nothing is replaced unless the new file is whole and plausible."""

import csv
from datetime import date

import pytest
from pydantic import SecretStr

from tests.places.register_update.conftest import SCHOOLS, silent
from tests.places.register_update.portal import KEY, Answer, neis_row, standard_row
from webmap.errors import OutputError, RegisterError, RegisterUpdateError, SettingsError
from webmap.places.regions.region_table import load_region_table
from webmap.places.register.file import read_register_file
from webmap.places.register.register import load_register
from webmap.places.register_update.data_go_kr import STANDARD
from webmap.places.register_update.interface import Page
from webmap.places.register_update.key import Key
from webmap.places.register_update.neis import NEIS
from webmap.places.register_update.pages import PageStore
from webmap.places.register_update.patience import RetryPolicy
from webmap.places.register_update.update import Access, check_keys, update_source


def changed(interface, numbers, **more):
    make = standard_row if interface is STANDARD else neis_row
    return {number: make(number, **more) for number in numbers}


def key_of(interface, header):
    return next(key for key, name in interface.columns.items() if name == header)


def refused(update, interface, *args, **kwargs):
    with pytest.raises(RegisterUpdateError) as failure:
        update(*args, **kwargs)
    return failure.value.message.render("en")


def test_the_file_has_the_published_headers_and_is_read_as_a_register(update, interface, tmp_path, places):
    updated = update()
    assert (updated.rows, updated.rows_before, updated.older) == (SCHOOLS, None, None)
    file = read_register_file(updated.file)
    assert file.kind is interface.kind
    with updated.file.open(encoding="utf-8-sig", newline="") as source:
        assert next(csv.reader(source)) == list(interface.columns.values())
    schools = load_register([updated.file], places.read_address, load_region_table()).schools
    assert len(schools) == SCHOOLS
    assert schools[7].sigungu == "11680"
    assert [path.name for path in tmp_path.iterdir()] == [interface.file]


@pytest.mark.parametrize("name", ["schools_standard_20250325.csv", "neis_schoolinfo_20260531.csv"])
def test_the_columns_are_those_of_the_published_files(shared_data, name):
    with (shared_data / name).open(encoding="cp949", newline="") as source:
        published = next(csv.reader(source))
    assert published in [list(each.columns.values()) for each in (STANDARD, NEIS)]


def test_the_old_file_is_kept_for_comparison_and_for_former_names(update, interface, tmp_path):
    first = update()
    before = first.file.read_bytes()
    name = key_of(interface, "학교명")
    again = update(changed(interface, [3], **{name: "가상새이름고등학교"}))
    assert again.rows_before == SCHOOLS
    assert again.older is not None
    assert again.older.parent.name == "older"
    assert "20261101" in again.older.name
    assert again.older.read_bytes() == before
    third = update(changed(interface, [3], **{name: "가상또다른고등학교"}))
    assert third.older != again.older
    assert again.older.read_bytes() == before


def test_what_has_not_changed_leaves_no_older_file(update, tmp_path, interface):
    update()
    assert update().older is None
    assert [path.name for path in tmp_path.iterdir()] == [interface.file]


def faults(interface):
    """What may not take the place of a good file: rows that come instead, and a word of the reason."""
    name, code = key_of(interface, "학교명"), next(iter(interface.columns))
    yield changed(interface, [5], **{name: None}), "학교명"
    yield changed(interface, [5]) | {6: changed(interface, [5])[5]}, "repeat"
    if interface is STANDARD:
        yield changed(interface, range(15), rdnmadr=""), "소재지도로명주소"
        yield changed(interface, range(15), latitude="127.040", longitude="37.500"), "outside Korea"
        yield changed(interface, range(10), latitude=None), "위도"
        yield changed(interface, range(60), latitude="37.500"), "one point"
        yield {number: standard_row(number, cddcCode="7010000") for number in range(SCHOOLS)}, "1 of 17"
        yield {number: standard_row(number, schoolId=f"W{number:09}") for number in range(100)}, "100 of"
    else:
        yield changed(interface, range(15), SD_SCHUL_CODE="   "), "행정표준코드"
        yield changed(interface, range(15), ORG_RDNMA=""), "도로명주소"
        yield {number: neis_row(number, **{code: "B10"}) for number in range(SCHOOLS)}, "1 of 17"


def test_an_implausible_file_replaces_nothing_and_is_not_kept_either(update, interface, tmp_path):
    good = update().file.read_bytes()
    for replaced, reason in faults(interface):
        assert reason in refused(update, interface, replaced)
        assert (tmp_path / interface.file).read_bytes() == good
        assert [path.name for path in tmp_path.iterdir()] == [interface.file]


def test_a_register_that_has_shrunk_replaces_nothing(update, interface, all_rows, tmp_path):
    rows = all_rows[interface.kind.value]
    extra = [(standard_row if interface is STANDARD else neis_row)(number) for number in range(SCHOOLS, 550)]
    good = update(rows=[*rows, *extra]).file.read_bytes()
    assert "500 rows, the old file 550" in refused(update, interface, rows=rows)
    assert (tmp_path / interface.file).read_bytes() == good


def test_a_handful_of_rows_is_no_register_even_at_first(update, interface, all_rows, tmp_path):
    assert "only 5 rows" in refused(update, interface, rows=all_rows[interface.kind.value][:5])
    assert refused(update, interface, rows=[])
    assert list(tmp_path.iterdir()) == []


def test_a_few_blank_values_as_they_are_published_are_no_fault(update, interface):
    blank = {"SD_SCHUL_CODE": "    "} if interface is NEIS else {"rdnmadr": "", "latitude": "0"}
    assert update(changed(interface, range(3), **blank)).rows == SCHOOLS


def test_a_run_that_stops_leaves_the_old_file_and_the_next_one_goes_on(update, portal, interface):
    good = update().file.read_bytes()
    portal.faults[interface.kind.value, 4] = [Answer("", 500)] * 6
    assert "3 of 10 pages" in refused(update, interface)
    portal.requests.clear()
    assert update().file.read_bytes() == good
    assert portal.requested_pages() == list(range(4, 11))


def test_an_old_file_that_cannot_be_read_is_not_written_over(update, interface, tmp_path):
    (tmp_path / interface.file).write_text("my own notes", "utf-8")
    with pytest.raises(RegisterError):
        update()
    assert (tmp_path / interface.file).read_text("utf-8") == "my own notes"


def test_a_folder_that_cannot_be_written_to_is_a_sentence(interface, portal, tmp_path, time):
    (tmp_path / "file").write_text("")
    source = Access(interface, portal.address(interface), Key(SecretStr(KEY)))
    with pytest.raises(OutputError, match="file"):
        update_source(source, tmp_path / "file", RetryPolicy(900, time, time.sleep), silent)


def test_pages_of_another_day_or_address_are_not_mixed_in(interface, tmp_path):
    def kept(address="http://127.0.0.1/", day=date(2026, 11, 22), size=10):
        pages = PageStore(tmp_path, interface, address, size, lambda: day)
        pages.begin()
        return pages

    page = Page(1, (("값",) * len(interface.columns),))
    kept().put(1, page)
    assert kept().get(1) == page
    assert kept(size=20).get(1) is None
    kept().put(1, page)
    assert kept("http://127.0.0.1/other").get(1) is None
    kept().put(1, page)
    assert kept(day=date(2026, 11, 23)).get(1) is None
    assert kept().get(1) is None  # the next day's run has forgotten it


def test_a_missing_key_is_said_before_any_request(interface):
    with pytest.raises(SettingsError) as failure:
        check_keys([Access(interface, "https://portal.example/", Key(SecretStr("  ")))])
    assert interface.key_setting in str(failure.value)


PUBLISHED = {STANDARD.kind: "schools_standard_20250325.csv", NEIS.kind: "neis_schoolinfo_20260531.csv"}


@pytest.mark.register
def test_the_published_register_comes_out_of_the_interface_as_it_is_published(
    shared_data, portal, interface, tmp_path, time
):
    published = read_register_file(shared_data / PUBLISHED[interface.kind])
    keys = {header: key for key, header in interface.columns.items()}
    portal.rows[interface.kind.value] = [
        {keys[header]: value or None for header, value in row.items()} for row in published.rows
    ]
    source = Access(interface, portal.address(interface), Key(SecretStr(KEY)))
    updated = update_source(source, tmp_path, RetryPolicy(900, time, time.sleep), silent)
    assert read_register_file(updated.file).rows == published.rows


def test_the_real_rules_want_a_whole_country(real_rules):
    assert all(rules.min_rows == 10_000 for rules in real_rules.values())
