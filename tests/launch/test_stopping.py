"""A second interrupt stops the launcher at once and leaves no process running."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
# A shop with one child process, which takes a second to stop and prints when it runs.
SHOP = """
import sys
from shop import launch

CHILD = '''
import signal, sys, time
def stop(*_):
    time.sleep(1)
    sys.exit()
signal.signal(signal.SIGTERM, stop)
print("runs", flush=True)
time.sleep(60)
'''

class OneChild(launch.Shop):
    def prepare(self):
        pass
    def start(self):
        self._spawn("child", sys.executable, "-c", CHILD)
        print(self.children[0][1].pid, flush=True)
    def show_logins(self):
        pass

launch.Shop = OneChild
launch.main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_twice_it_stops_what_it_started(number: signal.Signals) -> None:
    command = [sys.executable, "-c", SHOP]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as shop:
        assert shop.stdout is not None
        said: set[str] = set()
        while "runs" not in said or len(said) < 2:
            said.add(shop.stdout.readline().strip())
        time.sleep(0.3)
        child = next(int(one) for one in said if one.isdigit())
        for _ in range(2):
            shop.send_signal(number)
            time.sleep(0.3)
        assert shop.wait(20) == 0
    assert not psutil.pid_exists(child)
