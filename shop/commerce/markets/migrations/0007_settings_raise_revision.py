"""Changes of markets and tax rates raise the revision under which a process keeps them."""

from django.db import migrations

TABLES = (
    "markets_market",
    "markets_market_ship_to",
    "markets_sellingentity",
    "markets_taxrate",
)


class Migration(migrations.Migration):
    dependencies = [
        ("markets", "0006_time_zones_of_markets"),
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
