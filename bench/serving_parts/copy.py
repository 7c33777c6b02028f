"""The static copy behind nginx, beside nginx with plain files of the same sizes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from page_parts.report import Report

from serving_parts.background import CODING
from serving_parts.nginx import MODULES, plain_files, serving
from serving_parts.servers import ROOT, Got, fetch
from serving_parts.wrk import Target, rates, share

LEAST_OF_PLAIN = 95
ASKED = {"page": "index.html", "schools": "api/schools.geojson"}
RULES = """
charset utf-8;
charset_types text/css text/csv text/javascript text/plain;
{brotli}
gzip_static on;
add_header Cache-Control "public, max-age=60, stale-while-revalidate=600";
add_header Access-Control-Allow-Origin "*";
add_header Cross-Origin-Resource-Policy "cross-origin";
add_header X-Content-Type-Options "nosniff" always;
add_header Referrer-Policy "strict-origin-when-cross-origin" always;
add_header Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()" always;
location / {{ try_files $uri ${{uri}}index.html =404; }}
"""


def beside_plain_files(report: Report, snapshots: Path, folder: Path, rounds: int, seconds: float) -> None:
    """Publish a copy, and measure it beside files that hold just what was sent."""
    root = folder / "copy"
    if not publish(snapshots, root):
        report.missed.append("the static copy could not be published")
        return
    has_brotli = any("brotli" in each.name for each in MODULES.glob("*.conf"))
    rules = RULES.format(brotli="brotli_static on;" if has_brotli else "")
    headers = dict([CODING.split(": ")])
    with serving(folder / "nginx_copy", root, rules, "/") as copy:
        paths = {"page": "/", "schools": f"/{ASKED['schools']}"}
        answers = {name: fetch(copy.origin + path, headers) for name, path in paths.items()}
        check(answers)
        with plain_files(folder, answers) as plain:
            targets = {}
            for name, path in paths.items():
                targets[f"plain {name}"] = Target(f"{plain.origin}/{name}", (CODING,))
                targets[f"copy {name}"] = Target(copy.origin + path, (CODING,))
            measured = rates(targets, rounds, seconds)
    report.heading("The static copy behind nginx, beside plain files of the same bytes")
    for name, answer in answers.items():
        ours, theirs = measured[f"copy {name}"], measured[f"plain {name}"]
        coding = answer.headers.get("content-encoding", "not compressed")
        report.figure(
            f"{name} ({len(answer.body) / 1000:,.1f} KB, {coding})",
            f"{median(ours):,.0f} of {median(theirs):,.0f}",
        )
        report.at_least("  that is", 100 * share(ours, theirs), LEAST_OF_PLAIN, "%")


def publish(snapshots: Path, root: Path) -> bool:
    """Write the copy as its operator does."""
    done = subprocess.run(
        [sys.executable, "-m", "webmap", "publish", str(root), "--formats", "csv"],
        env={**os.environ, "WEBMAP_SNAPSHOTS": str(snapshots), "WEBMAP_LANGUAGE": "en"},
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    return done.returncode == 0


def check(answers: dict[str, Got]) -> None:
    """Fails where the copy does not answer as it should: its speed would mean nothing."""
    for name, answer in answers.items():
        if answer.status != 200 or "content-encoding" not in answer.headers:
            raise SystemExit(f"The copy answers {answer.status} for {name}, with {answer.headers}")
