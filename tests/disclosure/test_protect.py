"""The sample and made-up truths on the real tree, and what is unusual on it: shown as promised, or refused."""

import pytest

from tests.disclosure.made_up import first_of, made_up_counts, real_areas
from webmap.disclosure.audit import audit
from webmap.disclosure.edition import Edition, read_edition
from webmap.disclosure.forms import Form, Kind, plain_form
from webmap.disclosure.menu import ALL, COUNTED, Address, Place
from webmap.disclosure.parameters import Parameters
from webmap.disclosure.preview import shown
from webmap.disclosure.protect import protect
from webmap.disclosure.truth import Area, areas_of, counts_of
from webmap.errors import DisclosureError, RequestError
from webmap.places.regions.region_table import load_region_table
from webmap.vocabulary.terms import COUNTED_LEVELS, Level, Status

DAY = "2026-01-05"
SEJONG = "36110"
FEW_SIDO = ("26", "27", "28", "31", "36", "43", "50")


@pytest.fixture(scope="module")
def areas():
    return real_areas()


@pytest.fixture(scope="module")
def few(areas):
    """Areas of seven sido, Sejong among them."""
    return tuple(area for area in areas if area.sido in FEW_SIDO)


def audited(*editions):
    """What the files alone tell."""
    return audit([read_edition(each.as_bytes(), each.day) for each in editions])


def share_shown(edition):
    pairs = zip(edition.menu.cells, edition.forms, strict=True)
    return sum(form.shows(cell.existing) for cell, form in pairs) / len(edition.forms)


def sido_exact(edition):
    numbers = shown(edition, Place.SIDO)
    return numbers.exact / numbers.all


def plain(edition, counts):
    """The same edition with the plain forms alone, as a threshold would show it."""
    values = edition.menu.truth(counts)
    numbers = [sum(values[unknown] for unknown in cell.terms) for cell in edition.menu.cells]
    forms = [
        plain_form(number, cell.existing, edition.parameters)
        for number, cell in zip(numbers, edition.menu.cells, strict=True)
    ]
    return Edition(DAY, edition.parameters, edition.menu, tuple(forms))


def check_promises(edition):
    found = audited(edition)
    assert (found.exactly_known, found.narrowed, found.provable) == (0, 0, 0)
    assert share_shown(edition) >= 0.9
    assert sido_exact(edition) >= 0.6


def test_the_sample_is_shown_as_promised_and_a_threshold_alone_would_tell(sample_snapshot):
    areas = areas_of(sample_snapshot.counts, load_region_table())
    counts = counts_of(sample_snapshot.schools, sample_snapshot.counts)
    edition = protect(DAY, areas, counts, Parameters())
    check_promises(edition)
    naive = audited(plain(edition, counts))
    assert min(naive.exactly_known, naive.narrowed) > 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_made_up_truth_is_shown_as_promised(areas, seed):
    check_promises(protect(DAY, areas, made_up_counts(areas, seed), Parameters()))


def test_six_editions_in_a_row_tell_no_number(few):
    every = made_up_counts(few, seed=4, schools=250, bulk=1)
    editions = []
    for week, share in enumerate((0.5, 0.6, 0.7, 0.8, 0.9, 1.0)):
        day = f"2026-01-{5 + week:02}"
        editions.append(protect(day, few, first_of(every, share), Parameters(), editions[-2:]))
        found = audited(*editions[-3:])
        assert found.together == min(3, week + 1)
        assert (found.exactly_known, found.narrowed, found.provable) == (0, 0, 0)


def test_a_range_stays_while_it_is_true_and_never_becomes_exact(few):
    largest = max(few, key=lambda area: sum(area.existing)).sigungu
    editions = []
    for week, number in enumerate((3, 4, 6, 7)):
        counts = {(largest, Level.HIGH, Status.REPORTED): number}
        editions.append(protect(f"2026-01-{5 + week:02}", few, counts, Parameters(), editions[-2:]))
    address = Address(Place.SIGUNGU, largest, ALL, COUNTED)
    first, second, *later = [edition.shown()[address] for edition in editions]
    assert first == second
    assert {form.kind for form in later} == {Kind.RANGE}
    assert later[0] == later[1]


