"""Metrics for Prometheus under `/metrics`: the counts of all processes of this machine."""

from __future__ import annotations

import platform
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from ipaddress import ip_network
from typing import Any, cast

from flask import Blueprint, Response, current_app, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from werkzeug.exceptions import NotFound

from webmap import __version__
from webmap.errors import SnapshotError
from webmap.settings.amounts import LOCAL, OFF, ON, read_readers
from webmap.settings.serving import LOCAL_HOSTS
from webmap.settings.settings import Settings
from webmap.snapshot.pointer import confirmed_at
from webmap.web.guard.client import client_address
from webmap.web.guard.limits import LOCAL as THIS_COMPUTER
from webmap.web.http.published import FolderState, described, now_served, served
from webmap.web.serving.counts import BOUNDS_S, Counts

blueprint = Blueprint("metrics", __name__)

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_X_FORWARDED_HOST")
"""Headers of a proxy: a request with one of them comes from elsewhere, whatever its address."""

ProcessCounts = list[dict[str, Any]]


@blueprint.get("/metrics")
def metrics() -> Response:
    """The metrics, for the clients of the setting WEBMAP_METRICS; 404 for all others."""
    settings: Settings = current_app.config["WEBMAP_SETTINGS"]
    if not _may_read(settings):
        raise NotFound
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_ProcessCollector(list(_counts().all_processes())))
    answer = Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _counts() -> Counts:
    return cast(Counts, current_app.extensions["webmap.counts"])


def _may_read(settings: Settings) -> bool:
    if settings.metrics in (ON, OFF):
        return settings.metrics == ON
    client = client_address(request.environ, settings.proxies)
    if settings.metrics == LOCAL:
        forwarded = any(name in request.environ for name in FORWARDED)
        named = request.host.rsplit(":", 1)[0].strip("[]") in LOCAL_HOSTS
        return client in THIS_COMPUTER and named and not forwarded
    try:
        network_of_client = ip_network(client)
    except ValueError:
        return False
    return any(
        network_of_client.version == network.version
        and (network_of_client.subnet_of(network) or network.subnet_of(network_of_client))  # type: ignore[arg-type]
        for network in read_readers(settings.metrics)
    )


class _ProcessCollector(Collector):
    """All metrics, made from the counts of the processes."""

    def __init__(self, processes: ProcessCounts) -> None:
        self._processes = processes

    def collect(self) -> Iterable[Metric]:
        """Every metric with its samples."""
        yield from _request_metrics(self._processes)
        yield from _cache_metrics(self._processes)
        yield from _limit_metrics(self._processes)
        yield from _process_metrics(self._processes)
        yield from _state()


def _request_metrics(processes: ProcessCounts) -> Iterator[Metric]:
    answers: Counter[tuple[str, ...]] = Counter()
    sizes: Counter[tuple[str, ...]] = Counter()
    bounds: dict[str, list[int]] = defaultdict(lambda: [0] * (len(BOUNDS_S) + 1))
    sums: Counter[str] = Counter()
    for process in processes:
        for route, method, status, is_cached, seconds, size, by_bound in process["answers"]:
            answers[route, method, f"{status[0]}xx", "kept" if is_cached else "flask"] += sum(by_bound)
            sizes[route,] += size
            sums[route] += seconds
            bounds[route] = [sum(pair) for pair in zip(bounds[route], by_bound, strict=True)]
    labels = ("route", "method", "status", "by")
    yield _counter("webmap_requests", "Requests answered, by Flask or kept ready.", labels, answers)
    yield _counter("webmap_response_bytes", "Bytes of bodies sent.", ("route",), sizes)
    seconds = HistogramMetricFamily("webmap_request_seconds", "Seconds to answer.", labels=("route",))
    for route, by_bound in bounds.items():
        seconds.add_metric((route,), _cumulated(by_bound), sums[route])
    yield seconds


def _cumulated(by_bound: list[int]) -> list[tuple[str, float]]:
    total, cumulated = 0, []
    for bound, count in zip([*map(str, BOUNDS_S), "+Inf"], by_bound, strict=True):
        total += count
        cumulated.append((bound, float(total)))
    return cumulated


