"""Memory of processes (what they share counted once among them: PSS), and the time that they computed."""

from __future__ import annotations

import os
from pathlib import Path

from page_parts.report import Report

MAX_IDLE_MB = 400.0
"""Of one process, without readers."""


def tree(pid: int) -> list[int]:
    """A process and all its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in tree(int(child)))]


def megabytes(pid: int) -> float:
    """Memory of a process and its children; a child that has just ended counts nothing."""
    return sum(_kilobytes(each) for each in tree(pid)) / 1024


def idle(report: Report, pid: int, schools: int) -> None:
    """State the memory of each process of a server that has made ready what it does at the start."""
    processes = [_kilobytes(each) / 1024 for each in tree(pid)]
    report.heading(f"Memory of an idle server, {schools:,} schools")
    report.figure("processes", ", ".join(f"{each:.0f} MB" for each in processes))
    report.at_most("largest process", max(processes), MAX_IDLE_MB, "MB")


def _kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def computed_s(pid: int) -> float:
    """Processor seconds of a process and its children."""
    return sum(_ticks(each) for each in tree(pid)) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    # The name stands in brackets and may hold anything; times are the 14th and 15th fields (proc(5)).
    user, system = stat.rpartition(")")[2].split()[11:13]
    return int(user) + int(system)
