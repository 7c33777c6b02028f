"""A Korean reader of the command line meets no English sentence: only names, codes and what is typed as such."""

import re

import click
import pytest

from tests.cli.commands import here
from webmap.cli.main import main

TYPED = (
    r"^ *(?:WEBMAP_\w+=\w+ )?webmap .*$",  # lines of examples
    r"WEBMAP_\w+",
    r"--?[a-z][\w-]*",
    r"\[[a-z_]+(?:\|[a-z_]+)*\]",
    r"\b[a-z_]+(?:,\s*[a-z_]+){3,}",
    r"(?<=[가-힣])\([a-z_]+\)",  # codes after their Korean names
    r"https?://[\w./-]*",
    r"\b[a-z][a-z\d_./-]*\.[a-z]{3,7}\b",
    r"\.(?:csv|geojson|json|xlsx|html)\b",
    r"var/\w+",
    r"\bcomparison/1\b",
    r"`[a-z]+`",
    r"\bonly:[\w.]+",
    r"\[V\d+\]",
)
"""What stands for itself: commands, options, choices, settings, addresses, files, IDs."""

NAMES = {
    "CSV", "HTML", "GeoJSON", "HWPX", "JSON Lines", "Lines", "ODS", "Parquet", "TXT", "XLS", "XLSB", "TSV", "XLSX", "JSON", "ZIP", "UTF", "BOM", "URL", "HEAD", "OPTIONS", "Excel", "Flask", "Python",
    "PostgreSQL", "SQLite", "systemd",
    "ID", "km", "match", "none", "sido", "standard", "neis", "older", "NAME",
}  # fmt: skip
"""Names of things, units and codes that have no Korean."""

LATIN = re.compile(r"[A-Za-z]{2,}")


def english_in(text, *more):
    for pattern in TYPED:
        text = re.sub(pattern, " ", text, flags=re.MULTILINE | re.ASCII)
    return sorted(set(LATIN.findall(text)) - NAMES - set(more))


def paths(command, path=()):
    """Every command as its words; Flask's own stand among them."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from paths(command.get_command(context, name), (*path, name))


COMMANDS = list(paths(main))
WORDS_OF_COMMANDS = {"webmap", *(word for path in COMMANDS for word in path)}


def test_every_command_is_looked_at():
    assert {("build",), ("export", "regions"), ("register", "diff"), ("routes",)} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_holds_no_english(tmp_path, command):
    done = here(*command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert english_in(done.stdout, *WORDS_OF_COMMANDS) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_line_of_help_is_wider_than_a_terminal(tmp_path, command):
    from webmap.cli.terminal import width

    text = here(*command, "--help", cwd=tmp_path).stdout
    assert [line for line in text.splitlines() if width(line) > 80 and "webmap " not in line] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("가상한빛고",),
        ("가상한빛고", "--region", "부산"),
        ("가상한빛고 (서울)", "--level", "middle"),
        ("가상한밫고",),
        ("가상한빛",),
        ("가상초등학교",),
        ("없는 이름의 학교",),
        ("가상한빛중·고", "--address", "서울 중구"),
        ("○○고등학교",),
    ],
)
def test_the_explanation_of_a_name_holds_no_english(tmp_path, arguments):
    done = here("explain", *arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert english_in(done.stdout) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("build", "--nope"),
        ("build", "--out"),
        ("build", "--as-of", "x"),
        ("build", "--out", "file.csv"),
        ("exprot",),
        ("explain",),
        ("explain", "가", "나"),
        ("explain", "가", "--level", "x"),
        ("export", "regions", "--unplaced=1"),
        ("export", "regions", "-o", "."),
        ("geocode", "list.csv"),
        ("run", "--port", "x"),
        ("publish", "public", "--formats", "docx"),
        ("publish", "public", "--base-url", "x"),
        ("register",),
        ("register", "diff", "가"),
        ("register", "update", "--source", "x"),
        ("locate", "가"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_answered_without_english(tmp_path, arguments):
    (tmp_path / "file.csv").write_text("", "utf-8")
    done = here(*arguments, cwd=tmp_path)
    assert done.returncode != 0
    assert english_in(done.stderr, *WORDS_OF_COMMANDS, "exprot", "docx") == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LANGUAGE", "fr"),
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("GEOCODER_TIMEOUT", "0"),
        ("GEOCODER_TIMEOUT", "long"),
        ("JOIN_ASSETS", "perhaps"),
        ("LOG_LEVEL", "loud"),
        ("GEOCODER", "nobody"),
        ("PUBLIC_STATUSES", "sure"),
        ("BASE_URL", "x"),
        ("FRAME_ANCESTORS", "x"),
        ("FRAME_ANCESTORS", ""),
        ("TRUSTED_HOSTS", "_"),
        ("TRUSTED_PROXIES", "x"),
        ("TRUSTED_PROXIES", "99"),
        ("METRICS", "x"),
        ("LIMIT_FILES", "much"),
        ("LIMITS_STORE", "x"),
        ("REPORT_URL", "x"),
        ("REPORT_URL", "mailto:x"),
        ("NEIS_URL", "http://example.org"),
        ("NEIS_URL", "https://example.org/?x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_explained_without_english(tmp_path, setting, value):
    done = here("run", cwd=tmp_path, **{f"WEBMAP_{setting}": value})
    assert done.returncode == 7
    codes = {
        "webmap", "ko", "en", "true", "false", "memory", "origin", "mailto", "off", "local", "on", "minute",
        "https", "redis", "rediss", "unix", "valkey", "valkeys", value,
    }  # fmt: skip
    assert english_in(done.stderr, *codes) == []
    english = here("run", cwd=tmp_path, **{"WEBMAP_LANGUAGE": "en", f"WEBMAP_{setting}": value})
    assert setting == "LANGUAGE" or not re.search("[가-힣]", english.stderr)
