"""How many answers a second: beside nginx with the same bytes, beside pygeoapi and Datasette."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from page_parts.report import Report

from serving_parts.nginx import plain_files
from serving_parts.others import PROGRAMS, datasette, pygeoapi
from serving_parts.servers import Got, Server, fetch
from serving_parts.wrk import Target, rates, share

CODING = {"Accept-Encoding": "br, gzip"}
SENT = tuple(f"{name}: {value}" for name, value in CODING.items())
PAGE, SCHOOLS = "/", "/api/schools.geojson"
LEAST_OF_NGINX, LEAST_TIMES_PYGEOAPI, LEAST_TIMES_DATASETTE = 30, 50, 200
SLOW_CONNECTIONS, SLOW_ROUNDS, SLOW_SECONDS = 8, 3, 4.0
"""For servers that answer a few times a second."""


def beside_nginx(report: Report, ours: Server, folder: Path, rounds: int, seconds: float) -> dict[str, float]:
    """Rates of page, data and 304 beside nginx with files of the same bytes; ours by kind of request."""
    answers = {"page": fetch(ours.origin + PAGE, CODING), "schools": fetch(ours.origin + SCHOOLS, CODING)}
    with plain_files(folder, answers) as nginx:
        targets = _targets(ours, nginx, answers)
        measured = rates(targets, rounds, seconds)
    report.heading("Answers a second beside nginx with files of the same bytes, coding and headers")
    for name in ("page", "schools", "304"):
        us, them = measured[f"ours {name}"], measured[f"nginx {name}"]
        size = f"{len(answers[name].body) / 1000:,.1f} KB br" if name in answers else "no body"
        report.figure(f"{name} ({size})", f"{median(us):,.0f} of {median(them):,.0f}")
        report.at_least("  that is", 100 * share(us, them), LEAST_OF_NGINX, "%")
    return {name: median(measured[f"ours {name}"]) for name in ("page", "schools", "304")}


def alone(ours: Server, rounds: int, seconds: float) -> float:
    """Answers a second of the slowest request, without anything beside it."""
    etag = fetch(ours.origin + SCHOOLS, CODING).headers["etag"]
    targets = {path: Target(ours.origin + path, SENT) for path in (PAGE, SCHOOLS)}
    targets["304"] = Target(ours.origin + SCHOOLS, (*SENT, f"If-None-Match: {etag}"))
    return min(median(each) for each in rates(targets, rounds, seconds).values())


def _targets(ours: Server, nginx: Server, answers: dict[str, Got]) -> dict[str, Target]:
    targets = {}
    for name, path in (("page", PAGE), ("schools", SCHOOLS)):
        targets[f"nginx {name}"] = Target(f"{nginx.origin}/{name}", SENT)
        targets[f"ours {name}"] = Target(ours.origin + path, SENT)
    theirs = fetch(f"{nginx.origin}/schools", CODING).headers["etag"]
    own = answers["schools"].headers["etag"]
    targets["nginx 304"] = Target(f"{nginx.origin}/schools", (*SENT, f"If-None-Match: {theirs}"))
    targets["ours 304"] = Target(ours.origin + SCHOOLS, (*SENT, f"If-None-Match: {own}"))
    return targets


def beside_others(report: Report, ours: Server, rate: float, folder: Path) -> None:
    """The same schools, all in one answer, from pygeoapi and Datasette."""
    collection = json.loads(fetch(ours.origin + SCHOOLS).body)
    count = len(collection["features"])
    report.heading(f"{count:,} schools in one answer, requested with Accept-Encoding: br, gzip")
    with ExitStack() as stack:
        servers = {}
        for name, serve in {"pygeoapi": pygeoapi, "Datasette": datasette}.items():
            if (PROGRAMS / name.lower()).exists():
                servers[name] = stack.enter_context(serve(folder, collection))
            else:
                report.say(f"  {name} is not measured: `make bench` installs it into .venv/bench.")
        targets = {name: Target(server.origin + path, SENT) for name, (server, path) in servers.items()}
        for name, target in targets.items():
            report.say(f"  {name}: {len(fetch(target.url, CODING).body) / 1000:,.0f} KB, {_path(target)}")
        measured = rates(targets, SLOW_ROUNDS, SLOW_SECONDS, SLOW_CONNECTIONS)
    least = {"pygeoapi": LEAST_TIMES_PYGEOAPI, "Datasette": LEAST_TIMES_DATASETTE}
    for name, each in measured.items():
        theirs = median(each)
        report.figure(f"{name}, answers a second", f"{theirs:,.1f}")
        report.at_least(f"  ours ({rate:,.0f}) is more by", rate / theirs, least[name], "times")


def _path(target: Target) -> str:
    return "/" + target.url.split("/", 3)[3]
