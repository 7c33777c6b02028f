"""Decisions, questions and a small register to try them on."""

from __future__ import annotations

import datetime
from pathlib import Path

from tests.matching.making import matcher_of, school
from webmap.decisions.decision import Decision
from webmap.decisions.ledger import Ledger, load_ledger
from webmap.decisions.ledgers import AppliedLedger
from webmap.decisions.question import Question
from webmap.decisions.replay import apply_decisions
from webmap.lists.entry import Entry
from webmap.matching.result import Match
from webmap.places.register.register import Register
from webmap.system.clock import KOREA
from webmap.vocabulary.terms import Level

SEOUL = school("가상한빛고등학교", Level.HIGH, id="V1")
BUSAN = school("가상한빛고등학교", Level.HIGH, "26230", id="V2")
ROUGH = school("가상새봄대학교", Level.UNIVERSITY, id="V3", radius_m=900)
UNPLACED = school("가상이슬고등학교", Level.HIGH, id="V4", lat=None, lon=None)
SMALL = school("가상다솜초등학교", Level.ELEMENTARY, id="V5")
SCHOOLS = (SEOUL, BUSAN, ROUGH, UNPLACED, SMALL)
REGISTER = Register(SCHOOLS, (), fictional=True)
MATCHER = matcher_of(*SCHOOLS)
WHEN = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)


def register_without(*keys: str) -> Register:
    return Register(tuple(each for each in SCHOOLS if each.key not in keys), (), fictional=True)


def decision(
    query: str, chosen: str, name: str = "", who: str = "담당자", why: str = "", **hints
) -> Decision:
    return Decision(Question(query, **hints), chosen, name, who, WHEN, why)


def in_force(*decisions: Decision) -> dict:
    return {each.question.key: each for each in decisions}


def matches_of(*rows: Entry) -> list[Match]:
    return list(MATCHER.match(rows))


def match_of(name: str, **hints) -> Match:
    (only,) = matches_of(Entry("list.csv", 1, name, **hints))
    return only


def replayed(path: Path, matches: list[Match]) -> AppliedLedger:
    ledger = load_ledger(path) if path.exists() else Ledger(path.name)
    return AppliedLedger(path, ledger, tuple(matches), apply_decisions(matches, ledger.in_force, REGISTER))
