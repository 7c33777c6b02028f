"""`webmap register update` and `webmap register diff`, as a user runs them."""

import csv
import io

import pytest

from tests.cli.commands import here, in_a_process
from tests.places.register_update.portal import KEY, Answer, Portal, neis_row, standard_row, xml_error
from webmap.cli.terminal import format_table, width
from webmap.system.shipped_files import data_path

SAMPLE = data_path("sample/register_schools.csv")


@pytest.fixture(scope="module")
def rows():
    return {
        "standard": [standard_row(n) for n in range(10_010)],
        "neis": [neis_row(n) for n in range(10_010)],
    }


@pytest.fixture
def portal(rows):
    server = Portal()
    server.rows.update(rows)
    yield server
    server.close()


@pytest.fixture
def environment(portal):
    base = f"http://127.0.0.1:{portal.port}"
    return {
        "WEBMAP_DATA_GO_KR_URL": f"{base}/standard",
        "WEBMAP_NEIS_URL": f"{base}/neis",
        "WEBMAP_DATA_GO_KR_KEY": KEY,
        "WEBMAP_NEIS_KEY": KEY,
        "WEBMAP_LANGUAGE": "en",
    }


@pytest.mark.slow
def test_update_fetches_both_sources_into_the_folder_of_the_settings(tmp_path, environment):
    done = in_a_process("register", "update", cwd=tmp_path, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("10010 rows, fetched for the first time") == 2
    files = {path.name for path in (tmp_path / "var" / "register").iterdir()}
    assert files == {"schools_standard.csv", "neis_schoolinfo.csv"}


def test_a_source_that_fails_does_not_keep_the_other_from_being_fetched(tmp_path, portal, environment):
    portal.faults["standard", 2] = [Answer(xml_error("30", f"bad {KEY}"))]
    done = here("register", "update", "--into", "here", cwd=tmp_path, WEBMAP_DEBUG="1", **environment)
    assert done.returncode == 11
    assert "WEBMAP_DATA_GO_KR_KEY" in done.stderr
    assert "Traceback" not in done.stderr
    assert KEY not in done.stderr + done.stdout
    assert (tmp_path / "here" / "neis_schoolinfo.csv").exists()
    assert not (tmp_path / "here" / "schools_standard.csv").exists()


def test_the_daily_limit_has_an_exit_code_of_its_own(tmp_path, portal, environment):
    portal.faults["standard", 3] = [Answer(xml_error("22"))]
    done = here("register", "update", "--source", "standard", cwd=tmp_path, **environment)
    assert done.returncode == 10
    assert "2 of 11 pages" in done.stderr


def test_a_key_that_is_not_set_is_named_and_no_request_is_sent(tmp_path, portal, environment):
    done = here("register", "update", cwd=tmp_path, **{**environment, "WEBMAP_NEIS_KEY": ""})
    assert done.returncode == 7
    assert "WEBMAP_NEIS_KEY" in done.stderr
    assert portal.requests == []
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def editions(tmp_path):
    """The sample's register, and an edition in which four schools have changed."""
    text = SAMPLE.read_bytes().decode("cp949")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    (tmp_path / "old.csv").write_bytes(text.encode())
    changed = [dict(row) for row in table]
    changed[1]["학교명"] = "=가상'새\x1b[31m이름고등학교"
    changed[2]["위도"] = str(float(changed[2]["위도"]) + 0.02)
    changed[3]["학교급구분"] = "고등학교" if changed[3]["학교급구분"] == "중학교" else "중학교"
    changed.append({**changed[5], "학교ID": "V999999999", "학교명": "가상막열린고등학교"})
    del changed[0]
    with (tmp_path / "new.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(table[0]))
        writer.writeheader()
        writer.writerows(changed)
    return table


def test_diff_counts_and_lists_every_kind_of_change(tmp_path, editions):
    done = here("register", "diff", "old.csv", "new.csv", "-o", "out.csv", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert (done.returncode, done.stderr) == (0, "")
    for kind in ("Opened", "Closed", "Renamed", "Moved", "Level changed"):
        assert f"{kind}: 1\n" in done.stdout
    assert "\x1b" not in done.stdout
    assert editions[0]["학교명"] in done.stdout
    out = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert {row["change"] for row in out} == {"opened", "closed", "renamed", "moved", "level"}
    renamed = next(row for row in out if row["change"] == "renamed")
    assert renamed["new_name"].startswith("'=")
    assert (renamed["old_id"], renamed["published"]) == (editions[1]["학교ID"], "")


def test_diff_says_which_changes_touch_the_published_map(
    tmp_path, editions, sample_folder, published_snapshot
):
    published = set(published_snapshot.schools["key"])
    touched = sum(row["학교ID"] in published for row in editions[:4])
    done = here(
        "register", "diff", "old.csv", "new.csv", "--published", "-o", "out.csv",
        cwd=tmp_path, WEBMAP_LANGUAGE="en", WEBMAP_SNAPSHOTS=str(sample_folder),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert f"(marked *): {touched}." in done.stdout
    out = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert {row["old_id"] for row in out if row["published"] == "yes"} <= published
    assert sum(row["published"] == "yes" for row in out) == touched
    assert {row["published"] for row in out if row["change"] == "opened"} == {"no"}


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (("old.csv", "none.csv"), 4, "none.csv"),
        (("old.csv", "new.csv", "-o", "out.docx"), 6, "out.docx"),
        (("old.csv", "new.csv", "-o", "no/out.csv"), 6, "out.csv"),
        (("old.csv", "new.csv", "--published"), 5, "webmap build"),
        (("old.csv", str(data_path("sample/register_universities.csv"))), 4, "register_universities.csv"),
    ],
)
def test_what_goes_wrong_in_diff_is_one_sentence(tmp_path, editions, arguments, code, part):
    done = here("register", "diff", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert part in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [(), ("update",), ("diff",)])
def test_help_is_in_both_languages(tmp_path, command):
    korean = here("register", *command, "--help", cwd=tmp_path, WEBMAP_LANGUAGE="ko")
    english = here("register", *command, "--help", cwd=tmp_path, WEBMAP_LANGUAGE="en")
    assert korean.returncode == english.returncode == 0
    assert "webmap register" in korean.stdout
    assert any("가" <= character <= "힣" for character in korean.stdout)
    assert not any("가" <= character <= "힣" for character in english.stdout)


def test_columns_stand_in_line_also_under_hangul():
    lines = list(format_table([("가상고", "x"), ("ab", "y")]))
    assert [width(line) for line in lines] == [9, 9]


def test_a_damaged_answer_ends_with_a_code_and_leaves_the_file(tmp_path, portal, environment):
    arguments = ("register", "update", "--source", "standard", "--into", "here")
    assert here(*arguments, cwd=tmp_path, **environment).returncode == 0
    good = (tmp_path / "here" / "schools_standard.csv").read_bytes()
    rows = portal.rows["standard"]
    portal.rows["standard"] = [
        row | {"schoolNm": "\ufffd\ufffd고등학교"} if 1000 <= number < 2000 else row
        for number, row in enumerate(rows)
    ]
    done = here(*arguments, cwd=tmp_path, **environment)
    assert done.returncode == 11
    assert "1000 values of the column 학교명" in done.stderr
    assert (tmp_path / "here" / "schools_standard.csv").read_bytes() == good
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["schools_standard.csv"]
