import io

import pytest

from webmap.cli.terminal import echo
from webmap.vocabulary.messages import say


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_a_terminal_that_cannot_show_a_letter_gets_the_rest(monkeypatch, encoding):
    shown = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(shown, encoding=encoding))
    echo(say("%(file)s does not exist. Check the name and the folder.", file="own\udcff.csv"), "ko")
    assert shown.getvalue().startswith(b"own?.csv ")
