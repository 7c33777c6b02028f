"""A flood of filters not requested before, while others read plain pages."""

from __future__ import annotations

import random
import time
from statistics import median

from page_parts.report import Report

from serving_parts.background import CODING, Background, Load, odd, plain
from serving_parts.client import Answers, Client, get
from serving_parts.latency import requests_of
from serving_parts.memory import megabytes
from serving_parts.odd import made_up_address, odd_filters, spelt, spelt_otherwise
from serving_parts.servers import Server

FLOODING, READING, PAGES_A_SECOND = 200, 20, 50.0
MAX_PAGE_MS, MAX_MEGABYTES = 100, 1_000
FROM_ONE = "X-Forwarded-For: 203.0.113.7"
QUIET_S, LOOK_S = 4.0, 0.5
FILTERS = 60


def spike(report: Report, ours: Server, count: int) -> None:
    """Odd filters from many addresses: none fails, memory is bounded, pages go on."""
    quiet = _pages(ours, QUIET_S)
    before = megabytes(ours.pid)
    flood, pages, most = _under_flood(ours, count, 1)
    after = megabytes(ours.pid)
    report.heading(f"A spike: {count:,} odd filters over {FLOODING} connections, each from another address")
    report.figure("answers by status", flood.by_status)
    report.at_most("failed", flood.failed, 0, "")
    report.figure("answers a second, none of them kept", f"{flood.rate:,.0f}")
    report.figure("half within; 95 % within", f"{flood.within(0.5):,.0f}; {flood.within(0.95):,.0f} ms")
    report.figure("memory before; most; after", f"{before:,.0f}; {most:,.0f}; {after:,.0f} MB")
    report.at_most("most memory of all processes", most, MAX_MEGABYTES, "MB")
    report.figure("plain pages in quiet, 95 % within", f"{quiet.within(0.95):.1f} ms")
    report.at_most("plain pages meanwhile, 95 % within", pages.within(0.95), MAX_PAGE_MS, "ms", 1)
    report.at_most("plain pages that failed", pages.failed, 0, "")


def from_one_address(report: Report, ours: Server, count: int) -> None:
    """The same from one address: it is asked to come later, and others go on."""
    flood, pages, _ = _under_flood(ours, count, 2, FROM_ONE)
    report.heading(f"{count:,} odd filters over {FLOODING} connections from one address, limits on")
    report.figure("answers by status", flood.by_status)
    report.at_most("failed", flood.failed, 0, "")
    report.at_most("plain pages meanwhile, 95 % within", pages.within(0.95), MAX_PAGE_MS, "ms", 1)


def spellings(report: Report, ours: Server) -> None:
    """Cost of an odd filter at first, in another spelling, and in the same one, on one connection each."""
    chance = random.Random(3)
    filters = [odd_filters(chance) for _ in range(FILTERS)]
    ways = {
        "requested first": [spelt(each) for each in filters],
        "the same filters, spelt otherwise": [spelt_otherwise(each, chance) for each in filters],
        "the same, spelt as at first": [spelt(each) for each in filters],
    }
    report.heading(f"What {FILTERS} odd filters of /api/schools.geojson cost, requested one after the other")
    took = {}
    for name, queries in ways.items():
        requests = [get(f"/api/schools.geojson?{each}", CODING, made_up_address(chance)) for each in queries]
        answers = Client(ours.port, 1, requests.__getitem__).run(len(requests))
        took[name] = 1000 * median(answers.latencies)
        report.figure(name, f"{took[name]:.2f} ms")
        report.at_most("  failed", answers.failed, 0, "")


def _under_flood(ours: Server, count: int, seed: int, address: str = "") -> tuple[Answers, Answers, float]:
    """The flood's answers, those of plain pages meanwhile, and the most memory in megabytes."""
    most = 0.0
    pages = Answers()
    with Background() as background:
        flood = background.start(odd, ours.port, Load(count, FLOODING), seed, address)
        while not flood.done():
            reading = background.start(_pages, ours, LOOK_S)
            most = max(most, megabytes(ours.pid))
            found: Answers = reading.result()
            if not flood.done():
                pages.add(found)
            time.sleep(0.01)
        return flood.result(), pages, most


def _pages(ours: Server, seconds: float) -> Answers:
    load = Load(int(PAGES_A_SECOND * seconds), READING, PAGES_A_SECOND)
    return plain(ours.port, load, requests_of(ours)[:4])
