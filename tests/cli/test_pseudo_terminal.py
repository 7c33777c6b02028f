"""`webmap` in a real terminal of several encodings: what it shows, what it understands, what it asks."""

from __future__ import annotations

import csv
import os
import select
import sys
import time

import pytest

from webmap.places.register.file import read_register_file
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.shipped_files import data_path

pty = pytest.importorskip("pty")

pytestmark = pytest.mark.slow

REGISTER = data_path("sample/register_schools.csv")
MAX_SECONDS = 120

ENCODINGS = {
    "utf-8": ({"LC_ALL": "C.UTF-8"}, "utf-8"),
    "ascii, typed in UTF-8": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
    "ascii, typed in CP949": ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "cp949"),
    "cp949": ({"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "cp949"}, "cp949"),
    "cp949, typed in UTF-8": ({"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "cp949"}, "utf-8"),
    "latin-1": ({"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "latin-1"}, "utf-8"),
}


def in_a_terminal(cwd, environment, answers, *arguments):
    """Run `webmap` in a pseudo-terminal; each answer is typed at the next prompt. Returns output and exit code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        os.environ.update({"PYTHONPATH": str(data_path().parent), **environment})
        os.execv(sys.executable, [sys.executable, "-m", "webmap", *map(str, arguments)])  # noqa: S606
    output, ends, rest = b"", time.monotonic() + MAX_SECONDS, list(answers)
    seen = 0
    while time.monotonic() < ends and select.select([terminal], [], [], MAX_SECONDS)[0]:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        output += data
        if rest and output[seen:].endswith(b" > "):
            seen = len(output)
            os.write(terminal, rest.pop(0) + b"\n")
    os.close(terminal)
    return output, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.fixture
def names():
    rows = [row["학교명"] for row in read_register_file(REGISTER).rows if row["학교명"].endswith("고등학교")]
    return [name for name in rows if rows.count(name) == 1][:20]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_decide_understands_what_is_typed_in_any_terminal(tmp_path, encoding, language):
    environment, typed = ENCODINGS[encoding]
    (tmp_path / "list.csv").write_text("학교\n가상중앙고\n", "utf-8")
    answers = ["담당 갑".encode(typed), b"1", "공문 확인".encode(typed)]
    output, code = in_a_terminal(
        tmp_path,
        {**environment, "WEBMAP_LANGUAGE": language},
        answers,
        "decide",
        "list.csv",
        "--register",
        REGISTER,
    )
    assert code == 0, output
    assert b"Traceback" not in output
    (row,) = csv.DictReader((tmp_path / "decisions.csv").read_text("utf-8-sig").splitlines())
    assert (row["query"], row["who"], row["why"]) == ("가상중앙고", "담당 갑", "공문 확인")
    shows_korean = encoding.startswith(("utf-8", "cp949"))
    assert (b"PYTHONUTF8=1" in output) is not shows_korean
    assert ("가상중앙고등학교".encode("cp949" if "cp949" in encoding else "utf-8") in output) is shows_korean


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_build_asks_in_the_terminal_before_a_school_disappears(tmp_path, language, names):
    path = tmp_path / "list.csv"
    environment = {"LC_ALL": "C.UTF-8", "WEBMAP_LANGUAGE": language, "WEBMAP_SNAPSHOTS": "out"}
    command = ("build", "list.csv", "--register", REGISTER)
    path.write_text("\n".join(["학교", *names]) + "\n", "utf-8")
    first, code = in_a_terminal(tmp_path, environment, [], *command)
    assert code == 0, first
    path.write_text("\n".join(["학교", *names[1:]]) + "\n", "utf-8")
    refused, code = in_a_terminal(tmp_path, environment, [b"n"], *command)
    assert (code, names[0].encode() in refused) == (16, True)
    assert len(open_snapshot(tmp_path / "out").schools) == 20
    agreed, code = in_a_terminal(tmp_path, environment, ["예".encode()], *command)
    assert code == 0, agreed
    assert len(open_snapshot(tmp_path / "out").schools) == 19
