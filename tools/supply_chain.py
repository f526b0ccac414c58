"""Inventory and audit of the libraries in `uv.lock`: `python -m tools.supply_chain sbom|audit`.

`sbom` writes a CycloneDX file to var/sbom.json. `audit` queries the public database of
vulnerabilities (OSV) by uv: it exits 0 without findings, 1 with findings, and 4 with "NOT RUN" if
the database cannot be reached; `audit --offline-ok` exits 0 in that case.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = ROOT / ".venv" / "bin" / "uv"
SBOM = ROOT / "var" / "sbom.json"
LEAST_COMPONENTS = 50
FOUND, NOT_RUN = 1, 4
UNREACHABLE = ("error sending request", "failed to fetch", "dns", "connection", "timed out")


def write_sbom() -> int:
    """Write the inventory of production dependencies; return an exit code."""
    command = [str(UV), "export", "--frozen", "--no-dev", "--format", "cyclonedx1.5", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr.strip())
        return FOUND
    components = json.loads(done.stdout)["components"]
    if len(components) < LEAST_COMPONENTS:
        print(f"only {len(components)} components: uv.lock was not read as a whole")
        return FOUND
    SBOM.parent.mkdir(exist_ok=True)
    SBOM.write_text(done.stdout)
    print(f"{len(components)} components in {SBOM.relative_to(ROOT)}")
    return 0


def audit(*, offline_ok: bool) -> int:
    """Check the locked versions for known vulnerabilities; return an exit code."""
    command = [str(UV), "audit", "--frozen", "--preview-features", "audit"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    output = f"{done.stdout}\n{done.stderr}".strip()
    print(output)
    if done.returncode == 0:
        return 0
    if any(word in output.lower() for word in UNREACHABLE):
        print("NOT RUN: the vulnerability database cannot be reached; nothing was checked")
        return 0 if offline_ok else NOT_RUN
    return FOUND


def main() -> int:
    """Run the named step."""
    if sys.argv[1:2] == ["sbom"]:
        return write_sbom()
    if sys.argv[1:2] == ["audit"]:
        return audit(offline_ok="--offline-ok" in sys.argv)
    print("usage: python -m tools.supply_chain sbom|audit [--offline-ok]")
    return 2


if __name__ == "__main__":
    sys.exit(main())
