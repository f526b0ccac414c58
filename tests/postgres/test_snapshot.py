"""A new database starts from a snapshot of the migrated schema."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from shop.platform.database.snapshot import FILE, fingerprint, made_from


def test_it_was_made_from_the_migrations_that_are_there() -> None:
    """If this fails, write the snapshot again with `python -m tools.snapshot`."""
    with FILE.open() as file:
        assert made_from(file) == fingerprint()


def test_a_database_that_began_with_it_has_nothing_left_to_migrate(db: None) -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)
    # Rows written by migrations, and comments on triggers, are part of the snapshot.
    assert MigrationRecorder(connection).applied_migrations()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_trigger where obj_description(oid) is not null")
        assert cursor.fetchone()[0] > 0
