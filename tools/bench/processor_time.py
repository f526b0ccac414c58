"""CPU time that a turn of the benchmark used, by process: it shows what a rate is limited by.

All sites share the cores with their database, the payment sandbox, the worker of jobs and the
process that sends the requests.
"""

from collections.abc import Mapping
from pathlib import Path
from time import process_time, sleep

import psutil

WEB, DATABASE, JOBS, SANDBOX, CLIENT = "web", "database", "jobs", "sandbox", "client"
NEGLIGIBLE_MS = 0.005
IDLE_INTERVAL_S, IDLE_SHARE, IDLE_TRIES = 0.5, 0.1, 60


def used_by_tree(process: psutil.Process) -> float:
    """Return the CPU seconds of a process and its children, also of those that have ended."""
    children = [child.cpu_times() for child in process.children()]
    own = process.cpu_times()
    used = own.user + own.system + own.children_user + own.children_system
    return float(used + sum(time.user + time.system for time in children))


def postmaster(folder: Path) -> psutil.Process:
    """Return the process of the database server that has its data in a folder."""
    return psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))


def used_now(processes: Mapping[str, psutil.Process]) -> dict[str, float]:
    """Return the CPU seconds that named processes and this one have used so far."""
    used = {name: used_by_tree(process) for name, process in processes.items()}
    return used | {CLIENT: process_time()}


def milliseconds_each(
    before: Mapping[str, float], after: Mapping[str, float], done: int
) -> dict[str, float]:
    """Return the CPU milliseconds for one request by name, without negligible ones."""
    each = {name: (after[name] - before[name]) / done * 1000 for name in after}
    return {name: round(ms, 2) for name, ms in each.items() if ms >= NEGLIGIBLE_MS}


def wait_until_idle(process: psutil.Process) -> None:
    """Wait until a process has finished its work, so that it takes no time from the next turn."""
    for _ in range(IDLE_TRIES):
        before = used_by_tree(process)
        sleep(IDLE_INTERVAL_S)
        if used_by_tree(process) - before < IDLE_SHARE * IDLE_INTERVAL_S:
            return
