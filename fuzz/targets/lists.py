"""List readers: the bytes are a file, read as the build reads it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fuzz.sentences import check_sentence, check_shown
from fuzz.targets.frame import HOSTILE, seeds
from fuzz.workbooks import PARTS, mutate_part, packed, with_parts
from webmap.errors import ListError
from webmap.lists.columns import SPELLINGS
from webmap.lists.dates import EARLIEST
from webmap.lists.entry import Entry
from webmap.lists.formats.list_kinds import FORMATS
from webmap.lists.limits import Limits
from webmap.lists.personal.detect import find_personal, is_personal
from webmap.lists.reader import SchoolList, read_list
from webmap.lists.text import strip_invisible

LIMITS = Limits()
NAMES = ("가상 목록.csv", "가상 목록.json")
_FILE = Path(tempfile.mkdtemp(prefix="webmap-fuzz-")) / "list"

HEADER = "학교,학교급,지역,주소,날짜,상태,출처,비고"
ROW = "가상한빛중학교,중,서울,서울특별시 강남구 역삼동 1,2024-08-26,확인,가상 신문,글"
_TEXTS = (
    f"{HEADER}\n{ROW}\n",
    "학교\t지역\n가상고\t부산\n",
    "우리 목록\n\n학교;지역;학교2;지역2\r\n가상중;대구;가상고;경기\r\n",
    '학교|비고\n"가상중"|"첫째\n둘째"\n',
    '[{"school": "가상중", "date": "24.8.26", "note": null, "source": ["가", 1, true]}]',
    '{"title": "목록", "schools": [{"학교": "가상고", "날짜": "2024-08-26T23:30:00+00:00"}]}',
    '{"학교": "가상중"}\n\n{"학교": "가상고", "비고": NaN, "비고": -1e999}\n',
    "학교,날짜\n가상중,26/08/2024\n가상고,45530\n가상대,8월 26일\n가상여중,9999-99-99\n",
    "지역,학교,비고\n[부산],,\n인천,가상중,\n〃,가상고,\n,나상고,\n\n2차\n연번,학교명(필수),시도\n1,다상고,서울\n",
    "학교,비고\n가상중,연락처 010-0000-0000\n가상고,user@example.com\n가상대,2학년 3반\n",
)
_SHEET = PARTS["xl/worksheets/sheet1.xml"]
SEEDS = (
    *seeds(*_TEXTS),
    packed(PARTS),
    with_parts(sheet=_SHEET.replace("45530", "-1e99")),
)
MAX_BYTES = 16_384
mutate = mutate_part


def words() -> list[str]:
    """Headers and marks that the readers know."""
    headers = [spelling for column in SPELLINGS.values() for spelling in column[:12]]
    dates = [
        "2024-08-26",
        "24. 8. 26.",
        "2024년 8월 26일",
        "오후 3시 반",
        "T23:59:60Z",
        "0000-00-00",
        "45530",
    ]
    marks = [
        *HOSTILE,
        "\ufeff",
        "\ud800",
        "\\ud800",
        "NaN",
        "Infinity",
        "1e999",
        '"',
        "[{",
        "}]",
    ]
    personal = ["010-0000-0000", "user@example.com", "000000-3000000", "2학년 3반", "https://", "t.me/"]
    return [*headers, *dates, *marks, *personal, "가상중학교", "가상고", "확인", "철회", "미확인"]


def one_input(data: bytes) -> None:
    """Read a file under each name that changes how it is read; it is read, or refused with a sentence."""
    for name in NAMES if data.lstrip()[:1] in (b"[", b"{") else NAMES[:1]:
        _FILE.write_bytes(data)
        try:
            found = read_list(_FILE, LIMITS, name=name)
        except ListError as failure:
            check_sentence(failure.message)
            continue
        check_list(found)


def check_list(found: SchoolList) -> None:
    """Raise AssertionError unless every entry can be published."""
    rows = [entry.row for entry in found.entries]
    assert rows == sorted(set(rows)), "rows out of order"
    assert len(rows) <= LIMITS.rows
    assert found.format in FORMATS
    for header in (*found.unknown_columns, *found.unread_sheets):
        check_shown(header)
        assert not is_personal(header)
    for sentence in (*found.cautions, *(each.reason for each in found.skipped)):
        check_sentence(sentence)
    for entry in found.entries:
        _check_entry(entry)


def _check_entry(entry: Entry) -> None:
    texts = (entry.school, entry.region, entry.own_region, entry.address, entry.source, entry.note)
    for remark in filter(None, (*entry.remarks, entry.refused, entry.doubt)):
        check_sentence(remark)
    if entry.refused:
        assert not any(texts), "a refused row keeps text"
    assert entry.date is None or entry.date >= EARLIEST
    for text in texts:
        assert text == strip_invisible(text), f"not clean: {text!r}"
        text.encode()
        assert not find_personal(text), "personal data was kept"
