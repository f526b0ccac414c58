"""Migrations beside a running shop: they give way to it and are tried again."""

import threading
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command

from shop.platform.database.management.commands.migrate import LOCK_TIMEOUT_MS
from tools.testing import databases

WAIT_S = 20


@pytest.mark.slow
def test_a_migration_gives_way_to_a_table_in_use_and_is_tried_again(committed_db: str) -> None:
    output, held = StringIO(), threading.Event()

    def use_table() -> None:
        with psycopg.connect(databases.address(committed_db)) as other:
            other.execute("lock table django_migrations")
            held.set()
            for _ in range(WAIT_S * 10):
                if "tried again" in output.getvalue():
                    return
                threading.Event().wait(0.1)

    user = threading.Thread(target=use_table)
    user.start()
    assert held.wait(WAIT_S)
    call_command("migrate", plan=True, stdout=output)
    user.join(WAIT_S)
    assert "A table is in use. The migration is tried again." in output.getvalue()
    assert "No planned migration operations." in output.getvalue()
    assert LOCK_TIMEOUT_MS < 2000
