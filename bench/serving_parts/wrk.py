"""Rates by wrk, in short rounds by turns, so that the noise of a machine falls on all alike."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

THREADS, CONNECTIONS = 2, 64
RATE = re.compile(r"Requests/sec: *([\d.]+)")
FAULTS = re.compile(r"(Socket errors:.*|Non-2xx or 3xx responses:.*)")


@dataclass(frozen=True)
class Target:
    """A request with its headers."""

    url: str
    headers: tuple[str, ...] = ()


Rates = dict[str, list[float]]
"""Answers per second by name, one for each round."""


def share(one: list[float], other: list[float]) -> float:
    """How many times another's rate one's is: median of the rounds, as neighbours in time share a noise."""
    return median(mine / theirs for mine, theirs in zip(one, other, strict=True))


def rates(
    targets: Mapping[str, Target], rounds: int, seconds: float, connections: int = CONNECTIONS
) -> Rates:
    """Answers per second of each, in each round. Fails where an answer was a fault."""
    measured: Rates = {name: [] for name in targets}
    for number in range(rounds):
        names = list(targets) if number % 2 == 0 else list(reversed(targets))
        for name in names:
            measured[name].append(rate(targets[name], seconds, connections))
    return measured


def rate(target: Target, seconds: float, connections: int) -> float:
    """Answers per second in one round."""
    headers = [part for header in target.headers for part in ("-H", header)]
    printed = run(["-t", str(THREADS), "-c", str(connections), "-d", f"{seconds:g}s", *headers, target.url])
    fault = FAULTS.search(printed)
    if fault:
        raise SystemExit(f"{target.url}: {fault[0]}")
    found = RATE.search(printed)
    if found is None:
        raise SystemExit(f"{target.url}: wrk said nothing of a rate:\n{printed}")
    return float(found[1])


def run(arguments: Sequence[str]) -> str:
    """Output of wrk."""
    done = subprocess.run(["wrk", *arguments], capture_output=True, text=True, check=False)  # noqa: S607  # nosec B607
    return done.stdout + done.stderr
