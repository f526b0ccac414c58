"""A one-time code is sent to two web processes at once; it must open one session only.

The processes share only a database: no Redis, each has a cache of its own. Sessions wait at the
second factor, then all send the same code at the same moment.
"""

import hashlib
import hmac
import os
import struct
import subprocess
import sys
import tempfile
import time
from base64 import b32decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tools.drills.accounts import make_account, send_form, sign_in
from tools.drills.observations import too_few
from tools.drills.running import base_template
from tools.testing.live_shop import ROOT, LiveShop, free_port, live_shop, stop, wait_for

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  of the drill alone
PERIOD_S, SESSIONS, CODES = 30, 8, 2
AUTHENTICATE = "/en-fr/accounts/2fa/authenticate/"


@dataclass
class Replay:
    """Attempts, and the number of sessions opened by each code."""

    tries: int = 0
    opened: list[int] = field(default_factory=list)
    processes: int = 0

    @property
    def faults(self) -> list[str]:
        """Return the faults; too few observations are a fault."""
        faults = too_few(
            {
                "tries": (self.tries, SESSIONS * CODES),
                "codes": (len(self.opened), CODES),
                "web processes": (self.processes, 2),
            }
        )
        return faults + [
            f"a code opened {number} sessions" for number in self.opened if number != 1
        ]


def main() -> int:
    """Run the drill and print the result."""
    with tempfile.TemporaryDirectory() as folder:
        replay = replay_codes(Path(folder), base_template())
    print(
        f"{len(replay.opened)} codes, {replay.tries} tries at {replay.processes} processes; "
        f"sessions opened by each code: {replay.opened}"
    )
    for fault in replay.faults:
        print(f"FAULT {fault}")
    return 1 if replay.faults else 0


def replay_codes(folder: Path, template: str) -> Replay:
    """Run a shop with two web servers and send each code to both."""
    replay, extra = Replay(), {"WEB_WORKERS": "1", "REDIS_URL": ""}
    with (
        live_shop(folder, template, name="drill_replay", with_worker=False, **extra) as shop,
        second_server(shop) as second,
    ):
        make_account(shop, secret=SECRET)
        urls = (shop.url, second)
        replay.processes = len(set(urls))
        last = int(time.time()) // PERIOD_S
        for _ in range(CODES):
            waiting = [_waiting_session(urls[number % 2]) for number in range(SESSIONS)]
            last = _next_step(last)
            replay.opened.append(_send_everywhere(waiting, code_of(last)))
            replay.tries += SESSIONS
    return replay


@contextmanager
def second_server(shop: LiveShop) -> Iterator[str]:
    """Run one more web server on the same database."""
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "gunicorn", "-c", "shop/gunicorn.py"],
        cwd=ROOT,
        env={**shop.environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://localhost:{port}/healthz", child, Path(os.devnull))
        yield f"http://localhost:{port}"
    finally:
        stop(child)


def code_of(counter: int) -> str:
    """Return the code of a counter (RFC 4226)."""
    digest = hmac.new(b32decode(SECRET), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def _next_step(last: int) -> int:
    """Wait for a counter whose code was not used; return it."""
    while (now := int(time.time()) // PERIOD_S) <= last:
        time.sleep(0.5)
    return now


def _waiting_session(url: str) -> tuple[requests.Session, str]:
    session = requests.Session()
    answer = sign_in(session, url)
    if AUTHENTICATE not in answer.headers.get("Location", ""):
        raise RuntimeError(f"no second factor was asked: {answer.status_code}")
    return session, url


def _send_everywhere(waiting: list[tuple[requests.Session, str]], code: str) -> int:
    """Send one code in all sessions at once; return how many are signed in then."""

    def send(session: requests.Session, url: str) -> bool:
        send_form(session, f"{url}{AUTHENTICATE}", {"code": code})
        account = session.get(f"{url}/en-fr/account/", allow_redirects=False, timeout=30)
        return account.status_code == requests.codes.ok

    with ThreadPoolExecutor(len(waiting)) as pool:
        return sum(pool.map(lambda pair: send(*pair), waiting))
