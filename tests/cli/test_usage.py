"""A wrong command line gets an answer in the reader's language, with the right one."""

import pytest
from click.testing import CliRunner

from webmap.cli.main import main


def run(*arguments, language="ko"):
    return CliRunner().invoke(main, list(arguments), env={"WEBMAP_LANGUAGE": language})


@pytest.mark.parametrize(
    ("arguments", "korean", "english"),
    [
        (["build", "--nope"], "--nope라는 옵션은 없습니다", "no option --nope"),
        (["exprot"], "export입니까", "Perhaps you mean export"),
        (["export", "regions", "--by", "town"], "sido, sigungu, office", "sido, sigungu, office"),
        (["run", "--port", "99999999"], "1부터 65535까지", "from 1 to 65535"),
        (["run", "--port", "abc"], "1부터 65535까지", "from 1 to 65535"),
        (["build", "--as-of", "2024-99-99"], "2024-08-31과 같은 날짜", "a date such as 2024-08-31"),
        (["geocode"], "목록... 값이 빠졌습니다", "LIST... is missing"),
        (["build", "--out"], "옵션 --out에는 값이", "option --out needs a value"),
        (["build", "--out", __file__], "파일이 아니라 폴더를", "takes a folder, not a file"),
        (["geocode", "x", "-o", "/"], "폴더가 아니라 파일을", "takes a file, not a folder"),
        (["export", "regions", "--zip=1"], "--zip에는 값을 적지", "option --zip takes no value"),
        (["explain", "a", "b"], "쓸 수 없는 말이 더 적혀 있습니다: b", "takes no further words: b"),
    ],
)
def test_a_wrong_command_line_is_reported_in_both_languages(arguments, korean, english):
    for language, sentence in (("ko", korean), ("en", english)):
        done = run(*arguments, language=language)
        assert done.exit_code == 2
        assert sentence in done.stderr
        assert done.stdout == ""


def test_a_wrong_command_line_says_where_the_help_is():
    assert "build --help" in run("build", "--nope").stderr


def test_help_and_a_lone_group_still_show_the_help():
    assert run("--help").exit_code == 0
    assert "build" in run("--help").output
    assert "regions" in run("export").output
