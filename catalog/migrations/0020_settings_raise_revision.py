"""Changes of sports, shop categories and synonyms raise the revision under which they are kept."""

from django.db import migrations

TABLES = ("catalogue_sport", "catalogue_category", "catalogue_searchsynonym")


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0019_shop_categories"),
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
