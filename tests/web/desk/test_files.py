"""Lists at the desk: uploaded, read in a limited process, proposed by one person, used by another."""

from __future__ import annotations

import io
import re
import sys

import pytest

from webmap.review.files.export import export_project
from webmap.review.journal import faults
from webmap.review.uploads import child, run
from webmap.settings.settings import Settings
from webmap.system.shipped_files import data_path

LIST = "학교,지역,날짜,상태\n가상한빛고,서울,2024-08-26,제보\n가상새봄고,부산,2024-08-27,확인\n".encode()
PERSONAL = "학교,비고\n가상한빛고,010-1234-5678\n홍길동 학생(2학년 3반),x\n".encode()


def send(visitor, content=LIST, name="list.csv", to="new", **fields):
    new = {"slug": "union", "title": "가상 노조", "kind": "union", "origin": ""} if to == "new" else {}
    data = {"list": to, **new, **fields, "file": (io.BytesIO(content), name)}
    return visitor.post("/lists/upload", data, content_type="multipart/form-data")


def uploaded(visitor, content=LIST, **fields):
    """The address of the version's page."""
    answer = send(visitor, content, **fields)
    assert answer.status_code == 303, answer.text
    return answer.location.partition("?")[0]


def judge(visitor, address, judgment="accept", answer=""):
    digest = re.search('name="sha256" value="(.*?)"', visitor.get(address).text)
    data = {"judgment": judgment, "answer": answer, "sha256": digest[1] if digest else ""}
    return visitor.post(f"{address}/judge", data)


def in_use(editor, reviewer, content=LIST, **fields):
    address = uploaded(editor, content, **fields)
    assert editor.post(f"{address}/propose").status_code == 303
    assert judge(reviewer, address).status_code == 303
    return address


def exported(desk_app, folder):
    with desk_app.extensions["webmap-desk"].database.read() as connection:
        export_project(connection, folder)
        assert list(faults(connection)) == []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_a_list_that_one_uploads_and_another_uses_is_exported(desk_app, enter, tmp_path):
    editor, reviewer = enter("editor"), enter("reviewer")
    address = uploaded(editor)
    page = editor.get(address).text
    assert "가상한빛고" in page
    assert exported(desk_app, tmp_path / "before").keys() == {"project.toml"}
    editor.post(f"{address}/propose")
    assert judge(reviewer, address).status_code == 303
    files = exported(desk_app, tmp_path / "after")
    (name,) = [each for each in files if each.startswith("lists/union/")]
    assert files[name] == LIST
    assert "[lists.union]" in files["project.toml"].decode()


def test_nobody_uses_his_own_upload(enter):
    both = enter("editor", "reviewer")
    address = uploaded(both)
    both.post(f"{address}/propose")
    assert judge(both, address).status_code == 409 or judge(both, address).status_code == 403
    assert both.get("/lists/?state=in_use").text.count("<tr>") == 0


def test_the_second_of_two_who_judge_is_told(enter):
    editor, one, two = enter("editor"), enter("reviewer"), enter("reviewer")
    address = uploaded(editor)
    editor.post(f"{address}/propose")
    digest = re.search('name="sha256" value="(.*?)"', two.get(address).text)[1]
    assert judge(one, address).status_code == 303
    late = two.post(f"{address}/judge", {"judgment": "reject", "answer": "nein", "sha256": digest})
    assert late.status_code == 409


def test_a_version_is_not_used_where_a_newer_one_came_meanwhile(enter):
    editor, other, reviewer = enter("editor"), enter("editor"), enter("reviewer")
    in_use(editor, reviewer)
    slow = uploaded(editor, LIST + b"\n", to="union")
    editor.post(f"{slow}/propose")
    in_use(other, reviewer, LIST + "가상이슬고,대전,,제보\n".encode(), to="union")
    assert judge(reviewer, slow).status_code == 409
    assert editor.post(f"{slow}/read").status_code == 303
    assert editor.post(f"{slow}/propose").status_code == 303
    assert judge(reviewer, slow).status_code == 303


def test_the_page_says_what_changes_against_the_former_version(enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    in_use(editor, reviewer)
    changed = LIST.replace(
        "가상새봄고,부산,2024-08-27,확인".encode(), "가상이슬고,대전,2024-08-27,확인".encode()
    )
    page = editor.get(uploaded(editor, changed, to="union")).text
    counts = re.findall(r"<li><b>(\d+)</b>", page)
    assert counts == ["1", "1", "1", "0", "0"]


def test_personal_data_of_refused_rows_is_nowhere_on_the_page(enter):
    editor = enter("editor")
    page = editor.get(uploaded(editor, PERSONAL)).text
    assert "010-1234" not in page
    assert "홍길동" not in page


def test_a_name_of_a_file_is_no_path_and_holds_no_personal_data(enter):
    editor = enter("editor")
    for number, name in enumerate(("../../etc/passwd.csv", "홍길동 010-1234-5678.csv", "a\tb\u202e.csv")):
        page = editor.get(
            uploaded(editor, slug=f"list-{number}", name=name, content=LIST + b"\n" * number)
        ).text
        assert "../" not in page.replace("../../static", "")
        assert "010-1234-5678" not in page


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xff\xfe\x00\x00" * 10, "list.csv"),
        (b"PK\x03\x04" + bytes(200), "list.xlsx"),
        (b"<html><script>alert(1)</script></html>", "list.html"),
        ("값,수\n1,2\n".encode(), "list.csv"),
        (b"{" * 10_000, "list.json"),
    ],
)
def test_what_is_no_list_is_kept_with_a_sentence_and_not_proposed(enter, content, name):
    editor = enter("editor")
    address = uploaded(editor, content, name=name)
    page = editor.get(address)
    assert 'role="alert"' in page.text
    assert "<script>alert" not in page.text
    assert editor.post(f"{address}/propose").status_code == 400


