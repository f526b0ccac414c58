"""Processes that use the embedded server of a folder until they are told to exit."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from tools.testing.live_shop import ROOT

PATIENCE_S = 60
SCRIPT = """
import sys
from pathlib import Path
from shop.platform.database.embedded import start
print(start(Path(sys.argv[1])).owner, flush=True)
sys.stdin.read()
"""


@dataclass
class Holder:
    """A process that has started or joined the server."""

    process: subprocess.Popen[str]

    def address(self) -> str:
        """Return the owner's address of the database, once it is there."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line, "the server did not start"
        return line

    def leave(self) -> None:
        """End as a process ends that has done its work."""
        self.process.communicate(timeout=PATIENCE_S)
        assert self.process.returncode == 0

    def crash(self) -> None:
        """End without a chance to tidy up."""
        self.process.kill()
        self.process.wait()


@contextmanager
def holders(data: Path, number: int) -> Iterator[list[Holder]]:
    """Start processes on a folder at the same moment; nothing of them is left afterwards."""
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT, str(data)]
    begun = [
        Holder(
            subprocess.Popen(
                command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        )
        for _ in range(number)
    ]
    try:
        yield begun
    finally:
        for holder in begun:
            with holder.process:
                holder.process.kill()


def server_process(data: Path) -> psutil.Process | None:
    """Return the server's first process, or None when it does not run."""
    try:
        number = int((data / "postmaster.pid").read_text().splitlines()[0])
        process = psutil.Process(number)
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None
    return process if process.status() != psutil.STATUS_ZOMBIE else None


def lock_files(data: Path) -> list[Path]:
    """Return the lock files of the data and of the socket, which may be in another folder."""
    pid_file = data / "postmaster.pid"
    return [pid_file, Path(pid_file.read_text().splitlines()[4]) / ".s.PGSQL.5432.lock"]


def stop_server(data: Path) -> None:
    """Stop the server of a failed or killed test."""
    server = server_process(data)
    if server is not None and str(data) in server.cmdline():
        server.send_signal(signal.SIGQUIT)
        psutil.wait_procs([server], timeout=PATIENCE_S)


def setting(address: str, name: str) -> str:
    """Return a setting of the server."""
    with psycopg.connect(address) as connection:
        row = connection.execute("select current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


@contextmanager
def process_of_the_servers_user(data: Path) -> Iterator[psutil.Process]:
    """Run a process that is no server, as the user to whom the data belongs."""
    owner = data.stat().st_uid
    user = pwd.getpwuid(owner).pw_name if owner != os.geteuid() else None
    with subprocess.Popen(["sleep", "300"], user=user) as child:
        try:
            yield psutil.Process(child.pid)
        finally:
            child.kill()
