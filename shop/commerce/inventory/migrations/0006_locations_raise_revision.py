"""Changes of locations raise the revision under which a process keeps them."""

from django.db import migrations

TABLES = ("inventory_location", "inventory_location_ships_to")


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0005_words_of_movements"),
        ("licensing", "0005_guards"),
    ]

    operations = [
        migrations.RunSQL(
            f"create trigger {table}_bumps_the_revision "
            f"after insert or update or delete on {table} "
            "for each statement execute function licensing_bump_revision()",
            f"drop trigger {table}_bumps_the_revision on {table}",
        )
        for table in TABLES
    ]
