"""A fictional school or university, as far as a row of a list needs to know it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A school that a row of a list can mean: `id` as the register states it, `level` a value of
    `webmap.vocabulary.terms.Level`.
    """

    id: str
    name: str
    stem: str
    kind: str
    """What stands behind the stem: 중학교, 여자고등학교, 대학교 …"""
    level: str
    sido: str
    sido_name: str
    sigungu: str
    sigungu_name: str
    address: str
