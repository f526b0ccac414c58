"""Processes that believe to be in production, on a database of the tests."""

import os
import subprocess
import sys
from collections.abc import Mapping

from tests.settings.test_environment import PRODUCTION
from tools.testing.live_shop import ROOT


def run_in_production(
    *command: str, changes: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a Python command with a whole production environment."""
    kept = ("PATH", "HOME", "LANG", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "XDG_RUNTIME_DIR")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= PRODUCTION | (changes or {})
    return subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
