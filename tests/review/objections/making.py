"""Objections for the tests."""

from __future__ import annotations

import datetime

from webmap.review.objections.entering import enter
from webmap.review.objections.objection import AskedBy, Channel, Kind, NewObjection, Place
from webmap.system.clock import today_in_korea

SCHOOL = Place("F1", "가상한빛고등학교", "", "11", "1101001")
TEXT = "본교는 피해 학교가 아닙니다.\n명단에서 내려 주십시오."
CONTACT = "가상한빛고등학교 교무부장 01012345678"
DAYS = 14


def an_objection(kind=Kind.NOT_THIS_SCHOOL, place=SCHOOL, text=TEXT, received=None):
    return NewObjection(received or today_in_korea(), Channel.LETTER, AskedBy.SCHOOL, kind, place, text)


def entered(database, actor, cipher, contact=CONTACT, days_ago=0, **fields):
    """Number of a new objection that came in some days ago."""
    received = today_in_korea() - datetime.timedelta(days=days_ago)
    with database.write() as connection:
        return enter(connection, actor, an_objection(received=received, **fields), contact, cipher, DAYS)
