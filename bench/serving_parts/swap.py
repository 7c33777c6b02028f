"""New snapshots published while pages and data are requested."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from page_parts.report import Report

from serving_parts.background import Background, Load, mixed
from serving_parts.client import Answers
from serving_parts.latency import ODD_EVERY, requests_of
from serving_parts.servers import Server, fetch
from webmap.snapshot.snapshot import Snapshot, write_snapshot

CONNECTIONS = 64
SETTLE_S, MAX_SECONDS = 2.0, 60.0
MAX_P99_MS = 200.0
ROUND_S = 4.0
"""Seconds of load between two looks whether all is published."""
MANIFEST = "/api/manifest.json"


def swap(report: Report, ours: Server, folder: Path, snapshot: Snapshot, rate: float, times: int) -> None:
    """Publish some times under load, each time a snapshot of a new version: no request fails."""
    load = Load(int(rate * ROUND_S), CONNECTIONS, rate)
    hot, found, seed = requests_of(ours), Answers(), 5
    with Background() as background, ThreadPoolExecutor(1) as publisher:
        took = publisher.submit(_publish_all, ours, folder, snapshot, times)
        while not took.done():
            answers: Answers = background.start(mixed, ours.port, load, hot, seed, ODD_EVERY).result()
            found.add(answers)
            seed += 1
    report.heading(f"{times} snapshots published under {rate:,.0f} requests a second")
    report.figure("seconds until it was served", ", ".join(f"{each:.1f}" for each in took.result()))
    report.figure("answers by status", found.by_status)
    report.at_most("failed", found.failed, 0, "")
    report.at_most("99 % within", found.within(0.99), MAX_P99_MS, "ms")


def _publish_all(ours: Server, folder: Path, snapshot: Snapshot, times: int) -> list[float]:
    took = []
    for number in range(times):
        time.sleep(SETTLE_S)
        took.append(_publish(ours, folder, snapshot, number))
    return took


def _publish(ours: Server, folder: Path, snapshot: Snapshot, number: int) -> float:
    """Publish under a new version; seconds until it is served."""
    version = f"{snapshot.version[:-8]}{number:08x}"
    write_snapshot(replace(snapshot, manifest={**snapshot.manifest, "version": version}), folder)
    began = time.monotonic()
    while time.monotonic() - began < MAX_SECONDS:
        if version in fetch(ours.origin + MANIFEST).body.decode():
            return time.monotonic() - began
        time.sleep(0.1)
    raise SystemExit("A new snapshot was not served in time.")