def test_a_list_that_shrinks_is_protected_as_far_as_it_grew(few):
    """Nobody can join two editions by an assumption that they contradict."""
    every = made_up_counts(few, seed=4, schools=120, bulk=0)
    first = protect(DAY, few, every, Parameters())
    second = protect("2026-01-12", few, first_of(every, 0.3), Parameters(), [first])
    found = audited(first, second)
    assert (found.together, found.passed) == (1, True)


def test_a_wholly_listed_district_is_half_or_more(areas):
    district = next(area for area in areas if area.sigungu == "11110")
    counts = {("11110", level, Status.REPORTED): district.schools(level) for level in COUNTED_LEVELS}
    edition = protect(DAY, areas, counts, Parameters())
    form = edition.shown()[Address(Place.SIGUNGU, "11110", ALL, COUNTED)]
    existing = sum(district.existing)
    assert form in (Form(Kind.SHARE, existing // 2, existing), Form(Kind.RANGE, 0, existing))
    assert audited(edition).passed


@pytest.mark.parametrize("number", [3, 30])
def test_a_list_of_high_schools_alone_is_protected(areas, number):
    """That no other school is listed in the whole country would tell of small districts."""
    draw = first_of(
        {(area.sigungu, Level.HIGH, Status.REPORTED): area.schools(Level.HIGH) for area in areas}, 1
    )
    counts = first_of(draw, number / draw.total())
    assert audited(protect(DAY, areas, counts, Parameters())).passed


def test_an_empty_list_is_shown_as_none_everywhere(areas):
    edition = protect(DAY, areas, {}, Parameters())
    assert {form.high for form in edition.forms if form.kind is not Kind.HIDDEN} == {0}
    assert audited(edition).passed


def test_a_list_of_one_sido_is_protected(areas):
    everywhere = made_up_counts(areas, seed=2)
    sido = {area.sigungu: area.sido for area in areas}
    counts = {key: number for key, number in everywhere.items() if sido[key[0]] == "26"}
    assert audited(protect(DAY, areas, counts, Parameters())).passed


def test_sejong_is_one_number_as_sido_office_and_city(few):
    counts = {(SEJONG, level, Status.REPORTED): 2 for level in COUNTED_LEVELS}
    shown_forms = protect(DAY, few, counts, Parameters()).shown()
    addresses = [
        address
        for address in shown_forms
        if (address.level, address.status) == (ALL, COUNTED) and address.code in ("36", SEJONG, "9300000")
    ]
    places = {shown_forms[address] for address in addresses}
    assert len(addresses) > 1
    assert len(places) == 1


def test_a_register_without_universities_is_protected(areas):
    without = tuple(Area(each.sigungu, each.office, each.sido, (*each.existing[:2], 0)) for each in areas)
    everywhere = made_up_counts(areas, seed=3)
    counts = {key: number for key, number in everywhere.items() if key[1] is not Level.UNIVERSITY}
    edition = protect(DAY, without, counts, Parameters())
    assert edition.shown()[Address(Place.NATION, "", "university", COUNTED)] == Form(Kind.HIDDEN, 0, 0)
    assert audited(edition).passed


def test_more_listed_than_existing_schools_are_refused(few):
    counts = {(SEJONG, Level.UNIVERSITY, Status.REPORTED): 99}
    with pytest.raises(DisclosureError, match="36110에서 university 수준의 학교 99곳"):
        protect(DAY, few, counts, Parameters())


def test_an_edition_beside_one_that_tells_too_much_is_refused_with_the_group(few):
    """What was shown before cannot be widened any more."""
    counts = {("26440", Level.HIGH, Status.REPORTED): 3, ("26350", Level.HIGH, Status.REPORTED): 6}
    naive = plain(protect(DAY, few, counts, Parameters()), counts)
    with pytest.raises(DisclosureError, match=r"숫자를 보호할 수 없습니다\. “.*\(.*\): .*”"):
        protect("2026-01-12", few, counts, Parameters(), [naive])


@pytest.mark.parametrize(("k", "nmin", "alpha"), [(2, 10, 0.5), (11, 10, 0.5), (5, 10, 0), (5, 10, 1)])
def test_parameters_without_a_meaning_are_refused(k, nmin, alpha):
    with pytest.raises(RequestError):
        Parameters(k, nmin, alpha)
