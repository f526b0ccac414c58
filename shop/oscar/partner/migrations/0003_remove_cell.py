"""Forget the column `cell`, which nothing reads.

The column stays in the database with a default, so that the version before, which writes it, keeps
working while this one is rolled out. A later release drops it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("partner", "0002_locations"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "alter table partner_stockrecord alter column cell set default 0",
                    "alter table partner_stockrecord alter column cell drop default",
                ),
            ],
            state_operations=[migrations.RemoveField(model_name="stockrecord", name="cell")],
        ),
    ]
