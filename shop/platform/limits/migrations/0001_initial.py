"""Counters of rate limits and the table of the shared cache, both UNLOGGED: a crash empties them."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make both tables; what they hold is worth nothing after a crash, so nothing is logged."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="CacheEntry",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={"verbose_name_plural": "cache entries", "db_table": "limits_cache"},
        ),
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunSQL(
            ["alter table limits_cache set unlogged", "alter table limits_ratecount set unlogged"],
            ["alter table limits_cache set logged", "alter table limits_ratecount set logged"],
        ),
    ]
