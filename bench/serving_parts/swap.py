"""New snapshots published while pages and data are asked for."""

from __future__ import annotations

import time
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from page_parts.report import Report
from serving_parts.background import Background, Load, mixed
from serving_parts.client import Answers
from serving_parts.latency import ODD_EVERY, requests_of
from serving_parts.servers import Server, fetch

from webmap.snapshot import Snapshot, write_snapshot

CONNECTIONS = 64
SETTLE_S, LONGEST_S = 2.0, 30.0
MANIFEST = "/api/manifest.json"


def swap(report: Report, ours: Server, folder: Path, snapshot: Snapshot, rate: float, times: int) -> None:
    """Publish some times under load, each time a snapshot of a new version: no request fails."""
    seconds = times * 12.0
    load = Load(int(rate * seconds), CONNECTIONS, rate)
    took = []
    with Background() as background:
        asked: Future[Answers] = background.start(mixed, ours.port, load, requests_of(ours), 5, ODD_EVERY)
        time.sleep(SETTLE_S)
        for number in range(times):
            took.append(_publish(ours, folder, snapshot, number))
        found = asked.result()
    report.heading(f"{times} snapshots published under {rate:,.0f} requests a second")
    report.figure("seconds until it was served", ", ".join(f"{each:.1f}" for each in took))
    report.figure("answers by status", found.by_status)
    report.at_most("failed", found.failed, 0, "")
    report.figure("99 % within", f"{found.within(0.99):.1f} ms")


def _publish(ours: Server, folder: Path, snapshot: Snapshot, number: int) -> float:
    """Publish under a new version; seconds until it is served."""
    version = f"{snapshot.version[:-8]}{number:08x}"
    write_snapshot(replace(snapshot, manifest={**snapshot.manifest, "version": version}), folder)
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_S:
        if version in fetch(ours.origin + MANIFEST).body.decode():
            return time.monotonic() - began
        time.sleep(0.1)
    raise SystemExit("A new snapshot was not served in time.")
