"""Matches in packed form: schools of the register are stored by their keys.

Only this process and its own workers ever write or read packed matches.
"""

from __future__ import annotations

import io
import pickle  # nosec B403 (see above)
from collections.abc import Mapping
from functools import partial
from typing import Any

from webmap.matching.result import Match
from webmap.places.register.school import School
from webmap.system.packed import Packing


def packing_of(schools: Mapping[str, School]) -> Packing:
    """Packing of matches: schools of the register are stored by their keys."""
    return Packing(partial(_dump, schools), partial(_load, schools))


def _dump(schools: Mapping[str, School], matches: list[Match]) -> bytes:
    target = io.BytesIO()
    pickler = pickle.Pickler(target, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {School: partial(_reduced, schools)}
    pickler.dump(matches)
    return target.getvalue()


def _reduced(schools: Mapping[str, School], school: School) -> Any:
    if schools.get(school.key) is school or schools.get(school.key) == school:
        return _school, (school.key,)
    return school.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


def _school(key: str) -> School:
    raise LookupError(key)  # stands for the look-up in `_Unpickler`


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes, schools: Mapping[str, School]) -> None:
        super().__init__(io.BytesIO(content))
        self._schools = schools

    def find_class(self, module: str, name: str) -> Any:
        """Look up a school by its key, and any other name as usual."""
        if name == _school.__name__ and module == __name__:
            return self._schools.__getitem__
        return super().find_class(module, name)


def _load(schools: Mapping[str, School], content: bytes) -> list[Match]:
    matches: list[Match] = _Unpickler(content, schools).load()
    return matches
