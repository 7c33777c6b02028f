"""A store of counts whose address is wrong is told before the map is served, without its password."""

import socket
import time

import pytest

from tests.free_ports import free_port
from webmap.cli.commands import run
from webmap.errors import SettingsError
from webmap.settings.settings import Settings
from webmap.web.guard.limits_store import check_store


def stated(address: str, **more: object) -> Settings:
    return Settings(limits_store=address, **more)


@pytest.mark.parametrize(
    "address",
    [
        "redis://:s3cret@host:port/0",
        "redis://:s3cret@[::1",
        "rediss://host:99999999/0",
        "redis://:s3cret@h:6379x",
    ],
)
def test_an_address_that_names_no_store_is_refused(address):
    with pytest.raises(SettingsError, match="WEBMAP_LIMITS_STORE") as refused:
        check_store(stated(address))
    assert "s3cret" not in refused.value.message.render("en")


@pytest.mark.parametrize("scheme", ["redis", "rediss", "valkey"])
def test_a_store_where_nobody_listens_is_told(scheme):
    told = check_store(stated(f"{scheme}://:s3cret@127.0.0.1:{free_port()}/0"))
    assert "WEBMAP_LIMITS_STORE" in told.render("en")
    assert "s3cret" not in told.render("en")
    assert "Connection" not in told.render("ko")  # its client's own words
    assert "there is no connection to its address" in told.render("en")


def test_a_socket_that_is_not_there_is_told(tmp_path):
    assert check_store(stated(f"redis+unix://{tmp_path}/none.sock")) is not None


def test_a_store_that_never_answers_is_told_in_a_few_seconds(monkeypatch):
    monkeypatch.setattr("webmap.web.guard.limits_store.PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        assert check_store(stated(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")) is not None
        assert time.monotonic() - began < 5


def test_without_a_store_nothing_is_tried():
    assert check_store(Settings()) is None
    assert check_store(stated("redis://127.0.0.1:1/0", limit_clients=False)) is None


def test_the_command_tells_it_and_serves(sample_folder, monkeypatch, capsys):
    served = []
    monkeypatch.setattr("webmap.serve.serve", served.append)
    store = f"redis://127.0.0.1:{free_port()}/0"
    run.serve_published(stated(store, snapshots=sample_folder, port=free_port(), language="en"))
    assert "WEBMAP_LIMITS_STORE" in capsys.readouterr().err
    assert len(served) == 1
