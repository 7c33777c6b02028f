"""Passwords: what is accepted, and how they are kept (argon2id), at most two computed at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from webmap.errors import DeskBusyError, DeskError
from webmap.vocabulary.messages import say

LEAST, MOST = 12, 200
"""Characters of a password."""
LEAST_DIFFERENT = 5
"""Different characters of a password: fewer are a pattern, such as one key held down."""

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$1WOoAjTwlDr3I8pgjZW8mg$9UD/fQTnxLnANMuIg7d5aWN6yERuliACC4UFlVCEWEo"
"""A kept password that nobody has, for handles that nobody has."""
AT_ONCE, WAITING = 2, 4
"""64 MiB each: a flood of log-ins takes 128 MiB and no more, and leaves threads for the people inside."""
_places = BoundedSemaphore(AT_ONCE)
_queue = BoundedSemaphore(AT_ONCE + WAITING)
WAIT_S = 10.0

COMMON = frozenset(
    "password pass passwort qwerty qwertyuiop qwert asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qwer qazwsx "
    "qazwsxedc abc abcd abcdef abcdefghijkl admin administrator adminadmin root user username guest test "
    "testtest login letmein welcome changeme default secret master access iloveyou ilove love sunshine "
    "princess superman batman starwars dragon monkey football baseball whatever trustno hello computer "
    "internet samsung korea seoul school teacher webmap desk correcthorsebatterystaple aaa qqq zzz "
    "qlalfqjsgh anrndghk tkfkdgo tkfkdgody dkssud dkssudgktpdy gksrnr eogksalsrnr rlaclcl rhksflwk gkrry "
    "tjstodsla rydbrcjd rydbrqn anwhrjs wlgkcjf wjsrnr "
    "비밀번호 암호 안녕 안녕하세요 사랑해 사랑해요 한국 대한민국 무궁화 김치 관리자 학교 우리학교 선생님 "
    "교육청 교육부 서울 지도".split()
)
"""Common words of passwords, and Korean words also as they are typed on a Latin keyboard. A password that is
one of them, repeated or with digits and signs around it, is refused."""
AS_LETTERS = str.maketrans("@4310$57!", "aaeiossti")
SIGNS = "0123456789!@#$%^&*()-_=+.,:;/?~ "
RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


def check_password(password: str, handle: str) -> None:
    """Raise DeskError for a password that is too short, or that others try first. No other rules."""
    if not LEAST <= len(password) <= MOST:
        raise DeskError(
            say("A password has %(least)s to %(most)s characters; yours has %(count)s.",
                least=LEAST, most=MOST, count=len(password))
        )  # fmt: skip
    has_handle = len(handle) >= LEAST_DIFFERENT and handle in password.lower()
    if is_common(password) or has_handle:
        raise DeskError(
            say(
                "This password is among those that are tried first. Take another one, such as several words "
                "that only you put together."
            )
        )


def is_common(password: str) -> bool:
    """Whether a password is one of those that are tried first."""
    lowered = password.lower()
    parts = (lowered, lowered.strip(SIGNS), "".join(filter(str.isalpha, lowered)))
    forms = {_unit(form) for part in parts for form in (part, part.translate(AS_LETTERS))}
    return (
        len(set(lowered)) < LEAST_DIFFERENT
        or not lowered.strip(SIGNS)
        or not COMMON.isdisjoint(forms)
        or any(lowered in run or lowered[::-1] in run for run in RUNS)
    )


def _unit(text: str) -> str:
    """What a text repeats: `abcabc` → `abc`; of one that repeats nothing, itself."""
    start = (text + text).find(text, 1)
    return text[:start] if 0 < start < len(text) else text


def hashed(password: str) -> str:
    """What is kept of a password. Raises DeskBusyError."""
    with _place():
        return HASHER.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes as long where none is kept. Raises DeskBusyError."""
    with _place():
        try:
            return HASHER.verify(kept or NOBODYS, password[:MOST]) and kept is not None
        except (Argon2Error, InvalidHashError):
            return False


@contextlib.contextmanager
def _place() -> Iterator[None]:
    """One of the two places to compute in. Raises DeskBusyError where too many wait for one."""
    if not _queue.acquire(blocking=False):
        raise DeskBusyError(_BUSY)
    try:
        if not _places.acquire(timeout=WAIT_S):
            raise DeskBusyError(_BUSY)
        try:
            yield
        finally:
            _places.release()
    finally:
        _queue.release()


_BUSY = say("Many people log in just now. Try again in a moment.")
