from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from pydantic import SecretStr

from tests.places.register_update.portal import KEY, Portal, neis_row, standard_row
from webmap.places.register_update import plausible
from webmap.places.register_update.client import Client
from webmap.places.register_update.data_go_kr import STANDARD
from webmap.places.register_update.fetch import Fetcher
from webmap.places.register_update.key import Key
from webmap.places.register_update.neis import NEIS
from webmap.places.register_update.pages import PageStore
from webmap.places.register_update.patience import RetryPolicy
from webmap.places.register_update.update import Access, update_source

SCHOOLS = 500
"""Few, so that the tests are fast; the rule on how many there must be is lowered to 400 for them."""


@dataclass
class FakeTime:
    """A clock that only waiting moves on."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def portal():
    server = Portal()
    yield server
    server.close()


@pytest.fixture(params=[STANDARD, NEIS], ids=["standard", "neis"])
def interface(request):
    return request.param


@pytest.fixture
def fetcher(portal, interface, tmp_path, time):
    """Makes a fetcher of 25 fictional schools in pages of ten."""
    make = standard_row if interface is STANDARD else neis_row
    portal.rows[interface.kind.value] = [make(number) for number in range(25)]

    def make_fetcher(seconds=900.0, address=None, size=10):
        address = address or portal.address(interface)
        kept = PageStore(tmp_path, interface, address, size)
        kept.begin()
        client = Client(interface, address, Key(SecretStr(KEY)))
        return Fetcher(interface, client, kept, RetryPolicy(seconds, time, time.sleep), size)

    return make_fetcher


def silent(items, _what, _count):
    return items


@pytest.fixture(scope="module")
def all_rows():
    return {
        "standard": [standard_row(number) for number in range(SCHOOLS)],
        "neis": [neis_row(number) for number in range(SCHOOLS)],
    }


@pytest.fixture
def real_rules(monkeypatch):
    rules = dict(plausible.RULES)
    monkeypatch.setattr(
        plausible, "RULES", {kind: replace(each, min_rows=400) for kind, each in rules.items()}
    )
    return rules


@pytest.fixture
def update(portal, interface, all_rows, tmp_path, time, real_rules):
    """Fetches the interface's rows, of which a test may replace some, into `tmp_path`."""

    def update_with(replaced=None, rows=None):
        rows = list(rows if rows is not None else all_rows[interface.kind.value])
        for number, row in (replaced or {}).items():
            rows[number] = row
        portal.rows[interface.kind.value] = rows
        source = Access(interface, portal.address(interface), Key(SecretStr(KEY)))
        return update_source(source, tmp_path, RetryPolicy(900, time, time.sleep), silent, size=50)

    return update_with
