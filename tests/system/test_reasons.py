"""The system's failures in the reader's language."""

from __future__ import annotations

import errno
import re

import pytest

from webmap.errors import OutputError, SnapshotError
from webmap.snapshot.pointer import read_pointer
from webmap.system.atomic_file import make_folder
from webmap.system.disk import REASONS, reason_of


@pytest.mark.parametrize("number", REASONS, ids=errno.errorcode.get)
def test_a_korean_sentence_has_no_english_words_of_the_system(number):
    reason = reason_of(OSError(number, "Words of the system"))
    assert re.search("[가-힣]", reason.render("ko"))
    assert not re.search("[A-Za-z]", reason.render("ko"))


def test_a_failure_that_is_not_known_is_quoted():
    assert "Text file busy" in reason_of(OSError(errno.ETXTBSY, "Text file busy")).render("en")


def test_sentences_about_files_use_them(tmp_path):
    (tmp_path / "current").mkdir()
    with pytest.raises(SnapshotError) as pointer:
        read_pointer(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as folder:
        make_folder(tmp_path / "file" / "folder")
    for failure, words in ((pointer, "it is a folder"), (folder, "a part of its path is no folder")):
        assert words in failure.value.message.render("en")
