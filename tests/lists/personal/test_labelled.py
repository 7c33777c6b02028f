from __future__ import annotations

from collections import Counter

import pytest

from tests.lists.personal.labelled import labelled
from webmap.lists.personal import detect


@pytest.mark.parametrize("half", ["tuning", "report"])
def test_nineteen_of_twenty_texts_with_personal_data_are_refused(half: str) -> None:
    texts = labelled("personal_texts", half)
    assert len(texts) > 200
    assert sum(each.found() is not None for each in texts) >= 0.95 * len(texts)


@pytest.mark.parametrize("half", ["tuning", "report"])
def test_no_kind_of_personal_data_is_passed_over(half: str) -> None:
    texts = labelled("personal_texts", half)
    found = Counter(each.kind for each in texts if each.found())
    all_of = Counter(each.kind for each in texts)
    assert {kind: found[kind] for kind in all_of if found[kind] < 0.6 * all_of[kind]} == {}


@pytest.mark.parametrize("half", ["tuning", "report"])
def test_at_most_one_of_a_hundred_harmless_texts_is_refused(half: str) -> None:
    texts = labelled("harmless_texts", half)
    assert len(texts) > 350
    refused = [each for each in texts if each.found()]
    assert len(refused) <= 0.01 * len(texts), refused


def test_the_short_way_for_plain_cells_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [each for name in ("personal_texts", "harmless_texts") for each in labelled(name, "tuning")]
    short = [each.found() for each in texts]
    monkeypatch.setattr(detect, "_is_plain", lambda _text: False)
    assert [each.found() for each in texts] == short
