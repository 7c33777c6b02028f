"""What a build and a server take of this machine, and what plain pandas takes for the same list."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from serving_parts.memory import megabytes
from serving_parts.servers import ROOT, fetch, free_port, running

EVERY_S = 1.0
MAX_ROWS, MAX_BYTES = 1_048_000, 1_000_000_000
LIMITS = {"WEBMAP_MAX_ROWS": str(MAX_ROWS), "WEBMAP_MAX_FILE_BYTES": str(MAX_BYTES)}
PLAIN = """
import sys
import pandas as pd
frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
frame.groupby(["학교명", "지역"]).size().sort_values()
frame.to_parquet(sys.argv[2])
"""
"""Reads a list, counts its names and stores it: less than any map of it needs."""
PAGES = (
    "/",
    "/unplaced",
    "/unplaced?page=3&outcome=unmatched",
    "/unplaced?q=%EA%B0%80",
    "/api/unplaced.json?page=1",
    "/api/manifest.json",
)
"""Addresses that read rows, with a page number and without."""


@dataclass(frozen=True)
class Cost:
    """Seconds that passed and that were computed, and the most memory (MB) at a time, with children."""

    seconds: float
    computed: float
    megabytes: float


def cost_of(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Cost:
    """Run a command to its end. Raises SystemExit with its words where it fails."""
    began, computed, most = time.perf_counter(), _computed(), 0.0
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=file, cwd=ROOT, env={**os.environ, **environment}
        )
        while process.poll() is None:
            most = max(most, megabytes(process.pid))
            time.sleep(EVERY_S)
    if process.returncode:
        raise SystemExit(log.read_text("utf-8", "replace")[-2000:])
    return Cost(time.perf_counter() - began, _computed() - computed, most)


def _computed() -> float:
    """Processor seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build(rows: Path, registers: Sequence[Path], out: Path) -> Cost:
    """Build a snapshot of a list by the command, as an operator does."""
    named = [word for register in registers for word in ("--register", str(register))]
    command = [sys.executable, "-m", "webmap", "build", str(rows), *named, "--out", str(out)]
    return cost_of(command, LIMITS, out.with_suffix(".log"))


def plain(rows: Path, out: Path) -> Cost:
    """Read and store the same list with pandas."""
    return cost_of([sys.executable, "-c", PLAIN, str(rows), str(out)], {}, out.with_suffix(".log"))


def served_megabytes(snapshots: Path, log: Path) -> float:
    """Memory of a server with one worker, after the first answers of everything that reads rows."""
    port = free_port()
    environment = {"WEBMAP_SNAPSHOTS": str(snapshots), "WEBMAP_WORKERS": "1", "WEBMAP_PORT": str(port)}
    command = [sys.executable, "-m", "webmap", "run", "--port", str(port)]
    with running(command, port, "/healthz", log, environment) as server:
        for page in PAGES:
            answer = fetch(f"{server.origin}{page}")
            if answer.status != 200:
                raise SystemExit(f"{page} was answered with {answer.status}")
        return megabytes(server.pid)


def bytes_of(snapshots: Path) -> dict[str, int]:
    """Bytes of the files of the one snapshot that is there, by name."""
    return {path.name: path.stat().st_size for path in snapshots.glob("*/*")}
