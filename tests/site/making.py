"""A copy of the sample, made small: few exports, pages of twenty entries, and little compression."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from webmap.settings.settings import Settings
from webmap.site.options import PublishOptions
from webmap.site.publish import PublishResult, publish
from webmap.system.progress import ProgressBars

SMALL_PAGE = 20
"""Entries on a page of what is not on the map, so that the sample has several."""


def publish_sample(
    snapshots: Path,
    target: Path,
    *,
    base_url: str = "",
    public_statuses: str | None = None,
    **options: object,
) -> PublishResult:
    """Publish into a folder, in this process."""
    stated = {} if public_statuses is None else {"public_statuses": public_statuses}
    settings = Settings(snapshots=snapshots, base_url=base_url, **stated)
    made = PublishOptions(target, settings, formats=(), provinces=(), processes=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webmap.view.unplaced.PAGE_SIZE", SMALL_PAGE)
        patch.setattr("webmap.web.pages.unplaced.PAGE_SIZE", SMALL_PAGE)
        for quality in ("BEST", "GOOD"):
            patch.setattr(f"webmap.site.tree.{quality}", 1)
        return publish(replace(made, **options), ProgressBars("en"))


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Time and place on the disk of every file: what is not touched keeps both."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino) for path in files
    }
