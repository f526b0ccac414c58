"""Add the regions that the reference data gained: those with tax rates of their own, and others.

A new database has no territories yet and gets them from `install_markets`.
"""

from typing import Any

from django.db import migrations

from licensing.reference_data import install_regions


def add_regions(apps: Any, _editor: Any) -> None:
    """Add what is missing; regions that exist stay as they are."""
    territories = apps.get_model("licensing", "Territory").objects.values_list("code", flat=True)
    install_regions(apps.get_model("licensing", "SubTerritory"), set(territories))


class Migration(migrations.Migration):
    dependencies = [("licensing", "0013_words_factories_labels")]

    operations = [migrations.RunPython(add_regions, migrations.RunPython.noop)]
