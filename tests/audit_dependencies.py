"""Write the bill of materials from the lock, and ask PyPI what is known to be unsafe in what the locks name.

Ends with 1 when something is, and with 2 when PyPI did not answer about all: then nothing is known of the rest.

.venv/bin/python tests/audit_dependencies.py build/tools/dependencies/bin
"""

# ruff: noqa: T201

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = [ROOT / "requirements.lock", *sorted((ROOT / "tests" / "tools").glob("*.txt"))]
BILL = ROOT / "build" / "bill-of-materials.cdx.json"


def write_bill(tools: Path) -> None:
    """Write the bill (CycloneDX 1.6, JSON): same lock, same bytes."""
    BILL.parent.mkdir(exist_ok=True)
    what = ["requirements", str(LOCKS[0]), "--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application"]
    how = ["--spec-version", "1.6", "--output-reproducible", "--output-format", "JSON", "--output-file", str(BILL)]
    quiet = ["-W", "ignore"]  # it warns that a lock does not say which packages we ask for ourselves
    subprocess.run([str(tools / "python"), *quiet, "-m", "cyclonedx_py", *what, *how], check=True)
    components = json.loads(BILL.read_text("utf-8"))["components"]
    print(f"{_shown(BILL)}: the bill of materials, {len(components)} packages", flush=True)


def known_unsafe(tools: Path, lock: Path) -> int:
    """Print what PyPI knows of the packages in *lock*; return 1 when one is unsafe, 2 when it did not answer of all."""
    how = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json"]
    done = subprocess.run(
        [str(tools / "pip-audit"), "-r", str(lock), *how], capture_output=True, text=True, check=False
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        said = [*filter(None, done.stderr.splitlines())][-1:]
        print(f"{_shown(lock)}: NO ANSWER, so nothing is known of its packages. {' '.join(said)}")
        return 2
    silent = [package["skip_reason"] for package in packages if "skip_reason" in package]
    unsafe = [(package, fault) for package in packages for fault in package.get("vulns", ())]
    print(f"{_shown(lock)}: {len(unsafe)} known faults in {len(packages) - len(silent)} packages")
    for package, fault in unsafe:
        mended = ", ".join(fault["fix_versions"]) or "no version yet"
        print(f"    {package['name']} {package['version']}: {fault['id']}, mended in {mended}")
    if silent:
        print(f"    NO ANSWER about {len(silent)} packages, so nothing is known of them. The first: {silent[0]}")
    return 1 if unsafe else 2 if silent else 0


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main(tools: Path) -> int:
    """Print what is found."""
    write_bill(tools)
    found = {known_unsafe(tools, lock) for lock in LOCKS}
    return 1 if 1 in found else max(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