def test_a_wrongly_read_column_is_chosen_and_holds_for_the_build(desk_app, enter, tmp_path):
    editor, reviewer = enter("editor"), enter("reviewer")
    address = uploaded(editor, "소속기관,학교\n가상한빛고,메모\n".encode())
    assert editor.post(f"{address}/read", {"column_school": "소속기관"}).status_code == 303
    assert "가상한빛고" in editor.get(address).text
    editor.post(f"{address}/propose")
    judge(reviewer, address)
    assert 'columns = ["school=소속기관"]' in exported(desk_app, tmp_path / "out")["project.toml"].decode()


def test_uploaded_bytes_are_only_downloaded(enter):
    editor = enter("editor")
    address = uploaded(editor, b"<script>alert(1)</script>", name="x.html")
    answer = editor.get(f"{address}/file")
    assert answer.data == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert re.fullmatch(
        r'attachment; filename="union-[0-9a-f]{8}\.html"', answer.headers["Content-Disposition"]
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert enter("reader").get(f"{address}/file").status_code == 403


def test_a_file_above_the_limit_is_refused_with_a_sentence(desk_app, enter, monkeypatch):
    desk = desk_app.extensions["webmap-desk"]
    small = Settings(snapshots=desk.map_settings.snapshots, max_file_bytes=1_000)
    object.__setattr__(desk, "map_settings", small)
    editor = enter("editor")
    answer = send(editor, LIST * 5_000)
    assert answer.status_code == 413
    assert "WEBMAP_MAX_FILE_BYTES" in answer.text
    assert send(editor, LIST * 20).status_code == 413


def test_a_list_that_takes_too_much_is_refused_and_the_desk_goes_on(enter, monkeypatch):
    monkeypatch.setattr(run, "WAIT_S", 0.01)
    editor = enter("editor")
    assert 'role="alert"' in editor.get(uploaded(editor)).text


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_the_process_that_reads_has_its_limits(tmp_path):
    import subprocess

    code = (
        "from webmap.review.uploads.child import limit; limit(); import resource as r; "
        "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CPU)[0]); bytearray(3 * 1024**3)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == [str(child.MAX_MEMORY_BYTES), str(child.MAX_CPU_S)]
    assert "MemoryError" in done.stderr


@pytest.mark.parametrize(
    ("role", "status"), [("reader", 403), (("office", "11"), 403), ("administrator", 403), ("editor", 303)]
)
def test_who_may_upload(enter, role, status):
    assert send(enter(role)).status_code == status


def test_an_upload_that_is_not_in_use_is_removed_with_its_bytes_by_its_author_alone(enter):
    editor, other = enter("editor"), enter("editor")
    address = uploaded(editor)
    assert other.post(f"{address}/discard").status_code == 403
    assert editor.post(f"{address}/discard").status_code == 303
    assert editor.get(address).status_code == 404


def test_the_same_file_is_not_stored_twice(enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    in_use(editor, reviewer)
    assert send(editor, to="union").status_code == 409


@pytest.mark.parametrize(
    "fields",
    [
        {"slug": "../x"}, {"slug": "nul"}, {"title": ""}, {"title": "010-1234-5678"}, {"kind": "blog"},
        {"origin": "none-such"}, {"list": "none-such"}, {"title": "가" * 100},
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_made_is_one_sentence(enter, fields):
    assert send(enter("editor"), **fields).status_code == 400


def test_a_desk_without_lists_says_how_to_begin_and_filters_stay_in_the_address(enter):
    editor, reviewer = enter("editor"), enter("reviewer")
    assert 'class="empty"' in editor.get("/lists/").text
    in_use(editor, reviewer)
    assert "가상 노조" in editor.get("/lists/?kind=union&q=union&state=in_use").text
    assert "union</code>" not in editor.get("/lists/?kind=press").text


def test_the_register_of_the_desk_is_shown_with_its_day_and_age(desk_app, enter, tmp_path):
    from tests.review.files.folders import sample_project
    from webmap.review.files.importing import import_project

    reader = enter("reader")
    assert "webmap register update" in reader.get("/lists/registers").text
    sample_project(tmp_path / "map")
    import_project(desk_app.extensions["webmap-desk"].database, tmp_path / "map", "machine")
    page = reader.get("/lists/registers").text
    assert "register/register_schools.csv" in page
    assert re.search(r"20\d\d-\d\d-\d\d", page)
    assert data_path("sample/register_schools.csv").exists()
