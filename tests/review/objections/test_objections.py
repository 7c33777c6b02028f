"""Objections: numbered without gaps, answered by one person and accepted by another, contacts kept apart."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from tests.review.objections.making import CONTACT, TEXT, an_objection, entered
from webmap.errors import DeskError, ForbiddenError
from webmap.review import journal
from webmap.review.objections import contacts
from webmap.review.objections.answering import StaleObjectionError, answer, find, judge, take_back
from webmap.review.objections.entering import due_of, enter
from webmap.review.objections.listing import ALL, ObjectionFilters, months_of, page_of
from webmap.review.objections.objection import Kind, Place, State
from webmap.review.objections.personal_data import PersonalDataError, personal_data
from webmap.review.tables.people import access
from webmap.review.tables.work import objection, objection_contact
from webmap.system.clock import KOREA, today_in_korea

YEAR = datetime.datetime.now(KOREA).year


def found(database, number):
    with database.read() as connection:
        return find(connection, number)


def answered(database, actor, number, outcome=State.ACCEPTED, words="내리겠습니다.", version=0):
    with database.write() as connection:
        answer(connection, actor, number, version, outcome, words)


def decided(database, one, two, number, outcome=State.ACCEPTED):
    answered(database, one, number, outcome)
    with database.write() as connection:
        judge(connection, two, number, 1, accept=True)


def test_numbers_of_a_year_have_no_gaps_though_an_entry_fails_between(database, people, cipher):
    first = entered(database, people[0], cipher)
    with pytest.raises(PersonalDataError), database.write() as connection:
        enter(connection, people[0], an_objection(text="연락처 010-1234-5678"), "", cipher, 14)
    second = entered(database, people[0], cipher)
    assert (first, second) == (f"{YEAR}-0001", f"{YEAR}-0002")
    with database.read() as connection:
        assert list(journal.faults(connection)) == []


def test_an_objection_keeps_its_number_and_is_never_removed(database, people, cipher):
    number = entered(database, people[0], cipher)
    for statement in ("DELETE FROM objection", "UPDATE objection SET number = '1999-0001'"):
        with pytest.raises(DBAPIError, match="only grows"), database.write() as connection:
            connection.execute(text(statement))
    assert found(database, number).text == TEXT


@pytest.mark.parametrize(
    ("kind", "days", "due"),
    [
        (Kind.NOT_THIS_SCHOOL, 14, "2026-12-14"),
        (Kind.PERSONAL_DATA, 14, "2026-12-10"),
        (Kind.PERSONAL_DATA, 7, "2026-12-07"),
    ],
)
def test_the_due_date_counts_days_of_the_calendar_and_personal_data_never_has_more_than_ten(kind, days, due):
    assert due_of(datetime.date(2026, 11, 30), kind, days).isoformat() == due


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("본교는 아닙니다.\n문의 010-1234-5678", ["Line 2: a phone number"]),
        ("teacher@example.org\n\n900101-1234567", ["Line 1: an e-mail address", "Line 3: a resident registration number"]),
        ("3학년 2반 학생입니다", ["Line 1: a school class, which narrows down who is meant"]),
        ("번호는 010-1234-\n5678 입니다", ["Across lines: a phone number"]),
        (TEXT, []),
    ],
)  # fmt: skip
def test_personal_data_is_named_by_its_line_and_kind_and_not_repeated(words, sentences):
    assert [each.sentence.render("en") for each in personal_data(words)] == sentences


@pytest.mark.parametrize("days", [-1, 3 * 366 + 1])
def test_a_day_that_cannot_be_is_refused(database, people, cipher, days):
    with pytest.raises(DeskError):
        entered(database, people[0], cipher, days_ago=days)


def test_an_answer_counts_once_another_person_has_accepted_it(database, people, cipher):
    one, two = people
    number = entered(database, one, cipher)
    answered(database, one, number, State.PARTLY)
    assert found(database, number).state is State.ANSWERED
    with pytest.raises(ForbiddenError), database.write() as connection:
        judge(connection, one, number, 1, accept=True)
    with database.write() as connection:
        judge(connection, two, number, 1, accept=True)
    now = found(database, number)
    assert (now.state, now.decided_by, now.judged_by) == (State.PARTLY, "r1", "r2")


def test_an_answer_that_goes_back_says_why_and_can_be_given_anew(database, people, cipher):
    one, two = people
    number = entered(database, one, cipher)
    answered(database, one, number)
    with pytest.raises(DeskError) as caught, database.write() as connection:
        judge(connection, two, number, 1, accept=False)
    assert caught.value.message.text == "Say why the answer goes back."
    with database.write() as connection:
        judge(connection, two, number, 1, accept=False, remark="근거를 더 적어 주세요.")
    now = found(database, number)
    assert (now.state, now.remark) == (State.NEW, "근거를 더 적어 주세요.")
    answered(database, two, number, version=2)
    with database.write() as connection:
        judge(connection, one, number, 3, accept=True)
    assert found(database, number).state is State.ACCEPTED


def test_of_two_who_answer_at_once_the_second_sees_the_first(database, people, cipher):
    one, two = people
    number = entered(database, one, cipher)
    answered(database, one, number, words="첫째 답")
    with pytest.raises(StaleObjectionError) as caught:
        answered(database, two, number, words="둘째 답")
    assert caught.value.now.answer == "첫째 답"
    assert found(database, number).answer == "첫째 답"


def test_only_its_author_takes_an_answer_back(database, people, cipher):
    one, two = people
    number = entered(database, one, cipher)
    answered(database, one, number)
    with pytest.raises(ForbiddenError), database.write() as connection:
        take_back(connection, two, number, 1)
    with database.write() as connection:
        take_back(connection, one, number, 1)
    assert found(database, number).state is State.NEW


def test_a_contact_is_stored_encrypted_and_each_reading_is_noted(database, people, cipher):
    one = people[0]
    number = entered(database, one, cipher)
    with database.read() as connection:
        content = connection.execute(select(objection_contact.c.content)).scalar_one()
        assert "교무부장".encode() not in content
        assert not [line for line in journal.lines(connection) if "교무부장" in line.body]
    with database.write() as connection:
        subject = find(connection, number).id
        assert contacts.read(connection, one, number, subject, "127.0.0.0/24", cipher) == CONTACT
    with database.read() as connection:
        (line,) = connection.execute(select(access)).all()
        assert (line.person, line.what) == (one.person, "contact")
        assert journal.lines(connection, limit=1)[0].subject == number


def test_contacts_are_removed_ninety_days_after_the_decision_and_counted(database, people, cipher):
    one, two = people
    number = entered(database, one, cipher)
    waiting = entered(database, one, cipher)
    decided(database, one, two, number)
    today = today_in_korea()
    assert contacts.remove_due(database, today + datetime.timedelta(days=90)) == 0
    assert contacts.remove_due(database, today + datetime.timedelta(days=91)) == 1
    assert contacts.remove_due(database, today + datetime.timedelta(days=91)) == 0
    with database.read() as connection:
        assert not contacts.has_contact(connection, find(connection, number).id)
        assert contacts.has_contact(connection, find(connection, waiting).id)
        last = journal.lines(connection, limit=1)[0]
        assert (last.actor, last.values) == (journal.MACHINE, {"contacts": 1})


def test_overdue_objections_come_first_and_decided_ones_last(database, people, cipher):
    one, two = people
    fresh, old = entered(database, one, cipher), entered(database, one, cipher, days_ago=40)
    done = entered(database, one, cipher, days_ago=90)
    decided(database, one, two, done)
    with database.read() as connection:
        page = page_of(connection, ObjectionFilters(state=ALL), 1, today_in_korea())
        assert [each.number for each in page.objections] == [old, fresh, done]
        assert (page.total, page.overdue) == (3, 1)
        overdue = page_of(connection, ObjectionFilters(overdue=True), 1, today_in_korea())
        assert [each.number for each in overdue.objections] == [old]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (ObjectionFilters(), 2),
        (ObjectionFilters(areas=frozenset({"11"})), 1),
        (ObjectionFilters(areas=frozenset({"1101001"})), 1),
        (ObjectionFilters(areas=frozenset({"26"})), 1),
        (ObjectionFilters(areas=frozenset({"27"})), 0),
        (ObjectionFilters(text="한빛"), 1),
        (ObjectionFilters(text="%"), 0),
        (ObjectionFilters(sido="26"), 1),
        (ObjectionFilters(kind=Kind.OTHER), 1),
        (ObjectionFilters(state="answered"), 0),
    ],
)
def test_a_list_holds_what_its_filters_and_the_areas_of_its_reader_allow(
    database, people, cipher, filters, count
):
    entered(database, people[0], cipher)
    entered(database, people[0], cipher, kind=Kind.OTHER, place=Place(region="26", sido="26"))
    with database.read() as connection:
        assert page_of(connection, filters, 1, today_in_korea()).total == count


def test_months_count_what_came_in_and_what_was_decided(database, people, cipher):
    one, two = people
    number = entered(database, one, cipher)
    entered(database, one, cipher)
    decided(database, one, two, number, State.DECLINED)
    with database.write() as connection:
        connection.execute(
            update(objection).where(objection.c.number == number).values(received=datetime.date(2026, 1, 5))
        )
    with database.read() as connection:
        months = {month.month: month for month in months_of(connection)}
    now = f"{datetime.datetime.now(KOREA):%Y-%m}"
    assert (months["2026-01"].received, months["2026-01"].decided.total()) == (1, 0)
    assert (months[now].received, months[now].decided) == (1, {State.DECLINED: 1})


def test_numbers_have_no_gaps_however_many_enter_at_once(database, people, cipher):
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: entered(database, people[0], cipher), range(24)))
    assert sorted(found) == [f"{YEAR}-{count:04d}" for count in range(1, 25)]


def test_of_many_who_answer_at_once_one_succeeds_and_the_others_are_told(database, people, cipher):
    number = entered(database, people[0], cipher)

    def attempt(turn):
        try:
            answered(database, people[turn % 2], number, words=f"{turn}째 답")
        except StaleObjectionError as error:
            return error.now.answer
        return "saved"

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(attempt, range(12)))
    assert results.count("saved") == 1
    assert set(results) - {"saved"} == {found(database, number).answer}
