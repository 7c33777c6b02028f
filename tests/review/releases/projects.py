"""A small project in the desk's database, of the fictional sample's register and a few of its schools."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, insert

from webmap.review.database import Database
from webmap.review.tables.files import list_version, project_document
from webmap.system.shipped_files import data_path

REGISTERS = ("register_schools.csv", "register_universities.csv")
PROJECT = f"""format = "webmap-project/1"
registers = [{", ".join(f'"register/{name}"' for name in REGISTERS)}]

[lists.union]
title = "Union"
kind = "union"
"""
HEADER = "학교명,학교급,지역,상태,날짜\n"
NAMES = (
    ("가상한빛고등학교", "서울"),
    ("가상푸른중학교", "부산"),
)


def sample_schools(count: int) -> list[tuple[str, str]]:
    """Names and regions of the first schools of the fictional register."""
    import csv

    with data_path("sample/register_schools.csv").open(encoding="cp949") as source:
        rows = [row for row in csv.DictReader(source) if row["학교급구분"] in ("중학교", "고등학교")]
    return [(row["학교명"], row["시도교육청명"]) for row in rows[:count]]


def list_of(rows: Sequence[tuple[str, str, str]]) -> bytes:
    """A list: name, region and status of each row."""
    lines = [f"{name},,{region},{status},2024-08-2{n % 9}\n" for n, (name, region, status) in enumerate(rows)]
    return (HEADER + "".join(lines)).encode()


def put_project(database: Database, content: bytes, number: int = 1) -> None:
    """Put the project into the database, with one version of its one list; a later one is added."""
    now = datetime.now(UTC)
    with database.write() as connection:
        if number == 1:
            files = {f"register/{name}": data_path(f"sample/{name}").read_bytes() for name in REGISTERS}
            connection.execute(delete(project_document))
            for path, file in {**files, "project.toml": PROJECT.encode()}.items():
                connection.execute(insert(project_document).values(path=path, content=file, changed=now))
        connection.execute(
            insert(list_version).values(
                id=uuid.uuid4().hex,
                slug="union",
                file_name=f"{number}.csv",
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
                uploaded_name="list.csv",
                reading={},
                state="in_use",
                at=now,
            )
        )
