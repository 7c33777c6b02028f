"""Snapshots of the same public rows, each with other secrets: what an audience may not see."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import shapely
import xlsxwriter
from hypothesis import strategies as st

from tests.conftest import silent
from webmap import build
from webmap.build import SAMPLE_REGISTER, geocode, make_snapshot
from webmap.corrections.correction import Correction
from webmap.corrections.published import OnMap, describe_corrections, listed_by_key
from webmap.decisions.append import append
from webmap.decisions.decision import Decision
from webmap.decisions.ledger import ledger_path
from webmap.decisions.question import Question
from webmap.findings.finding import Finding, FindingStatus
from webmap.findings.ledger import append_finding
from webmap.lists.limits import Limits
from webmap.lists.naming.identity import ListIdentity
from webmap.places.gazetteer import Places, load_places
from webmap.settings.publishing import default_cache
from webmap.snapshot.corrections import with_corrections
from webmap.snapshot.snapshot import Snapshot
from webmap.system.clock import KOREA
from webmap.system.shipped_files import data_path
from webmap.vocabulary.corrections import Cause, Gravity

Row = tuple[str, str, str, str, str, str, str]
"""School, region, address, day, status, source, note."""
HEADER = ("학교", "지역", "주소", "날짜", "상태", "출처", "비고")

CONFIRMED, REVIEW, REPORTED = "confirmed", "under review", "reported"
WITHHELD = ("reported", "refuted", "withdrawn")
"""Statuses that are withheld from an audience of `confirmed,under_review`."""

OPEN_ROWS: tuple[Row, ...] = (
    ("가상소담중", "충청남도 홍성군", "", "2024-08-26", CONFIRMED, "가상 신문", ""),
    ("가상별터고", "서울", "", "2024-09-10", CONFIRMED, "가상 학생회", ""),
    ("가상별터고", "서울", "", "2024-09-10", CONFIRMED, "가상 학생회", ""),
    ("가상배꽃고등학교", "부산광역시", "", "2024-09-01", REVIEW, "", ""),
    ("", "", "강원특별자치도 춘천시 가상로 7 (봉의동)", "2024-09-02", CONFIRMED, "가상 신문", ""),
    ("가상서중", "", "", "2024-09-03", CONFIRMED, "", ""),
    ("가상꽈배기재고", "부산", "", "2024-09-03", REVIEW, "가상 신문", ""),
    ("가상세모래대", "", "", "2024-09-03", CONFIRMED, "가상 신문", ""),
    ("가상미래고", "", "", "2024-09-04", REVIEW, "가상 신문", ""),
)
SHEET_ROWS: tuple[Row, ...] = (
    ("가상햇볕중", "", "", "2024-09-05", CONFIRMED, "가상 방송", ""),
    ("가상소담중", "충청남도 홍성군", "", "2024-08-28", REVIEW, "가상 방송", ""),
)

UNION_ROWS: tuple[Row, ...] = (
    ("가상소담중", "충청남도 홍성군", "", "2024-08-27", CONFIRMED, "", ""),
    ("가상배꽃고등학교", "부산광역시", "", "2024-09-01", REVIEW, "", ""),
    ("가상없는이름고", "서울", "", "2024-09-03", REVIEW, "", ""),
)
GONE_ROW: Row = ("가상다빛고", "광주 동구", "", "2024-08-25", CONFIRMED, "", "")
"""An entry of an older version, for a school that only withheld rows name now."""

SECRET_ROWS = (
    ("가상다빛고", "광주 동구", "", "2025-01-01", "", "가상 제보방", ""),
    ("가상솔밭길대", "", "", "2023-01-01", "", "비밀 출처", ""),
    ("가상별터고", "서울", "", "2023-12-01", "", "가상 학생회", ""),
    ("가상별터고", "서울", "", "2023-11-01", "", "비밀 출처", ""),
    ("가상소담중", "충청남도 홍성군", "", "2025-02-02", "reported", "비밀 출처", ""),
    ("가상배꽃고등학교", "부산광역시", "", "2023-12-01", "reported", "", ""),
    ("가상뭉게구름섬외고", "", "", "2025-01-03", "", "", ""),
    ("가상중앙고", "", "", "", "", "", ""),
    ("", "", "강원특별자치도 춘천시 가상로 7 (봉의동)", "2025-01-01", "", "가상 신문", ""),
    ("가상다빛고, 가상햇볕중", "", "", "2023-01-01", "reported", "비밀 출처", ""),
    ("가상햇볕중", "", "", "2025-03-03", "reported", "가상 제보방", "담당자 010-1234-5678"),
)
"""Withheld rows; where no status stands, any withheld one. None changes which schools stand, and as what."""


@dataclass(frozen=True)
class Secret:
    """What an audience may not see of a map.

    `rows`: withheld rows with the place where each is put between the open ones; `digits` the end of the
    phone number in a refused row; `column`, `sheet`: names of a column and of a sheet that are not read;
    `list_name`: name of a list that holds withheld rows only; `decided`: decisions on withheld rows;
    `found`: findings on schools that only withheld rows name, with a withheld status; `corrected`: corrections
    of such schools, and of schools elsewhere.
    """

    rows: tuple[tuple[int, Row], ...] = ()
    note: str = ""
    digits: str = "0000"
    column: str = ""
    sheet: str = ""
    list_name: str = ""
    decided: bool = False
    found: bool = False
    corrected: bool = False


EVERYTHING = Secret(
    rows=tuple((3 * number % 10, (*row[:4], row[4] or WITHHELD[number % 3], *row[5:]))
               for number, row in enumerate(SECRET_ROWS)),
    note="비밀 메모", digits="7391", column="비밀 칸", sheet="비밀 시트", list_name="open.csv", decided=True,
    found=True, corrected=True,
)  # fmt: skip
"""A secret of every kind at once."""

ELSEWHERE = Secret(
    rows=(
        (0, ("가상다빛고", "광주 동구", "", "2025-01-01", CONFIRMED, "비밀 출처", "")),
        (2, ("가상별터고", "서울", "", "2023-01-01", REPORTED, "비밀 출처", "")),
        (2, ("가상꽈배기재고", "서울", "", "2025-01-03", REVIEW, "", "")),
        (4, ("", "", "강원특별자치도 춘천시 가상로 7 (봉의동)", "2025-01-01", CONFIRMED, "", "")),
        (5, ("가상소담중, 가상별터고", "충청남도", "", "2024-09-01", "refuted", "비밀 출처", "")),
    ),
    digits="7391", column="비밀 칸", sheet="비밀 시트", list_name="open.csv", decided=True, corrected=True,
)  # fmt: skip
"""What readers of a copy of Busan alone are not told: rows of other provinces, of every status."""

secret_rows = st.builds(
    lambda row, status: (*row[:4], row[4] or status, *row[5:]),
    st.sampled_from(SECRET_ROWS),
    st.sampled_from(WITHHELD),
)
secrets = st.builds(
    Secret,
    rows=st.lists(st.tuples(st.integers(0, 9), secret_rows), min_size=1, max_size=6).map(tuple),
    note=st.sampled_from(["", "비밀 메모"]),
    digits=st.integers(0, 9999).map("{:04}".format),
    column=st.sampled_from(["", "비밀 칸"]),
    sheet=st.sampled_from(["", "비밀 시트"]),
    list_name=st.sampled_from(["", "open.csv", "비밀 목록.csv"]),
    decided=st.booleans(),
    found=st.booleans(),
    corrected=st.booleans(),
)

REFUSED: Row = ("가상햇볕중", "", "", "2024-09-06", REPORTED, "가상 제보방", "010-2345-{digits}")


def snapshot_with(
    secret: Secret, places: Places, folder: Path, version: str, refused: bool = False
) -> Snapshot:
    """The snapshot of the open rows with these secrets, under a version and time that are always the same.

    Outlines of regions are squares, which are quick to write and to draw.
    `refused`: with a refused row that the audience knows of, of which only the text is secret.
    """
    lists = write_lists(secret, folder, refused)
    union = write_union(secret, folder / "union")
    registers = [data_path(name) for name in SAMPLE_REGISTER]
    versions = {path: ListIdentity("union", "가상 조합", "union", version=path.stem) for path in union}
    newest = {path: versions.pop(path) for path in union[-1:]}
    done = geocode(
        [*lists, *newest], registers, places, Limits(), silent, findings=[folder / "findings.csv"],
        identities=newest, older=versions,
    )  # fmt: skip
    snapshot = make_snapshot(done, places)
    created = f"{version[:4]}-{version[4:6]}-{version[6:8]}T00:00:00+00:00"
    squares = {
        level: layer.set_geometry([_square(number) for number in range(len(layer))], crs=layer.crs)
        for level, layer in snapshot.regions.items()
    }
    on_map = OnMap(listed_by_key(snapshot.schools), done.register)
    corrections = describe_corrections(list(_corrections(secret)), on_map, datetime.date(2026, 4, 1), 7)
    snapshot = with_corrections(snapshot, corrections)
    manifest = {**snapshot.manifest, "version": version, "created": created}
    return replace(snapshot, regions=squares, manifest=manifest)


def _corrections(secret: Secret) -> Iterator[Correction]:
    """Withheld corrections before and behind one that every audience sees in its place."""
    hidden = (("가상다빛고", "reported", "refuted"), ("가상별터고", "withdrawn", "reported"))
    secrets_told = [_correction(*each, why="비밀 사유") for each in hidden] if secret.corrected else []
    every = [*secrets_told, _correction("가상배꽃고", "confirmed", "under_review"), *secrets_told]
    yield from (replace(each, number=number) for number, each in enumerate(every, 1))


def _correction(query: str, was: str, now: str, why: str = "") -> Correction:
    when = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)
    key = "V000000062" if query == "가상별터고" else _a_candidate(query)
    return Correction(
        0, when.date(), key, query, was, now, Cause.OTHER, Gravity.MINOR, when, why=why, id=f"{query}{was}"
    )


def _square(number: int) -> shapely.Polygon:
    lon, lat = 125.5 + number % 20 / 5, 33.5 + number // 20 / 5
    return shapely.box(lon, lat, lon + 0.2, lat + 0.2)


def write_lists(secret: Secret, folder: Path, refused: bool) -> list[Path]:
    """Write the lists, each kind into a folder of its own, with the decisions beside them."""
    rows = [*OPEN_ROWS, *([REFUSED] if refused else [])]
    for place, row in sorted(secret.rows, reverse=True):
        rows.insert(place, row)
    rows = [(*row[:6], row[6].format(digits=secret.digits) or secret.note) for row in rows]
    (folder / "a").mkdir(parents=True)
    (folder / "b").mkdir()
    paths = [folder / "b" / "open.csv", folder / "b" / "sheet.xlsx"]
    paths[0].write_bytes(_csv(rows, secret))
    paths[1].write_bytes(_workbook(secret))
    if secret.list_name:
        hidden = [row for _, row in secret.rows]
        paths.insert(0, folder / "a" / secret.list_name)
        paths[0].write_bytes(_csv([(*row[:6], secret.note) for row in hidden], secret))
    _decide(paths[-1], "가상세모래대", secret)
    if secret.found:
        _find(folder / "findings.csv")
    return paths


def write_union(secret: Secret, folder: Path) -> list[Path]:
    """Write the versions of a list, the oldest first; where there are secrets, some hold nothing else."""
    folder.mkdir()
    hidden = [row for _, row in secret.rows]
    before = [*UNION_ROWS[:2], GONE_ROW]
    versions = [before, UNION_ROWS]
    if hidden:
        versions = [hidden, before, [*hidden, *before], [*UNION_ROWS, *hidden], UNION_ROWS]
    paths = [folder / f"{number}.csv" for number in range(1, len(versions) + 1)]
    for path, rows in zip(paths, versions, strict=True):
        path.write_bytes(_csv([(*row[:6], secret.note) for row in rows], secret))
    return paths


def _decide(beside: Path, query: str, secret: Secret) -> None:
    when = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)
    chosen = [Decision(Question(query), _a_candidate(query), "", "가상 담당자", when, "가상 공문으로 확인")]
    if secret.decided:
        chosen += [
            Decision(Question("가상중앙고"), "none", "", "비밀 담당자", when, "비밀 사유"),
            Decision(Question("가상없는이름고"), "none", "", "비밀 담당자", when, "비밀 사유"),
        ]
    append(ledger_path(beside), chosen)


def _find(file: Path) -> None:
    """Withheld findings: a refutation, and a claim that is withdrawn."""
    when = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=KOREA)
    refuted = Finding(
        _a_candidate("가상다빛고"), "가상다빛고등학교", FindingStatus.REFUTED, "비밀 담당자", when,
        "비밀 기관", datetime.date(2026, 1, 1), "비밀 공문", why="비밀 사유",
    )  # fmt: skip
    append_finding(file, refuted)
    withdrawn = Finding(
        _a_candidate("가상솔밭길대"), "", FindingStatus.WITHDRAWN, "비밀 담당자", when,
        claim_source="비밀 출처", why="비밀 사유",
    )  # fmt: skip
    append_finding(file, withdrawn)


@cache
def _a_candidate(query: str) -> str:
    """The key of a school of the sample that bears a name, which several do."""
    places = load_places(default_cache())
    register = build.load_register(
        [data_path(name) for name in SAMPLE_REGISTER], places.read_address, places.table
    )
    return min(each.key for each in register.schools if each.name.startswith(query))


def _csv(rows: Sequence[Row], secret: Secret) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    further = [secret.column] if secret.column else []
    writer.writerow([*HEADER, *further])
    writer.writerows([*row, *(["비밀 칸의 글"] if further else [])] for row in rows)
    return text.getvalue().encode()


def _workbook(secret: Secret) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        # The time of writing would differ between two workbooks.
        book.set_properties({"created": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)})
        tables = {"목록": [HEADER, *((*row[:6], secret.note) for row in SHEET_ROWS)]}
        if secret.sheet:
            tables[secret.sheet] = [("학교", "글"), ("가상비밀고", "2")]
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(table):
                sheet.write_row(number, 0, cells)
    return held.getvalue()
