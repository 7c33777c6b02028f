import pytest

from tests.matching.online.serving import local_provider


@pytest.fixture
def server(monkeypatch):
    """A provider on this machine, reached without the machine's proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with local_provider() as provider:
        yield provider
