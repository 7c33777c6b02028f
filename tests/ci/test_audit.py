"""The audit of dependencies never takes what it could not look up for what is well."""

import importlib.util
import json
import subprocess

import pytest

from webmap.system.shipped_files import data_path

PATH = data_path().parent / ".ci" / "audit.py"
SKIPPED = {"name": "a", "skip_reason": "Dependency not found"}
WELL = {"name": "b", "version": "1", "vulns": []}
ILL = {"name": "c", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}


@pytest.fixture
def audit(monkeypatch):
    """The program, run with what pip-audit is made to answer: an exit code."""
    spec = importlib.util.spec_from_file_location("audit", PATH)
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)

    def run(*found, stderr=""):
        printed = json.dumps({"dependencies": found}) if found else ""
        done = subprocess.CompletedProcess([], 1, printed, stderr)
        monkeypatch.setattr(program.subprocess, "run", lambda *_arguments, **_options: done)
        return program.main()

    return run


def test_a_known_vulnerability_fails(audit, capsys):
    assert audit(WELL, ILL) == 1
    assert "c 1: PYSEC-1 (fixed in 2)" in capsys.readouterr().out


def test_what_was_not_looked_up_is_named(audit, capsys):
    assert audit(WELL, SKIPPED) == 0
    assert "1 of 2" in (output := capsys.readouterr().out)
    assert "Not looked up: a." in output


@pytest.mark.parametrize(
    ("found", "stderr"), [([SKIPPED], ""), ([], "requests.exceptions.ProxyError: no way")]
)
def test_without_a_database_it_says_so_and_does_not_fail(audit, capsys, found, stderr):
    assert audit(*found, stderr=stderr) == 0
    assert "were not audited" in capsys.readouterr().out


def test_an_audit_that_breaks_fails(audit):
    with pytest.raises(SystemExit, match="bad requirement"):
        audit(stderr="bad requirement")
