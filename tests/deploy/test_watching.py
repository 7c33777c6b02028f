"""What tells an operator: rules for alerts, and the unit that says that another one failed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from flask import Flask

from tests.deploy.machine import DEPLOY

RULES = DEPLOY / "prometheus/rules.yml"
OF_OTHERS = {"up", "probe_success", "probe_ssl_earliest_cert_expiry"}
"""Metrics of Prometheus itself and of blackbox_exporter."""


def rules() -> list[dict]:
    (group,) = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    return group["rules"]


def test_every_metric_of_a_rule_is_one_that_the_application_has(app: Flask):
    page = app.test_client().get("/metrics", base_url="http://127.0.0.1").text
    told = set(re.findall(r"^# TYPE (\w+)", page, re.M))
    named = {name for rule in rules() for name in re.findall(r"\b(?:webmap|probe)_\w+|\bup\b", rule["expr"])}
    assert len(named) > 6
    assert named - told - OF_OTHERS == set()


def test_every_rule_names_a_heading_that_says_what_to_do():
    for rule in rules():
        document, heading = rule["annotations"]["runbook"].split(", ", 1)
        text = (DEPLOY.parent / document).read_text("utf-8")
        assert f"### {heading}\n" in text, rule["alert"]


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not here (Debian: prometheus)")
def test_each_rule_fires_on_a_bad_day_and_none_on_a_quiet_one():
    for command in (["check", "rules", "rules.yml"], ["test", "rules", "rules-test.yml"]):
        done = subprocess.run(
            ["promtool", *command], cwd=RULES.parent, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def notify(folder: Path, whom: str) -> tuple[int, str, str]:
    """What is said in the journal, and what is sent, by stand-ins of curl and sendmail."""
    script = folder / "notify"
    sent = folder / "sent"
    for name in ("curl", "sendmail"):
        (folder / name).write_text(f'#!/bin/sh\n(echo "{name} $*"; [ -t 0 ] || cat) >> {sent}\n')
        (folder / name).chmod(0o755)
    text = (DEPLOY / "notify").read_text("utf-8").replace("/usr/sbin/sendmail", str(folder / "sendmail"))
    script.write_text(text, "utf-8")
    script.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "WEBMAP_NOTIFY": whom}
    done = subprocess.run(
        [str(script), "webmap-rebuild.service"],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, sent.read_text() if sent.exists() else ""


@pytest.mark.parametrize(
    ("whom", "sent"),
    [
        ("", ""),
        ("https://push.example.org/map", "curl .*https://push.example.org/map"),
        ("map@example.org", "sendmail -t\nTo: map@example.org\nSubject: webmap-rebuild.service failed\n"),
    ],
)
def test_a_failed_unit_is_told_by_name_and_without_its_log(tmp_path: Path, whom: str, sent: str):
    code, journal, told = notify(tmp_path, whom)
    assert (code, journal) == (0, "<3>webmap-rebuild.service failed\n")
    assert re.match(sent, told, re.S)
    assert bool(told) is bool(whom)


def test_an_address_that_is_none_is_refused(tmp_path: Path):
    assert notify(tmp_path, "nobody")[0] == 2


@pytest.mark.parametrize("unit", ["webmap-rebuild.service", "webmap-pull.service"])
def test_what_runs_by_a_timer_tells_when_it_fails(unit: str):
    text = (DEPLOY / "systemd" / unit).read_text("utf-8")
    assert "\nOnFailure=webmap-failed@%n.service\n" in text
