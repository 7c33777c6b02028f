"""Fuzz one target with atheris, or all of them two at a time.

Usage: python -m fuzz.run [TARGET] [--seconds 30]

What is found lies in `var/fuzz/TARGET/`; `python -m fuzz.replay TARGET FILE` plays it again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzz.places import FOUND, KEPT, TARGETS, target

MEMORY_MB = 1024
MAX_INPUT_S = 10
CONCURRENCY = 2
START_S = 120
"""Extra time of a run, for its start and end."""


def main() -> int:
    """Run the requested targets; 0 without a finding."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.run", description=__doc__)
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        print("atheris is not here (it is made for Linux x86-64): nothing was fuzzed; the corpus is tested.")
        return 0
    return fuzz(options.target, options.seconds) if options.target else fuzz_all(options.seconds)


def fuzz_all(seconds: int) -> int:
    """Fuzz every target, each in a process of its own."""
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        failed = list(pool.map(lambda name: _in_process(name, seconds), TARGETS))
    return int(any(failed))


def _in_process(name: str, seconds: int) -> bool:
    """Fuzz a target; return whether it failed, and print how to replay the finding."""
    log = FOUND / name / "log.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "fuzz.run", name, "--seconds", str(seconds)]
    with log.open("w") as output:
        try:
            code = subprocess.run(
                command, stdout=output, stderr=subprocess.STDOUT, check=False, timeout=seconds + START_S
            ).returncode
        except subprocess.TimeoutExpired:
            code = 1
    lines = log.read_text(errors="replace").splitlines()
    if not code:
        print(f"{name}: nothing found. {next((line for line in lines if line.startswith('Done ')), '')}")
        return False
    written = [line.rpartition(" ")[2] for line in lines if "Test unit written to" in line]
    print(*lines[-25:], sep="\n")
    for path in written:
        print(f"{name}: FOUND. Play it again: {sys.executable} -m fuzz.replay {name} {path}")
    if not written:
        print(f"{name}: FAILED before an input was to blame; see {log}")
    return True


def fuzz(name: str, seconds: int) -> int:
    """Fuzz one target in this process; it ends with this call."""
    import atheris

    with atheris.instrument_imports(include=["webmap"]):
        module = target(name)
    module.one_input(b"")
    found = FOUND / name / "corpus"
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        dictionary = Path(folder) / "words"
        dictionary.write_text("\n".join(map(_escaped, dict.fromkeys(module.words()))))
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for number, seed in enumerate(module.SEEDS):
            (seeds / str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            f"-timeout={MAX_INPUT_S}",
            f"-rss_limit_mb={MEMORY_MB}",
            f"-max_len={module.MAX_BYTES}",
            f"-dict={dictionary}",
            f"-artifact_prefix={FOUND / name}/",
            "-print_final_stats=1",
        ]
        atheris.Setup(
            [name, *options, str(found), str(KEPT / name), str(seeds)], module.one_input, **_mutator(module)
        )
        atheris.Fuzz()
    return 0


def _mutator(module: object) -> dict[str, object]:
    import atheris

    own = getattr(module, "mutate", None)
    if own is None:
        return {}
    return {"custom_mutator": lambda data, most, seed: own(data, most, seed, atheris.Mutate)}


def _escaped(word: str) -> str:
    """A word as libFuzzer's dictionaries write it."""
    codes: Sequence[int] = word.encode("utf-8", errors="surrogatepass")
    return '"' + "".join(f"\\x{code:02x}" for code in codes) + '"'


if __name__ == "__main__":
    sys.exit(main())
