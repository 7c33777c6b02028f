"""Processes that write exports, each with the snapshot opened once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from webmap.places.regions.region_table import load_region_table
from webmap.site.exports import Job, write_job
from webmap.snapshot.pointer import Pointer
from webmap.snapshot.snapshot import open_snapshot
from webmap.view.audience import Audience
from webmap.view.filters import Filters
from webmap.view.view import View

FinishedJob = tuple[Job, list[str]]
"""A job, and the formats that could hold it."""


@dataclass(frozen=True)
class Task:
    """Data that every process needs: snapshot, audience, filters, folder and address of the new copy."""

    snapshots: Path
    version: str
    audience: Audience
    filters: Filters
    target: Path
    base_url: str = ""


_views: dict[Task, View] = {}


def _run_job(task: Task, job: Job) -> FinishedJob:
    if task not in _views:
        _views.clear()
        snapshot = open_snapshot(task.snapshots, Pointer(task.version))
        _views[task] = View(snapshot, load_region_table(), task.audience)
    return job, write_job(job, _views[task], task.filters, task.target, task.base_url)


def processors() -> int:
    """Number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def run_jobs(task: Task, jobs: Iterable[Job], view: View, count: int) -> Iterator[Iterator[FinishedJob]]:
    """Run jobs in `count` processes and yield them as they finish; with one, in this process.

    Processes are not forked from this one: its libraries have threads, whose locks a fork would copy.
    """
    if count <= 1:
        yield ((job, write_job(job, view, task.filters, task.target, task.base_url)) for job in jobs)
        return
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["webmap.site.workers"])
    pool = ProcessPoolExecutor(count, context)
    try:
        futures = [pool.submit(_run_job, task, job) for job in jobs]
        yield (future.result() for future in as_completed(futures))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
