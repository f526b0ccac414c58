"""Find or install the browser that tests drive.

`python -m tools.browser` is part of `make test`. The headless shell of Chromium is preferred,
because it needs a third of the CPU time of the whole browser. Where the system has neither, root
installs the shell from Debian, and others install Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHELL = "chromium-headless-shell"
PACKAGES = (SHELL, "fonts-noto-core")
TIMEOUT_S = 300


def system_browser() -> str | None:
    """Return the path of the system's Chromium."""
    for name in (SHELL, "chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


def playwright_browser() -> bool:
    """Return whether Playwright has downloaded its own Chromium."""
    home = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    return any(home.glob("chromium*"))


def main() -> int:
    """Install a browser; return 0 even if none can be had: tests that need it report that."""
    if shutil.which(SHELL) or playwright_browser():
        return 0
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {SHELL} for the journeys.", flush=True)
        install = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
        if _run(install) or (_run(["apt-get", "update"]) and _run(install)):
            return 0
    if system_browser():
        return 0
    if not _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        outcome = "fail" if os.environ.get("CI") else "be skipped"
        print(f"No browser could be installed: the journeys will {outcome}.", file=sys.stderr)
    return 0


def _run(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, check=False, capture_output=True, timeout=TIMEOUT_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
