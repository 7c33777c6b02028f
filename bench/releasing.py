"""The public map while the desk builds: its slowest answers beside those of the same load without a build.

Usage: python bench/releasing.py [--rounds 5] [--seconds 6] [--rate 300]

Rounds with and without a build take turns, so that whatever else the machine does falls on both. The build is
that of the sample, begun by the worker's own function again and again: behind everything else.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from page_parts.report import Report
from serving_parts.background import Background, Load, plain
from serving_parts.latency import requests_of
from serving_parts.servers import our_application

from webmap.review.releases.command import run_command

MOST_RATIO = 1.05
CONNECTIONS = 16


@contextmanager
def building(folder: Path) -> Iterator[list[int]]:
    """Build the sample again and again while the block runs; yields the exit codes of those that ended."""
    ended, codes = threading.Event(), list[int]()

    def build() -> None:
        while not ended.is_set():
            out = folder / "preview"
            shutil.rmtree(out, ignore_errors=True)
            finished = run_command(["build", "--out", str(out), "--yes"], {}, lambda *_: None, folder)
            codes.append(finished.code)

    thread = threading.Thread(target=build)
    thread.start()
    try:
        yield codes
    finally:
        ended.set()
        thread.join()


def measure(args: argparse.Namespace, report: Report, folder: Path) -> None:
    """Both kinds of rounds, by turns."""
    run_command(["build", "--out", str(folder / "snapshots"), "--yes"], {}, lambda *_: None, folder)
    load = Load(int(args.rate * args.seconds), CONNECTIONS, args.rate)
    alone, beside, failed, codes = [], [], 0, list[int]()
    with our_application(folder / "snapshots", folder) as ours, Background() as background:
        requests = requests_of(ours)
        background.start(plain, ours.port, load, requests).result()
        for _ in range(args.rounds):
            found = background.start(plain, ours.port, load, requests).result()
            alone.append(found.within(0.99))
            with building(folder) as codes_of_round:
                busy = background.start(plain, ours.port, load, requests).result()
            beside.append(busy.within(0.99))
            failed += found.failed + busy.failed
            codes += codes_of_round
    report.heading(f"The public map at {args.rate} requests a second, with and without a build of the desk")
    report.figure("99 % within, without a build (median of rounds)", f"{median(alone):.2f} ms")
    report.figure("99 % within, while the desk builds", f"{median(beside):.2f} ms")
    report.at_most("ratio", median(beside) / median(alone), MOST_RATIO, "", 2)
    report.at_most("failed", failed, 0, "")
    report.figure("builds that ended, and with another code than 0", f"{len(codes)}; {sum(map(bool, codes))}")


def main() -> None:
    """Measure; the exit code is 1 where a target was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each kind")
    parser.add_argument("--seconds", type=float, default=6, help="seconds of a round")
    parser.add_argument("--rate", type=int, default=300, help="requests a second")
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        measure(parser.parse_args(), report, Path(name))
    sys.exit(bool(report.missed))


if __name__ == "__main__":
    main()
