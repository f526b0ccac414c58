"""Databases for tests, cloned from a template that is migrated once for each state of the code.

A clone takes a fraction of a second, so each test that needs real commits gets its own.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psutil
import psycopg
from psycopg import sql

from tools.testing.preloaded import shared_shop

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("catalog", "licensing", "shop")
BUILD_LOCK = 20261124
# Only who holds the lock builds; one name for all, so that the shop is loaded once for all of them.
DRAFT = "template_draft"


def server_socket() -> str:
    """Return the folder of the test server's socket."""
    return unquote(urlsplit(os.environ["SHOP_TEST_SERVER"]).netloc.rpartition("@")[2])


def address(name: str, role: str = "shop_owner") -> str:
    """Return the address of a database for a role."""
    host = urlsplit(os.environ["SHOP_TEST_SERVER"]).netloc.rpartition("@")[2]
    return f"postgresql://{role}@{host}/{name}"


def ensure_template(kind: str, commands: list[list[str]]) -> str:
    """Return the name of a template made by management commands; created if missing.

    The result of the first command, usually the migrations, is shared by all templates.
    A command that begins with `-m` runs a module in place of `manage.py`.
    """
    name = f"template_{kind}_{_fingerprint(commands)}"
    with _admin() as admin:
        admin.execute("select pg_advisory_lock(%s)", [BUILD_LOCK])
        if not _exists(admin, name):
            start = f"template_start_{_fingerprint(commands[:1])}"
            if not _exists(admin, start):
                _build(admin, "start", start, "template1", commands[:1])
            _build(admin, kind, name, start, commands[1:])
        admin.execute("select pg_advisory_unlock(%s)", [BUILD_LOCK])
    return name


def _build(
    admin: psycopg.Connection, kind: str, name: str, start: str, commands: list[list[str]]
) -> None:
    """Build a template from another one and replace outdated templates of its kind."""
    _drop_old(admin, kind)
    _drop(admin, DRAFT)
    _create(admin, DRAFT, start)
    for command in commands:
        manage(DRAFT, command)
    admin.execute(
        sql.SQL("alter database {} rename to {}").format(
            sql.Identifier(DRAFT), sql.Identifier(name)
        )
    )


def clone(template: str, name: str) -> None:
    """Create a database from a template; replace one of the same name.

    Connections to the template are ended: PostgreSQL copies no database that somebody uses, and a
    thread of a former test may not have noticed yet that its work is over.
    """
    with _admin() as admin:
        admin.execute(
            "select pg_terminate_backend(pid, 1000) from pg_stat_activity"
            " where datname = %s and backend_type = 'client backend'",
            (template,),
        )
        _drop(admin, name)
        _create(admin, name, template)


def count_changes(name: str) -> None:
    """Let the server count the rows that are written in a database; for others it does not."""
    with _admin() as admin:
        admin.execute(
            sql.SQL("alter database {} set track_counts = on").format(sql.Identifier(name))
        )


def make_empty(name: str) -> None:
    """Create an empty database; replace one of the same name."""
    with _admin() as admin:
        _drop(admin, name)
        _create(admin, name)


def drop(name: str) -> None:
    """Drop a database and its connections."""
    with _admin() as admin:
        _drop(admin, name)


def drop_abandoned() -> None:
    """Drop databases of test processes that were killed; names end with the process id."""
    with _admin() as admin:
        rows = admin.execute(
            "select datname from pg_database"
            " where datname ~ '^(test|committed|live|drill)(_[a-z]+)?_[0-9]+$'"
        ).fetchall()
        for (name,) in rows:
            if not psutil.pid_exists(int(name.rpartition("_")[2])):
                _drop(admin, name)


@contextmanager
def _admin() -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        host=server_socket(), user="postgres", dbname="postgres", autocommit=True
    ) as admin:
        yield admin


def _exists(admin: psycopg.Connection, name: str) -> bool:
    row = admin.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    return row is not None


def _create(admin: psycopg.Connection, name: str, template: str = "template1") -> None:
    admin.execute(
        sql.SQL("create database {} owner shop_owner template {} strategy file_copy").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def _drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _drop_old(admin: psycopg.Connection, kind: str) -> None:
    rows = admin.execute(
        "select datname from pg_database where datname like %s", [f"template\\_{kind}\\_%"]
    ).fetchall()
    for (name,) in rows:
        _drop(admin, name)


def manage(database: str, command: list[str]) -> None:
    """Run a management command, or a module after `-m`, on a database, as its owner."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "DATABASE_URL": address(database, "shop_app"),
        "DATABASE_OWNER_URL": address(database),
        "DATABASE_ROLE": "owner",
    }
    program = [] if command[0] == "-m" else ["manage.py"]
    done = shared_shop(environment).run(*program, *command)
    if done.returncode:
        raise RuntimeError(f"{' '.join([*program, *command])}: {done.stderr[-2000:]}")


def _fingerprint(commands: list[list[str]]) -> str:
    """Return a hash of everything that a template is built from."""
    digest = hashlib.sha256(repr(commands).encode())
    files = [ROOT / "shop/platform/database" / name for name in ("grants.py", "snapshot.sql")]
    # Made after the migrations: the groups of staff and their permissions.
    files += [ROOT / "shop/identity/accounts/role_groups.py", ROOT / "uv.lock"]
    files += (ROOT / "tools/testing/factories").glob("*.py")
    for package in PACKAGES:
        for pattern in ("**/migrations/*.py", "**/data/*.csv"):
            files += (ROOT / package).glob(pattern)
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
