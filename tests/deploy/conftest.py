"""One machine for all tests of this folder that need nginx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.echo import Echo, echoing
from tests.deploy.machine import Machine, find_nginx

NONE_HERE = "nginx is not here (Debian: apt-get install nginx-light libnginx-mod-http-brotli-static)"


@pytest.fixture(scope="module")
def nginx_and_app(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """nginx and `webmap run` on the sample."""
    if find_nginx() is None:
        pytest.skip(NONE_HERE)
    machine = Machine(tmp_path_factory.mktemp("machine"), sample_folder)
    machine.install()
    try:
        machine.start_nginx()
        yield machine
    finally:
        machine.stop()


@pytest.fixture
def machine(nginx_and_app: Machine) -> Machine:
    """The machine, its application running."""
    nginx_and_app.start_app()
    return nginx_and_app


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Echo]:
    """nginx in front of a server that answers with the request it gets."""
    if find_nginx() is None:
        pytest.skip(NONE_HERE)
    machine = Machine(tmp_path_factory.mktemp("echo"), Path())
    machine.install()
    with echoing(machine) as echo:
        machine.shorten_timeouts()
        machine.start_nginx()
        try:
            yield echo
        finally:
            machine.stop()
