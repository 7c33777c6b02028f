"""Ask pip whether every pinned package has a wheel for each platform and Python that is promised.

`make check-wheels`, or `check_wheels.py FILE...` for other pinned files. Only the pinned packages are looked
up. It fails where a wheel is missing, or where its hash is not among the pinned ones.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker

PINNED = tuple(Path(__file__).parents[1] / "requirements" / name for name in ("dev.txt", "build.txt"))
"""What `make test` installs, in which lies all that `make run` installs."""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$", re.M)
NOT_FOUND = re.compile(r"No matching distribution found for ([\w.-]+)==")


@dataclass(frozen=True)
class Platform:
    """A platform: pip's tags for it, and what environment markers see there."""

    name: str
    tags: tuple[str, ...]
    sys_platform: str
    platform_system: str
    machine: str
    os_name: str = "posix"


def _linux(machine: str) -> Platform:
    # glibc 2.28 (RHEL 8, Debian 10) and older: pip takes the tags as they are named, and no older ones.
    tags = ("manylinux_2_28", "manylinux_2_27", "manylinux_2_26", "manylinux_2_24", "manylinux2014", "linux")
    return Platform(f"Linux {machine}", tuple(f"{tag}_{machine}" for tag in tags), "linux", "Linux", machine)


PLATFORMS = (
    _linux("x86_64"),
    _linux("aarch64"),
    Platform("Windows AMD64", ("win_amd64",), "win32", "Windows", "AMD64", "nt"),
    Platform("macOS 14 arm64", ("macosx_14_0_arm64",), "darwin", "Darwin", "arm64"),
    Platform("macOS 14 Intel", ("macosx_14_0_x86_64",), "darwin", "Darwin", "x86_64"),
)


@dataclass(frozen=True)
class Pin:
    """A line of a pinned file with the hashes beneath it."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def applies(self, environment: dict[str, str]) -> bool:
        """Whether it is installed there: pip would judge the marker by the Python that runs it."""
        return not self.marker or Marker(self.marker).evaluate(environment)


def main(paths: tuple[Path, ...]) -> int:
    """Check the pinned files; the exit code of this program."""
    pins = [pin for path in paths for pin in read_pins(path.read_text("utf-8"))]
    faults = 0
    for platform in PLATFORMS:
        for python in PYTHONS:
            needed = [pin for pin in pins if pin.applies(environment(platform, python))]
            found = missing_wheels(needed, platform, python)
            faults += len(found)
            print(f"{platform.name}, Python {python}: {len(needed)} packages, {_listed(found)}", flush=True)
    return int(bool(faults))


def _listed(found: list[str]) -> str:
    return f"missing: {', '.join(found)}" if found else "nothing missing"


def read_pins(text: str) -> list[Pin]:
    """The pins of a file that `make lock` has made."""
    starts = list(PIN.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [
        Pin(
            match[1],
            match[2],
            match[3] or "",
            frozenset(re.findall(r"sha256:(\w+)", text[match.start() : end])),
        )
        for match, end in zip(starts, ends, strict=True)
    ]


def environment(platform: Platform, python: str) -> dict[str, str]:
    """What environment markers see there; the first release of a Python, which needs the most."""
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": platform.os_name,
        "platform_machine": platform.machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": platform.platform_system,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": platform.sys_platform,
        "extra": "",
    }


def missing_wheels(pins: list[Pin], platform: Platform, python: str) -> list[str]:
    """What has no wheel there, or one whose hash is not pinned, each as a few words."""
    left = list(pins)
    missing: list[str] = []
    while True:
        # pip stops at the first package that it does not find: it runs again without that one.
        output, report = ask_pip(left, platform, python)
        if report is not None:
            return sorted(missing + _unpinned(left, report))
        absent = {match.lower() for match in NOT_FOUND.findall(output)}
        lacking = [pin for pin in left if pin.name.lower() in absent]
        if not lacking:
            sys.exit(f"pip failed for {platform.name}, Python {python}:\n{output[-2_000:]}")
        missing += [f"{pin.name} {pin.version}" for pin in lacking]
        left = [pin for pin in left if pin not in lacking]


def _unpinned(pins: list[Pin], report: dict[str, Any]) -> list[str]:
    pinned = {digest for pin in pins for digest in pin.hashes}
    return [
        f"{each['metadata']['name']} {each['metadata']['version']} (its hash is not pinned)"
        for each in report["install"]
        if each["download_info"]["archive_info"]["hashes"]["sha256"] not in pinned
    ]


def ask_pip(pins: list[Pin], platform: Platform, python: str) -> tuple[str, dict[str, Any] | None]:
    """What pip writes, and its report of what it would install there: None where it finds no wheel for all.

    Nothing is installed. Hashes are left out, so that pip needs only the metadata where the index has them.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted, report = Path(folder) / "wanted.txt", Path(folder) / "report.json"
        wanted.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in pins), "utf-8")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps"]
        command += ["--quiet", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}"]
        command += [f"--platform={tag}" for tag in platform.tags]
        command += [f"--target={folder}/target", f"--report={report}", f"--requirement={wanted}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
        return done.stderr, json.loads(report.read_text("utf-8")) if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(tuple(map(Path, sys.argv[1:])) or PINNED))
