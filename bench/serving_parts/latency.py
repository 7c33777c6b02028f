"""Half of what the application can do, for a while: latencies, errors, memory."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import mean

from page_parts.report import Report

from serving_parts.background import HOT, Background, Load, hot_requests, mixed, plain
from serving_parts.client import Answers
from serving_parts.memory import megabytes
from serving_parts.nginx import plain_files
from serving_parts.servers import Server, fetch

CODING = {"Accept-Encoding": "br, gzip"}
MOST_P99_MS, MAX_GROWTH = 50, 5.0
CONNECTIONS = 64
ODD_EVERY = 4_000
"""One of so many requests of the soak is not kept ready."""
LOOK_S = 2.0
WARM_SHARE = 0.2
"""First part of a soak, in which caches are still filled."""


def requests_of(ours: Server) -> list[bytes]:
    """The requests of readers."""
    return hot_requests({path: fetch(ours.origin + path, CODING).headers["etag"] for path in HOT})


def at_half(report: Report, ours: Server, capacity: float, folder: Path, seconds: float) -> None:
    """99 % within some time at half the rate, and the client's and machine's share of it."""
    rate = capacity / 2
    load = Load(int(rate * seconds), CONNECTIONS, rate)
    requests = requests_of(ours)
    with Background() as background:
        found: Answers = background.start(plain, ours.port, load, requests).result()
        page = {"page": fetch(ours.origin + "/", CODING)}
        with plain_files(folder, page) as nginx:
            alone = [requests[0].replace(b"GET / ", b"GET /page ")]
            floor: Answers = background.start(plain, nginx.port, load, alone).result()
    report.heading(
        f"Half capacity: {rate:,.0f} requests a second for {seconds:,.0f} s, from when each was due"
    )
    report.at_most("99 % within", found.within(0.99), MOST_P99_MS, "ms", 1)
    report.figure("half within; 99.9 % within", f"{found.within(0.5):.1f}; {found.within(0.999):.1f} ms")
    report.figure("nginx with the same client, 99 % within", f"{floor.within(0.99):.1f} ms")
    report.figure("the client's own use of a processor", f"{100 * found.busy:.0f} %")
    report.at_most("failed", found.failed, 0, "")


def soak(report: Report, ours: Server, capacity: float, seconds: float) -> None:
    """Half capacity for long, some of it odd filters and files: no error, and memory stays."""
    rate = capacity / 2
    load = Load(int(rate * seconds), CONNECTIONS, rate)
    seen: list[float] = []
    with Background() as background:
        under_way = background.start(mixed, ours.port, load, requests_of(ours), 1, ODD_EVERY)
        began = time.monotonic()
        while not under_way.done():
            time.sleep(LOOK_S)
            if time.monotonic() - began < seconds:
                seen.append(megabytes(ours.pid))
        found: Answers = under_way.result()
    before, after = _first_and_last(seen)
    report.heading(
        f"Soak: {rate:,.0f} requests a second for {seconds:,.0f} s, 1 in {ODD_EVERY} not kept ready"
    )
    report.figure("answers by status", found.by_status)
    report.at_most("failed", found.failed, 0, "")
    report.figure("99 % within", f"{found.within(0.99):.1f} ms")
    report.figure("memory: after warming up; at the end", f"{before:,.0f}; {after:,.0f} MB")
    report.at_most("growth of memory", 100 * (after / before - 1), MAX_GROWTH, "%", 1)


def _first_and_last(seen: list[float]) -> tuple[float, float]:
    """Means of a tenth after warming up, and of the last tenth."""
    warm = seen[int(len(seen) * WARM_SHARE) :]
    tenth = max(1, len(warm) // 10)
    return mean(warm[:tenth]), mean(warm[-tenth:])
