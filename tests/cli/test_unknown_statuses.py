from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import here
from webmap.build import SAMPLE_REGISTER
from webmap.errors import ListError
from webmap.lists.limits import Limits
from webmap.lists.reader import read_list
from webmap.lists.unknown_statuses import refuse_unknown_statuses
from webmap.snapshot.snapshot import open_snapshot
from webmap.system.shipped_files import data_path
from webmap.vocabulary.terms import Status

REGISTER = [part for name in SAMPLE_REGISTER for part in ("--register", data_path(name))]


def write(folder: Path, statuses: list[str], name: str = "목록.csv") -> Path:
    path = folder / name
    path.write_text("학교,진위\n" + "".join(f"가람중,{each}\n" for each in statuses), "utf-8")
    return path


def refusal(folder: Path, statuses: list[str]) -> str:
    with pytest.raises(ListError) as caught:
        refuse_unknown_statuses([read_list(write(folder, statuses), Limits())])
    return caught.value.message.render("en")


def test_a_build_stops_at_a_status_that_is_not_understood_and_publishes_nothing(tmp_path: Path) -> None:
    listed = write(tmp_path, ["확인", "", "두리둥실함"])
    done = here("build", listed, *REGISTER, "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == ListError.exit_code
    assert "목록.csv" in done.stderr
    assert "두리둥실함" in done.stderr
    assert "--lenient" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_lenient_build_takes_an_unknown_status_as_reported_with_a_remark(tmp_path: Path) -> None:
    listed = write(tmp_path, ["확인", "두리둥실함"])
    done = here("build", listed, *REGISTER, "--lenient", "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0
    rows = [*open_snapshot(tmp_path / "out").rows]
    assert [row["status"] for row in rows] == [Status.CONFIRMED, Status.REPORTED]
    assert len(rows[1]["remarks"]) == 1


def test_geocoding_publishes_nothing_and_goes_on_with_a_remark(tmp_path: Path) -> None:
    listed = write(tmp_path, ["두리둥실함"])
    done = here("geocode", listed, *REGISTER, "-o", tmp_path / "out.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "진위" in done.stdout


def test_the_message_shows_the_first_rows_and_counts_the_others(tmp_path: Path) -> None:
    message = refusal(tmp_path, ["확인", *(f"두리둥실 {letter}" for letter in "가나다라마바사")])
    assert "row 2 “두리둥실 가”" in message
    assert "row 6 “두리둥실 마”" in message
    assert "두리둥실 바" not in message
    assert "2 more" in message


def test_a_column_without_any_known_status_is_named_once(tmp_path: Path) -> None:
    message = refusal(tmp_path, ["남학교", "여학교", "공학", "공학", "공학", "공학"])
    assert message.count("진위") == 1
    assert "another header" in message
    assert "1 more" in message


@pytest.mark.parametrize(
    "status", ["두리둥실 010-0000-1234", "두리둥실 080101-3000000", "두리둥실 @gasang_00"]
)
def test_the_message_never_shows_personal_data(tmp_path: Path, status: str) -> None:
    message = refusal(tmp_path, ["확인", status, "두리둥실"])
    assert "row 3" in message
    assert "row 2" not in message


def test_a_column_of_names_read_as_statuses_is_not_repeated(tmp_path: Path) -> None:
    message = refusal(tmp_path, ["홍길동", "김가상", "남궁가온 두리둥실"])
    assert "row 3 “…”" in message
    assert not any(name in message for name in ("홍길동", "김가상", "남궁"))


def test_a_long_status_is_shortened(tmp_path: Path) -> None:
    assert len(refusal(tmp_path, ["확인", "두리둥실" * 400])) < 500


def test_lists_without_a_status_or_with_dashes_are_built(tmp_path: Path) -> None:
    listed = read_list(write(tmp_path, ["", "-", "확인", "N/A"]), Limits())
    refuse_unknown_statuses([listed])
    assert all(entry.remarks == () for entry in listed.entries)
