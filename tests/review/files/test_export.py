"""Writing the project folder from the database."""

from datetime import datetime

import pytest
from sqlalchemy import insert

from webmap.errors import DeskError
from webmap.project.project import find_project
from webmap.review.files.contents import digest_of
from webmap.review.files.export import export_project
from webmap.review.tables.files import project_document
from webmap.system.clock import KOREA


def test_an_empty_desk_gives_a_project_folder(database, tmp_path):
    with database.read() as connection:
        digest = export_project(connection, tmp_path / "out")
        assert digest == digest_of(connection)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["project.toml"]
    assert find_project(tmp_path / "out").file.lists == {}


def test_nothing_is_written_into_a_folder_that_holds_something(database, tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    with database.read() as connection, pytest.raises(DeskError):
        export_project(connection, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".toml"] == []


@pytest.mark.parametrize(
    "path", ["../outside", "/etc/passwd", "a/../../b", "C:\\x", ".ssh/key", "a//b", "a/."]
)
def test_no_stored_path_leads_out_of_the_folder(database, tmp_path, path):
    with database.write() as connection:
        values = {"path": path, "content": b"x", "changed": datetime.now(KOREA)}
        connection.execute(insert(project_document).values(values))
    with database.read() as connection, pytest.raises(DeskError):
        export_project(connection, tmp_path / "out")
    assert not (tmp_path / "out").exists()