def _cache_metrics(processes: ProcessCounts) -> Iterator[Metric]:
    answers: Counter[tuple[str, ...]] = Counter()
    sizes: Counter[tuple[str, ...]] = Counter()
    for process in processes:
        for name, (counts, size, _length) in process["shelves"].items():
            answers.update({(name, how): count for how, count in counts.items()})
            sizes[name,] += size if _lives(process) else 0
    yield _counter("webmap_shelf_answers", "Answers by how they were obtained.", ("shelf", "found"), answers)
    yield _gauge("webmap_shelf_bytes", "Bytes of ready answers held.", ("shelf",), sizes)


def _limit_metrics(processes: ProcessCounts) -> Iterator[Metric]:
    hits: Counter[tuple[str, ...]] = Counter()
    for process in processes:
        hits.update({(tier,): count for tier, count in process["refused"].items()})
    yield _counter("webmap_requests_limited", "Requests refused, as a client had its share.", ("tier",), hits)


def _process_metrics(processes: ProcessCounts) -> Iterator[Metric]:
    """Processes are numbered from 1: process IDs would be new labels after every start."""
    living = [
        process["process"] for process in sorted(processes, key=lambda each: each["pid"]) if _lives(process)
    ]
    kinds = {
        "cpu": ("webmap_process_cpu_seconds", "Seconds of processor time taken."),
        "memory": ("webmap_process_resident_memory_bytes", "Bytes of memory held."),
        "threads": ("webmap_process_threads", "Python threads."),
    }
    for kind, (name, meaning) in kinds.items():
        values = {(str(number),): each.get(kind, 0.0) for number, each in enumerate(living, 1)}
        yield _gauge(name, meaning, ("process",), values)


def _state() -> Iterator[Metric]:
    yield InfoMetricFamily(
        "webmap_build",
        "Version of this software.",
        value={"version": __version__, "python": platform.python_version()},
    )
    limits = current_app.extensions["webmap.limits"]
    yield _gauge(
        "webmap_limits_store_up", "1 where limits are counted as set.", (), {(): limits.store_answers}
    )
    yield _gauge(
        "webmap_snapshots_readable",
        "1 where the folder can be read and the snapshot that it names can be opened.",
        (),
        {(): served().folder_state() is FolderState.READABLE},
    )
    confirmed = confirmed_at(served().settings.snapshots)
    if confirmed is not None:
        yield _gauge(
            "webmap_snapshot_confirmed_timestamp_seconds",
            "When a build last published, or found nothing new.",
            (),
            {(): confirmed},
        )
    try:
        yield from _snapshot()
    except SnapshotError:
        yield _gauge("webmap_ready", "1 where a snapshot is served.", (), {(): 0.0})


def _snapshot() -> Iterator[Metric]:
    snapshot = described()
    yield _gauge("webmap_ready", "1 where a snapshot is served.", (), {(): 1.0})
    version = {"version": snapshot.version, "fictional": str(snapshot.fictional).lower()}
    yield InfoMetricFamily("webmap_snapshot", "The snapshot served.", value=version)
    created = datetime.fromisoformat(snapshot.created).timestamp()
    yield _gauge("webmap_snapshot_created_timestamp_seconds", "When it was built.", (), {(): created})
    schools = served().school_count(now_served())
    if schools is not None:
        yield _gauge("webmap_snapshot_schools", "Schools in it.", (), {(): float(schools)})


def _lives(process: dict[str, Any]) -> bool:
    return bool(process["lives"])


def _counter(name: str, meaning: str, labels: Iterable[str], values: Any) -> Metric:
    family = CounterMetricFamily(name, meaning, labels=tuple(labels))
    for key, value in sorted(values.items()):
        family.add_metric(key, value)
    return family


def _gauge(name: str, meaning: str, labels: Iterable[str], values: Any) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=tuple(labels))
    for key, value in sorted(values.items()):
        family.add_metric(key, float(value))
    return family
