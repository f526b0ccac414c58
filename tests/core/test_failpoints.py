"""A failpoint kills one process if a drill requests it, and does nothing otherwise."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shop.platform.core.failpoints import POINTS

ROOT = Path(__file__).resolve().parents[2]
CALL = (
    "from shop.platform.core.failpoints import failpoint; failpoint('settle.sold'); print('alive')"
)


def passed(folder: Path | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FAILPOINTS": str(folder) if folder else ""}
    return subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_armed_point_kills_one_process_and_no_second(tmp_path: Path) -> None:
    (tmp_path / "settle.sold").touch()
    (tmp_path / "settle.fetched").touch()
    assert passed(tmp_path).returncode == -signal.SIGKILL
    assert passed(tmp_path).stdout == "alive\n"
    assert (tmp_path / "settle.fetched").exists()
    assert len(list(tmp_path.glob("settle.sold.*.hit"))) == 1


@pytest.mark.parametrize("folder", [None, Path("/nowhere")])
def test_without_a_file_nothing_happens(folder: Path | None) -> None:
    assert passed(folder).stdout == "alive\n"


def test_every_point_stands_in_the_code_and_every_call_is_a_point() -> None:
    packages = ("shop", "licensing", "catalog")
    sources = [path.read_text() for name in packages for path in (ROOT / name).rglob("*.py")]
    called = re.findall(r'failpoint\("([^"]+)"\)', "\n".join(sources))
    assert set(called) == set(POINTS)
    assert len(POINTS) >= 12
