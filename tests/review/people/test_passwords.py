"""Passwords: long ones are taken as they are, and those that are tried first are refused."""

import threading
import time

import pytest

from tests.review.people.conftest import PASSWORD, code
from webmap.errors import DeskBusyError, DeskError
from webmap.review.people import log_in, passwords
from webmap.review.people.log_in import Origin, Typed, WrongError
from webmap.review.people.passwords import check_password, is_common


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123!",
        "P@ssw0rd1234",
        "qwerty123456",
        "1234567890123",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "asdfasdfasdf",
        "admin2024!!!!",
        "zyxwvutsrqponm",
        "비밀번호12345678",
        "qlalfqjsgh1234",
        "대한민국대한민국대한민국",
        "2024-11-30 12:00",
    ],
)
def test_what_is_tried_first_is_refused(password):
    with pytest.raises(DeskError, match="가장 먼저 시도"):
        check_password(password, "r1")


@pytest.mark.parametrize(
    "password",
    ["correct staple battery r1", "우리 집 고양이는 창가에", "xK9#mQ2$vL5w", "passwordless in seattle"],
)
def test_no_rule_of_composition_refuses_a_good_one(password):
    check_password(password, "r1")
    assert not is_common(password)


def test_a_password_is_neither_short_nor_endless_nor_the_handle():
    for password in ("열한 글자의 비밀번", "x y" * 100, "seoul-office-seoul"):
        with pytest.raises(DeskError):
            check_password(password, "seoul-office")


def test_a_flood_of_log_ins_computes_two_at_a_time_and_refuses_what_would_wait_long(monkeypatch):
    running, most, refused = [0], [0], [0]
    lock = threading.Lock()

    class Slow:
        def verify(self, kept, password):
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.05)
            with lock:
                running[0] -= 1
            return True

    def one():
        try:
            passwords.is_right("kept", "typed")
        except DeskBusyError:
            refused[0] += 1

    monkeypatch.setattr(passwords, "HASHER", Slow())
    threads = [threading.Thread(target=one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == passwords.AT_ONCE
    assert refused[0] >= 20 - passwords.AT_ONCE - passwords.WAITING - passwords.AT_ONCE


def test_a_handle_that_nobody_has_costs_the_same_computation(database, cipher, settle, monkeypatch):
    settle("r1", "editor")
    compared = []

    class Watched:
        def verify(self, kept, password):
            compared.append(kept.split("$")[:4])
            return False

    monkeypatch.setattr(passwords, "HASHER", Watched())
    for handle in ("r1", "nobody"):
        with pytest.raises(WrongError):
            log_in.log_in(database, cipher, Typed(handle, PASSWORD, code()), Origin("192.0.2.7", "n"))
    assert compared[0] == compared[1]
