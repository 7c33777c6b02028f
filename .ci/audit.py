"""Look the pinned dependencies up in a database of known vulnerabilities, and report how far that went.

pip-audit alone succeeds where its database knows none of the packages: this names the packages not looked up.
It fails where a vulnerability is known, or where the audit itself cannot be understood.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PINNED = Path(__file__).parents[1] / "requirements" / "dev.txt"
UNREACHABLE = ("ConnectionError", "ProxyError", "SSLError", "Timeout", "ServiceError")
"""The words at the end of pip-audit's output where its database cannot be reached."""

Dependency = dict[str, Any]


def main() -> int:
    """Audit; the exit code of this program."""
    # One package first: where there is no database, that is known in seconds.
    if not any("version" in each for each in audit(first_of(PINNED.read_text("utf-8")))):
        print("Dependencies were not audited: no database of vulnerabilities can be reached from here.")
        return 0
    return report(audit(PINNED.read_text("utf-8")))


def first_of(pinned: str) -> str:
    """The first pinned package with its hashes."""
    lines = [line for line in pinned.splitlines() if line and not line.lstrip().startswith("#")]
    rest = next((number for number, line in enumerate(lines) if number and not line.startswith(" ")), None)
    return "\n".join(lines[:rest])


def audit(pinned: str) -> list[Dependency]:
    """Each dependency with its known vulnerabilities (`vulns`) or why it was skipped (`skip_reason`)."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "requirements.txt"
        pins.write_text(pinned, "utf-8")
        command = [sys.executable, "-m", "pip_audit", "-r", str(pins), "--require-hashes", "--disable-pip"]
        done = subprocess.run(
            [*command, "--format", "json", "--progress-spinner", "off", "--timeout", "10"],
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
    if done.stdout.strip():
        dependencies: list[Dependency] = json.loads(done.stdout)["dependencies"]
        return dependencies
    if any(word in done.stderr for word in UNREACHABLE):
        return []
    sys.exit(f"The audit of dependencies failed:\n{done.stderr[-2_000:]}")


def report(dependencies: list[Dependency]) -> int:
    """Print the known vulnerabilities; 1 where there are any, else 0."""
    known = [(each, found) for each in dependencies for found in each.get("vulns", [])]
    for each, found in known:
        fixed_in = ", ".join(found["fix_versions"]) or "no version yet"
        print(f"{each['name']} {each['version']}: {found['id']} (fixed in {fixed_in})")
    skipped = [each["name"] for each in dependencies if "skip_reason" in each]
    looked_up = f"{len(dependencies) - len(skipped)} of {len(dependencies)} dependencies"
    print(f"{looked_up} were looked up; vulnerabilities known: {len(known)}.")
    if skipped:
        print(f"Not looked up: {', '.join(skipped)}.")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit(main())
