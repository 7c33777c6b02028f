"""`webmap desk`: links on the machine itself, and that the desk is not served in the open."""

import re

import pytest

from tests.cli.commands import here
from webmap.errors import DeskError

LINK = re.compile(r"http://127\.0\.0\.1:8100/invitation/[\w-]{43}")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """`webmap desk …` with a new folder; what it prints comes with its exit code."""
    monkeypatch.setenv("WEBMAP_DESK_FOLDER", str(tmp_path / "desk"))
    return lambda *words: here("desk", *words, cwd=tmp_path)


def test_an_invitation_is_printed_for_the_next_free_handle(desk):
    first = desk("invite", "--role", "reviewer")
    assert LINK.search(first.stdout)
    assert "r1" in first.stdout
    assert "r2" in desk("invite", "--role", "office", "--area", "11").stdout


def test_what_makes_no_sense_is_refused_with_a_sentence(desk):
    done = desk("invite", "--role", "office")
    assert done.returncode == 20
    assert "지역이 있어야 합니다" in done.stderr


def test_an_account_that_there_is_not_is_not_recovered(desk):
    assert "nobody" in desk("recover", "nobody").stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_the_desk_is_not_served_to_other_machines_without_tls(host):
    from webmap.cli.commands.desk import check_reachable
    from webmap.settings.desk import DeskSettings

    with pytest.raises(DeskError, match="https"):
        check_reachable(DeskSettings(host=host, base_url="http://desk.example.org"))
    check_reachable(DeskSettings(host=host, base_url="https://desk.example.org"))
    check_reachable(DeskSettings(host="127.0.0.1"))


def test_another_start_prints_another_link(desk, capsys):
    from webmap.cli.commands.desk_people import print_first_invitation
    from webmap.settings.desk import load_desk_settings

    print_first_invitation(load_desk_settings())
    first = LINK.search(capsys.readouterr().out)
    print_first_invitation(load_desk_settings())
    second = LINK.search(capsys.readouterr().out)
    assert first[0] != second[0]
