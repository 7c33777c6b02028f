"""The capacity of the servers: rates, latencies, memory and failures, as ratios in one run on this machine.

Usage: python bench/serving.py [--parts copy,capacity,…] [--soak 60] [--flood 10000] [--rounds 5]

Schools are made up. Ours is `webmap run` with two workers; nginx has two workers, too. Rates are wrk's (64
connections, medians of short rounds by turns); latencies are those of our own client, which sends requests
at a fixed rate and counts from when each was due. Everything runs on loopback addresses and ends by itself.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from page_parts.report import Report
from page_parts.schools import make_snapshots
from serving_parts import capacity, copy, latency, memory, regions, slow, spike, swap
from serving_parts.servers import our_application
from tqdm import tqdm

from webmap.places.gazetteer import load_places
from webmap.settings.publishing import default_cache
from webmap.snapshot.snapshot import Snapshot

LISTED = 681
"""Schools of the lists: without those refuted or withdrawn, 600 are shown."""
MANY_LISTED = 2_000
"""Enough that an export has more than a megabyte."""
ALL_LISTED = 10_527
"""Every school of the country that could be on a list."""
PARTS = ("copy", "regions", "capacity", "half", "spike", "swap", "slow", "memory", "soak")
ON_THE_SERVER = {"capacity", "half", "spike", "swap", "soak"}
"""Parts that share one server of the published schools."""
ONE_ADDRESS_SHARE = 0.2
SWAP_SHARE = 0.25
"""Of the capacity, while snapshots are swapped."""


def main() -> None:
    """Measure, print, and end with 1 where a target is missed."""
    args = arguments()
    absent = [name for name in ("nginx", "wrk") if shutil.which(name, path="/usr/sbin:/usr/bin:/bin") is None]
    if absent or not Path("/proc/self/smaps_rollup").exists():
        missing = ", ".join(absent) or "/proc"
        print(f"Serving was not measured: {missing} is not here (on Debian: apt install nginx wrk).")
        return
    report = Report(tqdm.write)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sizes = (LISTED, MANY_LISTED, *([ALL_LISTED] if "memory" in args.parts else []))
        snapshots = make_snapshots(load_places(default_cache()), sizes, folder)
        measure(args, report, folder, snapshots)
    if report.missed:
        report.say(f"\nMissed: {'; '.join(report.missed)}")
    sys.exit(1 if report.missed else 0)


def measure(args: argparse.Namespace, report: Report, folder: Path, snapshots: dict[int, Snapshot]) -> None:
    """The requested parts, the odd filters before the soak: caches are full when it begins."""
    published = folder / str(LISTED)
    if "copy" in args.parts:
        copy.beside_plain_files(report, published, folder, args.rounds, args.seconds)
    if "regions" in args.parts:
        regions.beside_schools(report, snapshots[LISTED], published, folder, args.rounds, args.seconds)
    if ON_THE_SERVER & set(args.parts):
        on_the_server(args, report, folder, snapshots[LISTED])
    if "slow" in args.parts:
        with our_application(folder / str(MANY_LISTED), folder) as ours:
            slow.slow(report, ours, args.slow)
    if "memory" in args.parts:
        with our_application(folder / str(ALL_LISTED), folder) as ours:
            memory.idle(report, ours.pid, ALL_LISTED)


def on_the_server(args: argparse.Namespace, report: Report, folder: Path, snapshot: Snapshot) -> None:
    """The parts that one server answers, its caches fuller from each to the next."""
    published = folder / str(LISTED)
    with our_application(published, folder) as ours:
        rate = args.rate
        if "capacity" in args.parts:
            rates = capacity.beside_nginx(report, ours, folder, args.rounds, args.seconds)
            capacity.beside_others(report, ours, rates["schools"], folder)
            rate = min(rates.values())
        elif not rate:
            rate = capacity.alone(ours, args.rounds, args.seconds)
        if "half" in args.parts:
            latency.at_half(report, ours, rate, folder, args.half)
        if "spike" in args.parts:
            spike.spellings(report, ours)
            spike.spike(report, ours, args.flood)
            spike.from_one_address(report, ours, int(args.flood * ONE_ADDRESS_SHARE))
        if "swap" in args.parts:
            swap.swap(report, ours, published, snapshot, SWAP_SHARE * rate, args.swaps)
        if "soak" in args.parts:
            latency.soak(report, ours, rate, args.soak)


def arguments() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parts", type=lambda text: text.split(","), default=PARTS, help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=5, help="rounds of wrk for each target")
    parser.add_argument("--seconds", type=float, default=1, help="seconds of a round")
    parser.add_argument("--half", type=float, default=10, help="seconds at half capacity")
    parser.add_argument("--flood", type=int, default=10_000, help="odd filters of the spike")
    parser.add_argument("--swaps", type=int, default=2, help="snapshots published under load")
    parser.add_argument("--slow", type=float, default=5, help="seconds beside slow connections")
    parser.add_argument("--soak", type=float, default=60, help="seconds of the soak")
    parser.add_argument("--rate", type=float, default=0, help="capacity, to save measuring it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
