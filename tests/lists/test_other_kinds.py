"""Files that are not read as lists, and what their refusals say."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.lists.making import as_bytes, read
from tests.lists.writing import hwpx_of, ods, package, parquet, record, xls
from webmap.cli.main import main
from webmap.errors import ListError
from webmap.lists.formats.list_kinds import LIST_KINDS
from webmap.lists.formats.safety.compound_file import compound_file_of

TABLE = [("학교", "지역"), ("가상중", "서울")]
LINK = '{"url": "https://docs.google.com/open?id=x", "doc_id": "x", "email": "user@example.com"}'
REGISTER = Path(__file__).parents[2] / "data" / "sample" / "register_schools.csv"
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "a.hwp": (compound_file_of("FileHeader", b"HWP Document File"), "HWPX", "HWPX"),
    "old.hwp": (b"HWP Document File V3.00", "HWPX", "HWPX"),
    "a.doc": (compound_file_of("WordDocument", b"x"), "Copy its table", "표를"),
    "a.msg": (compound_file_of("__properties_version1.0", b"x"), "attached", "첨부"),
    "locked.xlsx": (compound_file_of("EncryptedPackage", b"x"), "password", "암호"),
    "locked.xls": (xls(TABLE, before=record(0x002F, bytes(6))), "password", "암호"),
    "locked.ods": (
        package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}),
        "password",
        "암호",
    ),
    "locked.parquet": (b"PARE" + bytes(100), "password", "암호"),
    "a.numbers": (package({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "Export To", "Excel"),
    "a.docx": (package({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "Copy its table", "표를"),
    "a.pptx": (package({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "Copy its table", "표를"),
    "a.odt": (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "Copy its table", "표를"),
    "a.zip": (package({"목록.csv": "학교\n가상중\n"}), "Unpack it", "압축을"),
    "a.tar": (b"a.csv".ljust(257, b"\0") + b"ustar" + bytes(250), "Unpack it", "압축을"),
    "a.alz": (b"ALZ\x01" + bytes(50), "Unpack it", "압축을"),
    "a.pdf": (b"%PDF-1.7\n", "PDF", "PDF"),
    "a.jpg": (b"\xff\xd8\xff\xe0", "image", "이미지"),
    "a.webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image", "이미지"),
    "a.heic": (b"\x00\x00\x00\x18ftypheic" + bytes(20), "image", "이미지"),
    "a.mp4": (b"\x00\x00\x00\x18ftypisom" + bytes(20), "film", "동영상"),
    "a.gsheet": (LINK.encode(), "only a link", "링크"),
    "b.gsheet": (b'{"": "WARNING!", "url": "https://docs.google.com/x"}', "only a link", "링크"),
    "a.url": (b"[InternetShortcut]\r\nURL=https://example.com/\r\n", "only a link", "링크"),
    "a.desktop": (b"[Desktop Entry]\nType=Link\nURL=https://example.com/\n", "only a link", "링크"),
    "a.webloc": (b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "x" "y"><plist/>', "only a link", "링크"),
    "a.lnk": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "only a link", "링크"),
    "a.mht": (b"From: <Saved by Blink>\nMIME-Version: 1.0\n", "archive file", "웹"),
    "a.eml": (b"Received: from x\nSubject: y\n\nz", "attached", "첨부"),
    "a.sqlite": (b"SQLite format 3\x00" + bytes(100), "database", "데이터베이스"),
    "a.xml": (b'<?xml version="1.0"?><Workbook xmlns="x"/>', "XML", "XML"),
    "a.rtf": (b"{\\rtf1 x}", "Copy its table", "표를"),
    "a.exe": (b"MZ\x90\x00" + bytes(100), "program", "프로그램"),
    "a.arrow": (b"ARROW1\x00\x00" + bytes(50), "JSON Lines", "Parquet"),
    "a.bin": (bytes(range(1, 9)) * 50, "unknown kind", "알 수 없는"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(name: str) -> None:
    data, english, korean = REFUSED[name]
    with pytest.raises(ListError) as failure:
        read(data, name)
    assert english in failure.value.message.render("en")
    assert korean in failure.value.message.render("ko")
    assert name in failure.value.message.render("ko")
    assert "example.com" not in failure.value.message.render("en")


def test_the_command_line_refuses_them_as_it_refuses_other_bad_files(tmp_path: Path) -> None:
    for name in ("a.hwp", "a.gsheet", "locked.xlsx", "a.zip"):
        path = tmp_path / name
        path.write_bytes(REFUSED[name][0])
        found = CliRunner().invoke(
            main, ["geocode", str(path), "--register", str(REGISTER), "-o", str(tmp_path / "o.csv")]
        )
        assert found.exit_code == ListError.exit_code
        assert name in found.output


def test_the_kinds_that_are_read_stand_in_the_error_the_help_and_the_documents() -> None:
    help_text = " ".join(CliRunner().invoke(main, ["build", "--help"]).output.split())
    documents = (Path(__file__).parents[2] / "docs" / "lists.md").read_text("utf-8")
    with pytest.raises(ListError) as failure:
        read(REFUSED["a.bin"][0])
    for kind in LIST_KINDS:
        assert kind.label in help_text
        assert kind.label in failure.value.message.render("ko")
        assert documents.count(f"| {kind.label} |") == 2
        assert all(f"`{ending}`" in documents for ending in kind.endings)


def test_a_protected_zip_is_an_archive() -> None:
    data = bytearray(package({"목록.csv": "학교\n가상중\n"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ListError, match="zip"):
        read(bytes(data), "a.zip")


@pytest.mark.parametrize(
    "make", [xls, ods, parquet, lambda table: as_bytes(table, "xlsx"), lambda _: hwpx_of("<x/>")]
)
def test_a_file_that_is_cut_off_anywhere_is_refused(make) -> None:
    whole = make(TABLE)
    for share in range(1, 10):
        with pytest.raises(ListError):
            read(whole[: len(whole) * share // 10], "a.xlsx")


def test_a_package_of_a_list_among_other_files_is_an_archive() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("목록.xlsx", as_bytes(TABLE, "xlsx"))
    with pytest.raises(ListError) as failure:
        read(held.getvalue(), "목록.zip")
    assert "Unpack it" in failure.value.message.render("en")
