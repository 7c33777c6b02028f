"""Log-in: both factors, equal answers, and pauses that keep nobody out for long."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from tests.review.people.conftest import PASSWORD, code
from webmap.errors import TooManyRequestsError
from webmap.review.people import log_in, passwords, sessions
from webmap.review.people.access import recent_failures
from webmap.review.people.log_in import Origin, Typed, WrongError
from webmap.review.tables.people import access, attempt, session

HOME, STRANGER = Origin("192.0.2.7", "192.0.2.0/24"), Origin("203.0.113.9", "203.0.113.0/24")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Passwords compared without their cost, which other tests look at."""
    monkeypatch.setattr(passwords, "is_right", lambda kept, typed: kept is not None and typed == PASSWORD)


def tried(database, cipher, origin=HOME, handle="r1", password=PASSWORD, digits=None):
    return log_in.log_in(database, cipher, Typed(handle, password, digits or code()), origin)


def failing(database, cipher, times, origin=STRANGER, handle="r1"):
    """Fail so often, each time after the pause; the result is the sentence of the last failure."""
    for _ in range(times):
        with database.write() as connection:
            connection.execute(update(attempt).values(until=datetime.now(UTC)))
        with pytest.raises(WrongError) as failure:
            tried(database, cipher, origin, handle, "wrong", "000000")
    return failure.value.message.render("en")


def test_the_right_password_and_code_begin_a_session(database, cipher, settle):
    person_id = settle("r1", "editor")
    entered = tried(database, cipher)
    with database.read() as connection:
        found = sessions.find(connection, entered.session)
        assert found.actor.person == person_id
        kinds = connection.execute(select(access.c.what, access.c.network)).all()
    assert kinds == [("log_in", "192.0.2.0/24")]


def test_a_code_is_never_used_twice_even_at_one_moment(database, cipher, settle):
    settle("r1", "editor")
    outcomes, digits = [], code()

    def one():
        try:
            outcomes.append(bool(tried(database, cipher, digits=digits)))
        except WrongError:
            outcomes.append(False)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, False, False, True]
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(session)).scalar_one() == 1


def test_every_failure_gets_the_same_answer(database, cipher, settle):
    settle("r1", "editor")
    answers = set()
    for handle, password, digits in (
        ("r1", "wrong password", code()),
        ("r1", PASSWORD, "000000"),
        ("nobody", PASSWORD, code()),
        ("", "", ""),
        ("r1' OR 1=1 --", "x", "٣٣٣٣٣٣"),
    ):
        with pytest.raises(WrongError) as failure:
            tried(database, cipher, HOME, handle, password, digits)
        answers.add((failure.value.http_status, failure.value.message.render("ko")))
    assert len(answers) == 1


def test_a_handle_that_nobody_has_is_paused_like_any_other(database, cipher, settle):
    settle("r1", "editor")
    waits = []
    for number, handle in enumerate(("r1", "nobody")):
        origin = Origin(f"198.51.100.{number}", "198.51.100.0/24")
        failing(database, cipher, 7, origin, handle)
        with pytest.raises(TooManyRequestsError) as pause:
            tried(database, cipher, origin, handle)
        waits.append(pause.value.headers["Retry-After"])
    assert waits == ["4", "4"]


def test_a_pause_keeps_even_the_right_answer_waiting_and_then_lets_it_in(database, cipher, settle):
    settle("r1", "editor")
    failing(database, cipher, 6)
    with pytest.raises(TooManyRequestsError):
        tried(database, cipher, STRANGER)
    with database.write() as connection:
        connection.execute(update(attempt).values(until=datetime.now(UTC)))
    assert tried(database, cipher, STRANGER).session


def test_what_a_stranger_tries_delays_neither_another_network_nor_a_known_browser(database, cipher, settle):
    settle("r1", "editor")
    browser = tried(database, cipher, digits=code()).browser
    failing(database, cipher, 40)
    at_the_stranger = Origin(STRANGER.client, STRANGER.network, browser)
    assert tried(database, cipher, at_the_stranger, digits=code(1)).session


