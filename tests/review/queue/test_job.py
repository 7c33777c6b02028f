"""The worker renews the open rows: after an import, a new list or a release, in a process of its own."""

from __future__ import annotations

import pytest

from webmap.review.files.importing import import_project
from webmap.review.journal import MACHINE
from webmap.review.queue import job
from webmap.review.queue.reading import QueueFilter, page
from webmap.review.releases import jobs, worker
from webmap.settings.desk import DeskSettings
from webmap.settings.publishing import default_cache
from webmap.settings.settings import Settings


@pytest.mark.slow
def test_an_imported_folder_brings_its_open_rows(database, database_address, project, tmp_path):
    assert worker.HANDLERS["questions"] is job.renew
    import_project(database, project, MACHINE)
    settings = DeskSettings(folder=tmp_path / "desk", database=database_address)
    (tmp_path / "desk").mkdir()
    assert worker.do_next(database, settings, Settings(cache=default_cache()))
    with database.read() as connection:
        assert not jobs.is_open(connection, "questions")
        assert len(page(connection, QueueFilter()).questions) == 5
