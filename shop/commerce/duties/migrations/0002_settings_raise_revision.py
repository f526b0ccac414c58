"""Changes of duty terms and rates raise the revision under which a process keeps them."""

from django.db import migrations

TABLES = ("duties_dutyterms", "duties_dutyrate")


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0001_initial"),
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