def test_many_strangers_delay_a_new_browser_by_a_minute_at_most(database, cipher, settle):
    settle("r1", "editor")
    for number in range(60):
        failing(database, cipher, 1, Origin(f"203.0.113.{number}", "203.0.113.0/24"))
    with pytest.raises(TooManyRequestsError) as pause:
        tried(database, cipher)
    assert 50 < int(pause.value.headers["Retry-After"]) <= 60
    with database.write() as connection:
        connection.execute(update(attempt).values(until=datetime.now(UTC)))
    assert tried(database, cipher).session


def test_a_browser_of_another_person_opens_no_lane(database, cipher, settle):
    settle("r1", "editor")
    settle("r2", "editor")
    browser = tried(database, cipher, handle="r2").browser
    failing(database, cipher, 7)
    with pytest.raises(TooManyRequestsError):
        tried(database, cipher, Origin(STRANGER.client, STRANGER.network, browser))


def test_attempts_at_one_moment_are_all_counted(database, cipher, settle, monkeypatch):
    settle("r1", "editor")
    checked = []
    monkeypatch.setattr(passwords, "is_right", lambda kept, typed: bool(checked.append(typed)))

    def one():
        with pytest.raises((WrongError, TooManyRequestsError)):
            tried(database, cipher, STRANGER, digits="000000")

    threads = [threading.Thread(target=one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(checked) <= 7  # five are free; the sixth, and one more where its pause of two seconds is over


def test_failures_are_forgotten_with_time(database, cipher, settle):
    settle("r1", "editor")
    failing(database, cipher, 9)
    with database.write() as connection:
        connection.execute(update(attempt).values(at=datetime.now(UTC) - timedelta(hours=2)))
    failing(database, cipher, 4)
    assert tried(database, cipher, STRANGER).session


def test_a_flood_of_failures_is_one_line_a_minute(database, cipher, settle):
    person_id = settle("r1", "editor")
    failing(database, cipher, 12)
    failing(database, cipher, 3, handle="nobody")
    with database.read() as connection:
        lines = connection.execute(select(access.c.person, access.c.times).order_by(access.c.id)).all()
        assert recent_failures(connection, person_id) == 12
    assert lines == [(person_id, 12), (None, 3)]


def test_what_was_typed_is_kept_nowhere(database, cipher, settle):
    settle("r1", "editor")
    with pytest.raises(WrongError):
        tried(database, cipher, HOME, "my-password-by-mistake")
    with database.read() as connection:
        kept = [*connection.execute(select(attempt)).all(), *connection.execute(select(access)).all()]
    assert "my-password-by-mistake" not in repr(kept)
    assert "192.0.2.7" not in repr(kept)


def test_a_clock_that_is_set_back_adds_no_failure_and_no_longer_pause(database, cipher, settle):
    settle("r1")
    failing(database, cipher, 6)
    ahead = datetime.now(UTC) + timedelta(days=3)
    with database.write() as connection:
        before = connection.execute(select(attempt.c.failures)).scalars().all()
        connection.execute(update(attempt).values(at=ahead, until=datetime.now(UTC)))
    failing(database, cipher, 1)
    with database.write() as connection:
        assert max(connection.execute(select(attempt.c.failures)).scalars()) == max(before) + 1
        connection.execute(update(attempt).values(until=ahead))
    with pytest.raises(TooManyRequestsError) as found:
        tried(database, cipher, STRANGER)
    assert int(found.value.headers["Retry-After"]) <= 15 * 60


def test_a_session_that_is_dated_ahead_is_over(database, cipher, settle):
    settle("r1")
    secret = tried(database, cipher).session
    with database.write() as connection:
        assert sessions.find(connection, secret) is not None
        ahead = datetime.now(UTC) + timedelta(hours=9)
        connection.execute(update(session).values(created=ahead, seen=ahead))
        assert sessions.find(connection, secret) is None
