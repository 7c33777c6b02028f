"""The page beside a plain folium map of the same schools, in headless Chromium, in the same run.

Usage: python bench/page.py [--runs 5] [--sizes 600,12000]

Schools and their points are made up. Loads start with an empty cache, at a quarter of the processor's
speed, with 1.6 Mbit/s and 150 ms to each answer; filters, tasks and panning are measured at full speed. The
targets are those that the project has set itself; figures of a busy machine are worse than its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from flask import Flask
from page_parts import browser as measuring
from page_parts.plain import files, plain_map
from page_parts.report import Report
from page_parts.schools import make_snapshots
from page_parts.serving import Served, plain_app, serving
from playwright.sync_api import Browser, sync_playwright
from tqdm import tqdm

from webmap.app import create_app
from webmap.places.gazetteer import load_places
from webmap.settings.publishing import default_cache
from webmap.settings.settings import Settings
from webmap.web.http.published import published
from webmap.web.serving.front import ResponseCacheMiddleware

FEW, MANY = 600, 12_000
KB = 1000
MAX_BYTES, MAX_REGION_BYTES = 120 * KB, 90 * KB
MAX_SHARE = {FEW: 0.5, MANY: 0.2}
"""Of the time that the plain map takes until it can be used, by number of schools."""
MAX_PAINTED_SHARE = {FEW: 0.3, MANY: 0.12}
"""The same until totals and coloured regions are painted."""
MAX_SCRIPT_MS, MAX_TASK_MS, LEAST_FRAMES, MAX_SHIFT = 50, 150, 50, 0.02
FILTERS = (
    "?level=high",
    "?status=confirmed",
    "?sido=41",
    "?q=%EA%B0%80%EB%82%98",
    "?from=2024-09-10",
    "?show=rate",
    "",
)


def main() -> None:
    """Measure, print, and end with 1 where a target is missed."""
    options = arguments()
    chromium = measuring.find_chromium()
    if chromium is None:
        sys.exit("The page was not measured: no Chromium here. Name it in the variable CHROMIUM.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours, plain, left_out = served(stack, folder, options.sizes)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=list(measuring.ARGUMENTS))
        stack.callback(browser.close)
        report = Report(tqdm.write)
        report.say(f"Medians of {options.runs} runs. The plain map goes without {', '.join(left_out)}.")
        for size in options.sizes:
            beside_the_plain_map(browser, ours[size], plain, size, options.runs, report)
            at_full_speed(browser, ours[size], size, options.runs, report)
        second_visit(browser, ours[min(options.sizes)], report)
    sys.exit(1 if report.missed else 0)


def arguments() -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--sizes", type=lambda text: [int(each) for each in text.split(",")], default=[FEW, MANY]
    )
    return parser.parse_args()


def served(stack: ExitStack, folder: Path, sizes: list[int]) -> tuple[dict[int, Served], Served, list[str]]:
    """Our application for each number of schools, the plain map for all of them, and what that one lacks."""
    places = load_places(default_cache())
    snapshots = make_snapshots(places, tuple(sizes), folder)
    ours = {}
    for size in sizes:
        app = create_app(Settings(snapshots=folder / str(size), join_assets=True))
        ours[size] = stack.enter_context(serving(prepared(app)))
    contents, left_out = files(default_cache())
    pages = {
        size: plain_map(snapshot, contents)
        for size, snapshot in tqdm(snapshots.items(), "plain maps", leave=False)
    }
    return ours, stack.enter_context(serving(plain_app(pages, contents))), left_out


def prepared(app: Flask) -> ResponseCacheMiddleware:
    """The application as `webmap run` serves it: what most readers load is made and compressed beforehand."""
    front = ResponseCacheMiddleware(app)
    with app.app_context():
        view = published().refreshed()
    front.prepare(view)()
    return front


def beside_the_plain_map(
    browser: Browser, ours: Served, plain: Served, size: int, runs: int, report: Report
) -> None:
    """Bytes and time until the map can be used, on a slow computer with a slow connection."""
    addresses = {"ours": f"{ours.origin}/", "plain": f"{plain.origin}/{size}"}
    measuring.load(browser, addresses["ours"], slow=False)  # so that the server has made all it makes once
    loads: dict[str, list[measuring.Load]] = {"ours": [], "plain": []}
    for _ in tqdm(range(runs), f"{size:,} schools, slow", leave=False):
        for name, address in addresses.items():
            loads[name].append(measuring.load(browser, address, slow=True))
    usable = {name: median(each.usable for each in made) for name, made in loads.items()}
    sizes = {name: median(each.bytes for each in made) for name, made in loads.items()}
    report.heading(
        f"{size:,} schools, first visit: {measuring.SLOW_CPU}x slower processor, 1.6 Mbit/s, 150 ms"
    )
    for path, length in sorted(loads["ours"][-1].sizes.items(), key=lambda each: -each[1]):
        report.figure(f"  {path[-48:]}", f"{length / KB:,.1f} KB")
    if size <= FEW:
        report.at_most("compressed bytes until usable", sizes["ours"] / KB, MAX_BYTES / KB, "KB", 1)
    else:
        report.figure("compressed bytes until usable", f"{sizes['ours'] / KB:,.1f} KB")
    report.figure("the same of the plain map", f"{sizes['plain'] / KB:,.1f} KB")
    report.figure("usable after", f"{usable['ours']:,.0f} ms")
    report.figure("plain map usable after", f"{usable['plain']:,.0f} ms")
    painted = median(each.painted for each in loads["ours"])
    report.figure("totals and regions painted after", f"{painted:,.0f} ms")
    kind = FEW if size <= FEW else MANY
    for name, value, most in (
        ("painted, share of the plain map's time", painted, MAX_PAINTED_SHARE[kind]),
        ("usable, share of the plain map's time", usable["ours"], MAX_SHARE[kind]),
    ):
        report.at_most(name, 100 * value / usable["plain"], 100 * most, "%", 1)
    report.at_most("shift of the layout", median(each.shift for each in loads["ours"]), MAX_SHIFT, "", 4)


def at_full_speed(browser: Browser, ours: Served, size: int, runs: int, report: Report) -> None:
    """Script of a change of filter, longest task, panning, and the boundaries loaded on demand."""
    costs, tasks, frames, region_bytes = [], [], [], []
    for _ in tqdm(range(runs), f"{size:,} schools, full speed", leave=False):
        first = measuring.load(browser, f"{ours.origin}/", slow=False)
        areas = measuring.load(browser, f"{ours.origin}/?by=sigungu", slow=False)
        region_bytes.append(max(length for path, length in areas.sizes.items() if "sigungu" in path))
        context = browser.new_context(viewport=measuring.SIZE, locale="ko-KR")  # type: ignore[arg-type]
        page, session = measuring.watched(context)
        page.goto(f"{ours.origin}/")
        measuring.until_usable(page)
        costs += measuring.filter_costs(page, session, list(FILTERS))
        frames.append(measuring.frames_while_panning(page))
        context.close()
        tasks.append(max(first.longest_task, areas.longest_task))
    report.heading(f"{size:,} schools, full speed")
    for search in FILTERS:
        value = median(script for each, script, _ in costs if each == search)
        report.figure(f"  script of {search or 'no filter'}", f"{value:,.1f} ms")
    scripts = [script for _, script, _ in costs]
    report.at_most("script of a change of filter, median", median(scripts), MAX_SCRIPT_MS, "ms", 1)
    worst = max(median(script for each, script, _ in costs if each == search) for search in FILTERS)
    report.at_most("script of the change that takes most, median", worst, MAX_SCRIPT_MS, "ms", 1)
    report.at_most("longest task while loading, median", median(tasks), MAX_TASK_MS, "ms")
    report.at_most("longest task of a change of filter", max(task for *_, task in costs), MAX_TASK_MS, "ms")
    report.at_least("frames a second while panning", median(frames), LEAST_FRAMES, "fps")
    report.at_most("boundaries of sigungu", median(region_bytes) / KB, MAX_REGION_BYTES / KB, "KB", 1)


def second_visit(browser: Browser, ours: Served, report: Report) -> None:
    """Requests that reach the server when the page is opened again."""
    context = browser.new_context(viewport=measuring.SIZE, locale="ko-KR")  # type: ignore[arg-type]
    for _ in range(2):
        before = len(ours.requests)
        page, _session = measuring.watched(context)
        page.goto(f"{ours.origin}/")
        measuring.until_usable(page)
        page.evaluate(measuring.IDLE)
        page.wait_for_load_state("networkidle")
        page.close()
    context.close()
    seen = ours.requests[before:]
    report.heading("Second visit")
    text = ", ".join(f"{path} {status[:3]}" for status, path in seen)
    is_met = [(status[:3], path) for status, path in seen] == [("304", "/")]
    report.figure("requests that reach the server", text, "only / 304", is_met)


if __name__ == "__main__":
    main()
